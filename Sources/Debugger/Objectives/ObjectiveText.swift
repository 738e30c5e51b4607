import Word2Vec

/// The texts of exports that depend on the objective.
protocol ObjectiveText {
  /// Its name in a sentence.
  var name: String { get }
  /// Its name over a column.
  var title: String { get }
  /// Its name over one of many columns.
  var shortTitle: String { get }
  /// The formula of a word's probability given its score.
  var wordProbabilityFormula: String { get }
  /// A word's probability: of being predicted, or of being observed rather than drawn.
  func probability(of word: Int, score: Double, in trace: WindowTrace) -> Double
  /// The formula of the displayed probability of an observed word.
  var probabilityFormula: String { get }
  /// The probability of a pair's observed word.
  func probability(of pair: PairTrace, in trace: WindowTrace) -> Double

  /// The words whose vectors a script contains.
  func words(of trace: WindowTrace, vocabularySize: Int) -> [Int]
  /// The rest of the sentence "The words and their vectors, a row each" in a script.
  var scriptWords: String { get }
  /// Writes the part of a script from the scores to the gradients of pairs.
  func writePairs(_ script: OctaveScript) throws
  /// The body of a script's loop over pairs that recomputes a pair and updates `U_after`.
  var pairUpdateLines: [String] { get }

  /// Whether a document has a section on the logistic function.
  var explainsLogistic: Bool { get }
  /// Writes a document's section on scores.
  func writeScores(_ document: LaTeXDocument) throws
}

extension Objective {
  /// The texts of exports under the objective.
  var text: any ObjectiveText {
    switch self {
    case .softmax: SoftmaxText()
    case .negativeSampling: NegativeSamplingText()
    }
  }
}
