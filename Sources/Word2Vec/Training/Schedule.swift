extension Hyperparameters {
  /// The learning rate `η` of a window whose center is at a position.
  ///
  /// Under linear decay it falls with the tokens passed, to `η / 10000` at the end of the last
  /// planned epoch, where it stays.
  package func learningRate(at position: Position, in corpus: Corpus) -> Double {
    switch decay {
    case .none: return learningRate
    case .linear:
      let planned = Double(epochs) * Double(corpus.tokens.count)
      let passed =
        Double(position.epoch) * Double(corpus.tokens.count) + Double(position.token)
      return learningRate * max(1 - passed / planned, 1e-4)
    }
  }
}
