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
  /// - Returns: The start of the label; `nil` if there is no room.
  mutating func place(
    width: Int, beside point: Point, isFree: (_ column: Int, _ row: Int) -> Bool = { _, _ in true }
  ) -> Point? {
    let (column, row) = (point.column, point.row)
    let candidates = [
      (column + 1, row), (column - width, row), (column - width / 2, row - 1),
      (column - width / 2, row + 1), (column + 1, row - 1), (column + 1, row + 1),
      (column - width, row - 1), (column - width, row + 1),
    ]
    let place = candidates.lazy.map { Point(column: $0.0, row: $0.1) }
      .first { hasRoom(at: $0, width: width, of: point, isFree: isFree) }
    return place.map { take($0, width: width) }
  }

  /// The place nearest to a point for a label of a width, where it covers no cell that `isFree`
  /// denies.
  ///
  /// - Returns: The start of the label; `nil` if there is no room.
  mutating func place(
    width: Int, near point: Point, isFree: (_ column: Int, _ row: Int) -> Bool = { _, _ in true }
  ) -> Point? {
    var nearest: (place: Point, distance: Int)?
    for row in area.row..<area.row + area.rows {
      // To the right of the point rather than to the left.
      for column in (area.column..<area.column + area.columns).reversed() {
        let gap = max(0, column - point.column, point.column - (column + width - 1))
        let middle = (2 * column + width - 1 - 2 * point.column).magnitude
        // Rows are farther apart than columns; in the middle above or below the point is best.
        let distance = (gap + 3 * abs(row - point.row)) * 1000 + Int(middle)
        let place = Point(column: column, row: row)
        if nearest.map({ distance < $0.distance }) ?? true,
          hasRoom(at: place, width: width, of: point, isFree: isFree)
        {
          nearest = (place, distance)
        }
      }
    }
    return nearest.map { take($0.place, width: width) }
  }

  /// Whether a label that starts at a place covers nothing, and touches nothing but its point.
  private func hasRoom(
    at place: Point, width: Int, of point: Point, isFree: (_ column: Int, _ row: Int) -> Bool
  ) -> Bool {
    let (start, row) = (place.column, place.row)
    let columns = area.column..<area.column + area.columns
    guard area.row..<area.row + area.rows ~= row, start >= columns.lowerBound,
      start + width <= columns.upperBound,
      (start..<start + width).allSatisfy({ !taken[index($0, row)] && isFree($0, row) })
    else { return false }
    return [start - 1, start + width].allSatisfy { neighbour in
      let isOwn = neighbour == point.column && row == point.row
      return !columns.contains(neighbour) || isOwn
        || (!taken[index(neighbour, row)] && isFree(neighbour, row))
    }
  }

  /// Takes the cells of a label.
  private mutating func take(_ place: Point, width: Int) -> Point {
    for column in place.column..<place.column + width { taken[index(column, place.row)] = true }
    return place
  }

  /// Where a cell of the area, or beside it, is noted.
  private func index(_ column: Int, _ row: Int) -> Int {
    (row - area.row + 1) * (area.columns + 2) + column - area.column + 1
  }
}
