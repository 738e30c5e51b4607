import Debugger
import Word2Vec

/// The terms of `∂J/∂v_c`, over all pairs or over the ones that `stepi` has passed.
struct CenterGradientModel: Sendable {
  /// A coefficient times a vector.
  struct Term: Sendable {
    /// The pair, from 1; `nil` for a term of all pairs.
    let pair: Int?
    /// The word whose vector it is; `nil` for the expected outside vector.
    let word: Int?
    /// How often the word was observed in the pairs, or drawn in the pair.
    let count: Int
    let coefficient: Double
    let vector: [Double]
    let name: VectorName

    /// One component of coefficient times vector; a zero coefficient makes a zero.
    func component(_ index: Int) -> Double { coefficient * vector[index] }
  }

  /// A vector with a name.
  struct Named: Sendable {
    let label: String
    let vector: [Double]
    let name: VectorName
  }

  let window: WindowModel
  /// `v_c`; under update order `pair`, its value after the passed pairs.
  let center: Named
  /// The summands, in the order they are added.
  let terms: [Term]
  /// The sum of the terms; while `stepi` is between the pairs also `∂J/∂v_c` over all pairs.
  let sums: [Named]
  /// Under update order `pair`, `∂F/∂v_c` of each pair at the parameters it is applied with.
  let applied: [Named]
  /// Whether each term shows its coefficient.
  let showsCoefficients: Bool

  init(_ window: WindowModel, applied: [UpdatePreview.Applied]) {
    self.window = window
    let trace = window.trace
    let count = window.pairsSoFar
    showsCoefficients = window.objective.showsCoefficients
    let after = window.passedPairs
    let centerName = VectorName.center(word: trace.window.center)
    if window.isWithinPairs, applied.indices ~= after - 1 {
      center = Named(
        label: "v_c after pair \(after)", vector: applied[after - 1].centerAfter,
        name: centerName)
    } else {
      center = Named(label: "v_c", vector: trace.centerVector, name: centerName)
    }
    terms = window.objective.centerTerms(window, pairs: count)
    func whole(_ label: String) -> Named {
      Named(label: label, vector: trace.centerGradient, name: .centerGradient)
    }
    if window.isWithinPairs {
      let partial = trace.centerVector.indices.map { index in
        trace.pairs.prefix(count).reduce(0) { $0 + $1.centerGradient[index] }
      }
      sums = [
        Named(
          label: count == 1 ? "= pair 1" : "= pairs 1–\(count)", vector: partial,
          name: .partialCenterGradient),
        whole("  all \(trace.pairs.count): ∂J/∂v_c"),
      ]
    } else {
      sums = [whole("= ∂J/∂v_c")]
    }
    self.applied = applied.enumerated().map { index, pair in
      Named(
        label: "applied: ∂\(window.glyphs.indexed("F", pair: index + 1))/∂v_c",
        vector: pair.centerGradient, name: .applied(pair: index))
    }
  }

  /// The vector of a name; of several the last.
  func vector(_ name: VectorName) -> [Double]? {
    if let term = terms.last(where: { $0.name == name }) {
      return term.vector.indices.map(term.component)
    }
    return ([center] + sums + applied).first { $0.name == name }?.vector
  }

  /// A term in words, as `− 2 u_king`, or `u_king ×2` where the coefficient has a column.
  func label(of term: Term) -> String {
    let times = term.count == 1 ? "" : "\(term.count) "
    guard let word = term.word else { return times + "Σ ŷ_w u_w" }
    let vector = "u_" + window.word(word)
    guard showsCoefficients else { return "− " + times + vector }
    return vector + (term.count > 1 ? " ×\(term.count)" : "")
  }
}
