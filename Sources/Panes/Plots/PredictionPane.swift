import Debugger

extension PaneView {
  /// ŷ over the vocabulary before and after the step.
  static let yhat = PaneView(
    pane: .yhat,
    titles: { model in
      [
        "yhat: ŷ = softmax(U v_c) before and after this step, word by word",
        "yhat: ŷ before and after this step", "yhat: ŷ", "yhat",
      ]
    },
    leastRows: 7, weight: 4, share: 42, idealRows: { _, _ in 24 },
    draw: { model, size, _ in drawPrediction(model, size) })
}

/// The words by probability, each a stroke from ŷ before to ŷ after.
private func drawPrediction(_ model: ScreenModel, _ size: Size) -> Canvas {
  var canvas = Canvas(size)
  let glyphs = model.glyphs
  let change = model.session.predictionChange
  let greatest = [change.before, change.after].joined().lazy.filter(\.isFinite).max() ?? 1
  let count = change.order.count
  let isLong = count > 2 * size.columns
  let frame = PlotFrame(
    size, x: PlotScale(1, Double(count), isLong ? .logarithmic : .count),
    y: PlotScale(0, greatest * 1.05))
  frame.draw(
    on: &canvas, xTitle: "place of w", yTitle: "ŷ_w", glyphs: glyphs)

  // Words that share a column of dots share a stroke.
  var grid = frame.grid
  var strokes = [(low: Double, high: Double)?](repeating: nil, count: grid.width)
  for (place, word) in change.order.enumerated() {
    let dots = [change.before[word], change.after[word]].map { frame.dot(Double(place + 1), $0) }
    guard dots[0].x.isFinite, dots[0].y.isFinite, dots[1].y.isFinite else { continue }
    let x = Int(dots[0].x.rounded())
    guard strokes.indices ~= x else { continue }
    let (low, high) = (min(dots[0].y, dots[1].y), max(dots[0].y, dots[1].y))
    let stroke = strokes[x] ?? (low, high)
    strokes[x] = (min(stroke.low, low), max(stroke.high, high))
  }
  for (x, stroke) in strokes.enumerated() {
    guard let stroke else { continue }
    grid.line(from: [Double(x), stroke.low], to: [Double(x), stroke.high], .curve)
  }
  grid.draw(on: &canvas, column: frame.area.column, row: frame.area.row, glyphs: glyphs)

  var placer = LabelPlacer(frame.area)
  let observed = Set(change.observed.map(\.word))
  let top = change.order.prefix(6).enumerated().filter { !observed.contains($0.element) }
    .map { (word: $0.element, place: $0.offset) }
  for (word, place) in change.observed + top {
    let (before, after) = (change.before[word], change.after[word])
    guard let column = frame.column(of: Double(place + 1)), let row = frame.row(of: after) else {
      continue
    }
    let cell = Point(column: column, row: row)
    if placer.isTaken(cell) { continue }
    placer.take(cell)
    let isObserved = observed.contains(word)
    let role = isObserved ? Role.observed : .plain
    canvas.write(
      after > before ? glyphs[.rising] : after < before ? glyphs[.falling] : glyphs[.center],
      column: column, row: row, style: .of(role))
    let name = (isObserved ? glyphs[.observed] : "") + model.word(word)
    let numbers = " \(fixed(before, decimals: 4)) \(glyphs[.arrow]) \(fixed(after, decimals: 4))"
    let short = fitted(name, columns: 14, ellipsis: glyphs[.ellipsis])
    for text in isObserved ? [short + numbers, short] : [short] {
      let width = columnWidth(of: text)
      let spot = placer.place(width: width, beside: cell) { column, row in
        !grid.hasDots(column: column - frame.area.column, row: row - frame.area.row)
      }
      guard let spot else { continue }
      canvas.write(text, column: spot.column, row: spot.row, style: .of(role))
      break
    }
  }
  return canvas
}
