import Debugger

extension PaneView {
  /// ŷ over the vocabulary before and after the step.
  static let yhat = PaneView(
    pane: .yhat, leastRows: 7, weight: 4, share: 42,
    content: { reader in
      let change = try reader.session.pending.predictionChange(reader.session.cancellation)
      return PredictionModel(change: change, window: reader.window)
    })
}

/// ŷ before and after the step.
struct PredictionModel: PaneContent {
  let change: PredictionChange
  let window: WindowModel

  var titles: [String] {
    [
      "yhat: ŷ = softmax(U v_c) before and after this step, word by word",
      "yhat: ŷ before and after this step", "yhat: ŷ", "yhat",
    ]
  }

  func idealRows(on screen: Size) -> Int { 24 }

  /// The words by probability, each a stroke from ŷ before to ŷ after.
  func draw(_ size: Size, _ state: ScreenState) -> DrawnPane {
    var canvas = Canvas(size)
    let glyphs = window.glyphs
    let shares = [change.before, change.after].compactMap { $0.lazy.filter(\.isFinite).max() }
    let greatest = shares.max() ?? 1
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
      let before = frame.dotRow(of: change.before[word])
      let after = frame.dotRow(of: change.after[word])
      let column = frame.dotColumn(of: Double(place + 1))
      guard column.isFinite, before.isFinite, after.isFinite else { continue }
      let x = Int(column.rounded())
      guard strokes.indices ~= x else { continue }
      let (low, high) = (min(before, after), max(before, after))
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
    var named: [(name: String, word: NamedWord, cell: Point)] = []
    for (word, place) in change.observed + top {
      let (before, after) = (change.before[word], change.after[word])
      guard let column = frame.column(of: Double(place + 1)), let row = frame.row(of: after) else {
        continue
      }
      let cell = Point(column: column, row: row)
      if placer.isTaken(cell) { continue }
      placer.take(cell)
      let style = observed.contains(word) ? Style.observed : .plain
      canvas.write(
        after > before ? glyphs[.more] : after < before ? glyphs[.less] : glyphs[.center],
        column: column, row: row, style: style)
      let name = (style == .observed ? glyphs[.observed] : "") + window.word(word)
      named.append(
        (
          fitted(name, columns: 14, ellipsis: glyphs[.ellipsis]),
          NamedWord(place: place, before: before, after: after, style: style), cell
        ))
    }
    let isFree = grid.isFree(in: frame.area)
    let rows = named.map { ($0.name, $0.word) }
    let hasNumbers = drawNumbers(rows, in: frame.area, &placer, isFree, on: &canvas, glyphs)
    for (name, word, cell) in named {
      // Numbers without room in the corner go beside the observed words.
      let isLong = !hasNumbers && word.style == .observed
      for text in isLong ? [name + " " + word.numbers(glyphs), name] : [name] {
        let spot = placer.place(width: columnWidth(of: text), beside: cell, isFree: isFree)
        guard let spot else { continue }
        canvas.write(text, column: spot.column, row: spot.row, style: word.style)
        break
      }
    }
    return DrawnPane(canvas: canvas)
  }
}

/// A word whose numbers are written out.
private struct NamedWord {
  /// Its place by probability, from 0.
  let place: Int
  let before: Double
  let after: Double
  let style: Style

  func numbers(_ glyphs: Glyphs) -> String {
    "\(fixed(before, decimals: 4)) \(glyphs[.arrow]) \(fixed(after, decimals: 4))"
  }
}

/// Writes words with their places and numbers into the upper right corner, where the curve leaves
/// room: as many as fit, the first of them, in the order of their places.
///
/// - Returns: Whether there was room for any.
private func drawNumbers(
  _ named: [(name: String, word: NamedWord)], in area: Rectangle, _ placer: inout LabelPlacer,
  _ isFree: (_ column: Int, _ row: Int) -> Bool, on canvas: inout Canvas, _ glyphs: Glyphs
) -> Bool {
  func lines(_ count: Int) -> [StyledLine] {
    let words = named.prefix(count).sorted { $0.word.place < $1.word.place }
    let width = words.map { columnWidth(of: $0.name) }.max() ?? 0
    let digits = words.map { grouped($0.word.place + 1).utf8.count }.max() ?? 0
    return words.map { name, word in
      let place = grouped(word.place + 1)
      var line = StyledLine(
        String(repeating: " ", count: digits - place.utf8.count) + place + " ", .faint)
      line.append(padded(name, columns: width) + " ", word.style)
      line.append(word.numbers(glyphs), word.style)
      return line
    }
  }
  for count in named.indices.reversed().map({ $0 + 1 }) {
    let lines = lines(count)
    let width = lines.map(\.columns).max() ?? 0
    let left = area.column + area.columns - width
    let cells = (left - 1..<area.column + area.columns)
    let hasRoom =
      width + 1 < area.columns && count <= area.rows
      && (area.row..<area.row + count).allSatisfy { row in
        cells.allSatisfy { !placer.isTaken(Point(column: $0, row: row)) && isFree($0, row) }
      }
    guard hasRoom else { continue }
    for (offset, line) in lines.enumerated() {
      canvas.write(line, column: left, row: area.row + offset)
      for cell in cells { placer.take(Point(column: cell, row: area.row + offset)) }
    }
    return true
  }
  return false
}
