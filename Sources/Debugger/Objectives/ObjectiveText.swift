import SkipGram

/// What sgdb writes differently for one objective than for another; each is one file.
protocol ObjectiveText {
  /// Its name in a sentence.
  var name: String { get }
  /// The formula of the probability that is shown of an observed word.
  var probabilityFormula: String { get }
  /// That probability.
  func probability(of pair: PairTrace, in record: WindowTrace) -> Double

  /// The words whose vectors a script recomputes the window from.
  func words(of record: WindowTrace, vocabularySize: Int) -> [Int]
  /// What a script says after "their vectors, a row each".
  var scriptWords: String { get }
  /// Writes the part of a script from the scores to the gradients of pairs.
  func writePairs(_ script: OctaveScript) throws
  /// The lines of a script that recompute one pair and step `U_after`, within a loop over pairs.
  var pairUpdateLines: [String] { get }

  /// Whether a document explains the logistic function.
  var explainsLogistic: Bool { get }
  /// Writes a document's section about scores.
  func writeScores(_ document: LaTeXDocument) throws
}

extension Objective {
  /// What is written differently for it.
  var text: any ObjectiveText {
    switch self {
    case .softmax: SoftmaxText()
    case .negativeSampling: NegativeSamplingText()
    }
  }
}
