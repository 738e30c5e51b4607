import Algorithms
import RealModule

/// A numeric check of a window's gradients: each against a central difference of the loss.
///
/// The loss is written anew here, in another form than the trace's, and no gradient code is
/// shared. Parameters that the loss does not depend on are differenced like the others.
public struct GradientCheck: Sendable {
  /// How a check is done.
  public struct Options: Equatable, Sendable {
    /// The most any score is moved by.
    ///
    /// A five-point difference at a step δ in the scores is off by δ⁴/30 times a fifth cumulant
    /// below 1, and by the rounding of the loss, about 2ε|J|/δ. At the default of 10⁻³ that is
    /// 10⁻¹⁴ and, for losses around 10, 10⁻¹² of the vectors' components: a step ten times smaller
    /// loses a digit, one a hundred times larger as well.
    public var step = 1e-3
    /// The largest relative difference of two numbers that agree.
    ///
    /// A gradient that is wrong is so by a term, at least some thousandths of the whole; the
    /// differences are good to about 10⁻¹¹. The default lies between, in the middle of the digits.
    public var tolerance = 1e-6
    /// How many exponentials it may cost; the default takes a second or two.
    ///
    /// Where all parameters would cost more, some are sampled.
    public var budget = 150_000_000
    /// How many of the worst rows are kept.
    public var rowLimit = 100

    /// The defaults.
    public init() {}
  }

  /// Which parameters are checked.
  public enum Scope: Sendable {
    /// `v_c` and the outside vectors that have a gradient: under softmax those of all words.
    case window
    /// Every component of `V` and `U`.
    case all
  }

  /// One parameter.
  public struct Row: Equatable, Sendable {
    /// Which of the word's vectors it is in.
    public let side: Side
    /// The word.
    public let word: Int
    /// The component, counted from 0.
    public let component: Int
    /// Its gradient by formula.
    public let analytic: Double
    /// Its gradient by difference.
    public let numeric: Double
    /// `|analytic - numeric|`, relative to the window's largest gradient component, or to the
    /// smallest that differences can tell from rounding if that is larger.
    public let relativeDifference: Double
  }

  /// How many parameters of a kind were checked.
  package struct Coverage: Equatable, Sendable {
    /// The kind, in a few words.
    package let kind: String
    /// How many were checked; fewer than there are if all would take too long.
    package let checked: Int
    /// How many there are.
    package let count: Int
  }

  /// The result of a check.
  public enum Verdict: Equatable, Sendable {
    /// Every parameter checked agrees.
    case agrees
    /// The number that do not agree.
    case disagrees(Int)
    /// The number whose gradient is not finite.
    case notFinite(Int)
  }

  /// The loss whose gradients were checked.
  package let objective: Objective
  /// How it was done.
  public let options: Options
  /// The parameters that agree worst, the worst first.
  public let rows: [Row]
  /// The numbers checked, kind by kind.
  package let coverage: [Coverage]
  /// The verdict.
  public let verdict: Verdict

  /// How many parameters were checked.
  public var checkedCount: Int { coverage.reduce(0) { $0 + $1.checked } }
  /// How many there are in the scope.
  public var parameterCount: Int { coverage.reduce(0) { $0 + $1.count } }

  /// Checks the gradients of a window's trace at the parameters it was computed from.
  ///
  /// - Parameters:
  ///   - trace: The trace.
  ///   - scope: Which parameters are checked.
  ///   - parameters: `V` and `U`, as the trace had them.
  ///   - options: How the check is done.
  ///   - cancellation: Ends it early.
  /// - Throws: The error of `cancellation`.
  /// - Complexity: four evaluations of the loss for each parameter, until the budget is used up;
  ///   which parameters are left out does not depend on their values.
  public init<E>(
    of trace: WindowTrace, _ scope: Scope = .window, parameters: borrowing Parameters,
    options: Options = Options(), cancellation: Cancellation<E> = .never
  ) throws(E) {
    objective = trace.update.objective
    self.options = options
    let loss = try DifferencedLoss(
      trace.update, parameters: parameters, step: options.step, cancellation: cancellation)
    let dimension = parameters.dimension
    let center = trace.window.center

    let involved = trace.involvedWords
    var groups = [
      Group(kind: "v_c", side: .center, words: [center]),
      Group(kind: "u of words in the window", side: .outside, words: involved),
    ]
    let vocabulary = 0..<parameters.words
    if scope == .all || objective.readsWholeVocabulary {
      let others = vocabulary.filter { [involved = Set(involved)] in !involved.contains($0) }
      groups.append(Group(kind: "u of other words", side: .outside, words: others))
    }
    if scope == .all {
      let others = vocabulary.filter { $0 != center }
      groups.append(Group(kind: "v of other words", side: .center, words: others))
    }
    groups.removeAll { $0.words.isEmpty }

    let scale = Self.largestComponent(of: trace)
    let random = Randomness(seed: 0, for: .check).keyed(by: trace.number)
    // Beside its exponentials, a difference costs as much as some tens of them.
    var affordable = max(groups.count, options.budget / (4 * (loss.cost + 64)))
    var coverage: [Coverage] = []
    var worst: [Row] = []
    var failures = 0
    var notFinite = 0
    for (index, group) in groups.enumerated() {
      let count = group.words.count * dimension
      // Each kind may use half of the remaining budget, so that every kind gets some.
      let share = index == groups.count - 1 ? affordable : (affordable + 1) / 2
      let chosen = random.keyed(by: index).sample(min(share, count), of: count)
      affordable -= chosen.count
      coverage.append(Coverage(kind: group.kind, checked: chosen.count, count: count))
      for part in chosen.chunks(ofCount: 4096) {
        for parameter in part {
          try cancellation.check()
          let word = group.words[parameter / dimension]
          let component = parameter % dimension
          let analytic = Self.analytic(trace, group.side, word, component)
          let (numeric, rounding) = loss.difference(group.side, word, component)
          let reference = max(scale, rounding / options.tolerance)
          let difference = (analytic - numeric).magnitude
          let relative = difference == 0 ? 0 : difference / reference
          if !analytic.isFinite || !numeric.isFinite {
            notFinite += 1
          } else if relative > options.tolerance {
            failures += 1
          }
          worst.append(
            Row(
              side: group.side, word: word, component: component, analytic: analytic,
              numeric: numeric, relativeDifference: relative.isNaN ? .infinity : relative))
        }
        worst = worst.max(count: options.rowLimit) {
          $0.relativeDifference < $1.relativeDifference
        }
      }
    }
    rows = worst.reversed()
    self.coverage = coverage
    verdict =
      notFinite > 0 ? .notFinite(notFinite) : failures > 0 ? .disagrees(failures) : .agrees
  }

  private struct Group {
    let kind: String
    let side: Side
    let words: [Int]
  }

  private static func analytic(
    _ trace: WindowTrace, _ side: Side, _ word: Int, _ component: Int
  ) -> Double {
    switch side {
    case .center: word == trace.window.center ? trace.centerGradient[component] : 0
    case .outside: trace.coefficients[word] * trace.centerVector[component]
    }
  }

  private static func largestComponent(of trace: WindowTrace) -> Double {
    let coefficients = trace.coefficients
    let largest = coefficients.words.reduce(0) { max($0, coefficients[$1].magnitude) }
    return trace.centerVector.reduce(trace.centerGradient.reduce(0) { max($0, $1.magnitude) }) {
      max($0, largest * $1.magnitude)
    }
  }
}

/// The loss of a window as a function of the scores of its words, and its differences.
private struct DifferencedLoss {
  private let definition: any ObjectiveDefinition
  private let center: Int
  private let observed: [Int]
  private let draws: [Int]
  private let v: [Double]
  /// The words the loss depends on, and where each is among them; `nil` if all are.
  private let words: [Int]
  private let rows: [Int: Int]?
  /// Their outside vectors, one after another.
  private let vectors: [Float]
  private let scores: [Double]
  private let step: Double
  private let largestOfCenter: Double
  /// The sum of the magnitudes that rounding acts on.
  private let size: Double

  /// The cost of an evaluation, in exponentials.
  let cost: Int

  init<E>(
    _ update: Update, parameters: borrowing Parameters, step: Double,
    cancellation: Cancellation<E>
  ) throws(E) {
    let definition = update.objective.definition
    self.definition = definition
    center = Int(update.center)
    let v = parameters.center.vector(center)
    self.v = v
    self.step = step
    let observedWords = update.outside.map { Int($0) }
    let drawnWords = observedWords.indices.flatMap { definition.draws(of: update, pair: $0) }
    let words: [Int]
    if let changed = definition.changedWords(of: update) {
      words = changed
      let index = Dictionary(uniqueKeysWithValues: words.enumerated().map { ($1, $0) })
      rows = index
      observed = observedWords.map { index[$0] ?? 0 }
      draws = drawnWords.map { index[$0] ?? 0 }
      cost = observed.count + draws.count
    } else {
      words = Array(0..<parameters.words)
      rows = nil
      observed = observedWords
      draws = drawnWords
      cost = words.count + observed.count + draws.count
    }
    self.words = words
    var vectors: [Float] = []
    vectors.reserveCapacity(words.count * v.count)
    for word in words {
      if word % 1024 == 0 { try cancellation.check() }
      let row = parameters.outside.row(word)
      for component in v.indices { vectors.append(row[component]) }
    }
    self.vectors = vectors
    scores = try words.indices.map { (row) throws(E) in
      if row % 1024 == 0 { try cancellation.check() }
      var score = 0.0
      for component in v.indices {
        score += Double(vectors[row * v.count + component]) * v[component]
      }
      return score
    }
    largestOfCenter = v.reduce(0) { max($0, $1.magnitude) }
    let highest = scores.reduce(1) { max($0, $1.magnitude) }
    size = highest * Double(observed.count + draws.count)
  }

  /// `J`, in nats.
  private func loss(_ z: [Double]) -> Double {
    definition.checkedLoss(z, observed: observed, draws: draws)
  }

  /// The derivative by one parameter, by a five-point difference, and the rounding to expect in it.
  func difference(
    _ side: Side, _ word: Int, _ component: Int
  ) -> (value: Double, rounding: Double) {
    let dimension = v.count
    var moves: [(row: Int, factor: Double)] = []
    switch side {
    case .center where word == center:
      moves = words.indices.map { ($0, Double(vectors[$0 * dimension + component])) }
    case .outside:
      if let row = rows.map({ $0[word] }) ?? word { moves = [(row, v[component])] }
    default: break
    }
    let largest =
      side == .outside ? largestOfCenter : moves.reduce(0) { max($0, $1.factor.magnitude) }
    let h = largest > 0 ? step / largest : step
    func at(_ steps: Double) -> Double {
      var z = scores
      for (row, factor) in moves { z[row] += steps * h * factor }
      return loss(z)
    }
    let value = (8 * (at(1) - at(-1)) - (at(2) - at(-2))) / (12 * h)
    return (value, 4 * .ulpOfOne * size / h)
  }
}
