import Debugger
import Word2Vec

/// The panes' content under the full softmax.
struct SoftmaxPanes: PaneObjective {
  var lossTitles: [String] { ["loss: J = Σ_p F, F = −ln ŷ_o", "loss"] }
  var showsCoefficients: Bool { false }

  func scores(_ window: WindowModel, ranking: ScoreRanking?) -> ScoresModel.Rows {
    guard let softmax = window.trace.softmax, let ranking else { return .sigmas([]) }
    return .words(
      SoftmaxScores(
        softmax, ranking,
        observations: window.observations(inPairs: window.trace.pairs.count)))
  }

  /// `n Σ ŷ_w u_w`, then each observed word's vector as often as it is observed.
  func centerTerms(_ window: WindowModel, pairs count: Int) -> [CenterGradientModel.Term] {
    let observations = window.observations(inPairs: count)
    var terms = [
      CenterGradientModel.Term(
        pair: nil, word: nil, count: count, coefficient: Double(count),
        vector: window.trace.softmax?.expected ?? [], name: .expected)
    ]
    var seen: Set<Int> = []
    for pair in window.trace.pairs.prefix(count) where seen.insert(pair.outside).inserted {
      let times = observations[pair.outside] ?? 1
      terms.append(
        CenterGradientModel.Term(
          pair: nil, word: pair.outside, count: times, coefficient: -Double(times),
          vector: pair.outsideVector, name: .observed(word: pair.outside)))
    }
    return terms
  }

  func usualOutsideWords(_ window: WindowModel) -> Int { window.vocabulary.count }

  func outsideFormula(observed: Int, drawn: Int, pairs: Int) -> String {
    multiple(pairs, of: "ŷ", less: observed)
  }

  func shortOutsideFormula(observed: Int, drawn: Int, pairs: Int) -> String {
    outsideFormula(observed: observed, drawn: drawn, pairs: pairs)
  }
}
