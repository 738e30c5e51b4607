import RealModule

/// Ends sums early after a cancellation: formulas are written as plain expressions and cannot
/// throw.
///
/// It serves one evaluation, on one thread.
final class CancellationLatch: @unchecked Sendable {
  /// Whether the computation is cancelled.
  private(set) var isOver = false
  private let goesOn: () -> Bool
  private var count = 0

  /// Terms of a sum between two checks, a millisecond or so.
  private static let interval = 1 << 16

  /// - Parameter goesOn: Called every few milliseconds; whether to continue.
  init(_ goesOn: @escaping () -> Bool) {
    self.goesOn = goesOn
  }

  /// Whether to continue with `terms` more terms.
  func lasts(for terms: Int = 1) -> Bool {
    count &+= terms
    if count >= Self.interval, !isOver {
      count = 0
      isOver = !goesOn()
    }
    return !isOver
  }
}

/// The inputs of a literal formula of the derivation: vectors, words and scores, and ways to sum
/// and to differentiate; none of the functions being explained.
struct FormulaInputs: Sendable {
  /// A pair: the observed word and its draws, in order, with multiplicity.
  struct Pair: Sendable {
    let observed: Int
    let draws: [Int]
  }

  /// A word's score `z_w = u_wᵀv_c`, for the words at hand.
  struct Scores: Sendable {
    fileprivate(set) var values: [Double]
    fileprivate let rows: [Int: Int]?

    subscript(word: Int) -> Double {
      if let rows { values[rows[word] ?? 0] } else { values[word] }
    }
  }

  /// The objective of the pending update.
  let objective: Objective
  /// The vocabulary size `W`.
  let vocabularySize: Int
  /// The window radius `m`.
  let radius: Int
  /// `x` of the logistic function's lines.
  let x: Double
  /// The center word `c`.
  let center: Int
  /// The center vector `v_c`, shape `[d]`.
  let v: [Double]
  /// The pairs of the window.
  let pairs: [Pair]
  /// The pair of lines about one pair.
  let pair: Pair
  /// The scores of the words at hand: under softmax of all words.
  let z: Scores
  /// The words of lines about another word.
  let choice: WordChoice
  /// The randomness that chooses the parameters of a sampled line.
  let random: Randomness
  /// How many exponentials a central difference may cost.
  let budget: Int
  /// Ends sums early, whose values are discarded then.
  var latch: CancellationLatch?

  /// The outside vectors of the words at hand, one after another.
  private let vectors: [Float]
  private let rows: [Int: Int]?
  /// The words at hand.
  private let words: [Int]

  /// The numbers of an update's window.
  ///
  /// With `everyWord` it has all words, as softmax needs them; otherwise the words that negative
  /// sampling touches and the chosen words.
  ///
  /// - Complexity: O(*W*·*d*) time and memory with every word at hand.
  init<E>(
    update: Update, radius: Int, parameters: borrowing Parameters, pair: Int, x: Double?,
    everyWord: Bool, choice: WordChoice, random: Randomness, budget: Int,
    cancellation: Cancellation<E>
  ) throws(E) {
    objective = update.objective
    vocabularySize = parameters.words
    self.radius = radius
    center = Int(update.center)
    let v = parameters.center.vector(center)
    self.v = v
    let pairs = update.outside.indices.map { index in
      Pair(observed: Int(update.outside[index]), draws: update.draws[index].map { Int($0) })
    }
    self.pairs = pairs
    self.pair = pairs[pair]
    self.choice = choice
    self.random = random
    self.budget = budget

    var vectors: [Float] = []
    var values: [Double] = []
    func take(_ word: Int) {
      let row = parameters.outside.row(word)
      for index in v.indices { vectors.append(row[index]) }
      values.append(Self.sum(v.indices) { Double(row[$0]) * v[$0] })
    }
    if everyWord {
      vectors.reserveCapacity(parameters.words * v.count)
      for word in 0..<parameters.words {
        if word % 1024 == 0 { try cancellation.check() }
        take(word)
      }
      rows = nil
      words = Array(0..<parameters.words)
    } else {
      var rows: [Int: Int] = [:]
      for word in update.touchedWords + choice.all where rows[word] == nil {
        rows[word] = rows.count
        take(word)
      }
      self.rows = rows
      words = rows.sorted { $0.value < $1.value }.map(\.key)
    }
    self.vectors = vectors
    let scores = Scores(values: values, rows: rows)
    z = scores
    self.x = x ?? scores[pairs[pair].observed]
  }

  /// The dimension `d`.
  var dimension: Int { v.count }
  /// All words of the vocabulary.
  var vocabulary: Range<Int> { 0..<vocabularySize }
  /// The observed word `o` of the pair.
  var o: Int { pair.observed }

  /// One component of an outside vector, `u_w[i]`.
  func u(_ word: Int, _ component: Int) -> Double {
    Double(vectors[row(word) * v.count + component])
  }

  private func row(_ word: Int) -> Int {
    if let rows { rows[word] ?? 0 } else { word }
  }

  /// How often a word is among some draws, `n_k`.
  func count(_ word: Int, in draws: [Int]) -> Double {
    draws.reduce(0) { $1 == word ? $0 + 1 : $0 }
  }

  // MARK: Sums and vectors

  /// A sum, compensated so that its length does not matter (Neumaier, 1974).
  static func sum(_ range: some Sequence<Int>, _ term: (Int) -> Double) -> Double {
    var sum = 0.0
    var lost = 0.0
    for index in range {
      let next = term(index)
      let total = sum + next
      lost += sum.magnitude >= next.magnitude ? (sum - total) + next : (next - total) + sum
      sum = total
    }
    // Once the sum overflows, the lost part is NaN.
    return lost.isFinite ? sum + lost : sum
  }

  /// A sum over words or pairs.
  func sum(_ range: some Sequence<Int>, _ term: (Int) -> Double) -> Double {
    guard let latch else { return Self.sum(range, term) }
    return Self.sum(range.lazy.prefix { _ in latch.lasts() }, term)
  }

  /// A sum of multiples of outside vectors, `Σ_w a_w u_w`, taken vector by vector.
  func sumOfVectors(_ words: some Sequence<Int>, _ factor: (Int) -> Double) -> [Double] {
    var sums = [Double](repeating: 0, count: dimension)
    var lost = sums
    for word in words {
      guard latch?.lasts(for: dimension) ?? true else { break }
      let factor = factor(word)
      let start = row(word) * dimension
      for index in 0..<dimension {
        let next = factor * Double(vectors[start + index])
        let total = sums[index] + next
        lost[index] +=
          sums[index].magnitude >= next.magnitude
          ? (sums[index] - total) + next : (next - total) + sums[index]
        sums[index] = total
      }
    }
    return zip(sums, lost).map { $1.isFinite ? $0 + $1 : $0 }
  }

  /// A vector by its components.
  func vector(_ component: (Int) -> Double) -> DerivationValue {
    .vector((0..<dimension).map(component))
  }

  // MARK: Differences

  /// The move of the scores that a central difference makes, 2⁻¹⁶.
  ///
  /// Parameters are moved by as much as moves no score by more. At a step δ in the scores, the rule
  /// `[f(x+h) - f(x-h)] / 2h` is off by δ²/6 times a third cumulant of at most about 0.1, and by the
  /// rounding of `f`, ε|f|/δ. With ε = 10⁻¹⁶ and losses around 10, both are some 10⁻¹¹ of the
  /// vectors' components here; a step ten times larger or smaller loses one or two digits.
  static let step = 0x1p-16

  /// How many of a vector's components are differenced within the budget, at least one.
  func components(cost: Int, vectors: Int = 1) -> Int {
    min(dimension, max(1, budget / (2 * max(1, cost) * max(1, vectors))))
  }

  /// The cost of one evaluation of the window's loss, in exponentials.
  func windowCost(of objective: Objective) -> Int {
    (objective.readsWholeVocabulary ? vocabularySize : 0) + termCount(of: pairs, under: objective)
  }

  /// How many logarithms the losses of some pairs sum.
  private func termCount(of pairs: [Pair], under objective: Objective) -> Int {
    pairs.reduce(0) { $0 + 1 + (objective.hasDraws ? $1.draws.count : 0) }
  }

  /// `∂f/∂v_c[i]` by central difference, the first components if all would cost too much.
  ///
  /// Formulas depend on `v_c` through the scores, and moving `v_c[i]` by `h` moves `z_w` by
  /// `h u_w[i]`: so `f` is evaluated at moved scores.
  func differenceByCenter(cost: Int, _ f: (Scores) -> Double) -> [Double] {
    sumOfDifferencesByCenter(cost: cost) { [f($0)] }
  }

  /// `Σ_j ∂f_j/∂v_c[i]`, each term by its own central difference.
  func sumOfDifferencesByCenter(cost: Int, _ f: (Scores) -> [Double]) -> [Double] {
    someComponents(components(cost: cost)).map { component in
      let column = words.map { u($0, component) }
      let h = Self.step / largest(column)
      var above = z
      var below = z
      for row in column.indices {
        above.values[row] += h * column[row]
        below.values[row] -= h * column[row]
      }
      return sumOfQuotients(f(above), f(below), h)
    }
  }

  /// `∂f/∂u_w[i]` by central difference, the first components if all would cost too much.
  ///
  /// Moving `u_w[i]` moves the score of `w` alone, which is summed anew.
  func differenceByOutside(_ word: Int, cost: Int, _ f: (Scores) -> Double) -> [Double] {
    sumOfDifferencesByOutside(word, components: components(cost: cost)) { [f($0)] }
  }

  /// `Σ_j ∂f_j/∂u_w[i]`, each term by its own central difference.
  func sumOfDifferencesByOutside(
    _ word: Int, components: Int, _ f: (Scores) -> [Double]
  ) -> [Double] {
    let h = Self.step / largest(v)
    return someComponents(components).map { component in
      func at(_ change: Double) -> [Double] {
        var moved = z
        moved.values[row(word)] = sum(v.indices) { index in
          (u(word, index) + (index == component ? change : 0)) * v[index]
        }
        return f(moved)
      }
      return sumOfQuotients(at(h), at(-h), h)
    }
  }

  /// The first components, as long as latch lasts; each takes a copy of all scores.
  private func someComponents(_ count: Int) -> some Sequence<Int> {
    (0..<count).lazy.prefix { _ in latch?.lasts(for: z.values.count) ?? true }
  }

  private func sumOfQuotients(_ above: [Double], _ below: [Double], _ h: Double) -> Double {
    sum(above.indices) { (above[$0] - below[$0]) / (2 * h) }
  }

  /// `∂f/∂x` of a function of one number by central difference.
  func difference(at x: Double, _ f: (Double) -> Double) -> Double {
    (f(x + Self.step) - f(x - Self.step)) / (2 * Self.step)
  }

  /// The central difference of a function of the scores by one component of a parameter.
  ///
  /// - Returns: `[f(ξ+h) - f(ξ-h)] / 2h`.
  func difference(
    _ side: Side, _ word: Int, _ component: Int, _ f: (Scores) -> Double
  ) -> Double {
    func at(_ change: Double) -> Double {
      var moved = z
      for (row, other) in words.enumerated() {
        switch side {
        case .center where word == center: moved.values[row] += change * u(other, component)
        case .outside where word == other: moved.values[row] += change * v[component]
        default: break
        }
      }
      return f(moved)
    }
    return (at(Self.step) - at(-Self.step)) / (2 * Self.step)
  }

  /// The largest magnitude of some numbers, or 1 if all are zero.
  private func largest(_ numbers: some Sequence<Double>) -> Double {
    let largest = numbers.reduce(0) { max($0, $1.magnitude) }
    return largest > 0 ? largest : 1
  }

  // MARK: Tolerances and limits

  /// The scale of a line's tolerance: a magnitude, times the size of the loss, which is its number
  /// of terms times the highest score.
  func scale(_ scale: ToleranceScale, of subject: DerivationLine.Subject) -> Double {
    let chosen: [Pair]
    let lossOfPair: Objective
    switch subject {
    case .logistic: return 1
    case .pair(let objective): (chosen, lossOfPair) = ([pair], objective)
    case .window(let objective): (chosen, lossOfPair) = (pairs, objective ?? self.objective)
    }
    let terms = termCount(of: chosen, under: lossOfPair)
    let touched =
      lossOfPair.readsWholeVocabulary
      ? words : chosen.flatMap { [$0.observed] + $0.draws } + choice.all
    let size = Double(terms) * touched.reduce(1) { max($0, z[$1].magnitude) }
    switch scale {
    case .one: return 1
    case .loss: return size
    case .centerVector: return size * v.reduce(0) { max($0, $1.magnitude) }
    case .outsideVectors:
      return size
        * touched.reduce(0) { largest, word in
          guard latch?.lasts(for: dimension) ?? true else { return largest }
          return (0..<dimension).reduce(largest) { max($0, u(word, $1).magnitude) }
        }
    }
  }

  /// Whether every number at hand is finite.
  var isFinite: Bool {
    x.isFinite && v.allSatisfy(\.isFinite) && z.values.allSatisfy(\.isFinite)
  }

  /// Why a literal formula overflows or underflows here, or `nil` if it does not.
  func overflow(of subject: DerivationLine.Subject) -> String? {
    switch subject {
    case .logistic: Double.exp(-x).isFinite ? nil : "e^{-x} overflows at x = \(Float(x))"
    case .pair(let objective): objective.definition.overflow(self, of: [pair])
    case .window(let chosen): (chosen ?? objective).definition.overflow(self, of: pairs)
    }
  }
}
