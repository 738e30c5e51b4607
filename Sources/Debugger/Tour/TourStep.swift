/// A step of the tour.
package struct TourStep: Sendable {
  /// The reason for the command, in whole sentences.
  let reason: String
  /// The line to type.
  package let line: String
  /// The request to the user; `nil` for `type: LINE`.
  var request: String?
  /// An explanation of the result, with the numbers of the session.
  let explanation: @Sendable (Session) throws -> String

  /// The text of the step with its number.
  func invitation(number: Int) -> String {
    wrapped("\(number)/\(Self.all.count)  " + reason) + "\n▸ " + (request ?? "type: \(line)")
  }

  /// Whether a line completes the step: the same command with the same arguments.
  func isDone(by typed: ParsedLine) -> Bool {
    guard let wanted = ParsedLine(line), let command = try? Command.named(wanted.name),
      let typedCommand = try? Command.named(typed.name)
    else { return false }
    func words(_ text: String) -> [Substring] { text.split(whereSeparator: \.isWhitespace) }
    return command.name == typedCommand.name && words(wanted.rest) == words(typed.rest)
  }
}
