/// How each part of the screen looks.
///
/// Colour never shows anything that bold, reverse, underline or a mark does not show too.
extension Style {
  /// Lines, units, words outside the window.
  static let faint = Style(dim: true)
  /// The heading of a column.
  static let heading = faint
  /// The label of a sum.
  static let sum = Style(bold: true)
  /// A number that differs from the stop before.
  static let changed = Style(foreground: .magenta, bold: true)
  /// The center word.
  static let center = Style(bold: true, reverse: true)
  /// An observed word.
  static let observed = Style(foreground: .green, bold: true)
  /// The last pair that `stepi` has passed.
  static let reached = Style(bold: true, underline: true)
  /// A word that the user has named.
  static let named = Style(foreground: .yellow, bold: true)
  static let bar = Style(foreground: .cyan)
  static let sparkline = bar
  /// A point or a curve of a plot.
  static let curve = bar
  /// The reference of a curve, or an earlier position of a point.
  static let trail = faint
  static let border = faint
  static let focusedBorder = Style(foreground: .cyan, bold: true)
  static let title = sum
  static let focusedTitle = Style(foreground: .cyan, bold: true, reverse: true)
  static let status = Style(reverse: true)
  /// A part of the status line that must not be overlooked.
  static let alarm = Style(foreground: .red, bold: true, reverse: true)
  /// An unusual part of the status line.
  static let notice = Style(bold: true, reverse: true)
  static let prompt = sum
  static let command = sum
  static let failure = Style(foreground: .red, bold: true)
  static let progress = status
}

extension Color {
  fileprivate static let red = Color.basic(1)
  fileprivate static let green = Color.basic(2)
  fileprivate static let yellow = Color.basic(3)
  fileprivate static let magenta = Color.basic(5)
  fileprivate static let cyan = Color.basic(6)
}
