import Debugger

extension PaneView {
  /// ∂J/∂v_c with its terms.
  static let center = PaneView(
    pane: .center,
    titles: { model in
      let so = model.isWithinPairs ? " so far" : ""
      return model.record.softmax != nil
        ? [
          "center\(so): ∂J/∂v_c = Σ_p [Σ_w ŷ_w u_w − u_o]", "∂J/∂v_c = Σ_p [Σ_w ŷ_w u_w − u_o]",
          "∂J/∂v_c",
        ]
        : [
          "center\(so): ∂J/∂v_c = Σ_p [Σ_k (1−σ(−u_kᵀv_c)) u_k − (1−σ(u_oᵀv_c)) u_o]",
          "center\(so): ∂J/∂v_c = Σ_p [Σ_k (1−σ(−z_k)) u_k − (1−σ(z_o)) u_o]",
          "∂J/∂v_c = Σ(1−σ(−z_k))u_k − Σ(1−σ(z_o))u_o", "∂J/∂v_c = Σ coeff. × u", "∂J/∂v_c",
        ]
    },
    leastRows: 5, weight: 6, share: 55, showsPosition: true,
    showsSymbols: true,
    idealRows: { model, _ in
      let parameters = model.hyperparameters
      let pairs = model.usualPairs
      let terms = pairs * (model.record.softmax != nil ? 1 : 1 + parameters.negatives)
      return 4 + terms + (parameters.update == .pair ? pairs : 0)
    },
    draw: { model, size, state in drawCenterGradient(model, size, &state) })
}

/// The center vector at the top, the sum at the bottom, the terms that fit between them.
private func drawCenterGradient(
  _ model: ScreenModel, _ size: Size, _ state: inout ScreenState
) -> Canvas {
  var canvas = Canvas(size)
  let gradient = CenterGradientModel(model)
  let glyphs = model.glyphs
  let dimension = gradient.center.vector.count
  var table = VectorTable()
  if gradient.showsCoefficients {
    table.leads = [Table.Column(heading: "coeff.", importance: 7)]
  }
  func row(_ named: CenterGradientModel.Named, _ role: Role) -> VectorRow {
    VectorRow(
      label: glyphs.spelled(named.label), role: role,
      leads: table.leads.map { _ in .empty }, dimension: named.vector.count,
      component: { named.vector[$0] }, key: named.key)
  }
  let pinned = 2 + gradient.sums.count
  let rows = state.scroll[.center, default: ScrollPosition()].show(
    total: gradient.terms.count + gradient.applied.count, height: size.rows - pinned)
  table.rows.append(row(gradient.center, .plain))
  let markWidth = columnWidth(of: glyphs.pairNumber(model.record.pairs.count)) + 1
  var markedPair: Int?
  for index in rows where index < gradient.terms.count {
    let term = gradient.terms[index]
    var vector = VectorRow(
      label: glyphs.spelled(gradient.label(of: term)), dimension: dimension,
      component: { term.component($0) }, key: term.key)
    if gradient.showsCoefficients {
      // The pair is marked where it begins, and on the first row seen.
      let mark = term.pair == markedPair ? nil : term.pair.map(glyphs.pairNumber)
      markedPair = term.pair
      vector.label = padded(mark ?? "", columns: markWidth) + vector.label
      let text = signed(term.coefficient, decimals: 3)
      var key = term.key
      key.component = -2
      let isChanged = state.changes.isChanged(key, term.coefficient, text: text) {
        signed($0, decimals: 3)
      }
      vector.leads = [.text(text, isChanged ? .changed : .plain)]
    }
    table.rows.append(vector)
  }
  for sum in gradient.sums { table.rows.append(row(sum, .sum)) }
  for index in rows where index >= gradient.terms.count {
    table.rows.append(row(gradient.applied[index - gradient.terms.count], .faint))
  }
  table.table(columns: Table.room(in: size.columns), glyphs: glyphs, changes: &state.changes)
    .draw(on: &canvas, glyphs: glyphs)
  return canvas
}
