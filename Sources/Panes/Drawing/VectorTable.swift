import Debugger
import SkipGram

/// A row of numbers and a vector, of which as many components are shown as fit.
struct VectorRow {
  var label: String
  var role = Role.plain
  /// What stands between the label and the vector.
  var leads: [Table.Entry] = []
  /// How many components the vector has.
  var dimension: Int
  /// One component of the vector.
  var component: (Int) -> Double
  /// What the vector is, for marking its changes.
  var name: VectorName

  /// `‖·‖` of the vector.
  var norm: Double { SkipGram.norm((0..<dimension).map(component)) }
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
  func table(columns: Int, glyphs: Glyphs, changes: ChangeMarks) -> Table {
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

    var fixedRoom = min(
      rows.reduce(columnWidth(of: heading)) { max($0, columnWidth(of: $1.label)) },
      max(8, columns * 2 / 5))
    for (index, lead) in leads.enumerated() {
      let width = rows.reduce(columnWidth(of: lead.heading)) { widest, row in
        guard case .text(let text, _) = row.leads[index] else { return widest }
        return max(widest, columnWidth(of: text))
      }
      fixedRoom += width + lead.gap
    }
    let norm = glyphs.spelled("‖·‖")
    let normGap = columns < 34 ? 1 : 2
    fixedRoom += normGap + max(columnWidth(of: norm), normTexts.lazy.map(\.utf8.count).max() ?? 0)
    var shown = min(candidates, max(0, columns - fixedRoom) / (widest + 1))
    if shown < dimension {
      let rest = columnWidth(of: left(dimension - shown, glyphs)) + 1
      shown = max(0, min(shown, (columns - fixedRoom - rest) / (widest + 1)))
    }

    var table = Table(
      [Table.Column(heading: heading, alignment: .left, narrowest: 6, importance: 20)] + leads
        + (0..<shown).map {
          Table.Column(heading: "[\($0)]", narrowest: nil, importance: 5)
        } + [
          Table.Column(
            heading: shown < dimension ? left(dimension - shown, glyphs) : "", importance: 4),
          Table.Column(heading: norm, importance: 6, gap: normGap),
        ])
    for (index, row) in rows.enumerated() {
      var entries = [Table.Entry.text(row.label, row.role)] + row.leads
      let before = changes.vectorBefore(row.name)
      for component in 0..<shown {
        guard component < texts[index].count else {
          entries.append(.empty)
          continue
        }
        entries.append(
          number(
            texts[index][component], row.component(component),
            before: before.flatMap { component < $0.count ? $0[component] : nil }
          ) { signed($0, decimals: decimals) })
      }
      entries.append(.empty)
      entries.append(
        number(
          normTexts[index], norms[index],
          before: before.flatMap { $0.count == row.dimension ? SkipGram.norm($0) : nil }
        ) { fixed($0, decimals: decimals) })
      table.rows.append(entries)
    }
    return table
  }

  private func left(_ count: Int, _ glyphs: Glyphs) -> String {
    glyphs[.ellipsis] + grouped(count)
  }

  private func number(
    _ text: String, _ value: Double, before: Double?, format: (Double) -> String
  ) -> Table.Entry {
    let isChanged = ChangeMarks.isChanged(from: before, to: value, text: text, format: format)
    return .text(text, isChanged ? .changed : .plain)
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
