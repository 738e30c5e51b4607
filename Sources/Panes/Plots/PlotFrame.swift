import Debugger

/// The axes of a plot, and where its numbers are on a canvas.
struct PlotFrame {
  let x: PlotScale
  let y: PlotScale
  /// The cells between the axes.
  let area: Rectangle
  private let yTicks: [PlotScale.Tick]
  private let hasAxes: Bool

  /// Axes for a canvas of a size; one that is too low for them is all plot.
  ///
  /// The first row is left to titles, the last to the numbers of the axis to the right.
  init(_ size: Size, x: PlotScale, y: PlotScale) {
    self.x = x
    self.y = y
    hasAxes = size.rows >= 5 && size.columns >= 20
    let ticks = hasAxes ? y.ticks(atMost: max(3, (size.rows - 3) / 3)) : []
    yTicks = ticks
    let left = hasAxes ? (ticks.map { columnWidth(of: $0.text) }.max() ?? 0) + 2 : 0
    area = Rectangle(
      column: left, row: 1, columns: max(1, size.columns - left - (hasAxes ? 1 : 0)),
      rows: max(1, size.rows - (hasAxes ? 3 : 1)))
  }

  /// The dots between the axes.
  var grid: DotGrid { DotGrid(area.size) }

  /// The dot of a pair of numbers, counted from the top left.
  func dot(_ x: Double, _ y: Double) -> SIMD2<Double> { SIMD2(dotColumn(of: x), dotRow(of: y)) }

  /// The column of dots that a number is at.
  func dotColumn(of x: Double) -> Double { self.x.share(of: x) * Double(area.columns * 2 - 1) }

  /// The row of dots that a number is at.
  func dotRow(of y: Double) -> Double { (1 - self.y.share(of: y)) * Double(area.rows * 4 - 1) }

  /// The column of the canvas that a number is in; `nil` if it is not between the axes.
  func column(of x: Double) -> Int? { cell(self.x.share(of: x), area.columns, 2, area.column) }

  /// The row of the canvas that a number is in; `nil` if it is not between the axes.
  func row(of y: Double) -> Int? { cell(1 - self.y.share(of: y), area.rows, 4, area.row) }

  private func cell(_ share: Double, _ count: Int, _ dots: Int, _ first: Int) -> Int? {
    let dot = (share * Double(count * dots - 1)).rounded()
    guard dot >= 0, dot < Double(count * dots) else { return nil }
    return first + Int(dot) / dots
  }

  /// Draws the axes with their numbers and titles.
  func draw(
    on canvas: inout Canvas, xTitle: String, yTitle: String, glyphs: Glyphs
  ) {
    canvas.write(
      glyphs.spelled(yTitle), column: max(0, area.column - 1), row: 0, style: .heading)
    guard hasAxes else { return }
    let axis = area.column - 1
    let bottom = area.row + area.rows
    var verticals = [Glyphs.Arms](repeating: [.up, .down], count: area.rows)
    for tick in yTicks {
      guard let row = row(of: tick.value) else { continue }
      verticals[row - area.row].insert(.left)
      canvas.write(
        tick.text, column: axis - columnWidth(of: tick.text), row: row, style: .faint)
    }
    for (offset, arms) in verticals.enumerated() {
      canvas.write(glyphs.line(arms), column: axis, row: area.row + offset, style: .faint)
    }
    let title = glyphs.spelled(xTitle)
    let titleStart = area.column + area.columns - columnWidth(of: title)
    canvas.write(title, column: titleStart, row: bottom + 1, style: .heading)
    var horizontals = [Glyphs.Arms](repeating: [.left, .right], count: area.columns)
    var free = 0
    for tick in x.ticks(atMost: max(3, area.columns / 12)) {
      guard let column = column(of: tick.value) else { continue }
      let width = columnWidth(of: tick.text)
      let start = max(free, column - width / 2)
      guard start + width < titleStart, start <= column else { continue }
      horizontals[column - area.column].insert(.down)
      canvas.write(tick.text, column: start, row: bottom + 1, style: .faint)
      free = start + width + 1
    }
    canvas.write(glyphs.line([.up, .right]), column: axis, row: bottom, style: .faint)
    for (offset, arms) in horizontals.enumerated() {
      canvas.write(glyphs.line(arms), column: area.column + offset, row: bottom, style: .faint)
    }
  }
}
