/// Every intermediate number of one window, in double precision, at the parameters as they are.
///
/// The numbers are recomputed in double precision, with nothing fused, apart from the Float32
/// arithmetic of the ``Kernel``; neither calls the other. ``Trainer/trace(cancellation:)`` is that of
/// the pending window.
public struct WindowTrace: Sendable {
  /// The window.
  public let window: Window
  /// Its number in the run.
  public let number: Int
  /// The pending update: center, outside words, draws, objective, order and `η`.
  public let update: Update
  /// The center vector `v_c`, shape `[d]`.
  public let centerVector: [Double]
  /// The forward pass over the vocabulary; `nil` under negative sampling.
  public let softmax: SoftmaxForward?
  /// The pairs, left to right.
  public let pairs: [PairTrace]
  /// `J = Σ_j F(ω_{c+j}, v_c)`, in nats.
  public let loss: Double
  /// `∂J/∂v_c`, shape `[d]`.
  public let centerGradient: [Double]
  /// The coefficients of `∂J/∂u_w = a_w v_c`.
  public let coefficients: Coefficients

  /// The trace of a window at some parameters.
  ///
  /// - Parameters:
  ///   - update: The center and outside words, draws, objective and `η`; those of `window`.
  ///   - window: The window.
  ///   - number: Its number in the run.
  ///   - parameters: `V` and `U`; they are read alone.
  ///   - cancellation: Ends it early.
  /// - Throws: The error of `cancellation`.
  /// - Complexity: O(*W*·*d*) under softmax, O(*n*·*K*·*d*) for *n* pairs under negative sampling.
  public init<E>(
    of update: Update, window: Window, number: Int, parameters: borrowing Parameters,
    cancellation: Cancellation<E> = .never
  ) throws(E) {
    self.window = window
    self.number = number
    self.update = update
    let v = parameters.center.vector(window.center)
    centerVector = v
    let definition = update.objective.definition
    let made = try definition.pairs(
      of: update, window: window, parameters: parameters, cancellation: cancellation)
    softmax = made.forward
    pairs = made.pairs
    loss = pairs.reduce(0) { $0 + $1.loss }
    var gradient = [Double](repeating: 0, count: v.count)
    for pair in pairs { accumulate(&gradient, 1, pair.centerGradient) }
    centerGradient = gradient
    coefficients = definition.coefficients(of: pairs, forward: softmax)
  }

  /// `∂J/∂u_w`, shape `[d]`; zero for a word that the window does not touch.
  ///
  /// - Parameter word: The index of the word.
  /// - Returns: The gradient.
  public func outsideGradient(_ word: Int) -> [Double] {
    multiple(of: centerVector, coefficients[word])
  }

  /// The coefficient of `v_c` in `∂F/∂u_w` of one pair.
  package func coefficient(of word: Int, pair: Int) -> Double {
    outsideParts(word, pair: pair).reduce(0) { $0 + $1.coefficient }
  }

  /// `∂F/∂u_w` of one pair, shape `[d]`.
  ///
  /// - Parameters:
  ///   - word: The index of the word.
  ///   - pair: The pair, counted from 0.
  /// - Returns: The gradient.
  public func outsideGradient(_ word: Int, pair: Int) -> [Double] {
    multiple(of: centerVector, coefficient(of: word, pair: pair))
  }

  /// A coefficient times a vector; zero where the coefficient is, even if the vector is infinite.
  private func multiple(of vector: [Double], _ coefficient: Double) -> [Double] {
    vector.map { coefficient == 0 ? 0 : coefficient * $0 }
  }

  /// `‖∇J‖²`, over all of `V` and `U`.
  public var squaredGradientNorm: Double {
    squaredNorm(centerGradient) + coefficients.sumOfSquares * squaredNorm(centerVector)
  }

  /// `-η‖∇J‖²`, the change of `J` that the update causes to first order in `η`, in nats.
  public var predictedChange: Double {
    -update.learningRate * squaredGradientNorm
  }

  /// The words observed or drawn in the window, each once, in order of appearance.
  public var involvedWords: [Int] { update.objective.definition.involvedWords(of: update) }

  /// The parts of `∂F/∂v_c` of one pair; over all pairs they sum to `∂J/∂v_c`.
  package func centerParts(pair: Int) -> [GradientPart] {
    update.objective.definition.centerParts(of: pairs[pair], forward: softmax)
  }

  /// The parts of `∂F/∂u_w` of one pair; over all pairs they sum to `∂J/∂u_w`.
  package func outsideParts(_ word: Int, pair: Int) -> [GradientPart] {
    update.objective.definition.outsideParts(
      word, of: pairs[pair], forward: softmax, center: centerVector)
  }
}

/// Every intermediate number of one pair of an outside word and the center word.
public struct PairTrace: Sendable {
  /// The offset from the center in the corpus; `nil` in a hand-made window.
  public let offset: Int?
  /// The observed word `o`.
  public let outside: Int
  /// Its outside vector `u_o`, shape `[d]`.
  public let outsideVector: [Double]
  /// `z_o = u_oᵀv_c`.
  public let score: Double
  /// `σ(z_o)`.
  public let sigma: Double
  /// `F(o, c)`, in nats.
  public let loss: Double
  /// `∂F/∂v_c`, shape `[d]`.
  public let centerGradient: [Double]
  /// The coefficient of `v_c` in `∂F/∂u_o`: `ŷ_o - 1` or `-(1-σ(z_o))`.
  public let observedCoefficient: Double
  /// The negative draws, in order; empty under softmax.
  public let draws: [Int]
  /// The words drawn, each once, in order of first appearance.
  public let negatives: [NegativeTerm]
}

/// The coefficients `a_w` of `∂J/∂u_w = a_w v_c`, for every word.
public struct Coefficients: Sendable {
  /// The coefficients of all words, if every word has one; else `nil`.
  var dense: [Double]?
  /// The coefficients of some words; all others are 0.
  var sparse: [Int: Double] = [:]

  /// The coefficient of a word; exactly 0 for one that the window does not touch.
  public subscript(word: Int) -> Double {
    dense?[word] ?? sparse[word] ?? 0
  }

  /// The words whose coefficient is not zero by definition, in vocabulary order.
  public var words: [Int] {
    dense.map { Array($0.indices) } ?? sparse.keys.sorted()
  }

  /// `Σ_w a_w²`.
  var sumOfSquares: Double {
    words.reduce(0) { $0 + self[$1] * self[$1] }
  }
}

/// `J` of an update's window at some parameters, in nats, without its gradients.
package func loss<E>(
  of update: Update, at parameters: borrowing Parameters, cancellation: Cancellation<E> = .never
) throws(E) -> Double {
  try update.objective.definition.loss(of: update, at: parameters, cancellation: cancellation)
}
