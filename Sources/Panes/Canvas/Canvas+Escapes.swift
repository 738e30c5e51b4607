extension Canvas {
  /// The text and escape sequences that show the canvas on a terminal.
  ///
  /// Only cells that differ are sent; every terminal of the last decades knows the sequences.
  ///
  /// - Parameters:
  ///   - before: The canvas on the terminal, of the same size; `nil` clears it first.
  ///   - isColored: Whether colours are sent, too.
  /// - Returns: Text and escape sequences.
  package func escapes(from before: Canvas?, isColored: Bool) -> String {
    var text = before == nil ? "\u{1B}[0m\u{1B}[2J" : ""
    var style = Style.plain
    var cursor: Point?
    for row in 0..<size.rows {
      for column in 0..<size.columns where !self[column, row].text.isEmpty {
        let isWide = column + 1 < size.columns && self[column + 1, row].text.isEmpty
        let cells = column...(isWide ? column + 1 : column)
        if let before, cells.allSatisfy({ before[$0, row] == self[$0, row] }) { continue }
        let cell = self[column, row]
        if before == nil, cell == Cell() { continue }
        let place = Point(column: column, row: row)
        if cursor != place { text += Self.move(to: place) }
        if cell.style != style {
          style = cell.style
          text += style.escape(isColored: isColored)
        }
        text += cell.text
        // After the last column terminals disagree about where they are.
        let next = cells.upperBound + 1
        cursor = next < size.columns ? Point(column: next, row: row) : nil
      }
    }
    if style != .plain { text += Style.plain.escape(isColored: isColored) }
    guard let end = self.cursor else { return text + "\u{1B}[?25l" }
    return text + Self.move(to: end) + "\u{1B}[?25h"
  }

  private static func move(to place: Point) -> String {
    "\u{1B}[\(place.row + 1);\(place.column + 1)H"
  }
}

extension Style {
  /// The escape sequence that has a terminal write in this style and no other.
  fileprivate func escape(isColored: Bool) -> String {
    var codes = ["0"]
    if bold { codes.append("1") }
    if dim { codes.append("2") }
    if underline { codes.append("4") }
    if reverse { codes.append("7") }
    if isColored {
      codes += foreground.codes(base: 30)
      codes += background.codes(base: 40)
    }
    return "\u{1B}[\(codes.joined(separator: ";"))m"
  }
}

extension Color {
  /// The codes that choose the colour, for the foreground from 30 on, for the background from 40.
  fileprivate func codes(base: Int) -> [String] {
    switch self {
    case .standard: []
    case .basic(let number): ["\(base + Int(number % 8))"]
    case .rgb(let red, let green, let blue): ["\(base + 8)", "2", "\(red)", "\(green)", "\(blue)"]
    }
  }
}
