extension Vocabulary {
  /// The words of the vocabulary that begin with some bytes, the most frequent first.
  ///
  /// - Complexity: O(*W*) at worst; it ends with the word that reaches the limit.
  public func completions(prefix: some Collection<UInt8>, limit: Int) -> [Int] {
    let prefix = Array(prefix)
    return Array(
      (0..<count).lazy.filter { bytes(of: $0).starts(with: prefix) }.prefix(max(limit, 0)))
  }

  /// The word of the vocabulary a user most likely meant.
  ///
  /// The measure is the number of insertions, deletions, substitutions and exchanges of neighbouring
  /// bytes, capital letters being as good as small ones; of equally near words the most frequent
  /// wins. A third of the bytes may be wrong, three at most; beyond that, or for very long words,
  /// there is no suggestion.
  ///
  /// - Complexity: O(1) for a given length: only the 200,000 most frequent words are considered.
  public func nearest(to bytes: some Collection<UInt8>) -> Int? {
    let query = bytes.map(lowercased)
    guard query.count > 0, query.count <= 64 else { return nil }
    var allowed = query.count == 1 ? 0 : min(max(query.count / 3, 1), 3)
    var best: Int?
    var distance = EditDistance(to: query)
    for word in 0..<min(count, 200_000) {
      let candidate = self.bytes(of: word)
      guard abs(candidate.count - query.count) <= allowed,
        let found = distance.measure(candidate, atMost: allowed)
      else { continue }
      best = word
      if found == 0 { break }
      allowed = found - 1
    }
    return best
  }
}

private func lowercased(_ byte: UInt8) -> UInt8 {
  0x41...0x5A ~= byte ? byte | 0x20 : byte
}

/// The optimal string alignment distance to one byte string, row by row, given up as soon as it is
/// out of reach.
private struct EditDistance {
  private let query: [UInt8]
  private var rows: [[Int]]

  init(to query: [UInt8]) {
    self.query = query
    rows = Array(repeating: Array(repeating: 0, count: query.count + 1), count: 3)
  }

  mutating func measure(_ candidate: ArraySlice<UInt8>, atMost limit: Int) -> Int? {
    for column in 0...query.count { rows[1][column] = column }
    var previous: UInt8 = 0
    for (row, byte) in candidate.lazy.map(lowercased).enumerated() {
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
      // An exchange looks two rows back, hence the one more.
      if nearest > limit + 1 { return nil }
      rows.swapAt(0, 1)
      rows.swapAt(1, 2)
      previous = byte
    }
    return rows[1][query.count] <= limit ? rows[1][query.count] : nil
  }
}
