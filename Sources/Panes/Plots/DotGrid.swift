/// Dots in cells of two by four, as Braille characters have them; where only ASCII can be shown, a
/// cell shows `'`, `.` or `:` for dots in its upper half, its lower half, or both.
struct DotGrid {
  /// The cells.
  let size: Size
  private var dots: [UInt8]
  private var styles: [Style]

  init(_ size: Size) {
    self.size = size
    dots = Array(repeating: 0, count: max(0, size.columns) * max(0, size.rows))
    styles = Array(repeating: .curve, count: dots.count)
  }

  /// The dots beside each other, and above each other.
  var width: Int { size.columns * 2 }
  var height: Int { size.rows * 4 }

  /// The bit of each dot of a cell in the numbering of Braille, row after row.
  private static let bits: [UInt8] = [0x01, 0x08, 0x02, 0x10, 0x04, 0x20, 0x40, 0x80]

  /// Sets the dot nearest to a place, counted from the top left; places outside are skipped.
  ///
  /// A cell has the style of the dot set last.
  mutating func set(_ place: SIMD2<Double>, _ style: Style) {
    let dot = place.rounded(.toNearestOrAwayFromZero)
    guard contains(dot) else { return }
    let (x, y) = (Int(dot.x), Int(dot.y))
    let cell = y / 4 * size.columns + x / 2
    dots[cell] |= Self.bits[y % 4 * 2 + x % 2]
    styles[cell] = style
  }

  /// Whether a dot is inside the grid.
  func contains(_ dot: SIMD2<Double>) -> Bool {
    all(dot .>= .zero) && dot.x < Double(width) && dot.y < Double(height)
  }

  /// Whether a Braille character of some bits has a dot.
  static func isSet(_ x: Int, _ y: Int, in bits: UInt8) -> Bool {
    bits & Self.bits[y * 2 + x] != 0
  }

  /// Whether a cell of a canvas on which the grid fills an area has no dots.
  func isFree(in area: Rectangle) -> (_ column: Int, _ row: Int) -> Bool {
    { column, row in !hasDots(column: column - area.column, row: row - area.row) }
  }

  /// Whether a cell has dots.
  func hasDots(column: Int, row: Int) -> Bool {
    dots[row * size.columns + column] != 0
  }

  /// Sets every `stride`-th dot of a line; lines that are not finite are skipped.
  mutating func line(
    from start: SIMD2<Double>, to end: SIMD2<Double>, _ style: Style, every stride: Int = 1
  ) {
    guard let (start, end) = clipped(start, end) else { return }
    let way = end - start
    let steps = max(way.x.magnitude, way.y.magnitude).rounded(.up)
    for step in Swift.stride(from: 0, through: Int(steps), by: stride) {
      set(steps > 0 ? start + way * (Double(step) / steps) : start, style)
    }
  }

  /// The part of a line that is inside the grid, by Liang and Barsky's method.
  private func clipped(
    _ start: SIMD2<Double>, _ end: SIMD2<Double>
  ) -> (SIMD2<Double>, SIMD2<Double>)? {
    let way = end - start
    var (first, last) = (0.0, 1.0)
    let limits = SIMD2(Double(width - 1), Double(height - 1))
    for axis in 0..<2 {
      guard start[axis].isFinite, way[axis].isFinite else { return nil }
      for (distance, room) in [
        (-way[axis], start[axis]), (way[axis], limits[axis] - start[axis]),
      ] {
        if distance == 0 {
          if room < 0 { return nil }
        } else if distance < 0 {
          first = max(first, room / distance)
        } else {
          last = min(last, room / distance)
        }
      }
    }
    guard first <= last else { return nil }
    // Rounding must not lead out of the grid again.
    return (
      (start + way * first).clamped(lowerBound: .zero, upperBound: limits),
      (start + way * last).clamped(lowerBound: .zero, upperBound: limits)
    )
  }

  /// Draws the cells that have dots.
  func draw(on canvas: inout Canvas, column: Int, row: Int, glyphs: Glyphs) {
    for (cell, bits) in dots.enumerated() where bits != 0 {
      let (y, x) = cell.quotientAndRemainder(dividingBy: size.columns)
      canvas.write(glyphs.dots(bits), column: column + x, row: row + y, style: styles[cell])
    }
  }
}

extension Glyphs {
  /// The character of a cell's dots, in the bits of Braille.
  func dots(_ bits: UInt8) -> String {
    if !isASCII { return String(UnicodeScalar(0x2800 + UInt16(bits)) ?? " ") }
    let isAbove = bits & 0x1B != 0
    let isBelow = bits & 0xE4 != 0
    return isAbove && isBelow ? ":" : isAbove ? "'" : isBelow ? "." : " "
  }
}
