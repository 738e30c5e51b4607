import Debugger
import Word2Vec

/// The gradients `∂J/∂u_w = a_w v_c`, over all pairs or over the ones that `stepi` has passed.
struct OutsideGradientModel: Sendable {
  /// A word and its coefficient.
  struct Row {
    let word: Int
    /// Whether the window observes the word.
    let isObserved: Bool
    /// `a_w`.
    let coefficient: Double
    /// How `a_w` comes about.
    let formula: String
    /// The same in fewer characters.
    let shortFormula: String
  }

  let window: WindowModel
  /// The words by score; `nil` under negative sampling.
  private let ranking: ScoreRanking?
  private let observations: [Int: Int]
  private let observedWords: Set<Int>
  /// The places by score of the words of the window, ascending; empty under negative sampling.
  private let takenPlaces: [Int]

  init(_ window: WindowModel, ranking: ScoreRanking?) {
    self.window = window
    self.ranking = ranking
    observations = window.observations(inPairs: window.pairsSoFar)
    observedWords = Set(window.trace.pairs.lazy.map(\.outside))
    takenPlaces =
      ranking.map { ranking in window.involvedWords.map { ranking.places[$0] }.sorted() } ?? []
  }

  /// How many words have a gradient that is not zero by definition.
  var count: Int { ranking?.order.count ?? window.involvedWords.count }

  /// The rows: first the words of the window, then, under softmax, the others by descending `a_w`.
  subscript(index: Int) -> Row {
    let involved = window.involvedWords
    guard index >= involved.count, let ranking else { return row(of: involved[index]) }
    // Every other word has a_w = n ŷ_w, so their order is that of the scores.
    var place = index - involved.count
    for taken in takenPlaces where taken <= place { place += 1 }
    return row(of: ranking.order[place])
  }

  private func row(of word: Int) -> Row {
    let (observed, drawn) = counts(of: word)
    let objective = window.objective
    let pairs = window.pairsSoFar
    return Row(
      word: word, isObserved: observedWords.contains(word),
      coefficient: window.outsideCoefficient(of: word) ?? 0,
      formula: objective.outsideFormula(observed: observed, drawn: drawn, pairs: pairs),
      shortFormula: objective.shortOutsideFormula(observed: observed, drawn: drawn, pairs: pairs))
  }

  private func counts(of word: Int) -> (observed: Int, drawn: Int) {
    let drawn = window.trace.pairs.prefix(window.pairsSoFar).reduce(0) { sum, pair in
      sum + (pair.negatives.first { $0.word == word }?.count ?? 0)
    }
    return (observations[word] ?? 0, drawn)
  }
}
