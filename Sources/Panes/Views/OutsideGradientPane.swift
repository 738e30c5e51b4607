import Debugger

extension PaneView {
  /// ∂J/∂u_w with their coefficients.
  static let outside = PaneView(
    pane: .outside,
    titles: { model in
      let so = model.isWithinPairs ? " so far" : ""
      return ["outside\(so): ∂J/∂u_w = a_w v_c", "∂J/∂u_w = a_w v_c", "∂J/∂u_w"]
    },
    leastRows: 3, weight: 4, share: 55, showsPosition: true,
    showsSymbols: true,
    idealRows: { model, _ in
      let words = model.vocabulary.count
      return 1
        + (model.ranking != nil
          ? words : min(words, model.usualPairs * (1 + model.hyperparameters.negatives)))
    },
    draw: { model, size, state in drawOutsideGradients(model, size, &state) })
}

private func drawOutsideGradients(
  _ model: ScreenModel, _ size: Size, _ state: inout ScreenState
) -> Canvas {
  var canvas = Canvas(size)
  let gradients = OutsideGradientModel(model)
  let glyphs = model.glyphs
  let center = model.record.centerVector
  var table = VectorTable(
    heading: " w",
    leads: [
      Table.Column(heading: "a_w", importance: 9),
      Table.Column(heading: "how", alignment: .left, importance: 7, gap: 2),
    ])
  let rows = state.scroll[.outside, default: ScrollPosition()].show(
    total: gradients.count, height: size.rows - 1)
  for index in rows {
    let row = gradients[index]
    let text = signed(row.coefficient, decimals: 3)
    let key = ChangeMarks.Key(quantity: .outsideGradient, word: row.word)
    let isChanged = state.changes.isChanged(key, row.coefficient, text: text) {
      signed($0, decimals: 3)
    }
    table.rows.append(
      VectorRow(
        label: (row.isObserved ? glyphs[.observed] : " ") + model.word(row.word),
        role: row.isObserved ? .observed : .plain,
        leads: [
          .text(text, isChanged ? .changed : .plain),
          .text(glyphs.spelled(size.columns < 56 ? row.shortFormula : row.formula), .faint),
        ], dimension: center.count, component: { row.coefficient * center[$0] }, key: key))
  }
  table.table(columns: Table.room(in: size.columns), glyphs: glyphs, changes: &state.changes)
    .draw(on: &canvas, glyphs: glyphs)
  return canvas
}
