import SkipGram

/// The words of the vocabulary by descending score.
package struct ScoreRanking: Sendable {
  /// The words, the greatest score first; those without a number come last.
  package let order: [Int]
  /// The place of each word in ``order``.
  package let places: [Int]

  /// `pause` is called every few milliseconds; what it throws ends the work.
  ///
  /// - Complexity: O(*W* log *W*).
  init(_ scores: [Double], pausing pause: () throws -> Void) rethrows {
    let keys = scores.map { $0.isNaN ? -.infinity : $0 }
    var comparisons = 0
    let order = try keys.withUnsafeBufferPointer { keys in
      try keys.indices.sorted {
        comparisons &+= 1
        if comparisons % 65536 == 0 { try pause() }
        return keys[$0] != keys[$1] ? keys[$0] > keys[$1] : $0 < $1
      }
    }
    var places = [Int](repeating: 0, count: scores.count)
    for (place, word) in order.enumerated() { places[word] = place }
    self.order = order
    self.places = places
  }
}
