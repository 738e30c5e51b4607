import Debugger

extension PaneView {
  /// The noise distribution against the draws of the run.
  static let samples = PaneView(
    pane: .samples, leastRows: 5, weight: 3, share: 42, showsPosition: true,
    content: { SamplesModel($0) })
}

/// The noise distribution and the draws of the run.
struct SamplesModel: PaneContent {
  /// How often each word was drawn, shape `[W]`; empty before the first draw.
  let counts: [Int]
  /// The noise distribution, shape `[W]`.
  let noise: [Double]
  let window: WindowModel
  private let total: Int

  init(_ reader: SessionReader) {
    counts = reader.session.run.tally.draws
    noise = reader.session.run.trainer.noise.probabilities
    window = reader.window
    total = counts.reduce(0, +)
  }

  var titles: [String] {
    let power = formatted(window.hyperparameters.power, digits: 4)
    let draws = grouped(total)
    return [
      "samples: bars for \(draws) draws, │ for the noise distribution count^\(power)",
      "samples: \(draws) draws, │ count^\(power)", "samples",
    ]
  }

  func idealRows(on screen: Size) -> Int { window.vocabulary.count + 1 }

  func draw(_ size: Size, _ state: ScreenState) -> DrawnPane {
    var canvas = Canvas(size)
    let rows = state.window(of: .samples, total: noise.count, height: size.rows - 1)
    func share(_ word: Int) -> Double? {
      total > 0 ? Double(counts[word]) / Double(total) : nil
    }
    let greatest = rows.visible.reduce(0) { max($0, noise[$1], share($1) ?? 0) }
    var table = Table([
      Table.Column(heading: "w", alignment: .left, narrowest: 7, importance: 20),
      Table.Column(heading: "noise", importance: 8),
      Table.Column(heading: "drawn", importance: 9),
      Table.Column(heading: "times", importance: 7),
      Table.Column(heading: "", alignment: .left, importance: 10, bars: 5...80),
    ])
    for word in rows.visible {
      table.rows.append([
        .text(window.word(word)), .text(fixed(noise[word], decimals: 4)),
        .text(share(word).map { fixed($0, decimals: 4) } ?? "-"),
        .text(counts.isEmpty ? "0" : grouped(counts[word])),
        .bar((share(word) ?? 0) / greatest, .bar, mark: noise[word] / greatest),
      ])
    }
    table.draw(on: &canvas, glyphs: window.glyphs)
    return DrawnPane(canvas: canvas, window: rows)
  }
}
