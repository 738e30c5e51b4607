/// The tokens of a corpus that can be in a window: words of the vocabulary that subsampling keeps.
struct Retention {
  let corpus: Corpus
  /// From the end of the planned epochs on nothing is subsampled.
  private let epochs: Int
  private let subsampling: Subsampling?
  private let words: Int32

  init<E>(
    _ corpus: Corpus, _ hyperparameters: Hyperparameters, cancellation: Cancellation<E>
  ) throws(E) {
    self.corpus = corpus
    epochs = hyperparameters.epochs
    words = Int32(truncatingIfNeeded: corpus.vocabulary.count)
    subsampling =
      hyperparameters.subsample > 0
      ? try Subsampling(
        vocabulary: corpus.vocabulary, threshold: hyperparameters.subsample,
        seed: hyperparameters.seed, cancellation: cancellation)
      : nil
  }

  /// The randomness of an epoch; nil where every token survives.
  func survival(epoch: Int) -> Randomness? {
    epoch < epochs ? subsampling?.randomness.keyed(by: epoch) : nil
  }

  /// Whether a token is retained in the epoch of some randomness.
  @inline(__always)
  func keeps(_ word: Int32, at token: Int, _ survival: Randomness?) -> Bool {
    guard word < words else { return false }
    guard let survival, let subsampling else { return true }
    return survival.keyed(by: token).unit < subsampling.keepProbabilities[Int(word)]
  }
}

extension Corpus {
  /// The tokens of a range that can be in a window of an epoch, in ascending order.
  package func retainedTokens(
    in range: Range<Int>, epoch: Int, _ hyperparameters: Hyperparameters
  ) -> [Int] {
    let known = range.filter { tokens[$0] < vocabulary.count }
    guard hyperparameters.subsample > 0, epoch < hyperparameters.epochs else { return known }
    let random = Randomness(seed: hyperparameters.seed, for: .subsampling).keyed(by: epoch)
    return known.filter { token in
      random.keyed(by: token).unit
        < Subsampling.keepProbability(
          of: Int(tokens[token]), in: vocabulary, threshold: hyperparameters.subsample)
    }
  }
}
