import RealModule

/// Negative sampling: the observed word and the draws of a pair are in its loss.
struct NegativeSamplingObjective: ObjectiveDefinition {
  var readsWholeVocabulary: Bool { false }
  var hasDraws: Bool { true }
  var section: DerivationSection { .negative }
  var title: String { "negative sampling, F = -ln σ(u_oᵀv_c) - Σ_k ln σ(-u_kᵀv_c)" }
  var lines: [DerivationLine] { DerivationSection.negativeLines }

  // MARK: The window

  func pairs<E>(
    of update: Update, window: Window, parameters: borrowing Parameters,
    cancellation: Cancellation<E>
  ) throws(E) -> (forward: SoftmaxForward?, pairs: [PairTrace]) {
    let v = parameters.center.vector(window.center)
    let pairs = window.outside.enumerated().map { pair, outside in
      PairTrace(
        negativeSampling: outside, draws: draws(of: update, pair: pair), center: v,
        parameters: parameters)
    }
    return (nil, pairs)
  }

  func coefficients(of pairs: [PairTrace], forward: SoftmaxForward?) -> Coefficients {
    var sums: [Int: Double] = [:]
    for pair in pairs {
      sums[pair.outside, default: 0] += pair.observedCoefficient
      for term in pair.negatives { sums[term.word, default: 0] += term.coefficient }
    }
    return Coefficients(sparse: sums)
  }

  func loss<E>(
    of update: Update, at parameters: borrowing Parameters, cancellation: Cancellation<E>
  ) throws(E) -> Double {
    negativeSamplingLoss(of: update, at: parameters)
  }

  func involvedWords(of update: Update) -> [Int] { update.touchedWords }

  func centerParts(of pair: PairTrace, forward: SoftmaxForward?) -> [GradientPart] {
    [
      GradientPart(
        formula: "-(1-σ(u_oᵀv_c)) u_o", word: pair.outside, count: nil,
        coefficient: pair.observedCoefficient, vector: pair.outsideVector)
    ]
      + pair.negatives.map {
        GradientPart(
          formula: "n(1-σ(-u_kᵀv_c)) u_k", word: $0.word, count: $0.count,
          coefficient: $0.coefficient, vector: $0.vector)
      }
  }

  func outsideParts(
    _ word: Int, of pair: PairTrace, forward: SoftmaxForward?, center: [Double]
  ) -> [GradientPart] {
    var parts: [GradientPart] = []
    if word == pair.outside {
      parts.append(
        GradientPart(
          formula: "-(1-σ(u_oᵀv_c)) v_c", word: word, count: nil,
          coefficient: pair.observedCoefficient, vector: center))
    }
    for negative in pair.negatives where negative.word == word {
      parts.append(
        GradientPart(
          formula: "n(1-σ(-u_kᵀv_c)) v_c", word: word, count: negative.count,
          coefficient: negative.coefficient, vector: center))
    }
    return parts
  }

  func loss(along line: GradientLine, at rate: Double) -> Double {
    zip(line.observed, line.drawn).reduce(0) { sum, pair in
      sum - logLogistic(line.score(pair.0, at: rate))
        - pair.1.reduce(0) { $0 + Double($1.count) * logLogistic(-line.score($1.row, at: rate)) }
    }
  }

  // MARK: The check by differences

  /// `Σ ln(1+e^{-z_o}) + Σ ln(1+e^{z_k})`.
  func checkedLoss(_ scores: [Double], observed: [Int], draws: [Int]) -> Double {
    observed.reduce(0) { $0 + softplus(-scores[$1]) }
      + draws.reduce(0) { $0 + softplus(scores[$1]) }
  }

  /// `ln(1 + e^x)`.
  private func softplus(_ x: Double) -> Double {
    max(x, 0) + .log(onePlus: .exp(-x.magnitude))
  }

  // MARK: The diagnosis

  /// `-(1-σ(z_o))` and `1-σ(-z_k)` summed.
  func coefficients(
    _ problem: GradientProblem, _ model: GradientProblem.Model, _ pairs: [GradientProblem.Pair]
  ) -> [Int: Double] {
    var sums: [Int: Double] = [:]
    for pair in pairs {
      sums[pair.observed, default: 0] += model.sigma(pair.observed) - 1
      for drawn in pair.draws { sums[drawn, default: 0] += model.sigma(drawn) }
    }
    return sums
  }

  func magnitudes(_ problem: GradientProblem) -> [Int: Double] {
    var magnitudes: [Int: Double] = [:]
    for pair in problem.pairs {
      magnitudes[pair.observed, default: 0] += 1
      // However small 1 - σ(-z) is, it may be computed as that difference.
      for drawn in pair.draws {
        magnitudes[drawn, default: 0] += max(problem.right.sigma(drawn), 0.01)
      }
    }
    return magnitudes
  }

  func mistakes(_ problem: GradientProblem, due: [Int: Double]) -> [GradientAttempt] {
    var positive = due
    for pair in problem.pairs {
      positive[pair.observed, default: 0] += problem.right.sigma(pair.observed)
    }
    return [problem.attempt(.positiveAmongDraws, positive)]
  }

  // MARK: The derivation

  func literalLosses(_ numbers: FormulaInputs, _ z: FormulaInputs.Scores) -> [Double] {
    numbers.pairs.map { pair in
      -.log(1 / (1 + .exp(-z[pair.observed])))
        - numbers.sum(pair.draws) { .log(1 / (1 + .exp(-(-z[$0])))) }
    }
  }

  /// Why `σ(u_oᵀv_c)` and `σ(-u_kᵀv_c)` cannot be taken the logarithm of.
  func overflow(_ numbers: FormulaInputs, of pairs: [FormulaInputs.Pair]) -> String? {
    let z = numbers.z
    for pair in pairs {
      if !(z[pair.observed] > -690) {
        return "e^{-u_oᵀv_c} overflows at the score \(Float(z[pair.observed]))"
      }
      for drawn in pair.draws where !(z[drawn] < 690) {
        return "e^{u_kᵀv_c} overflows at the score \(Float(z[drawn]))"
      }
    }
    return nil
  }
}
