import Debugger

extension Canvas {
  /// The canvas as an SVG picture: text in a grid, lines and bars as shapes.
  ///
  /// Shapes instead of line-drawing characters keep borders joined in any font, and every piece of
  /// text is stretched to its columns, so that a picture is aligned wherever it is opened.
  package var svg: String {
    let width = Double(size.columns) * Self.cellWidth + 2 * Self.margin
    let height = Double(size.rows) * Self.cellHeight + 2 * Self.margin
    var picture = """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(width) \(height)" \
      width="\(width)" height="\(height)" font-family="DejaVu Sans Mono, Menlo, Consolas, \
      monospace" font-size="14" shape-rendering="crispEdges">
      <rect width="100%" height="100%" fill="\(Self.paper)"/>

      """
    for row in 0..<size.rows {
      for run in runs(inRow: row) { picture += svg(of: run, row: row) }
    }
    return picture + "</svg>\n"
  }

  private static let cellWidth = 8.5
  private static let cellHeight = 18.0
  private static let margin = 10.0
  private static let paper = "#15181e"
  private static let ink = "#d9dee7"

  /// Cells beside each other that look the same and are drawn as one piece.
  private struct Run {
    var column: Int
    var columns: Int
    var text: String
    var style: Style
  }

  private func runs(inRow row: Int) -> [Run] {
    var runs: [Run] = []
    var column = 0
    while column < size.columns {
      let cell = self[column, row]
      let isWide = column + 1 < size.columns && self[column + 1, row].text.isEmpty
      let columns = isWide ? 2 : 1
      // A blank ends a word, so that every word starts in its column.
      if let last = runs.last, last.style == cell.style,
        cell.text == last.text.suffix(1) && "█ ".contains(cell.text)
          || Self.isInWord(cell.text) && Self.isInWord(last.text)
          || Self.isDots(cell.text) && Self.isDots(last.text)
      {
        runs[runs.count - 1].text += cell.text
        runs[runs.count - 1].columns += columns
      } else {
        runs.append(Run(column: column, columns: columns, text: cell.text, style: cell.style))
      }
      column += columns
    }
    return runs
  }

  private static func isInWord(_ text: String) -> Bool {
    text.utf8.allSatisfy { 0x20 < $0 && $0 < 0x80 }
  }

  private static func isDots(_ text: String) -> Bool {
    text.unicodeScalars.first.map { 0x2801...0x28FF ~= $0.value } ?? false
  }

  private func svg(of run: Run, row: Int) -> String {
    let left = Self.margin + Double(run.column) * Self.cellWidth
    let top = Self.margin + Double(row) * Self.cellHeight
    let width = Double(run.columns) * Self.cellWidth
    var foreground = Self.hex(run.style.foreground) ?? Self.ink
    var background = Self.hex(run.style.background)
    if run.style.reverse { (foreground, background) = (background ?? Self.paper, foreground) }
    var shapes = ""
    if let background {
      shapes += Self.rectangle(left, top, width, Self.cellHeight, background)
    }
    let opacity = run.style.dim ? " opacity=\"0.6\"" : ""
    if Self.isDots(run.text) { return shapes + Self.dots(run.text, left, top, foreground, opacity) }
    if let shape = Self.shape(of: run.text, left, top, width, foreground, opacity) {
      return shapes + shape
    }
    if run.text.utf8.allSatisfy({ $0 == 0x20 }) { return shapes }
    let bold = run.style.bold ? " font-weight=\"bold\"" : ""
    let underline = run.style.underline ? " text-decoration=\"underline\"" : ""
    return shapes + """
      <text x="\(left)" y="\(top + 13.5)" textLength="\(width)" lengthAdjust="spacingAndGlyphs" \
      xml:space="preserve" fill="\(foreground)"\(bold)\(underline)\(opacity)>\
      \(Self.escaped(run.text))</text>

      """
  }

  private static func rectangle(
    _ x: Double, _ y: Double, _ width: Double, _ height: Double, _ fill: String,
    _ opacity: String = ""
  ) -> String {
    "<rect x=\"\(x)\" y=\"\(y)\" width=\"\(width)\" height=\"\(height)\" fill=\"\(fill)\"\(opacity)/>\n"
  }

  /// Braille characters as round dots, all in one path of strokes without length.
  private static func dots(
    _ text: String, _ left: Double, _ top: Double, _ fill: String, _ opacity: String
  ) -> String {
    var path = ""
    for (column, scalar) in text.unicodeScalars.enumerated() {
      for y in 0..<4 {
        for x in 0..<2 where DotGrid.isSet(x, y, in: UInt8(scalar.value & 0xFF)) {
          let center = (
            left + (Double(column) + (Double(x) + 0.5) / 2) * cellWidth,
            top + (Double(y) + 0.5) / 4 * cellHeight
          )
          path += "M\(center.0) \(center.1)h.01"
        }
      }
    }
    return "<path d=\"\(path)\" stroke=\"\(fill)\" stroke-width=\"3.4\" stroke-linecap=\"round\" "
      + "shape-rendering=\"auto\"\(opacity)/>\n"
  }

  /// A bar or a line as a shape; `nil` for text.
  private static func shape(
    of text: String, _ left: Double, _ top: Double, _ width: Double, _ fill: String,
    _ opacity: String
  ) -> String? {
    guard let scalar = text.unicodeScalars.first, text.allSatisfy({ $0 == text.first }) else {
      return nil
    }
    func rectangle(_ x: Double, _ y: Double, _ width: Double, _ height: Double) -> String {
      Self.rectangle(left + x, top + y, width, height, fill, opacity)
    }
    switch scalar.value {
    case 0x2588: return rectangle(0, 0, width, cellHeight)
    case 0x2581...0x2587:
      let height = cellHeight * Double(scalar.value - 0x2580) / 8
      return rectangle(0, cellHeight - height, cellWidth, height)
    case 0x2594: return rectangle(0, 0, cellWidth, cellHeight / 8)
    case 0x2501: return rectangle(0, cellHeight * 7 / 16, cellWidth, cellHeight / 8)
    case 0x2503: return rectangle(cellWidth * 3 / 8, 0, cellWidth / 4, cellHeight)
    case 0x2589...0x258F:
      return rectangle(0, 0, cellWidth * Double(0x2590 - scalar.value) / 8, cellHeight)
    default:
      guard let arms = Glyphs.arms(of: text) else { return nil }
      let (x, y) = (left + cellWidth / 2, top + cellHeight / 2)
      var path = ""
      if arms.contains(.up) { path += "M\(x) \(y)V\(top)" }
      if arms.contains(.down) { path += "M\(x) \(y)V\(top + cellHeight)" }
      if arms.contains(.left) { path += "M\(x) \(y)H\(left)" }
      if arms.contains(.right) { path += "M\(x) \(y)H\(left + cellWidth)" }
      return "<path d=\"\(path)\" stroke=\"\(fill)\"\(opacity)/>\n"
    }
  }

  /// A colour as SVG writes it; `nil` for the terminal's own.
  private static func hex(_ color: Color) -> String? {
    switch color {
    case .standard: return nil
    case .basic(let number):
      let palette = [
        "#2b303b", "#f2777a", "#7fd08a", "#e6c07b", "#6cb0f0", "#e39be8", "#5ec8d8", "#d9dee7",
      ]
      return palette[Int(number) % palette.count]
    case .rgb(let red, let green, let blue):
      return "#"
        + [red, green, blue].map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
  }

  private static func escaped(_ text: String) -> String {
    text.reduce(into: "") { result, character in
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      default: result.append(character)
      }
    }
  }
}
