import Debugger

extension PaneView {
  /// ∂J/∂u_w with their coefficients.
  static let outside = PaneView(
    pane: .outside, leastRows: 3, weight: 4, share: 55, showsPosition: true, showsSymbols: true,
    content: { OutsideGradientModel($0.window, ranking: try $0.ranking) })
}

extension OutsideGradientModel: PaneContent {
  var titles: [String] {
    let so = window.isWithinPairs ? " so far" : ""
    return ["outside\(so): ∂J/∂u_w = a_w v_c", "∂J/∂u_w = a_w v_c", "∂J/∂u_w"]
  }

  func idealRows(on screen: Size) -> Int {
    1 + window.objective.usualOutsideWords(window)
  }

  func draw(_ size: Size, _ state: ScreenState) -> DrawnPane {
    var canvas = Canvas(size)
    let glyphs = window.glyphs
    let center = window.trace.centerVector
    var table = VectorTable(
      heading: " w",
      leads: [
        Table.Column(heading: "a_w", importance: 9),
        Table.Column(heading: "how", alignment: .left, importance: 7, gap: 2),
      ])
    let rows = state.window(of: .outside, total: count, height: size.rows - 1)
    for index in rows.visible {
      let row = self[index]
      let before = state.reference?.outsideCoefficient(of: row.word)
      table.rows.append(
        VectorRow(
          label: (row.isObserved ? glyphs[.observed] : " ") + window.word(row.word),
          style: row.isObserved ? .observed : .plain,
          leads: [
            .number(row.coefficient, before: before) { signed($0, decimals: 3) },
            .text(glyphs.spelled(size.columns < 56 ? row.shortFormula : row.formula), .faint),
          ], dimension: center.count, component: { row.coefficient * center[$0] },
          name: .outsideGradient(word: row.word)))
    }
    table.table(columns: Table.room(in: size.columns), glyphs: glyphs, before: state.reference)
      .draw(on: &canvas, glyphs: glyphs)
    return DrawnPane(canvas: canvas, window: rows)
  }
}
