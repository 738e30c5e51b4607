/// The optimal string alignment distance to one byte string: the least number of insertions,
/// deletions, substitutions and swaps of neighbouring bytes.
///
/// The rows of the table are kept, so that a search through a vocabulary allocates them once.
package struct EditDistance {
  private let query: [UInt8]
  private var rows: [[Int]]

  /// Distances to a byte string.
  package init(to query: some Sequence<UInt8>) {
    self.query = Array(query)
    rows = Array(repeating: Array(repeating: 0, count: self.query.count + 1), count: 3)
  }

  /// The distance of another byte string, or any number above the limit if it is above.
  ///
  /// - Complexity: O(*nm*) for strings of *n* and *m* bytes; it ends early above the limit.
  package mutating func measure(
    _ candidate: some Collection<UInt8>, atMost limit: Int = .max
  ) -> Int {
    for column in 0...query.count { rows[1][column] = column }
    var previous: UInt8 = 0
    for (row, byte) in candidate.enumerated() {
      rows[2][0] = row + 1
      var nearest = row + 1
      for column in 0..<query.count {
        let same = byte == query[column]
        var value = min(
          rows[1][column] + (same ? 0 : 1), rows[1][column + 1] + 1, rows[2][column] + 1)
        if row > 0, column > 0, byte == query[column - 1], previous == query[column] {
          value = min(value, rows[0][column - 1] + 1)
        }
        rows[2][column + 1] = value
        nearest = min(nearest, value)
      }
      // An exchange looks two rows back, hence the one less.
      if nearest - 1 > limit { return nearest }
      rows.swapAt(0, 1)
      rows.swapAt(1, 2)
      previous = byte
    }
    return rows[1][query.count]
  }
}
