import Glibc

/// A progress line on standard error, written over itself; shown only on a terminal.
final class ProgressMeter {
  /// How often it changes at most.
  private static let interval = Duration.milliseconds(100)

  private let isShown = isatty(STDERR_FILENO) == 1
  private let output = FileOutput(.standardError)
  private var width = 0
  private var last: ContinuousClock.Instant?

  /// Whether it is time to show a text, and there is a terminal to show it on.
  var isDue: Bool { isShown && (last.map { ContinuousClock.now - $0 >= Self.interval } ?? true) }

  /// Shows a text.
  func show(_ text: String) {
    last = .now
    let line = text.prefix { $0.isASCII && $0 >= " " && $0 != "\u{7F}" }
      .prefix(terminalSize(.standardError).columns - 1)
    write(String(line))
  }

  /// Takes the text away.
  func clear() {
    guard width > 0 else { return }
    write("")
    output.print("\r")
    width = 0
    last = nil
  }

  /// Blanks, not an escape sequence, cover the rest of a longer line.
  private func write(_ line: String) {
    let rest = String(repeating: " ", count: max(0, width - line.utf8.count))
    output.print("\r" + line + rest)
    width = line.utf8.count
  }
}
