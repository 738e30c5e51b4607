/// A line of a script that waits for its turn.
package struct WaitingLine: Equatable, Sendable {
  package let text: String
  /// Where it comes from, as `first.sgdb:12`, to name it when it fails.
  package let source: String?
  /// Whether the reader sees the line itself, as in a lesson.
  package let isEchoed: Bool
  /// How many scripts run the script it is in.
  package var depth = 0

  /// The line as the reader sees it: comments as they are, commands behind a prompt.
  func echo(prompt: String) -> String {
    ParsedLine(text) == nil ? text : prompt + text
  }
}

/// Commands to be run one after the other.
package struct Script: Equatable, Sendable {
  package let lines: [WaitingLine]

  /// The lines of a script file.
  ///
  /// - Parameters:
  ///   - bytes: The file's content.
  ///   - name: How errors name the file; `nil` leaves them without a place.
  ///   - isEchoed: Whether the reader sees the lines, as in a lesson.
  package init(_ bytes: some Collection<UInt8>, name: String?, isEchoed: Bool = false) {
    lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .enumerated()
      .map { number, line in
        WaitingLine(
          text: String(decoding: line.last == 0x0D ? line.dropLast() : line, as: UTF8.self),
          source: name.map { "\($0):\(number + 1)" }, isEchoed: isEchoed)
      }
  }

  /// A single command.
  package init(line: String) {
    lines = [WaitingLine(text: line, source: nil, isEchoed: false)]
  }
}
