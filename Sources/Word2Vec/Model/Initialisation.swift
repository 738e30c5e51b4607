extension Parameters {
  /// The parameters of window 0, shape `[W, d]` each.
  ///
  /// Every component is a pure function of the seed, its matrix, row and number.
  ///
  /// - Parameters:
  ///   - words: The vocabulary size `W`.
  ///   - hyperparameters: `dimension`, `initialisation` and `seed` are read.
  ///   - cancellation: Ends it early.
  /// - Throws: The error of `cancellation`.
  public init<E>(
    words: Int, hyperparameters: Hyperparameters, cancellation: Cancellation<E> = .never
  ) throws(E) {
    let dimension = hyperparameters.dimension
    let d = Double(dimension)
    let random = Randomness(seed: hyperparameters.seed, for: .initialisation)
    func matrix(key: Int, bound: Double) throws(E) -> Matrix {
      let random = random.keyed(by: key)
      return try Matrix(rows: words, columns: dimension, cancellation: cancellation) {
        row, components in
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
      center: try matrix(key: 0, bound: bounds.center),
      outside: try matrix(key: 1, bound: bounds.outside))
  }
}
