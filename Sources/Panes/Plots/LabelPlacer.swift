import Debugger

/// Puts labels beside points so that they cover neither each other nor marks.
struct LabelPlacer {
  private let area: Rectangle
  /// The cells of the area that are taken, with a margin of one cell that never is.
  private var taken: [Bool]

  /// Labels inside a rectangle of a canvas.
  init(_ area: Rectangle) {
    self.area = area
    taken = Array(repeating: false, count: (area.columns + 2) * (area.rows + 2))
  }

  /// Keeps a cell of the area free of labels.
  mutating func take(_ point: Point) {
    taken[index(point.column, point.row)] = true
  }

  /// Whether something is in a cell of the area.
  func isTaken(_ point: Point) -> Bool { taken[index(point.column, point.row)] }

  /// A place for a label of a width beside a point, where it covers no cell that `isFree` denies.
  ///
  /// What comes back is where the label starts; `nil` if there is no room.
  mutating func place(
    width: Int, beside point: Point, isFree: (_ column: Int, _ row: Int) -> Bool
  ) -> Point? {
    let (column, row) = (point.column, point.row)
    let candidates = [
      (column + 1, row), (column - width, row), (column - width / 2, row - 1),
      (column - width / 2, row + 1), (column + 1, row - 1), (column + 1, row + 1),
      (column - width, row - 1), (column - width, row + 1),
    ]
    for (start, row) in candidates {
      guard area.row..<area.row + area.rows ~= row, start >= area.column,
        start + width <= area.column + area.columns
      else { continue }
      let cells = start..<start + width
      let hasRoom = cells.allSatisfy { !taken[index($0, row)] && isFree($0, row) }
      // A blank keeps a label from what is beside it; its own point may touch it.
      let isApart = [start - 1, start + width].allSatisfy { neighbour in
        let isInside = area.column..<area.column + area.columns ~= neighbour
        let isOwn = neighbour == column && row == point.row
        return !isInside || isOwn || (!taken[index(neighbour, row)] && isFree(neighbour, row))
      }
      guard hasRoom, isApart else { continue }
      for cell in cells { taken[index(cell, row)] = true }
      return Point(column: start, row: row)
    }
    return nil
  }

  /// Where a cell of the area, or beside it, is noted.
  private func index(_ column: Int, _ row: Int) -> Int {
    (row - area.row + 1) * (area.columns + 2) + column - area.column + 1
  }
}
