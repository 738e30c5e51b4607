/// What a piece of the screen is; the theme decides how it looks.
package enum Role: CaseIterable, Sendable {
  /// Text and numbers.
  case plain
  /// What can be read over: lines, units, words outside the window.
  case faint
  /// Headings of columns.
  case heading
  /// The label of a sum.
  case sum
  /// A number that differs from the stop before.
  case changed
  /// The center word.
  case center
  /// An observed word.
  case observed
  /// The pair that `stepi` has taken in last.
  case reached
  /// A word that the user has named.
  case named
  case bar
  case sparkline
  /// A point or a curve of a plot.
  case curve
  /// What a curve is compared with, or where a point was.
  case trail
  case border
  case focusedBorder
  case title
  case focusedTitle
  case status
  /// A part of the status line that must not be overlooked.
  case alarm
  /// A part of the status line that is unusual.
  case notice
  case prompt
  case command
  case output
  case failure
  case candidate
  case progress
}

extension Style {
  /// How a role looks.
  ///
  /// Colour never says what bold, reverse, underline or a mark does not say too.
  package static func of(_ role: Role) -> Style {
    switch role {
    case .plain, .output, .candidate: .plain
    case .faint, .border, .trail: Style(dim: true)
    case .heading: Style(dim: true)
    case .sum: Style(bold: true)
    case .changed: Style(foreground: .magenta, bold: true)
    case .center: Style(bold: true, reverse: true)
    case .observed: Style(foreground: .green, bold: true)
    case .reached: Style(bold: true, underline: true)
    case .named: Style(foreground: .yellow, bold: true)
    case .bar, .sparkline, .curve: Style(foreground: .cyan)
    case .focusedBorder: Style(foreground: .cyan, bold: true)
    case .title: Style(bold: true)
    case .focusedTitle: Style(foreground: .cyan, bold: true, reverse: true)
    case .status: Style(reverse: true)
    case .alarm: Style(foreground: .red, bold: true, reverse: true)
    case .notice: Style(bold: true, reverse: true)
    case .prompt: Style(bold: true)
    case .command: Style(bold: true)
    case .failure: Style(foreground: .red, bold: true)
    case .progress: Style(reverse: true)
    }
  }
}

extension Color {
  package static let red = Color.basic(1)
  package static let green = Color.basic(2)
  package static let yellow = Color.basic(3)
  package static let magenta = Color.basic(5)
  package static let cyan = Color.basic(6)
}
