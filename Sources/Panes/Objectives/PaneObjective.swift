import Debugger
import Word2Vec

/// The part of the panes' content that depends on the objective; one file for each.
protocol PaneObjective {
  /// The titles of the loss pane, the longest first.
  var lossTitles: [String] { get }
  /// Whether terms of `∂J/∂v_c` have a coefficient to show.
  var showsCoefficients: Bool { get }

  /// The rows of the score pane.
  func scores(_ window: WindowModel, ranking: ScoreRanking?) -> ScoresModel.Rows
  /// The terms of `∂J/∂v_c` over the first pairs.
  func centerTerms(_ window: WindowModel, pairs count: Int) -> [CenterGradientModel.Term]
  /// How many words usually have an outside gradient.
  func usualOutsideWords(_ window: WindowModel) -> Int
  /// A word's coefficient in `∂J/∂u_w` over a number of pairs, as a formula of its score.
  func outsideFormula(observed: Int, drawn: Int, pairs: Int) -> String
  /// The same in fewer characters.
  func shortOutsideFormula(observed: Int, drawn: Int, pairs: Int) -> String
}

extension WindowModel {
  /// The panes' content for the window's objective.
  var objective: any PaneObjective {
    switch trace.update.objective {
    case .softmax: SoftmaxPanes()
    case .negativeSampling: NegativeSamplingPanes()
    }
  }
}

/// A number of times a term, less the pairs that observe the word, as `2ŷ − 1`.
func multiple(_ count: Int, of term: String, less observed: Int) -> String {
  times(count) + term + (observed > 0 ? " − \(observed)" : "")
}

/// A factor in front of a term; nothing where it is 1.
func times(_ count: Int) -> String { count == 1 ? "" : "\(count)" }
