import Algorithms
import RealModule

/// The full softmax: every word of the vocabulary is in the loss of every pair.
struct SoftmaxObjective: ObjectiveDefinition {
  var readsWholeVocabulary: Bool { true }
  var hasDraws: Bool { false }
  var section: DerivationSection { .softmax }
  var title: String { "softmax cross-entropy, F = -ln ŷ_o" }
  var lines: [DerivationLine] { DerivationSection.softmaxLines }

  // MARK: The window

  func pairs<E>(
    of update: Update, window: Window, parameters: borrowing Parameters,
    cancellation: Cancellation<E>
  ) throws(E) -> (forward: SoftmaxForward?, pairs: [PairTrace]) {
    let forward = try SoftmaxForward(
      center: window.center, parameters: parameters, cancellation: cancellation)
    let pairs = window.outside.map {
      PairTrace(softmax: $0, forward: forward, vector: parameters.outside.vector($0.word))
    }
    return (forward, pairs)
  }

  func coefficients(of pairs: [PairTrace], forward: SoftmaxForward?) -> Coefficients {
    let count = Double(pairs.count)
    var sums = forward?.probabilities.map { count * $0 } ?? []
    for pair in pairs { sums[pair.outside] -= 1 }
    return Coefficients(dense: sums)
  }

  func loss<E>(
    of update: Update, at parameters: borrowing Parameters, cancellation: Cancellation<E>
  ) throws(E) -> Double {
    let v = parameters.center.vector(Int(update.center))
    let z = try scoresOfAllWords(
      against: v, outside: parameters.outside, cancellation: cancellation)
    let logPartition = logPartition(of: z)
    return update.outside.reduce(0) { $0 + (logPartition - z[Int($1)]) }
  }

  func involvedWords(of update: Update) -> [Int] {
    update.outside.uniqued().map { Int($0) }
  }

  func centerParts(of pair: PairTrace, forward: SoftmaxForward?) -> [GradientPart] {
    [
      GradientPart(
        formula: "Σ_w ŷ_w u_w", word: nil, count: nil, coefficient: 1,
        vector: forward?.expected ?? []),
      GradientPart(
        formula: "-u_o", word: pair.outside, count: nil, coefficient: -1,
        vector: pair.outsideVector),
    ]
  }

  func outsideParts(
    _ word: Int, of pair: PairTrace, forward: SoftmaxForward?, center: [Double]
  ) -> [GradientPart] {
    let isObserved = word == pair.outside
    return [
      GradientPart(
        formula: isObserved ? "(ŷ_o-1) v_c" : "ŷ_w v_c", word: word, count: nil,
        coefficient: isObserved ? pair.observedCoefficient : forward?.probabilities[word] ?? 0,
        vector: center)
    ]
  }

  func loss(along line: GradientLine, at rate: Double) -> Double {
    let logPartition = line.logPartition(at: rate)
    return line.observed.reduce(0) { $0 + (logPartition - line.score($1, at: rate)) }
  }

  // MARK: The check by differences

  /// `Σ [ln Σ_w e^{z_w} - z_o]`.
  func checkedLoss(_ scores: [Double], observed: [Int], draws: [Int]) -> Double {
    let highest = scores.max() ?? 0
    let logarithm = highest + .log(scores.reduce(0) { $0 + .exp($1 - highest) })
    return observed.reduce(0) { $0 + (logarithm - scores[$1]) }
  }

  // MARK: The diagnosis

  /// `Σ_j (ŷ_w - y_w)`.
  func coefficients(
    _ problem: GradientProblem, _ model: GradientProblem.Model, _ pairs: [GradientProblem.Pair]
  ) -> [Int: Double] {
    sums(problem, model, pairs, observed: -1)
  }

  /// `n ŷ_w` of every word, plus a term for each pair that observes it.
  private func sums(
    _ problem: GradientProblem, _ model: GradientProblem.Model, _ pairs: [GradientProblem.Pair],
    observed term: Double
  ) -> [Int: Double] {
    var sums: [Int: Double] = [:]
    for word in 0..<problem.vocabularySize {
      sums[word] = Double(pairs.count) * model.probabilities[word]
    }
    for pair in pairs { sums[pair.observed, default: 0] += term }
    return sums
  }

  func magnitudes(_ problem: GradientProblem) -> [Int: Double] {
    sums(problem, problem.right, problem.pairs, observed: 1)
  }

  func mistakes(_ problem: GradientProblem, due: [Int: Double]) -> [GradientAttempt] {
    let probabilities = problem.right.probabilities
    var once = Dictionary(
      uniqueKeysWithValues: (0..<problem.vocabularySize).map { ($0, probabilities[$0]) })
    var counted = once
    for observed in Set(problem.pairs.map(\.observed)) { once[observed, default: 0] -= 1 }
    for pair in problem.pairs { counted[pair.observed, default: 0] -= 1 }
    return [problem.attempt(.multiHot, once), problem.attempt(.multiHot, counted)]
      + withoutCenterVector(problem, due)
  }

  /// `ŷ_w` without `v_c`: for words not observed, as the notes print it, or for all.
  private func withoutCenterVector(
    _ problem: GradientProblem, _ due: [Int: Double]
  ) -> [GradientAttempt] {
    let (right, pairs) = (problem.right, problem.pairs)
    let center = right.sum(due)
    return [
      GradientAttempt(mistake: .centerVectorMissing, center: center) { word in
        let yhat = right.probabilities[word]
        let observing = Double(pairs.count { $0.observed == word })
        let others = (Double(pairs.count) - observing) * yhat
        return right.v.map { observing * (yhat - 1) * $0 + others }
      },
      GradientAttempt(mistake: .centerVectorMissing, center: center) { word in
        right.v.map { _ in due[word] ?? 0 }
      },
    ]
  }

  // MARK: The derivation

  /// The sum over the vocabulary is the same for all pairs.
  func literalLosses(_ numbers: FormulaInputs, _ z: FormulaInputs.Scores) -> [Double] {
    let total = numbers.sum(numbers.vocabulary) { .exp(z[$0]) }
    return numbers.pairs.map { -.log(.exp(z[$0.observed]) / total) }
  }

  /// Why `e^{z_w}` cannot be summed or compared in double precision.
  ///
  /// The logarithm is taken of the observed words' shares of the sum.
  func overflow(_ numbers: FormulaInputs, of pairs: [FormulaInputs.Pair]) -> String? {
    let z = numbers.z
    let total = numbers.sum(numbers.vocabulary) { .exp(z[$0]) }
    guard total.isFinite else {
      return "e^z overflows at the score \(Float(z.values.max() ?? 0))"
    }
    let least = pairs.reduce(Double.infinity) { min($0, z[$1.observed]) }
    guard total > 1e-290, Double.exp(least) > 1e-290, .exp(least) / total > 1e-290 else {
      return "e^z underflows at the score \(Float(least))"
    }
    return nil
  }
}

extension PairTrace {
  /// A pair under the full softmax, from its forward pass.
  init(softmax outside: Window.Outside, forward: SoftmaxForward, vector: [Double]) {
    let score = forward.scores[outside.word]
    var gradient = forward.expected
    accumulate(&gradient, -1, vector)
    self.init(
      offset: outside.offset, outside: outside.word, outsideVector: vector, score: score,
      sigma: logistic(score), loss: forward.loss(observing: outside.word),
      centerGradient: gradient,
      observedCoefficient: forward.probabilities[outside.word] - 1, draws: [], negatives: [])
  }
}
