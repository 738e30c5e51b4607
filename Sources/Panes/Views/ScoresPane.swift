import Debugger

extension PaneView {
  /// Scores with ŷ, or σ and draws.
  static let scores = PaneView(
    pane: .scores,
    titles: { model in
      model.record.softmax != nil
        ? [
          "scores: ŷ = softmax(U v_c), ▸ observed words", "scores: ŷ = softmax(U v_c)",
          "ŷ = softmax(U v_c)", "ŷ = softmax(z)", "ŷ",
        ]
        : [
          "scores: ▸ observed σ(u_oᵀv_c), drawn σ(−u_kᵀv_c)", "scores: σ(u_oᵀv_c), σ(−u_kᵀv_c)",
          "σ(u_oᵀv_c), σ(−u_kᵀv_c)", "σ(z_o), σ(−z_k)", "σ",
        ]
    },
    leastRows: 5, weight: 6, share: 45, columns: 28...70, showsPosition: true,
    showsSymbols: true,
    idealRows: { model, _ in
      1 + (model.ranking?.order.count ?? model.usualPairs * (1 + model.hyperparameters.negatives))
    },
    draw: { model, size, state in
      if let scores = SoftmaxScores(model) {
        drawSoftmax(model, scores, size, &state)
      } else {
        drawSigmas(model, size, &state)
      }
    })
}

/// Every word by probability; observed words that are out of sight stand below the others.
private func drawSoftmax(
  _ model: ScreenModel, _ scores: SoftmaxScores, _ size: Size, _ state: inout ScreenState
) -> Canvas {
  var canvas = Canvas(size)
  let columns = scores.columns
  state.changes.note(.score, columns.scores)
  state.changes.note(.probability, columns.probabilities)
  let height = size.rows - 1
  var position = state.scroll[.scores, default: ScrollPosition()]
  // Fewer observed words below leave more rows, in which more of them may be seen.
  var below: [Int] = []
  var room = min(scores.observedPlaces.count, height / 2)
  var rows = position.show(total: scores.count, height: height - room)
  while true {
    below = scores.observedPlaces.filter { !rows.contains($0) }
    if below.count >= room { break }
    room = below.count
    rows = position.show(total: scores.count, height: height - room)
  }
  below = Array(below.prefix(room))
  state.scroll[.scores] = position

  // A narrow pane trades a digit for a bar.
  let digits = size.columns < 34 ? 1 : 0
  var table = Table([
    Table.Column(heading: "#", importance: 2),
    Table.Column(heading: "", importance: 19),
    Table.Column(heading: "w", alignment: .left, narrowest: 7, importance: 20, gap: 0),
    Table.Column(heading: "", alignment: .left, importance: 9),
    Table.Column(heading: "z_w", importance: 7),
    Table.Column(heading: model.glyphs.spelled("ŷ_w"), importance: 10),
    Table.Column(heading: "", alignment: .left, importance: 3, bars: 3...60),
  ])
  for (index, place) in (Array(rows) + below).enumerated() {
    let row = scores[place]
    canvas.note(word: row.word, columns: 0..<size.columns, row: index + 1)
    table.rows.append([
      .text(grouped(row.rank), .faint),
      .text(row.observations > 0 ? model.glyphs[.observed] : " ", .observed),
      .text(model.word(row.word), row.observations > 0 ? .observed : .plain),
      .text(row.observations > 1 ? model.glyphs[.times] + "\(row.observations)" : "", .observed),
      number(row.score, .score, row.word, &state.changes) {
        signed($0, decimals: 3 - digits)
      },
      number(row.probability, .probability, row.word, &state.changes) {
        fixed($0, decimals: scores.decimals - digits)
      },
      .bar(row.probability / scores.greatest, row.observations > 0 ? .observed : .bar),
    ])
  }
  table.draw(on: &canvas, glyphs: model.glyphs)
  return canvas
}

/// Pair by pair, the observed word, then its draws.
private func drawSigmas(_ model: ScreenModel, _ size: Size, _ state: inout ScreenState) -> Canvas {
  var canvas = Canvas(size)
  let all = SigmaScore.rows(of: model.record)
  let rows = state.scroll[.scores, default: ScrollPosition()].show(
    total: all.count, height: size.rows - 1)
  let glyphs = model.glyphs
  // A narrow pane trades a digit for a bar.
  let digits = size.columns < 34 ? 1 : 0
  var table = Table([
    Table.Column(heading: "", importance: 8),
    Table.Column(heading: "", importance: 19, gap: 0),
    Table.Column(heading: "w", alignment: .left, narrowest: 7, importance: 20, gap: 0),
    Table.Column(heading: "", alignment: .left, importance: 9),
    Table.Column(heading: "z", importance: 7),
    Table.Column(heading: glyphs.spelled("σ(±z)"), importance: 10),
    Table.Column(heading: "coeff.", importance: 2),
    Table.Column(heading: "", alignment: .left, importance: 3, bars: 3...60),
  ])
  var markedPair: Int?
  for (index, row) in all[rows].enumerated() {
    let isObserved = row.draws == nil
    canvas.note(word: row.word, columns: 0..<size.columns, row: index + 1)
    // The pair is marked where it begins, and on the first row seen.
    let mark = row.pair == markedPair ? "" : glyphs.pairNumber(row.pair)
    markedPair = row.pair
    let isReached = row.pair == model.session.passedPairs
    table.rows.append([
      .text(mark, isReached ? .reached : .faint),
      .text(isObserved ? glyphs[.observed] : " ", .observed),
      .text(model.word(row.word), isObserved ? .observed : .plain),
      .text((row.draws ?? 1) > 1 ? glyphs[.times] + "\(row.draws ?? 1)" : "", .plain),
      number(row.score, .score, row.word, &state.changes) { signed($0, decimals: 3 - digits) },
      number(row.sigma, .sigma, isObserved ? row.word : -2 - row.word, &state.changes) {
        fixed($0, decimals: 4 - digits)
      },
      number(
        row.coefficient, .coefficient, isObserved ? row.word : -2 - row.word, &state.changes
      ) { signed($0, decimals: 3) },
      .bar(row.sigma, isObserved ? .observed : .bar),
    ])
  }
  table.draw(on: &canvas, glyphs: glyphs)
  return canvas
}

/// A number, marked if it differs from the stop before.
private func number(
  _ value: Double, _ quantity: ChangeMarks.Quantity, _ word: Int, _ changes: inout ChangeMarks,
  format: (Double) -> String
) -> Table.Entry {
  let text = format(value)
  let isChanged = changes.isChanged(
    ChangeMarks.Key(quantity: quantity, word: word), value, text: text, format: format)
  return .text(text, isChanged ? .changed : .plain)
}
