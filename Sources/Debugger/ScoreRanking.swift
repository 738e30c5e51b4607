import SkipGram

/// The words of the vocabulary by descending score.
package struct ScoreRanking: Sendable {
  /// The words, the greatest score first; those without a number come last.
  package let order: [Int]
  /// The place of each word in ``order``.
  package let places: [Int]

  /// - Complexity: O(*W* log *W*).
  init(_ scores: [Double]) {
    let keys = scores.map { $0.isNaN ? -.infinity : $0 }
    let order = keys.withUnsafeBufferPointer { keys in
      keys.indices.sorted { keys[$0] != keys[$1] ? keys[$0] > keys[$1] : $0 < $1 }
    }
    var places = [Int](repeating: 0, count: scores.count)
    for (place, word) in order.enumerated() { places[word] = place }
    self.order = order
    self.places = places
  }
}

extension Session {
  /// The words by their scores with the center word, under either objective.
  package var scoreRanking: ScoreRanking {
    if let ranking = cachedRanking { return ranking }
    let ranking = ScoreRanking(softmaxForward.scores)
    cachedRanking = ranking
    return ranking
  }
}
