/// Which rows of a pane are seen, of how many.
package struct ScrollWindow: Equatable, Sendable {
  /// The rows there are.
  package let total: Int
  /// The rows that are seen, counted from 0.
  package let visible: Range<Int>

  /// The rows to show in a height.
  ///
  /// - Parameters:
  ///   - total: How many rows there are.
  ///   - height: How many of them can be seen.
  ///   - first: The first row wanted; where rows are too few, an earlier one is shown.
  init(total: Int, height: Int, first: Int) {
    let first = min(max(0, first), max(0, total - max(0, height)))
    self.total = total
    visible = first..<min(total, first + max(0, height))
  }

  /// The last row that can be shown first.
  var lastFirst: Int { max(0, total - visible.count) }

  /// Whether some rows are out of sight.
  var isPartial: Bool { visible.count < total }
}
