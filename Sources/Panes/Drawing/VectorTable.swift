import Debugger
import Word2Vec

/// A row of numbers and a vector, of which as many components are shown as fit.
struct VectorRow {
  var label: String
  var style = Style.plain
  /// The entries between the label and the vector.
  var leads: [Table.Entry] = []
  /// How many components the vector has.
  var dimension: Int
  /// One component of the vector.
  var component: (Int) -> Double
  /// The vector's name, for marking its changes.
  var name: VectorName

  /// `‖·‖` of the vector.
  var norm: Double { Word2Vec.norm((0..<dimension).map(component)) }
}

/// Rows of vectors below each other: label, numbers, components, how many are left, norm.
struct VectorTable {
  /// The heading of the labels.
  var heading = ""
  /// The columns between the label and the vector.
  var leads: [Table.Column] = []
  var rows: [VectorRow] = []

  /// The least columns a component takes, with the blank before it.
  private static let componentRoom = 7

  /// The table fitted to a number of columns.
  func table(columns: Int, glyphs: Glyphs, before: StopNumbers?) -> Table {
    let dimension = rows.map(\.dimension).max() ?? 0
    let candidates = min(dimension, columns / Self.componentRoom + 1)
    let norms = rows.map(\.norm)
    let decimals = decimals(candidates: candidates, norms: norms)
    let texts = rows.map { row in
      (0..<min(candidates, row.dimension)).map { signed(row.component($0), decimals: decimals) }
    }
    let normTexts = norms.map { fixed($0, decimals: decimals) }
    let widest = max(
      texts.lazy.flatMap { $0 }.map(\.utf8.count).max() ?? 0, "[0]".utf8.count)

    let norm = glyphs.spelled("‖·‖")
    let normGap = columns < 34 ? 1 : 2
    let label = Table.Column(heading: heading, alignment: .left, narrowest: 6, importance: 20)
    var narrow = Table([label] + leads)
    narrow.rows = rows.map { [.text($0.label)] + $0.leads }
    var fixedRoom = min(narrow.naturalWidth(0), max(8, columns * 2 / 5))
    for (index, lead) in leads.enumerated() {
      fixedRoom += narrow.naturalWidth(index + 1) + lead.gap
    }
    fixedRoom += normGap + max(columnWidth(of: norm), normTexts.lazy.map(\.utf8.count).max() ?? 0)
    var shown = min(candidates, max(0, columns - fixedRoom) / (widest + 1))
    if shown < dimension {
      let rest = columnWidth(of: left(dimension - shown, glyphs)) + 1
      shown = max(0, min(shown, (columns - fixedRoom - rest) / (widest + 1)))
    }

    var table = Table(narrow.columns)
    table.columns += (0..<shown).map { Table.Column(heading: "[\($0)]", importance: 5) }
    table.columns += [
      Table.Column(
        heading: shown < dimension ? left(dimension - shown, glyphs) : "", importance: 4),
      Table.Column(heading: norm, importance: 6, gap: normGap),
    ]
    for (index, row) in rows.enumerated() {
      let before = before?.vector(row.name)
      let components = (0..<shown).map { component -> Table.Entry in
        guard component < row.dimension else { return .empty }
        let old = before.flatMap { component < $0.count ? $0[component] : nil }
        return .number(row.component(component), before: old, text: texts[index][component]) {
          signed($0, decimals: decimals)
        }
      }
      let oldNorm = before.flatMap { $0.count == row.dimension ? Word2Vec.norm($0) : nil }
      table.rows.append(
        [.text(row.label, row.style)] + row.leads + components
          + [
            .empty,
            .number(norms[index], before: oldNorm, text: normTexts[index]) {
              fixed($0, decimals: decimals)
            },
          ])
    }
    return table
  }

  private func left(_ count: Int, _ glyphs: Glyphs) -> String {
    glyphs[.ellipsis] + grouped(count)
  }

  /// Decimals that show the greatest number in at least three digits.
  private func decimals(candidates: Int, norms: [Double]) -> Int {
    var greatest = norms.lazy.filter(\.isFinite).max() ?? 0
    for row in rows {
      for index in 0..<min(candidates, row.dimension) where row.component(index).isFinite {
        greatest = max(greatest, row.component(index).magnitude)
      }
    }
    var decimals = 3
    while greatest > 0, greatest < 0.1, decimals < 8 {
      greatest *= 10
      decimals += 1
    }
    return decimals
  }
}
