import RealModule

/// A mistake that a student's gradients show.
public enum GradientMistake: String, CaseIterable, Sendable {
  /// A word drawn or observed several times counts once.
  case duplicatesCountedOnce
  /// `ŷ_o` or `σ(z_o)` where `ŷ_o - 1` or `σ(z_o) - 1` is due.
  case missingMinusOne
  /// The gradient points uphill where it should point downhill.
  case signFlipped
  /// The sum over pairs is divided by their number.
  case meanOverPairs
  /// `U` and `V` have changed places.
  case outsideAndCenterSwapped
  /// `ŷ_w` where `ŷ_w v_c` is due, as the notes print it.
  case centerVectorMissing
  /// One `ŷ` minus a multi-hot vector for all outside words at once.
  case multiHot
  /// The observed word is also taken for a negative draw.
  case positiveAmongDraws

  /// The mistake and the correct rule, in a sentence without a period.
  public var explanation: String {
    switch self {
    case .duplicatesCountedOnce:
      "duplicates are counted once; a word drawn or observed n times counts n times"
    case .missingMinusOne:
      "the -1 on the observed word is missing; its coefficient is ŷ_o - 1, or σ(z_o) - 1"
    case .signFlipped: "the sign is flipped"
    case .meanOverPairs: "the mean over pairs is taken; J is their sum"
    case .outsideAndCenterSwapped:
      "U and V are swapped; the center word has its vector in V, all others theirs in U"
    case .centerVectorMissing:
      "v_c is missing: ∂F/∂u_w is ŷ_w v_c, not ŷ_w (an error in the notes)"
    case .multiHot:
      "one ŷ minus a multi-hot vector is used for several outside words; "
        + "every pair has its own ŷ - y"
    case .positiveAmongDraws:
      "the observed word is among its own negative draws; draw until another word comes"
    }
  }
}

/// A diagnosis of a student's gradients of a window.
///
/// Each known mistake is made on purpose, in every common way, and the results are compared with
/// the student's numbers. The correct gradients are compared first, so that numbers that agree with
/// them are never accused.
public struct Diagnosis: Sendable {
  /// Which of the two gradients.
  public enum Part: String, CaseIterable, Sendable {
    /// `∂J/∂v_c`.
    case center = "gradCenter"
    /// `∂J/∂u_w`.
    case outside = "gradOutside"
  }

  /// Where a student's number first differs from the correct one.
  public struct Difference: Equatable, Sendable {
    /// In which gradient.
    public let part: Part
    /// At which word; the center word in `gradCenter`.
    public let word: Int
    /// At which component, counted from 0.
    public let component: Int
    /// The student's number.
    public let given: Double
    /// The correct one.
    public let due: Double
  }

  /// The result of a diagnosis.
  public enum Verdict: Equatable, Sendable {
    /// All numbers given are correct.
    case correct
    /// Each of these mistakes explains all numbers given; the window cannot tell them apart.
    case mistakes([GradientMistake])
    /// The two gradients are wrong for different reasons.
    case separateMistakes(center: [GradientMistake], outside: [GradientMistake])
    /// No known mistake explains them.
    case unknown
  }

  /// The result.
  public let verdict: Verdict
  /// Where the numbers first differ from the correct ones; `nil` if they do not.
  public let firstDifference: Difference?

  /// The relative error that correct numbers may have, of the size of the terms they sum.
  ///
  /// It is the tolerance CS224n grades with. Eight printed decimals stay below it, and arithmetic in
  /// Float32 as long as scores are of ordinary size; for large ones, whose own rounding moves `ŷ`
  /// and `σ`, the allowance grows with them. A mistake is off by whole terms.
  public static let tolerance = 1e-5

  /// Diagnoses gradients of an update's window.
  ///
  /// - Parameters:
  ///   - student: The gradients, of which one may be missing.
  ///   - update: The update of the window, see ``Trainer/makeUpdate()``.
  ///   - parameters: `V` and `U`, at which the gradients were computed.
  /// - Complexity: O(*W*·*d*) for each of a dozen ways to go wrong.
  public init(
    of student: StudentGradients, update: Update, parameters: borrowing Parameters
  ) {
    let problem = GradientProblem(update, parameters: parameters)
    let correct = problem.correct
    let allowance = problem.allowance

    func firstDifference(_ attempt: GradientAttempt, _ part: Part) -> Difference? {
      switch part {
      case .center:
        guard let given = student.center else { return nil }
        return Self.difference(
          .center, problem.center, given, attempt.center, allowed: allowance.center)
      case .outside:
        guard let rows = student.outside else { return nil }
        for word in rows.keys.sorted() {
          let due = attempt.outside(word)
          let given = rows[word] ?? []
          // A single number is broadcast to all components, as in numpy.
          let row = given.count == 1 ? due.map { _ in given[0] } : given
          if let found = Self.difference(
            .outside, word, row, due, allowed: allowance.outside(word))
          {
            return found
          }
        }
        return nil
      }
    }

    let wrong = Part.allCases.filter { firstDifference(correct, $0) != nil }
    self.firstDifference = wrong.first.flatMap { firstDifference(correct, $0) }
    guard !wrong.isEmpty else {
      verdict = .correct
      return
    }
    var whole: Set<GradientMistake> = []
    var fits: [Part: Set<GradientMistake>] = [:]
    for attempt in problem.attempts {
      guard let mistake = attempt.mistake else { continue }
      let matching = Part.allCases.filter { firstDifference(attempt, $0) == nil }
      if matching.count == Part.allCases.count { whole.insert(mistake) }
      for part in matching { fits[part, default: []].insert(mistake) }
    }
    func ordered(_ mistakes: Set<GradientMistake>) -> [GradientMistake] {
      GradientMistake.allCases.filter(mistakes.contains)
    }
    // A mistake made in one gradient alone leaves the other correct.
    let partial = wrong.map { fits[$0] ?? [] }.reduce(nil as Set<GradientMistake>?) {
      $0?.intersection($1) ?? $1
    }
    let candidates = whole.isEmpty ? partial ?? [] : whole
    if !candidates.isEmpty {
      verdict = .mistakes(ordered(candidates))
    } else if wrong.count == 2, let center = fits[.center], let outside = fits[.outside] {
      verdict = .separateMistakes(center: ordered(center), outside: ordered(outside))
    } else {
      verdict = .unknown
    }
  }

  private static func difference(
    _ part: Part, _ word: Int, _ given: [Double], _ due: [Double], allowed: Double
  ) -> Difference? {
    for (component, (x, y)) in zip(given, due).enumerated()
    where !((x - y).magnitude <= allowed) {
      return Difference(part: part, word: word, component: component, given: x, due: y)
    }
    return nil
  }
}

/// One way to compute the gradients of a window.
struct GradientAttempt {
  /// The mistake made on purpose; `nil` for the correct way.
  let mistake: GradientMistake?
  /// `∂J/∂v_c`.
  let center: [Double]
  /// `∂J/∂u_w`.
  let outside: (Int) -> [Double]
}

/// A window's gradients as sums over pairs, to be computed rightly and wrongly.
struct GradientProblem {
  /// The word observed and the words drawn.
  typealias Pair = (observed: Int, draws: [Int])

  let center: Int
  private let definition: any ObjectiveDefinition
  private let dimension: Int
  /// The vocabulary size `W`.
  let vocabularySize: Int
  /// The pairs of the window.
  let pairs: [Pair]
  /// The vectors as they are.
  let right: Model
  /// The vectors with `U` and `V` exchanged.
  private let swapped: Model

  /// The vectors of a window as they are, or with `U` and `V` exchanged.
  struct Model {
    /// The vector in the place of `v_c`.
    let v: [Double]
    /// The vectors in the place of `U`, for the words at hand.
    let vectors: [Int: [Double]]
    /// Their scores.
    let scores: [Int: Double]
    /// `ŷ`, where every word has a score; else empty.
    let probabilities: [Double]

    init(
      center: Int, words: [Int], _ centers: borrowing Matrix, _ outsides: borrowing Matrix,
      hasProbabilities: Bool
    ) {
      let v = centers.vector(center)
      var vectors: [Int: [Double]] = [:]
      var scores: [Int: Double] = [:]
      for word in words {
        let u = outsides.vector(word)
        vectors[word] = u
        scores[word] = zip(u, v).reduce(0) { $0 + $1.0 * $1.1 }
      }
      self.v = v
      self.vectors = vectors
      self.scores = scores
      if hasProbabilities {
        let highest = scores.values.max() ?? 0
        let exponentials = words.map { Double.exp((scores[$0] ?? 0) - highest) }
        let total = exponentials.reduce(0, +)
        probabilities = exponentials.map { $0 / total }
      } else {
        probabilities = []
      }
    }

    /// `Σ_w a_w u_w`.
    func sum(_ coefficients: [Int: Double]) -> [Double] {
      var sum = [Double](repeating: 0, count: v.count)
      for (word, coefficient) in coefficients where coefficient != 0 {
        guard let u = vectors[word] else { continue }
        for index in u.indices { sum[index] += coefficient * u[index] }
      }
      return sum
    }

    /// `1 - σ(-z)`, the probability that a word was observed.
    func sigma(_ word: Int) -> Double {
      let z = scores[word] ?? 0
      return z < 0 ? .exp(z) / (1 + .exp(z)) : 1 / (1 + .exp(-z))
    }
  }

  init(_ update: Update, parameters: borrowing Parameters) {
    center = Int(update.center)
    let definition = update.objective.definition
    self.definition = definition
    dimension = parameters.dimension
    vocabularySize = parameters.words
    pairs = update.outside.indices.map { pair in
      (Int(update.outside[pair]), definition.draws(of: update, pair: pair))
    }
    let changed = definition.changedWords(of: update)
    let words = changed ?? Array(0..<parameters.words)
    right = Model(
      center: center, words: words, parameters.center, parameters.outside,
      hasProbabilities: changed == nil)
    swapped = Model(
      center: center, words: words, parameters.outside, parameters.center,
      hasProbabilities: changed == nil)
  }

  // MARK: Coefficients

  /// The coefficient of every word.
  private func coefficients(_ model: Model, _ pairs: [Pair]) -> [Int: Double] {
    definition.coefficients(self, model, pairs)
  }

  /// The gradients with some coefficients, in place of the right ones.
  func attempt(
    _ mistake: GradientMistake?, _ coefficients: [Int: Double], _ model: Model? = nil,
    factor: Double = 1
  ) -> GradientAttempt {
    let model = model ?? right
    return GradientAttempt(
      mistake: mistake, center: model.sum(coefficients).map { factor * $0 },
      outside: { word in
        let coefficient = factor * (coefficients[word] ?? 0)
        return model.v.map { coefficient * $0 }
      })
  }

  var correct: GradientAttempt { attempt(nil, coefficients(right, pairs)) }

  /// Every mistake in every way it is made.
  var attempts: [GradientAttempt] {
    let due = coefficients(right, pairs)
    var attempts = [
      attempt(.signFlipped, due, factor: -1),
      attempt(.meanOverPairs, due, factor: 1 / Double(pairs.count)),
      attempt(.outsideAndCenterSwapped, coefficients(swapped, pairs), swapped),
    ]
    attempts += duplicates.map { attempt(.duplicatesCountedOnce, coefficients(right, $0)) }

    var withoutOne = due
    for pair in pairs { withoutOne[pair.observed, default: 0] += 1 }
    attempts.append(attempt(.missingMinusOne, withoutOne))

    return attempts + definition.mistakes(self, due: due)
  }

  /// The pairs with duplicates left out: among a pair's draws, among the window's draws, among the
  /// observed words, or among both.
  private var duplicates: [[Pair]] {
    func unique(_ words: [Int], _ seen: inout Set<Int>) -> [Int] {
      words.filter { seen.insert($0).inserted }
    }
    var observed: Set<Int> = []
    let pairsOnce = pairs.filter { observed.insert($0.observed).inserted }
    let drawsOnce = { (pairs: [Pair]) -> [Pair] in
      pairs.map { pair in
        var seen: Set<Int> = []
        return (pair.observed, unique(pair.draws, &seen))
      }
    }
    var drawn: Set<Int> = []
    let windowOnce = pairs.map { ($0.observed, unique($0.draws, &drawn)) }
    return [drawsOnce(pairs), windowOnce, pairsOnce, drawsOnce(pairsOnce)]
  }

  // MARK: Tolerance

  /// How far a number may be off.
  struct Allowance {
    let center: Double
    fileprivate let relative: Double
    fileprivate let least: Double
    fileprivate let sizes: [Int: Double]

    func outside(_ word: Int) -> Double { least + relative * (sizes[word] ?? 0) }
  }

  /// The rounding error allowed in correct numbers, from the size of the terms they sum.
  var allowance: Allowance {
    let magnitudes = definition.magnitudes(self)
    var sums = [Double](repeating: 0, count: dimension)
    var largestScore = 0.0
    for (word, magnitude) in magnitudes {
      var score = 0.0
      for (index, value) in (right.vectors[word] ?? []).enumerated() {
        sums[index] += magnitude * value.magnitude
        score += (value * right.v[index]).magnitude
      }
      largestScore = max(largestScore, score)
    }
    // Summing d products in Float32 loses about √d roundings of 2⁻²⁴ of their magnitudes, and a
    // score that is off by δ moves ŷ and σ by as much, relatively, twice at worst.
    let rounding = 2 * (4 + Double(dimension).squareRoot()) * 0x1p-24 * largestScore
    let relative = max(Diagnosis.tolerance, rounding)
    let vector = right.v.reduce(0) { max($0, $1.magnitude) }
    let largest = magnitudes.values.reduce(0, max)
    // Eight printed decimals are off by half of 10⁻⁸.
    return Allowance(
      center: 1e-8 + relative * (sums.max() ?? 0), relative: relative,
      least: 1e-8 + 1e-3 * relative * largest * vector,
      sizes: magnitudes.mapValues { $0 * vector })
  }
}
