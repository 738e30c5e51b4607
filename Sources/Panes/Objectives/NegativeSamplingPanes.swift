import Debugger
import Word2Vec

/// The panes' content under negative sampling.
struct NegativeSamplingPanes: PaneObjective {
  var lossTitles: [String] {
    [
      "loss: J = Σ_p F, F = −ln σ(u_oᵀv_c) − Σ_k ln σ(−u_kᵀv_c)",
      "loss: J = Σ_p F, F = −ln σ(z_o) − Σ_k ln σ(−z_k)", "loss",
    ]
  }
  var showsCoefficients: Bool { true }

  func scores(_ window: WindowModel, ranking: ScoreRanking?) -> ScoresModel.Rows {
    .sigmas(SigmaScore.rows(of: window.trace))
  }

  func centerTerms(_ window: WindowModel, pairs count: Int) -> [CenterGradientModel.Term] {
    window.trace.pairs.prefix(count).enumerated().flatMap { index, pair in
      [
        CenterGradientModel.Term(
          pair: index + 1, word: pair.outside, count: 1,
          coefficient: pair.observedCoefficient, vector: pair.outsideVector,
          name: .observed(word: pair.outside))
      ]
        + pair.negatives.map { draw in
          CenterGradientModel.Term(
            pair: index + 1, word: draw.word, count: draw.count, coefficient: draw.coefficient,
            vector: draw.vector, name: .drawn(word: draw.word))
        }
    }
  }

  func usualOutsideWords(_ window: WindowModel) -> Int {
    min(window.vocabulary.count, window.usualPairs * (1 + window.hyperparameters.negatives))
  }

  func outsideFormula(observed: Int, drawn: Int, pairs: Int) -> String {
    let observedPart = "−\(times(observed))(1−σ(z))"
    let drawnPart = "\(times(drawn))(1−σ(−z))"
    switch (observed > 0, drawn > 0) {
    case (true, true): return observedPart + "+" + drawnPart
    case (true, false): return observedPart
    case (false, true): return drawn == 1 ? "1−σ(−z)" : drawnPart
    case (false, false): return "0"
    }
  }

  /// The same with `1−σ(−z) = σ(z)`.
  func shortOutsideFormula(observed: Int, drawn: Int, pairs: Int) -> String {
    let all = observed + drawn
    return all == 0 ? "0" : multiple(all, of: "σ(z)", less: observed)
  }
}
