/// A line of a script still to run.
package struct WaitingLine: Equatable, Sendable {
  package let text: String
  /// Its origin, as `first.sgdb:12`, to report an error.
  package var source: String?
  /// The path of the script that contains it.
  var file: String?
  /// Whether it is the last of its file.
  var endsFile = false
  /// Whether the line itself is printed, as in a lesson.
  package var isEchoed = false
  /// Whether its output is left out.
  var isQuiet = false
  /// The trust in it.
  var trust = Trust.full
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
  ///   - file: The path of the file, if it is one.
  ///   - isEchoed: Whether the lines are printed, as in a lesson.
  ///   - trust: The trust in the lines.
  package init(
    _ bytes: some Collection<UInt8>, name: String?, file: String? = nil, isEchoed: Bool = false,
    trust: Trust = .full
  ) {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let content = bytes.dropFirst(bytes.starts(with: mark) ? mark.count : 0)
    var lines = content.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .enumerated()
      .map { number, line in
        WaitingLine(
          text: String(decoding: line.last == 0x0D ? line.dropLast() : line, as: UTF8.self),
          source: name.map { "\($0):\(number + 1)" }, file: file, isEchoed: isEchoed,
          trust: trust)
      }
    lines[lines.count - 1].endsFile = true
    self.lines = lines
  }

  /// A single command.
  package init(line: String) {
    lines = [WaitingLine(text: line)]
  }
}
