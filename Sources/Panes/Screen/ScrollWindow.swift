/// Which rows of a pane are seen.
package struct ScrollPosition: Equatable, Sendable {
  /// The first row seen, once the user has scrolled; `nil` where the pane chooses.
  private(set) var chosen: Int?
  /// The rows there were when the pane was drawn last.
  package private(set) var total = 0
  /// The rows that were seen.
  package private(set) var visible = 0..<0

  /// The rows to show in a height.
  ///
  /// - Parameters:
  ///   - total: How many rows there are.
  ///   - height: How many of them can be seen.
  ///   - standard: The first row where the user has not scrolled.
  /// - Returns: The rows, counted from 0.
  mutating func show(total: Int, height: Int, standard: Int = 0) -> Range<Int> {
    let last = max(0, total - max(0, height))
    let first = min(max(0, chosen ?? standard), last)
    self.total = total
    visible = first..<min(total, first + max(0, height))
    return visible
  }

  /// Scrolls by some rows.
  mutating func move(by rows: Int) {
    let last = max(0, total - visible.count)
    chosen = min(max(0, visible.lowerBound + rows), last)
  }

  /// Lets the pane choose again.
  mutating func release() {
    chosen = nil
  }

  /// Whether the pane chooses the rows.
  var isStandard: Bool { chosen == nil }

  /// Whether the user has scrolled to the last row.
  var isAtEnd: Bool { chosen.map { $0 >= total - visible.count } ?? false }

  /// Whether some rows are out of sight.
  var isPartial: Bool { visible.count < total }
}
