/// One thing to do in the tour: why, what to type, and what it changed.
package struct TourStep: Sendable {
  /// Why one would type it, in whole sentences.
  let reason: String
  /// What to type; an empty line is typed as Enter alone.
  package let line: String
  /// How it is asked for, where that is not the line itself.
  var request: String?
  /// What has happened, with the numbers of the session.
  let explanation: @Sendable (Session) throws -> String

  /// What the step asks the user to do, as the one of a number.
  func invitation(number: Int) -> String {
    wrapped("\(number)/\(Self.all.count)  " + reason) + "\n▸ " + (request ?? "type: \(line)")
  }

  /// Whether a line does what the step asks for: the same command with the same arguments.
  func isDone(by typed: ParsedLine) -> Bool {
    guard let wanted = ParsedLine(line), let command = try? Command.named(wanted.name),
      let typedCommand = try? Command.named(typed.name)
    else { return false }
    func words(_ text: String) -> [Substring] { text.split(whereSeparator: \.isWhitespace) }
    return command.name == typedCommand.name && words(wanted.rest) == words(typed.rest)
  }
}
