import Debugger

extension PaneView {
  /// ∂J/∂v_c with its terms.
  static let center = PaneView(
    pane: .center, leastRows: 5, weight: 6, share: 55, showsPosition: true, showsSymbols: true,
    content: { $0.numbers.center })
}

extension CenterGradientModel: PaneContent {
  var titles: [String] {
    let so = window.isWithinPairs ? " so far" : ""
    return showsCoefficients
      ? [
        "center\(so): ∂J/∂v_c = Σ_p [Σ_k (1−σ(−u_kᵀv_c)) u_k − (1−σ(u_oᵀv_c)) u_o]",
        "center\(so): ∂J/∂v_c = Σ_p [Σ_k (1−σ(−z_k)) u_k − (1−σ(z_o)) u_o]",
        "∂J/∂v_c = Σ(1−σ(−z_k))u_k − Σ(1−σ(z_o))u_o", "∂J/∂v_c = Σ coeff. × u", "∂J/∂v_c",
      ]
      : [
        "center\(so): ∂J/∂v_c = Σ_p [Σ_w ŷ_w u_w − u_o]", "∂J/∂v_c = Σ_p [Σ_w ŷ_w u_w − u_o]",
        "∂J/∂v_c",
      ]
  }

  func idealRows(on screen: Size) -> Int {
    let parameters = window.hyperparameters
    let pairs = window.usualPairs
    let terms = pairs * (showsCoefficients ? 1 + parameters.negatives : 1)
    return 4 + terms + (parameters.update == .pair ? pairs : 0)
  }

  /// The center vector at the top, the sum at the bottom, the terms that fit between them.
  func draw(_ size: Size, _ state: ScreenState) -> DrawnPane {
    var canvas = Canvas(size)
    let glyphs = window.glyphs
    let dimension = center.vector.count
    var table = VectorTable()
    if showsCoefficients {
      table.leads = [Table.Column(heading: "coeff.", importance: 7)]
    }
    func row(_ named: Named, _ style: Style) -> VectorRow {
      VectorRow(
        label: glyphs.spelled(named.label), style: style,
        leads: table.leads.map { _ in .empty }, dimension: named.vector.count,
        component: { named.vector[$0] }, name: named.name)
    }
    let rows = state.window(
      of: .center, total: terms.count + applied.count, height: size.rows - 2 - sums.count)
    table.rows.append(row(center, .plain))
    let markWidth = columnWidth(of: glyphs.pairNumber(window.trace.pairs.count)) + 1
    var markedPair: Int?
    for index in rows.visible where index < terms.count {
      let term = terms[index]
      var vector = VectorRow(
        label: glyphs.spelled(label(of: term)), dimension: dimension,
        component: { term.component($0) }, name: term.name)
      if showsCoefficients {
        // The pair is marked where it begins, and on the first row seen.
        let mark = term.pair == markedPair ? nil : term.pair.map(glyphs.pairNumber)
        markedPair = term.pair
        vector.label = padded(mark ?? "", columns: markWidth) + vector.label
        vector.leads = [coefficient(of: term, before: state.reference)]
      }
      table.rows.append(vector)
    }
    for sum in sums { table.rows.append(row(sum, .sum)) }
    for index in rows.visible where index >= terms.count {
      table.rows.append(row(applied[index - terms.count], .faint))
    }
    table.table(columns: Table.room(in: size.columns), glyphs: glyphs, before: state.reference)
      .draw(on: &canvas, glyphs: glyphs)
    return DrawnPane(canvas: canvas, window: rows)
  }

  private func coefficient(of term: Term, before: StopNumbers?) -> Table.Entry {
    let isObserved = if case .observed = term.name { true } else { false }
    let old = before?.coefficient(of: term.word ?? 0, isObserved: isObserved)
    return .number(term.coefficient, before: old) { signed($0, decimals: 3) }
  }
}
