import Word2Vec

/// The alignment of a column.
package enum Alignment: Sendable {
  case left
  case right
}

/// Rows of cells printed in aligned columns.
package struct TextTable {
  private let alignments: [Alignment]
  private var rows: [[String]]

  /// A table of rows.
  ///
  /// - Parameters:
  ///   - heading: The first row; empty for none.
  ///   - alignments: The alignment of each column; `nil` aligns all to the left.
  ///   - rows: The rows, each with at most one cell per column.
  package init(
    _ heading: [String] = [], _ alignments: [Alignment]? = nil, rows: [[String]] = []
  ) {
    self.rows = heading.isEmpty ? rows : [heading] + rows
    let columns = self.rows.map(\.count).max() ?? 0
    self.alignments = alignments ?? Array(repeating: .left, count: columns)
  }

  /// Adds a row.
  package mutating func add(_ cells: [String]) {
    rows.append(cells)
  }

  /// The width of each column in terminal columns.
  private func widths<E>(cancellation: Cancellation<E> = .never) throws(E) -> [Int] {
    var widths = alignments.map { _ in 0 }
    for (number, row) in rows.enumerated() {
      if number % 512 == 0 { try cancellation.check() }
      for column in alignments.indices where column < row.count {
        widths[column] = max(widths[column], columnWidth(of: row[column]))
      }
    }
    return widths
  }

  /// The width of the table in terminal columns.
  var width: Int { widths().reduce(0) { $0 + $1 + 2 } - 2 }

  /// The table within some columns: below each other, blocks of the columns that fit, each after the
  /// first ones again.
  ///
  /// - Parameters:
  ///   - limit: The columns there are; `nil` for any number.
  ///   - keys: How many first columns every block has.
  /// - Returns: Lines joined by newlines; a blank line between blocks.
  func blocks(within limit: Int?, keys: Int) -> String {
    let widths = widths()
    guard let limit, width > limit else { return text }
    let keyWidth = widths.prefix(keys).reduce(0) { $0 + $1 + 2 }
    var blocks: [[Int]] = [[]]
    var used = keyWidth
    for column in widths.indices.dropFirst(keys) {
      if used + widths[column] > limit, !(blocks.last ?? []).isEmpty {
        blocks.append([])
        used = keyWidth
      }
      blocks[blocks.count - 1].append(column)
      used += widths[column] + 2
    }
    return blocks.map { columns in
      let columns = Array(0..<min(keys, widths.count)) + columns
      return TextTable(
        [], columns.map { alignments[$0] },
        rows: rows.map { row in columns.map { $0 < row.count ? row[$0] : "" } }
      ).text
    }.joined(separator: "\n\n")
  }

  /// The rows, with two blanks between columns and none at the end of a line.
  package var text: String { lines().joined(separator: "\n") }

  /// The rows one by one, for long tables.
  ///
  /// - Returns: A line for each row.
  func lines<E>(cancellation: Cancellation<E> = .never) throws(E) -> some Sequence<String> {
    let widths = try widths(cancellation: cancellation)
    let alignments = alignments
    return rows.lazy.map { row in
      var line = ""
      for (column, cell) in row.enumerated() {
        let gap = String(repeating: " ", count: max(0, widths[column] - columnWidth(of: cell)))
        line += (column == 0 ? "" : "  ")
        line += alignments[column] == .right ? gap + cell : cell + gap
      }
      while line.last == " " { line.removeLast() }
      return line
    }
  }
}
