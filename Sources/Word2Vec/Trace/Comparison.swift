/// All objectives side by side on one window at the same parameters.
package struct Comparison: Sendable {
  /// The window under each objective, with its draws where the objective has draws.
  package let traces: [WindowTrace]
  /// The window, without an objective.
  private let update: Update

  /// Compares the objectives on an update's window; nothing is applied.
  ///
  /// - Complexity: O(*W*·*d*).
  package init<E>(
    of update: Update, window: Window, number: Int, parameters: borrowing Parameters,
    cancellation: Cancellation<E> = .never
  ) throws(E) {
    traces = try Objective.allCases.map { objective throws(E) in
      try WindowTrace(
        of: update.under(objective), window: window, number: number, parameters: parameters,
        cancellation: cancellation)
    }
    self.update = update
  }

  /// The window under an objective.
  package subscript(objective: Objective) -> WindowTrace { traces[objective.index] }

  /// How many rows of `U` an update changes under an objective; each also changes one row of `V`.
  package func outsideRows(_ objective: Objective) -> Int {
    objective.definition.changedWords(of: update)?.count
      ?? self[objective].coefficients.words.count
  }

  /// The angle between the `∂J/∂v_c` of two objectives as its cosine; `nil` if one is zero.
  package func cosine(_ first: Objective, _ second: Objective) -> Double? {
    cosineOf(self[first].centerGradient, self[second].centerGradient)
  }

  /// `‖∂J/∂v_c‖` under the second objective over that under the first; `nil` if the latter is zero.
  package func normRatio(_ first: Objective, _ second: Objective) -> Double? {
    let divisor = norm(self[first].centerGradient)
    return divisor > 0 ? norm(self[second].centerGradient) / divisor : nil
  }

  /// A word's numbers under all objectives.
  package struct Word: Equatable, Sendable {
    /// The word.
    package let word: Int
    /// `z_w = u_wᵀv_c`.
    package let score: Double
    /// How many pairs observe it.
    package let observedCount: Int
    /// How often the window draws it.
    package let drawnCount: Int
    /// The coefficient of `v_c` in `∂J/∂u_w` under each objective.
    package let coefficients: [Double]
  }

  /// A word's numbers under all objectives.
  package func word(_ word: Int) -> Word {
    Word(
      word: word, score: self[.softmax].softmax?.scores[word] ?? 0,
      observedCount: update.outside.count { $0 == word },
      drawnCount: update.draws.count(of: Int32(word)),
      coefficients: traces.map { $0.coefficients[word] })
  }

  /// The words observed or drawn in the window, each once, in order of appearance.
  package var involvedWords: [Int] { update.touchedWords }
}

/// How negative sampling's loss and `∂J/∂v_c` are spread over redraws of one window.
///
/// It is advanced in parts, so that progress can be shown; how it is cut into parts does not change
/// the result. Means and spreads are updated redraw by redraw (Welford, 1962).
package struct RedrawStatistics: Sendable {
  /// How many redraws have been taken.
  package private(set) var count = 0
  /// The mean loss, in nats.
  package private(set) var meanLoss = 0.0
  /// The mean of `∂J/∂v_c`, shape `[d]`.
  package private(set) var meanGradient: [Double]
  private var squaredLoss = 0.0
  private var squaredGradient: [Double]
  private var update: Update
  private let window: WindowKey
  private let sampler: NegativeSampler
  private let v: [Double]
  /// Vectors and scores of words drawn before.
  private var known: [Int: (vector: [Double], score: Double)] = [:]
  /// The most words whose vectors are kept, some megabytes.
  private static let knownLimit = 10_000

  /// Statistics of a window, before its first redraw.
  ///
  /// - Parameters:
  ///   - update: Its center and outside words are read.
  ///   - window: The key of the window.
  ///   - sampler: Where draws come from; redraws 1, 2, … of the window are taken.
  ///   - parameters: Their `v_c` is read.
  package init(
    of update: Update, window: WindowKey, sampler: NegativeSampler, parameters: borrowing Parameters
  ) {
    self.update = update
    self.window = window
    self.sampler = sampler
    v = parameters.center.vector(Int(update.center))
    meanGradient = Array(repeating: 0, count: v.count)
    squaredGradient = meanGradient
  }

  /// Takes more redraws, at the parameters of the initialiser.
  ///
  /// - Complexity: O(*n*·*K*·*d*) a redraw for *n* pairs.
  package mutating func advance(draws: Int, parameters: borrowing Parameters) {
    for _ in 0..<draws {
      count += 1
      update.draws = sampler.draws(for: update.outside, window: window, redraw: count)
      var loss = 0.0
      var gradient = [Double](repeating: 0, count: v.count)
      for (pair, observed) in update.outside.enumerated() {
        let (u, z) = look(up: Int(observed), parameters)
        loss -= logLogistic(z)
        accumulate(&gradient, -logistic(-z), u)
        for word in update.draws[pair] {
          let (u, z) = look(up: Int(word), parameters)
          loss -= logLogistic(-z)
          accumulate(&gradient, logistic(z), u)
        }
      }
      let change = loss - meanLoss
      meanLoss += change / Double(count)
      squaredLoss += change * (loss - meanLoss)
      for index in gradient.indices {
        let change = gradient[index] - meanGradient[index]
        meanGradient[index] += change / Double(count)
        squaredGradient[index] += change * (gradient[index] - meanGradient[index])
      }
    }
  }

  /// The standard deviation of the loss over redraws; `nil` before the second.
  package var lossSpread: Double? {
    count > 1 ? (squaredLoss / Double(count - 1)).squareRoot() : nil
  }

  /// The standard deviation of each component of `∂J/∂v_c`; `nil` before the second redraw.
  package var gradientSpread: [Double]? {
    count > 1 ? squaredGradient.map { ($0 / Double(count - 1)).squareRoot() } : nil
  }

  /// The cosine between the mean and another gradient; `nil` if one of them is zero.
  package func cosine(with gradient: [Double]) -> Double? {
    cosineOf(meanGradient, gradient)
  }

  private mutating func look(
    up word: Int, _ parameters: borrowing Parameters
  ) -> (vector: [Double], score: Double) {
    if let entry = known[word] { return entry }
    let vector = parameters.outside.vector(word)
    let entry = (vector: vector, score: dot(vector, v))
    if known.count < Self.knownLimit { known[word] = entry }
    return entry
  }
}

/// `aᵀb / (‖a‖‖b‖)`, or `nil` if one of them is zero.
private func cosineOf(_ a: [Double], _ b: [Double]) -> Double? {
  let norms = norm(a) * norm(b)
  return norms > 0 ? dot(a, b) / norms : nil
}
