extension Parameters {
  /// The parameters of window 0.
  ///
  /// Every component is a pure function of the seed, its matrix, row and number.
  ///
  /// - Parameters:
  ///   - words: The vocabulary size `W`.
  ///   - hyperparameters: `dimension`, `initialisation` and `seed` are read.
  public init(words: Int, hyperparameters: Hyperparameters) {
    guard
      let parameters = Parameters(words: words, hyperparameters: hyperparameters, while: { true })
    else { preconditionFailure("nobody gave the parameters up") }
    self = parameters
  }

  /// The parameters of window 0; `nil` if they are given up.
  ///
  /// - Parameters:
  ///   - words: The vocabulary size `W`.
  ///   - hyperparameters: `dimension`, `initialisation` and `seed` are read.
  ///   - goesOn: Asked every few milliseconds whether to go on.
  public init?(words: Int, hyperparameters: Hyperparameters, while goesOn: () -> Bool) {
    let dimension = hyperparameters.dimension
    let d = Double(dimension)
    let random = Randomness(seed: hyperparameters.seed, for: .initialisation)
    func matrix(key: Int, bound: Double) -> Matrix? {
      let random = random.keyed(by: key)
      return Matrix(rows: words, columns: dimension, while: goesOn) { row, components in
        guard bound > 0 else { return }
        let random = random.keyed(by: row)
        for column in 0..<dimension {
          components[column] = Float((2 * random.keyed(by: column).unit - 1) * bound)
        }
      }
    }
    let center: Matrix?
    let outside: Matrix?
    switch hyperparameters.initialisation {
    case .uniform:
      let bound = 1 / d.squareRoot().squareRoot()
      center = matrix(key: 0, bound: bound)
      outside = matrix(key: 1, bound: bound)
    case .word2vec:
      center = matrix(key: 0, bound: 0.5 / d)
      outside = matrix(key: 1, bound: 0)
    }
    guard let center, let outside else { return nil }
    self.init(center: center, outside: outside)
  }
}
