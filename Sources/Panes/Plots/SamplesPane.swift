import Debugger

extension PaneView {
  /// The noise distribution against the draws of the run.
  static let samples = PaneView(
    pane: .samples,
    titles: { model in
      let power = formatted(model.hyperparameters.power, digits: 4)
      let draws = grouped(model.session.drawCounts.reduce(0, +))
      return [
        "samples: bars for \(draws) draws, │ for the noise distribution count^\(power)",
        "samples: \(draws) draws, │ count^\(power)", "samples",
      ]
    },
    leastRows: 5, weight: 3, share: 42, showsPosition: true,
    idealRows: { model, _ in model.vocabulary.count + 1 },
    draw: { model, size, state in drawSamples(model, size, &state) })
}

private func drawSamples(_ model: ScreenModel, _ size: Size, _ state: inout ScreenState) -> Canvas {
  var canvas = Canvas(size)
  let glyphs = model.glyphs
  let counts = model.session.drawCounts
  let total = counts.reduce(0, +)
  let noise = model.session.trainer.noise.probabilities
  let visible = state.scroll[.samples, default: ScrollPosition()].show(
    total: noise.count, height: size.rows - 1)
  func share(_ word: Int) -> Double? { total > 0 ? Double(counts[word]) / Double(total) : nil }
  let greatest = visible.reduce(0) { max($0, noise[$1], share($1) ?? 0) }
  var table = Table([
    Table.Column(heading: "w", alignment: .left, narrowest: 7, importance: 20),
    Table.Column(heading: "noise", importance: 8),
    Table.Column(heading: "drawn", importance: 9),
    Table.Column(heading: "times", importance: 7),
    Table.Column(heading: "", alignment: .left, importance: 10, bars: 5...80),
  ])
  for word in visible {
    table.rows.append([
      .text(model.word(word)), .text(fixed(noise[word], decimals: 4)),
      .text(share(word).map { fixed($0, decimals: 4) } ?? "-"),
      .text(counts.isEmpty ? "0" : grouped(counts[word])),
      .markedBar((share(word) ?? 0) / greatest, mark: noise[word] / greatest, .bar),
    ])
  }
  table.draw(on: &canvas, glyphs: glyphs)
  return canvas
}
