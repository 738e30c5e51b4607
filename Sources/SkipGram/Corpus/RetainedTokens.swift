extension Corpus {
  /// The tokens of a range that windows of an epoch consist of: those of the vocabulary that
  /// subsampling keeps.
  ///
  /// - Parameters:
  ///   - range: Tokens of the corpus.
  ///   - epoch: The epoch, counted from 0; from the end of the planned ones on nothing is subsampled.
  ///   - hyperparameters: The threshold of subsampling, and the seed.
  /// - Returns: Their numbers, in ascending order.
  public func retainedTokens(
    in range: Range<Int>, epoch: Int, hyperparameters: Hyperparameters
  ) -> [Int] {
    let threshold = hyperparameters.subsample
    let isSubsampled = threshold > 0 && epoch < hyperparameters.epochs
    let survival = Randomness(seed: hyperparameters.seed, for: .subsampling).keyed(by: epoch)
    return range.filter { token in
      let word = Int(tokens[token])
      guard word < vocabulary.count else { return false }
      guard isSubsampled else { return true }
      return survival.keyed(by: token).unit
        < Subsampling.keepProbability(of: word, in: vocabulary, threshold: threshold)
    }
  }
}
