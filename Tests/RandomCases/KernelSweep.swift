import Word2Vec

/// Windows of every dimension and every number of negatives, of one word and of a few, so that
/// rows repeat, under both objectives, in both update orders, with draws of a pair and of a window.
package enum KernelSweep {
  /// Dimensions of vectors, in up to 25 blocks.
  package static let dimensions = 1...400
  /// Draws of a pair.
  static let negatives = 0...25

  /// Where the kernel differs from the trace in a dimension; nil if nowhere.
  package static func disagreement(dimension: Int) -> String? {
    for (negatives, words) in negatives.flatMap({ count in [1...1, 2...9].map { (count, $0) } }) {
      let sample = RandomCase(
        seed: 1000 * dimension + negatives,
        .init(
          words: words, dimensions: [dimension], pairs: 1...4, negatives: negatives...negatives))
      for update in updates(of: sample) {
        if let found = sample.disagreement(update) { return found }
      }
    }
    return nil
  }

  private static func updates(of sample: RandomCase) -> [Update] {
    UpdateOrder.allCases.flatMap { order in
      [sample.update(.softmax, order: order)]
        + DrawSharing.allCases.map { sample.update(.negativeSampling, order: order, draws: $0) }
    }
  }
}
