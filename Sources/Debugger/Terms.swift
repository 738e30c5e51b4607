import Word2Vec

/// One term of a gradient: a coefficient times a vector.
package struct GradientTerm: Equatable, Sendable {
  /// The pair it belongs to, counted from 0.
  package let pair: Int
  /// Its formula, as `-(1-σ(u_oᵀv_c)) u_o`.
  package let formula: String
  /// The word of the vector; `nil` for a sum over the vocabulary.
  package let word: Int?
  /// The number of draws of the word, for a negative draw.
  package let count: Int?
  /// The factor of the vector.
  package let coefficient: Double
  /// Coefficient times vector, shape `[d]`.
  package let value: [Double]

  fileprivate init(_ part: GradientPart, pair: Int) {
    self.pair = pair
    formula = part.formula
    word = part.word
    count = part.count
    coefficient = part.coefficient
    value = part.vector.map { part.coefficient * $0 }
  }

  /// `‖value‖`.
  package var norm: Double { Word2Vec.norm(value) }

  /// The share of the term in a sum: its projection on the sum over the sum's norm.
  ///
  /// The shares of all terms add up to 1; `nil` where the sum is zero.
  package func share(of sum: [Double]) -> Double? {
    let whole = squaredNorm(sum)
    return whole > 0 ? zip(value, sum).reduce(0) { $0 + $1.0 * $1.1 } / whole : nil
  }
}

/// The sum of terms, shape `[d]`.
func sum(of terms: [GradientTerm], dimension: Int) -> [Double] {
  terms.reduce(into: [Double](repeating: 0, count: dimension)) { $0.add($1.value) }
}

extension [Double] {
  /// Adds a vector of the same length.
  mutating func add(_ vector: [Double]) {
    for (index, value) in vector.enumerated() { self[index] += value }
  }
}

/// The sort keys of terms.
enum TermOrder: String, CaseIterable {
  case norm
  case share
  /// By magnitude.
  case coefficient
  case word

  /// The names, as help shows them.
  static var usage: String { allCases.map(\.rawValue).joined(separator: "|") }

  /// Sorts terms stably, the largest first, or by word.
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

extension WindowTrace {
  /// The terms of `∂F/∂v_c` of one pair; over all pairs they sum to `∂J/∂v_c`.
  package func centerTerms(pair index: Int) -> [GradientTerm] {
    centerParts(pair: index).map { GradientTerm($0, pair: index) }
  }

  /// The terms of `∂F/∂u_w` of one pair; over all pairs they sum to `∂J/∂u_w`.
  package func outsideTerms(_ word: Int, pair index: Int) -> [GradientTerm] {
    outsideParts(word, pair: index).map { GradientTerm($0, pair: index) }
  }
}
