import Debugger
import SkipGram

/// The terms of `∂J/∂v_c`, over all pairs or over those that `stepi` has passed.
struct CenterGradientModel {
  /// A coefficient times a vector.
  struct Term {
    /// The pair, from 1; `nil` for a term of all pairs.
    let pair: Int?
    /// The word whose vector it is; `nil` for the expected outside vector.
    let word: Int?
    /// How often the word was observed in the pairs, or drawn in the pair.
    let count: Int
    let coefficient: Double
    let vector: [Double]
    let key: ChangeMarks.Key

    /// One component of coefficient times vector; a zero coefficient makes a zero.
    func component(_ index: Int) -> Double { coefficient * vector[index] }
  }

  /// A vector with a name.
  struct Named {
    let label: String
    let vector: [Double]
    let key: ChangeMarks.Key
  }

  private let model: ScreenModel
  /// `v_c`, or under update order `pair` what it is after the passed pairs.
  let center: Named
  /// The summands, in the order they are added.
  let terms: [Term]
  /// The sum of the terms; while `stepi` is between the pairs also `∂J/∂v_c` over all pairs.
  let sums: [Named]
  /// Under update order `pair`, `∂F/∂v_c` of each pair at the parameters it is applied with.
  let applied: [Named]
  /// Whether terms have a coefficient of their own to show.
  let showsCoefficients: Bool

  init(_ model: ScreenModel) {
    self.model = model
    let record = model.record
    let count = model.pairsSoFar
    showsCoefficients = record.softmax == nil
    let after = model.session.passedPairs
    let applied = record.update.order == .pair ? model.session.trial.applied : []
    let centerKey = ChangeMarks.Key(quantity: .centerVector, word: record.window.center)
    if model.isWithinPairs, applied.indices ~= after - 1 {
      center = Named(
        label: "v_c after pair \(after)", vector: applied[after - 1].centerAfter, key: centerKey)
    } else {
      center = Named(label: "v_c", vector: record.centerVector, key: centerKey)
    }
    if let softmax = record.softmax {
      terms = Self.softmaxTerms(model, softmax, pairs: count)
    } else {
      terms = record.pairs.prefix(count).enumerated().flatMap { Self.sigmaTerms($0, $1) }
    }
    let whole = Named(
      label: "= ∂J/∂v_c", vector: record.centerGradient,
      key: ChangeMarks.Key(quantity: .centerGradient))
    if model.isWithinPairs {
      let partial = record.centerVector.indices.map { index in
        record.pairs.prefix(count).reduce(0) { $0 + $1.centerGradient[index] }
      }
      sums = [
        Named(
          label: count == 1 ? "= pair 1" : "= pairs 1–\(count)", vector: partial,
          key: ChangeMarks.Key(quantity: .centerGradient, word: 0)),
        Named(
          label: "  all \(record.pairs.count): ∂J/∂v_c", vector: record.centerGradient,
          key: whole.key),
      ]
    } else {
      sums = [whole]
    }
    self.applied = applied.enumerated().map { index, pair in
      Named(
        label: "applied: ∂\(model.glyphs.indexed("F", pair: index + 1))/∂v_c",
        vector: pair.centerGradient, key: ChangeMarks.Key(quantity: .applied, word: index))
    }
  }

  /// A term in words, as `− 2 u_king`, or `u_king ×2` where the coefficient has a column.
  func label(of term: Term) -> String {
    let times = term.count == 1 ? "" : "\(term.count) "
    guard let word = term.word else { return times + "Σ ŷ_w u_w" }
    let vector = "u_" + model.word(word)
    guard showsCoefficients else { return "− " + times + vector }
    return vector + (term.count > 1 ? " ×\(term.count)" : "")
  }

  /// `n Σ ŷ_w u_w`, then each observed word's vector as often as it is observed.
  private static func softmaxTerms(
    _ model: ScreenModel, _ softmax: SoftmaxForward, pairs count: Int
  ) -> [Term] {
    let observations = model.observations(inPairs: count)
    var terms = [
      Term(
        pair: nil, word: nil, count: count, coefficient: Double(count), vector: softmax.expected,
        key: ChangeMarks.Key(quantity: .expected))
    ]
    var seen: Set<Int> = []
    for pair in model.record.pairs.prefix(count) where seen.insert(pair.outside).inserted {
      let times = observations[pair.outside] ?? 1
      terms.append(
        Term(
          pair: nil, word: pair.outside, count: times, coefficient: -Double(times),
          vector: pair.outsideVector,
          key: ChangeMarks.Key(quantity: .observed, word: pair.outside)))
    }
    return terms
  }

  private static func sigmaTerms(_ index: Int, _ pair: PairRecord) -> [Term] {
    [
      Term(
        pair: index + 1, word: pair.outside, count: 1,
        coefficient: pair.observedCoefficient, vector: pair.outsideVector,
        key: ChangeMarks.Key(quantity: .observed, word: pair.outside))
    ]
      + pair.negatives.map { draw in
        Term(
          pair: index + 1, word: draw.word, count: draw.count, coefficient: draw.coefficient,
          vector: draw.vector,
          key: ChangeMarks.Key(quantity: .drawn, word: draw.word))
      }
  }
}
