import Word2Vec

/// The words of the vocabulary by descending score.
package struct ScoreRanking: Sendable {
  /// The words by descending score; ties in the order of the vocabulary, NaN last.
  package let order: [Int]
  /// The rank of each word: its index in ``order``.
  package let places: [Int]

  /// Sorts the scores by a radix sort: on a large vocabulary a comparison sort would take most of the
  /// time of a frame.
  ///
  /// - Parameters:
  ///   - scores: The score of each word, shape `[W]`.
  ///   - cancellation: Ends it early.
  /// - Throws: The error of `cancellation`.
  /// - Complexity: O(*W*).
  init<E>(_ scores: [Double], cancellation: Cancellation<E> = .never) throws(E) {
    var entries = scores.enumerated().map { Entry(key: Self.key($1), word: Int32($0)) }
    var sorted = entries
    for shift in stride(from: 0, to: UInt64.bitWidth, by: Self.digitWidth) {
      var next = [Int](repeating: 0, count: 1 << Self.digitWidth)
      for part in parts(of: entries.count) {
        try cancellation.check()
        for index in part { next[entries[index].digit(shift)] += 1 }
      }
      var start = 0
      for digit in next.indices {
        (next[digit], start) = (start, start + next[digit])
      }
      for part in parts(of: entries.count) {
        try cancellation.check()
        for index in part {
          let digit = entries[index].digit(shift)
          sorted[next[digit]] = entries[index]
          next[digit] += 1
        }
      }
      swap(&entries, &sorted)
    }
    try cancellation.check()
    order = entries.map { Int($0.word) }
    var places = [Int](repeating: 0, count: scores.count)
    for (place, word) in order.enumerated() { places[word] = place }
    self.places = places
  }

  private static let digitWidth = 11

  private struct Entry {
    let key: UInt64
    let word: Int32

    func digit(_ shift: Int) -> Int {
      Int(truncatingIfNeeded: key >> UInt64(shift)) & ((1 << ScoreRanking.digitWidth) - 1)
    }
  }

  /// A sort key that decreases as the score increases: the bit patterns of negative numbers decrease as
  /// the numbers increase.
  private static func key(_ score: Double) -> UInt64 {
    // Adding 0 turns -0 into 0.
    let bits = (score.isNaN ? -.infinity : score + 0).bitPattern
    return bits >> 63 == 1 ? bits : ~bits & (.max >> 1)
  }
}
