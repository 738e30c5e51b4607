extension Parameters {
  /// The parameters of window 0.
  ///
  /// Every component is a pure function of the seed, its matrix, row and number.
  ///
  /// - Parameters:
  ///   - words: The vocabulary size `W`.
  ///   - hyperparameters: `dimension`, `initialisation` and `seed` are read.
  public init(words: Int, hyperparameters: Hyperparameters) {
    let dimension = hyperparameters.dimension
    let d = Double(dimension)
    self.init(words: words, dimension: dimension)
    let random = Randomness(seed: hyperparameters.seed, for: .initialisation)
    func fill(_ matrix: borrowing Matrix, key: Int, bound: Double) {
      for row in 0..<words {
        let randomRow = random.keyed(by: key).keyed(by: row)
        let start = matrix.row(row)
        for column in 0..<dimension {
          start[column] = Float((2 * randomRow.keyed(by: column).unit - 1) * bound)
        }
      }
    }
    switch hyperparameters.initialisation {
    case .uniform:
      let bound = 1 / d.squareRoot().squareRoot()
      fill(center, key: 0, bound: bound)
      fill(outside, key: 1, bound: bound)
    case .word2vec:
      fill(center, key: 0, bound: 0.5 / d)
    }
  }
}
