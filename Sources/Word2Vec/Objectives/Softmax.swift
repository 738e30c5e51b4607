import RealModule

/// The forward pass of the full softmax from one center word.
///
/// Serves `F(o, c) = -ln ŷ_o`, lines `softmax.*` of the derivation. Goals: exact to double precision
/// from the parameters as they are; no overflow for scores up to 10⁴ and beyond (the maximum is
/// subtracted before exponentiating). word2vec.c has no full softmax.
public struct SoftmaxForward: Sendable {
  /// `z = U v_c`, shape `[W]`, in nats.
  public let scores: [Double]
  /// `ln Σ_w e^{z_w}`, in nats.
  public let logPartition: Double
  /// `ŷ = softmax(z)`, shape `[W]`.
  public let probabilities: [Double]
  /// The expected outside vector `Σ_w ŷ_w u_w`, shape `[d]`.
  public let expected: [Double]

  /// The forward pass at some parameters.
  ///
  /// - Parameters:
  ///   - center: The index of the center word.
  ///   - parameters: `V` and `U`.
  ///   - cancellation: Ends it early.
  /// - Throws: The error of `cancellation`.
  /// - Complexity: O(*W*·*d*).
  package init<E>(
    center: Int, parameters: borrowing Parameters, cancellation: Cancellation<E> = .never
  ) throws(E) {
    let v = parameters.center.vector(center)
    let z = try scoresOfAllWords(
      against: v, outside: parameters.outside, cancellation: cancellation)
    let maximum = z.max() ?? 0
    var partition = 0.0
    var weights = z
    for word in z.indices {
      weights[word] = .exp(z[word] - maximum)
      partition += weights[word]
    }
    for word in z.indices { weights[word] /= partition }
    scores = z
    logPartition = maximum + .log(partition)
    probabilities = weights
    expected = try weightedSumOfRows(
      weights: weights, rows: parameters.outside, cancellation: cancellation)
  }

  /// The loss of a pair, `F(o, c) = -ln ŷ_o`, in nats.
  ///
  /// - Parameter outside: The observed word `o`.
  /// - Returns: At least 0.
  public func loss(observing outside: Int) -> Double {
    logPartition - scores[outside]
  }
}

/// `ln Σ_w e^{z_w}`, in nats, without overflow.
func logPartition(of z: [Double]) -> Double {
  let maximum = z.max() ?? 0
  return maximum + .log(z.reduce(0) { $0 + .exp($1 - maximum) })
}
