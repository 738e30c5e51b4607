extension Vocabulary {
  /// The words of the vocabulary that begin with some bytes, the most frequent first.
  ///
  /// - Complexity: O(*W*) at worst; it ends with the word that reaches the limit.
  package func completions(prefix: some Collection<UInt8>, limit: Int) -> [Int] {
    let prefix = Array(prefix)
    return Array(
      (0..<count).lazy.filter { bytes(of: $0).starts(with: prefix) }.prefix(max(limit, 0)))
  }

  /// The word of the vocabulary a user most likely meant.
  ///
  /// The measure is the number of insertions, deletions, substitutions and exchanges of
  /// neighbouring bytes, capital letters being as good as small ones; of equally near words the
  /// most frequent wins. A third of the bytes may be wrong, three at most; beyond that, or for very
  /// long words, it returns `nil`.
  ///
  /// - Complexity: O(1) for a given length: only the 200,000 most frequent words are considered.
  package func nearest(to bytes: some Collection<UInt8>) -> Int? {
    let query = bytes.map(lowercased)
    guard query.count > 0, query.count <= 64 else { return nil }
    var allowed = query.count == 1 ? 0 : min(max(query.count / 3, 1), 3)
    var best: Int?
    var distance = EditDistance(to: query)
    for word in 0..<min(count, 200_000) {
      let candidate = self.bytes(of: word)
      guard abs(candidate.count - query.count) <= allowed else { continue }
      let found = distance.measure(candidate.lazy.map(lowercased), atMost: allowed)
      guard found <= allowed else { continue }
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
