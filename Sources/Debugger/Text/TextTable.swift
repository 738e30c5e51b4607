/// Rows of cells printed in aligned columns.
struct TextTable {
  /// Where a column's cells stand.
  enum Alignment {
    case left
    case right
  }

  private let alignments: [Alignment]
  private var rows: [[String]] = []

  /// A table with a heading; `alignments` has one entry a column.
  init(_ heading: [String], _ alignments: [Alignment]) {
    self.alignments = alignments
    rows.append(heading)
  }

  /// A table without a heading.
  init(_ alignments: [Alignment]) {
    self.alignments = alignments
  }

  /// Adds a row.
  mutating func add(_ cells: [String]) {
    rows.append(cells)
  }

  private var widths: [Int] {
    alignments.indices.map { column in
      rows.map { column < $0.count ? columnWidth(of: $0[column]) : 0 }.max() ?? 0
    }
  }

  /// The columns of the screen that its longest line takes.
  var width: Int { widths.reduce(0) { $0 + $1 + 2 } - 2 }

  /// The rows, two blanks between columns, none at the end of a line.
  var text: String {
    let widths = widths
    return
      rows
      .map { row in
        var line = ""
        for (column, cell) in row.enumerated() {
          let gap = String(repeating: " ", count: max(0, widths[column] - columnWidth(of: cell)))
          line += (column == 0 ? "" : "  ")
          line += alignments[column] == .right ? gap + cell : cell + gap
        }
        while line.last == " " { line.removeLast() }
        return line
      }
      .joined(separator: "\n")
  }
}
