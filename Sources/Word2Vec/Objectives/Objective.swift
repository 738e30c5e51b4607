/// The loss `F(o, c)` of one pair of an outside word and a center word.
public enum Objective: String, CaseIterable, Sendable {
  /// Cross-entropy of the full softmax over the vocabulary: `F = -ln ŷ_o`.
  case softmax
  /// Negative sampling: `F = -ln σ(u_oᵀv_c) - Σ_k ln σ(-u_kᵀv_c)`.
  case negativeSampling = "negative-sampling"

  /// The parts in which it differs from other objectives.
  var definition: any ObjectiveDefinition {
    switch self {
    case .softmax: SoftmaxObjective()
    case .negativeSampling: NegativeSamplingObjective()
    }
  }

  /// The one after it, in a circle.
  package var next: Objective {
    Self.allCases[(index + 1) % Self.allCases.count]
  }

  /// Its index among all objectives.
  var index: Int { Self.allCases.firstIndex(of: self) ?? 0 }

  /// Whether the loss of a pair depends on the outside vector of every word.
  package var readsWholeVocabulary: Bool { definition.readsWholeVocabulary }

  /// Whether the loss of a pair has negative draws.
  package var hasDraws: Bool { definition.hasDraws }
}

/// One part of a pair's gradient: a coefficient times a vector.
package struct GradientPart: Equatable, Sendable {
  /// Its formula, as `-(1-σ(u_oᵀv_c)) u_o`.
  package let formula: String
  /// The word it is about; `nil` for a sum over the vocabulary.
  package let word: Int?
  /// How often the word was drawn, for a negative draw.
  package let count: Int?
  /// The factor of the vector.
  package let coefficient: Double
  /// The vector, shape `[d]`.
  package let vector: [Double]
}

/// The parts in which objectives differ; each objective is one file.
protocol ObjectiveDefinition: Sendable {
  /// Whether the loss of a pair depends on the outside vector of every word.
  var readsWholeVocabulary: Bool { get }
  /// Whether the loss of a pair has negative draws.
  var hasDraws: Bool { get }
  /// The section of the derivation about one pair.
  var section: DerivationSection { get }
  /// The title of that section.
  var title: String { get }
  /// The lines of that section.
  var lines: [DerivationLine] { get }

  // MARK: The window

  /// The pairs of a window at some parameters, with the forward pass if they share one.
  func pairs<E>(
    of update: Update, window: Window, parameters: borrowing Parameters,
    cancellation: Cancellation<E>
  ) throws(E) -> (forward: SoftmaxForward?, pairs: [PairTrace])

  /// The coefficients of `∂J/∂u_w = a_w v_c` of some pairs.
  func coefficients(of pairs: [PairTrace], forward: SoftmaxForward?) -> Coefficients

  /// `J` of an update's window, in nats, without its gradients.
  func loss<E>(
    of update: Update, at parameters: borrowing Parameters, cancellation: Cancellation<E>
  ) throws(E) -> Double

  /// The words observed or drawn, each once, in order of appearance.
  func involvedWords(of update: Update) -> [Int]

  /// The parts of `∂F/∂v_c` of a pair.
  func centerParts(of pair: PairTrace, forward: SoftmaxForward?) -> [GradientPart]

  /// The parts of `∂F/∂u_w` of a pair.
  func outsideParts(
    _ word: Int, of pair: PairTrace, forward: SoftmaxForward?, center: [Double]
  ) -> [GradientPart]

  /// `J` along the line the gradient points down, in nats.
  func loss(along line: GradientLine, at rate: Double) -> Double

  // MARK: The check by differences

  /// `J` as a function of scores, in nats, in a form used nowhere else.
  func checkedLoss(_ scores: [Double], observed: [Int], draws: [Int]) -> Double

  // MARK: The diagnosis

  /// The coefficient of `v_c` in `∂J/∂u_w` for every word that has a gradient.
  func coefficients(
    _ problem: GradientProblem, _ model: GradientProblem.Model, _ pairs: [GradientProblem.Pair]
  ) -> [Int: Double]

  /// The sums of the magnitudes of each coefficient's terms.
  func magnitudes(_ problem: GradientProblem) -> [Int: Double]

  /// The mistakes that only this objective allows, where `due` are the right coefficients.
  func mistakes(_ problem: GradientProblem, due: [Int: Double]) -> [GradientAttempt]

  // MARK: The derivation

  /// `F` of every pair, by its definition.
  func literalLosses(_ numbers: FormulaInputs, _ z: FormulaInputs.Scores) -> [Double]

  /// Why the literal formulas of some pairs overflow or underflow, or `nil` if they do not.
  func overflow(_ numbers: FormulaInputs, of pairs: [FormulaInputs.Pair]) -> String?
}

extension ObjectiveDefinition {
  /// The words whose outside vectors an update changes; `nil` for every word.
  func changedWords(of update: Update) -> [Int]? {
    readsWholeVocabulary ? nil : involvedWords(of: update)
  }

  /// The draws of a pair; none where the loss has none.
  func draws(of update: Update, pair: Int) -> [Int] {
    hasDraws ? update.draws[pair].map { Int($0) } : []
  }
}
