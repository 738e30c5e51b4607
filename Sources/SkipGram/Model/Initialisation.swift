extension Parameters {
  /// The parameters of window 0.
  ///
  /// Every component is a pure function of the seed, its matrix, row and number.
  ///
  /// - Parameters:
  ///   - words: The vocabulary size `W`.
  ///   - hyperparameters: `dimension`, `initialisation` and `seed` are read.
  ///   - pause: Called every few milliseconds; what it throws ends the making.
  public init(
    words: Int, hyperparameters: Hyperparameters, pausing pause: () throws -> Void
  ) rethrows {
    let dimension = hyperparameters.dimension
    let d = Double(dimension)
    let random = Randomness(seed: hyperparameters.seed, for: .initialisation)
    func matrix(key: Int, bound: Double, pausing pause: () throws -> Void) rethrows -> Matrix {
      let random = random.keyed(by: key)
      return try Matrix(rows: words, columns: dimension, pausing: pause) { row, components in
        guard bound > 0 else { return }
        let random = random.keyed(by: row)
        for column in 0..<dimension {
          components[column] = Float((2 * random.keyed(by: column).unit - 1) * bound)
        }
      }
    }
    let bounds: (center: Double, outside: Double)
    switch hyperparameters.initialisation {
    case .uniform:
      let bound = 1 / d.squareRoot().squareRoot()
      bounds = (bound, bound)
    case .word2vec:
      bounds = (0.5 / d, 0)
    }
    self.init(
      center: try matrix(key: 0, bound: bounds.center, pausing: pause),
      outside: try matrix(key: 1, bound: bounds.outside, pausing: pause))
  }
}
