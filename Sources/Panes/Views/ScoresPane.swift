import Debugger

extension PaneView {
  /// Scores with ŷ, or σ and draws.
  static let scores = PaneView(
    pane: .scores, leastRows: 5, weight: 6, share: 45, columns: 28...70, showsPosition: true,
    showsSymbols: true, content: { ScoresModel($0.window, ranking: try $0.ranking) })
}

extension ScoresModel: PaneContent {
  var titles: [String] {
    switch rows {
    case .words:
      [
        "scores: ŷ = softmax(U v_c), ▸ observed words", "scores: ŷ = softmax(U v_c)",
        "ŷ = softmax(U v_c)", "ŷ = softmax(z)", "ŷ",
      ]
    case .sigmas:
      [
        "scores: ▸ observed σ(u_oᵀv_c), drawn σ(−u_kᵀv_c)", "scores: σ(u_oᵀv_c), σ(−u_kᵀv_c)",
        "σ(u_oᵀv_c), σ(−u_kᵀv_c)", "σ(z_o), σ(−z_k)", "σ",
      ]
    }
  }

  func idealRows(on screen: Size) -> Int {
    switch rows {
    case .words(let scores): 1 + scores.count
    case .sigmas: 1 + window.usualPairs * (1 + window.hyperparameters.negatives)
    }
  }

  func draw(_ size: Size, _ state: ScreenState) -> DrawnPane {
    switch rows {
    case .words(let scores): draw(scores, size, state)
    case .sigmas(let scores): draw(scores, size, state)
    }
  }

  /// Every word by probability; observed words out of sight are listed below the others.
  private func draw(_ scores: SoftmaxScores, _ size: Size, _ state: ScreenState) -> DrawnPane {
    var canvas = Canvas(size)
    let glyphs = window.glyphs
    let height = size.rows - 1
    // Fewer observed words below leave more rows, in which more of them may be seen.
    var room = min(scores.observedPlaces.count, height / 2)
    func split(above room: Int) -> (rows: ScrollWindow, below: [Int]) {
      let rows = state.window(of: .scores, total: scores.count, height: height - room)
      return (rows, scores.observedPlaces.filter { !rows.visible.contains($0) })
    }
    while split(above: room).below.count < room { room = split(above: room).below.count }
    let (rows, hidden) = split(above: room)
    let below = hidden.prefix(room)

    // A narrow pane trades a digit for a bar.
    let digits = size.columns < 34 ? 1 : 0
    var table = Table([
      Table.Column(heading: "#", importance: 2),
      Table.Column(heading: "", importance: 19),
      Table.Column(heading: "w", alignment: .left, narrowest: 7, importance: 20, gap: 0),
      Table.Column(heading: "", alignment: .left, importance: 9),
      Table.Column(heading: "z_w", importance: 7),
      Table.Column(heading: glyphs.spelled("ŷ_w"), importance: 10),
      Table.Column(heading: "", alignment: .left, importance: 3, bars: 3...60),
    ])
    for (index, place) in (Array(rows.visible) + below).enumerated() {
      let row = scores[place]
      canvas.note(word: row.word, columns: 0..<size.columns, row: index + 1)
      let isObserved = row.observations > 0
      table.rows.append(
        [.text(grouped(row.rank), .faint)]
          + entries(
            row.word, isObserved, count: row.observations, score: row.score,
            decimals: 3 - digits, state.reference)
          + [
            .number(row.probability, before: state.reference?.probability(of: row.word)) {
              fixed($0, decimals: scores.decimals - digits)
            },
            .bar(row.probability / scores.greatest, isObserved ? .observed : .bar),
          ])
    }
    table.draw(on: &canvas, glyphs: glyphs)
    return DrawnPane(canvas: canvas, window: rows)
  }

  /// Pair by pair, the observed word, then its draws.
  private func draw(_ scores: [SigmaScore], _ size: Size, _ state: ScreenState) -> DrawnPane {
    var canvas = Canvas(size)
    let glyphs = window.glyphs
    let rows = state.window(of: .scores, total: scores.count, height: size.rows - 1)
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
    for (index, row) in scores[rows.visible].enumerated() {
      let isObserved = row.draws == nil
      canvas.note(word: row.word, columns: 0..<size.columns, row: index + 1)
      // The pair is marked where it begins, and on the first row seen.
      let mark = row.pair == markedPair ? "" : glyphs.pairNumber(row.pair)
      markedPair = row.pair
      let isReached = row.pair == window.passedPairs
      let before = state.reference
      let oldSigma = before?.sigma(of: row.word, isObserved: isObserved)
      let oldCoefficient = before?.coefficient(of: row.word, isObserved: isObserved)
      table.rows.append(
        [.text(mark, isReached ? .reached : .faint)]
          + entries(
            row.word, isObserved, count: row.draws ?? 1, score: row.score, decimals: 3 - digits,
            before)
          + [
            .number(row.sigma, before: oldSigma) { fixed($0, decimals: 4 - digits) },
            .number(row.coefficient, before: oldCoefficient) { signed($0, decimals: 3) },
            .bar(row.sigma, isObserved ? .observed : .bar),
          ])
    }
    table.draw(on: &canvas, glyphs: glyphs)
    return DrawnPane(canvas: canvas, window: rows)
  }

  /// The mark of an observed word, the word, how often it occurs, and its score.
  private func entries(
    _ word: Int, _ isObserved: Bool, count: Int, score: Double, decimals: Int,
    _ before: StopNumbers?
  ) -> [Table.Entry] {
    let style: Style = isObserved ? .observed : .plain
    return [
      .text(isObserved ? window.glyphs[.observed] : " ", .observed),
      .text(window.word(word), style),
      .text(count > 1 ? window.glyphs[.times] + "\(count)" : "", style),
      .number(score, before: before?.score(of: word)) { signed($0, decimals: decimals) },
    ]
  }
}
