import Debugger

extension PaneView {
  /// J of the window against η, along its gradient.
  static let eta = PaneView(
    pane: .eta, leastRows: 7, weight: 4, share: 42,
    content: { reader in
      let curve = try reader.session.pending.etaCurve(reader.session.cancellation)
      return EtaModel(curve: curve, glyphs: reader.window.glyphs)
    })
}

/// J of the window for a range of η.
struct EtaModel: PaneContent {
  let curve: EtaCurve
  let glyphs: Glyphs

  var titles: [String] {
    [
      "eta: J(θ − η ∇J) of this window against η, dotted J − η‖∇J‖²",
      "eta: J(θ − η ∇J) of this window", "eta: J(θ − η ∇J)", "eta",
    ]
  }

  func idealRows(on screen: Size) -> Int { 24 }

  func draw(_ size: Size, _ state: ScreenState) -> DrawnPane {
    let start = curve.points[0]
    let losses = curve.points.map(\.loss).filter(\.isFinite)
    guard start.loss.isFinite, let least = losses.min() else {
      return DrawnPane(glyphs.spelled("J is not a finite number here"), size)
    }
    var canvas = Canvas(size)
    // Losses far above the first one are cut off: their exact values do not matter.
    let top = max(start.loss, min(losses.max() ?? start.loss, 1.5 * start.loss))
    let frame = PlotFrame(
      size, x: PlotScale(0, curve.points.last?.rate ?? 1),
      y: PlotScale(least - 0.05 * (top - least), top + 0.05 * (top - least)))
    frame.draw(on: &canvas, xTitle: "η", yTitle: "J", glyphs: glyphs)

    var grid = frame.grid
    let end = curve.points.last?.rate ?? 0
    grid.line(
      from: frame.dot(0, start.loss), to: frame.dot(end, start.loss - end * curve.slope), .trail,
      every: 3)
    for (a, b) in zip(curve.points, curve.points.dropFirst()) {
      grid.line(from: frame.dot(a.rate, a.loss), to: frame.dot(b.rate, b.loss), .curve)
    }
    grid.draw(on: &canvas, column: frame.area.column, row: frame.area.row, glyphs: glyphs)

    drawPoints(curve, frame, grid, on: &canvas, glyphs)
    return DrawnPane(canvas: canvas)
  }
}

/// Marks the current η and the best one, with the J of each.
private func drawPoints(
  _ curve: EtaCurve, _ frame: PlotFrame, _ grid: DotGrid, on canvas: inout Canvas, _ glyphs: Glyphs
) {
  var placer = LabelPlacer(frame.area)
  var labels: [(text: String, cell: Point, style: Style)] = []
  for (point, mark, name, style) in [
    (curve.present, glyphs[.center], "now", Style.sum),
    (curve.least, glyphs[.named], "least", .named),
  ] {
    guard let column = frame.column(of: point.rate) else { continue }
    // A point above the plot is marked at its upper edge.
    let row = frame.row(of: point.loss)
    let cell = Point(column: column, row: row ?? frame.area.row)
    placer.take(cell)
    canvas.write(
      row == nil ? glyphs[.above] : mark, column: cell.column, row: cell.row, style: style)
    let text =
      "η \(formatted(point.rate, digits: 4)) \(name): J \(fixed(point.loss, decimals: 3))"
    labels.append((glyphs.spelled(text), cell, style))
  }
  for (text, cell, style) in labels {
    let width = columnWidth(of: text)
    // As near to the mark as there is room, else over the curve.
    let place =
      placer.place(width: width, near: cell, isFree: grid.isFree(in: frame.area))
      ?? placer.place(width: width, near: cell)
    if let place { canvas.write(text, column: place.column, row: place.row, style: style) }
  }
}
