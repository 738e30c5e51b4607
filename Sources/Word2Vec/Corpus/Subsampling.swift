/// How likely each word is to survive subsampling, and the randomness that decides.
///
/// A word of relative frequency `f` among the tokens of the vocabulary is kept with probability
/// `min(1, √(t/f) + t/f)`, as in word2vec.c, which the paper's formula only approximates.
package struct Subsampling: Sendable {
  /// The probability of each word to be kept, shape `[W]`; 1 means always.
  package let keepProbabilities: [Double]
  let randomness: Randomness

  /// The subsampling of a vocabulary with threshold `t`.
  ///
  /// Only correctly rounded operations are used, so that every machine keeps the same tokens.
  ///
  /// - Throws: The error of `cancellation`.
  package init<E>(
    vocabulary: Vocabulary, threshold: Double, seed: UInt64,
    cancellation: Cancellation<E> = .never
  ) throws(E) {
    randomness = Randomness(seed: seed, for: .subsampling)
    var keepProbabilities = [Double](repeating: 1, count: vocabulary.count)
    for part in parts(of: vocabulary.count) {
      try cancellation.check()
      for word in part {
        keepProbabilities[word] = Self.keepProbability(
          of: word, in: vocabulary, threshold: threshold)
      }
    }
    self.keepProbabilities = keepProbabilities
  }

  /// The probability of a word to be kept.
  package static func keepProbability(
    of word: Int, in vocabulary: Vocabulary, threshold: Double
  ) -> Double {
    let frequency =
      Double(vocabulary.occurrences(of: word)) / Double(vocabulary.keptTokens)
    let ratio = threshold / frequency
    return min(1, ratio.squareRoot() + ratio)
  }
}
