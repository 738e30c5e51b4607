import Debugger

/// Borders of rectangles that share edges, with corners and crossings joined.
struct BorderGrid {
  private let size: Size
  private var arms: [Glyphs.Arms]
  private var focused: [Bool]

  init(_ size: Size) {
    self.size = size
    arms = Array(repeating: [], count: size.columns * size.rows)
    focused = Array(repeating: false, count: size.columns * size.rows)
  }

  /// Adds the edge of a rectangle; cells outside the grid are skipped.
  mutating func add(_ border: Rectangle, isFocused: Bool) {
    let right = border.column + border.columns - 1
    let bottom = border.row + border.rows - 1
    for column in border.column...max(border.column, right) {
      var along: Glyphs.Arms = []
      if column > border.column { along.insert(.left) }
      if column < right { along.insert(.right) }
      for row in [border.row, bottom] { join(column, row, along, isFocused) }
    }
    for row in border.row...max(border.row, bottom) {
      var along: Glyphs.Arms = []
      if row > border.row { along.insert(.up) }
      if row < bottom { along.insert(.down) }
      for column in [border.column, right] { join(column, row, along, isFocused) }
    }
  }

  private mutating func join(_ column: Int, _ row: Int, _ new: Glyphs.Arms, _ isFocused: Bool) {
    guard 0..<size.columns ~= column, 0..<size.rows ~= row else { return }
    arms[row * size.columns + column].formUnion(new)
    if isFocused { focused[row * size.columns + column] = true }
  }

  /// Draws the borders.
  func draw(on canvas: inout Canvas, glyphs: Glyphs) {
    for row in 0..<size.rows {
      for column in 0..<size.columns {
        let index = row * size.columns + column
        guard !arms[index].isEmpty else { continue }
        canvas[column, row] = Cell(
          glyphs.line(arms[index]), focused[index] ? .focusedBorder : .border)
      }
    }
  }
}
