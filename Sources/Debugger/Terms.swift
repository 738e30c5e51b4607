import SkipGram

/// One term of a gradient: a coefficient times a vector.
package struct GradientTerm: Equatable, Sendable {
  /// The pair it belongs to, counted from 0.
  package let pair: Int
  /// Its formula, as `-(1-σ(u_oᵀv_c)) u_o`.
  package let formula: String
  /// The word it is about; `nil` for a sum over the vocabulary.
  package let word: Int?
  /// How often the word was drawn, for a negative draw.
  package let count: Int?
  /// What multiplies the vector.
  package let coefficient: Double
  /// Coefficient times vector, shape `[d]`.
  package let value: [Double]

  /// `‖value‖`.
  package var norm: Double { SkipGram.norm(value) }

  /// How much of a sum the term makes up: its projection on the sum over the sum's norm.
  ///
  /// The shares of all terms add up to 1; `nil` where the sum is zero.
  package func share(of sum: [Double]) -> Double? {
    let whole = squaredNorm(sum)
    return whole > 0 ? zip(value, sum).reduce(0) { $0 + $1.0 * $1.1 } / whole : nil
  }
}

/// The sum of terms, shape `[d]`.
func sum(of terms: [GradientTerm], dimension: Int) -> [Double] {
  var sum = [Double](repeating: 0, count: dimension)
  for term in terms {
    for (index, value) in term.value.enumerated() { sum[index] += value }
  }
  return sum
}

/// What terms can be sorted by.
enum TermOrder: String, CaseIterable {
  case norm
  case share
  /// By magnitude.
  case coefficient
  case word

  /// The names, as help shows them.
  static var usage: String { allCases.map(\.rawValue).joined(separator: "|") }

  /// Sorts terms, the largest first or words in their order; equal ones stay as they are.
  func sort(_ terms: inout [GradientTerm], dimension: Int) {
    switch self {
    case .norm: terms.sort { $0.norm > $1.norm }
    case .coefficient: terms.sort { $0.coefficient.magnitude > $1.coefficient.magnitude }
    case .word: terms.sort { ($0.word ?? -1, $0.pair) < ($1.word ?? -1, $1.pair) }
    case .share:
      let sum = sum(of: terms, dimension: dimension)
      terms.sort { ($0.share(of: sum) ?? 0) > ($1.share(of: sum) ?? 0) }
    }
  }
}

extension WindowRecord {
  /// The terms of `∂F/∂v_c` of one pair; over all pairs they sum to `∂J/∂v_c`.
  package func centerTerms(pair index: Int) -> [GradientTerm] {
    let pair = pairs[index]
    func term(_ formula: String, _ word: Int?, _ count: Int?, _ a: Double, _ vector: [Double])
      -> GradientTerm
    {
      GradientTerm(
        pair: index, formula: formula, word: word, count: count, coefficient: a,
        value: vector.map { a * $0 })
    }
    if let softmax {
      return [
        term("Σ_w ŷ_w u_w", nil, nil, 1, softmax.expected),
        term("-u_o", pair.outside, nil, -1, pair.outsideVector),
      ]
    }
    return [
      term(
        "-(1-σ(u_oᵀv_c)) u_o", pair.outside, nil, pair.observedCoefficient, pair.outsideVector)
    ]
      + pair.negatives.map { negative in
        term(
          "n(1-σ(-u_kᵀv_c)) u_k", negative.word, negative.count, negative.coefficient,
          negative.vector)
      }
  }

  /// The terms of `∂F/∂u_w` of one pair; over all pairs they sum to `∂J/∂u_w`.
  package func outsideTerms(_ word: Int, pair index: Int) -> [GradientTerm] {
    let pair = pairs[index]
    var terms: [(formula: String, count: Int?, coefficient: Double)] = []
    if word == pair.outside {
      terms.append(
        (softmax != nil ? "(ŷ_o-1) v_c" : "-(1-σ(u_oᵀv_c)) v_c", nil, pair.observedCoefficient))
    } else if let softmax {
      terms.append(("ŷ_w v_c", nil, softmax.probabilities[word]))
    }
    for negative in pair.negatives where negative.word == word {
      terms.append(("n(1-σ(-u_kᵀv_c)) v_c", negative.count, negative.coefficient))
    }
    return terms.map { formula, count, coefficient in
      GradientTerm(
        pair: index, formula: formula, word: word, count: count, coefficient: coefficient,
        value: centerVector.map { coefficient * $0 })
    }
  }
}
