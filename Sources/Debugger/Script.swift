/// A line of a script still to run.
package struct WaitingLine: Equatable, Sendable {
  package let text: String
  /// Its origin, as `first.sgdb:12`, to report an error.
  package let source: String?
  /// Whether the line itself is printed, as in a lesson.
  package let isEchoed: Bool
  /// The depth of nested scripts.
  package var depth = 0

  /// The line as it is printed: comments unchanged, commands after a prompt.
  func echo(prompt: String) -> String {
    ParsedLine(text) == nil ? text : prompt + text
  }
}

/// A list of command lines.
package struct Script: Equatable, Sendable {
  package let lines: [WaitingLine]

  /// The lines of a script file.
  ///
  /// - Parameters:
  ///   - bytes: The file's content.
  ///   - name: The name of the file in errors; `nil` for none.
  ///   - isEchoed: Whether the lines are printed, as in a lesson.
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
