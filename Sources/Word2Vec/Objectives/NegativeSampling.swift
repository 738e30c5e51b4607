import Algorithms

/// The terms of one pair under negative sampling.
///
/// Serves `F(o, c) = -ln σ(u_oᵀv_c) - Σ_k ln σ(-u_kᵀv_c)`, rows `negative.*` of the derivation.
/// A word drawn `n` times counts `n` times. Unlike word2vec.c, the center predicts the outside word,
/// and the logistic function is neither tabulated nor cut off at ±6.
public struct NegativeTerm: Equatable, Sendable {
  /// The drawn word.
  public let word: Int
  /// How often it was drawn in this pair, `n_k`.
  public let count: Int
  /// Its outside vector `u_k`, shape `[d]`.
  public let vector: [Double]
  /// `z_k = u_kᵀv_c`.
  public let score: Double
  /// `σ(-z_k)`, the probability of telling the draw from an observed word.
  public let sigma: Double

  /// `n_k (1 - σ(-z_k))`, the coefficient of `v_c` in `∂F/∂u_k` and of `u_k` in `∂F/∂v_c`.
  ///
  /// It is computed as `n_k σ(z_k)`, which keeps its digits where `σ(-z_k)` is close to 1.
  public var coefficient: Double { Double(count) * logistic(score) }
}

extension PairTrace {
  /// A pair under negative sampling at some parameters.
  ///
  /// - Parameters:
  ///   - outside: The observed word `o`, with its offset.
  ///   - draws: The negative draws, in order, with multiplicity.
  ///   - v: The center vector `v_c`, shape `[d]`.
  ///   - parameters: Their rows of `U` are read.
  /// - Complexity: O(*K*·*d*).
  init(
    negativeSampling outside: Window.Outside, draws: [Int], center v: [Double],
    parameters: borrowing Parameters
  ) {
    let observed = parameters.outside.vector(outside.word)
    let score = dot(observed, v)
    let order = Array(draws.uniqued())
    let counts = draws.reduce(into: [Int: Int]()) { $0[$1, default: 0] += 1 }
    let terms = order.map { word in
      let vector = parameters.outside.vector(word)
      let z = dot(vector, v)
      return NegativeTerm(
        word: word, count: counts[word] ?? 0, vector: vector, score: z, sigma: logistic(-z))
    }
    var loss = -logLogistic(score)
    // 1 - σ(z_o), computed as σ(-z_o) to keep its digits.
    let coefficient = -logistic(-score)
    var gradient = observed.map { coefficient * $0 }
    for term in terms {
      loss -= Double(term.count) * logLogistic(-term.score)
      accumulate(&gradient, term.coefficient, term.vector)
    }
    self.init(
      offset: outside.offset, outside: outside.word, outsideVector: observed, score: score,
      sigma: logistic(score), loss: loss, centerGradient: gradient,
      observedCoefficient: coefficient, draws: draws, negatives: terms)
  }
}

/// The loss of a window under negative sampling, without its gradients.
///
/// It has the bits of a trace's loss: equal draws of a pair are one term, in order of appearance.
///
/// - Complexity: O(*n*·*K*·*d*) for *n* pairs.
func negativeSamplingLoss(of update: Update, at parameters: borrowing Parameters) -> Double {
  var rows = WeightedRows()
  rows.assign(update, pairs: 0..<update.outside.count)
  return negativeSamplingLoss(of: rows, at: parameters)
}

/// The loss of a window whose rows have been listed.
func negativeSamplingLoss(
  of rows: borrowing WeightedRows, at parameters: borrowing Parameters
) -> Double {
  let v = paddedVector(Int(rows.center), of: parameters.center)
  var sum = 0.0
  rows.forEachPair { observed, draws in
    var loss = -logLogistic(dot(row: Int(observed), of: parameters.outside, padded: v))
    for place in draws.indices {
      let word = draws[place]
      var (earlier, count) = (0, 0)
      for other in draws.indices where draws[other] == word {
        if other < place { earlier += 1 }
        count += 1
      }
      if earlier == 0 {
        let score = dot(row: Int(word), of: parameters.outside, padded: v)
        loss -= Double(count) * logLogistic(-score)
      }
    }
    sum += loss
  }
  return sum
}
