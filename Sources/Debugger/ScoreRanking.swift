import SkipGram

/// The words of the vocabulary by descending score.
package struct ScoreRanking: Sendable {
  /// The words, the greatest score first; equal ones in the order of the vocabulary, and those without
  /// a number last.
  package let order: [Int]
  /// The place of each word in ``order``.
  package let places: [Int]

  /// Sorts by some bits of the scores after others, the lowest first (radix sort): comparing numbers of
  /// a large vocabulary would take most of the time of a screen.
  ///
  /// - Parameters:
  ///   - scores: The score of each word, shape `[W]`.
  ///   - cancellation: Ends it early.
  /// - Throws: What `cancellation` throws.
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

  /// A number that is the smaller the greater the score is: the bits of negative numbers fall where
  /// the numbers rise.
  private static func key(_ score: Double) -> UInt64 {
    // Adding 0 leaves one zero.
    let bits = (score.isNaN ? -.infinity : score + 0).bitPattern
    return bits >> 63 == 1 ? bits : ~bits & (.max >> 1)
  }
}
