/// The words of lines about another word.
struct WordChoice: Sendable {
  /// The word the user chose.
  let asked: Int?
  private var chosen: [Kind: Int] = [:]
  /// The words whose gradients are listed for the window.
  let listed: [Int]

  /// A kind of word that lines are about.
  enum Kind: CaseIterable, Sendable {
    /// Softmax, case B: a word that the pair does not observe.
    case other
    /// Softmax, the closing table: a word that no pair of the window observes.
    case unobserved
    /// Negative sampling, case B: a word drawn in the pair.
    case drawn
    /// Negative sampling, the closing table: a word drawn in the window and observed nowhere in it.
    case drawnOnly
    /// A word for which "every ω ≠ 0" is wrong in the pair: not drawn, or else drawn more than once.
    case undrawn
    /// A word that negative sampling leaves alone in the whole window.
    case untouched
  }

  /// The word of a kind, if there is one.
  subscript(kind: Kind) -> Int? { chosen[kind] }

  /// Chooses words for a pair of an update's window.
  ///
  /// - Parameters:
  ///   - update: Its words and draws are read.
  ///   - pair: The pair of lines about one pair.
  ///   - asked: The word the user chose; lines it does not fit have none.
  ///   - vocabularySize: The vocabulary size `W`.
  ///   - score: A word's score; the likeliest word is chosen where nothing else decides.
  init(
    update: Update, pair: Int, asked: Int?, vocabularySize: Int, score: ((Int) -> Double)?
  ) {
    self.asked = asked
    let observed = Int(update.outside[pair])
    let observedAnywhere = Set(update.outside.map { Int($0) })
    let draws = update.draws[pair].map { Int($0) }
    let touched = update.touchedWords

    func fit(_ isFit: (Int) -> Bool) -> Int? {
      if let asked { return isFit(asked) ? asked : nil }
      guard let score else { return (0..<vocabularySize).first(where: isFit) }
      var best: (word: Int, score: Double)?
      for word in 0..<vocabularySize where isFit(word) {
        let z = score(word)
        if best.map({ z > $0.score }) ?? true { best = (word, z) }
      }
      return best?.word
    }
    chosen[.other] = fit { $0 != observed }
    chosen[.unobserved] = fit { !observedAnywhere.contains($0) }
    func first(_ words: [Int], _ isFit: (Int) -> Bool) -> Int? {
      asked.map { isFit($0) && words.contains($0) ? $0 : nil } ?? words.first(where: isFit)
    }
    chosen[.drawn] = first(draws) { $0 != observed }
    chosen[.drawnOnly] = first(touched) { !observedAnywhere.contains($0) }

    let drawnHere = Set(draws)
    chosen[.undrawn] =
      (0..<vocabularySize).first { $0 != observed && !drawnHere.contains($0) }
      ?? draws.first { word in draws.count { $0 == word } > 1 }
    let touchedSet = Set(touched)
    chosen[.untouched] = (0..<vocabularySize).first { !touchedSet.contains($0) }
    let definition = update.objective.definition
    let unobserved = definition.readsWholeVocabulary ? chosen[.unobserved] : nil
    listed =
      asked.map { [$0] } ?? definition.involvedWords(of: update) + (unobserved.map { [$0] } ?? [])
  }

  /// Every word chosen.
  var all: [Int] { Kind.allCases.compactMap { chosen[$0] } + listed }
}

extension FormulaInputs {
  /// Why lines about a kind of word do not apply, or `nil` if there is a word of that kind.
  func inapplicableReason(of kind: WordChoice.Kind) -> String? {
    guard choice[kind] == nil else { return nil }
    let (none, asked) =
      switch kind {
      case .other: ("no word but the observed one", "the observed one; see case A")
      case .unobserved: ("every word is observed", "observed in the window; see row 1")
      case .drawn where pair.draws.isEmpty: ("K = 0: the pair has no draws", nil)
      case .drawn: ("no word was drawn", "not drawn in this pair")
      case .drawnOnly where pairs.allSatisfy(\.draws.isEmpty):
        ("K = 0: the window has no draws", nil)
      case .drawnOnly:
        ("every word drawn is also observed", "not drawn, or observed; see row 3")
      case .undrawn: ("every other word was drawn exactly once", nil)
      case .untouched: ("every word is observed or drawn", nil)
      } as (String, String?)
    guard choice.asked != nil, let asked else { return none }
    return "the chosen word is " + asked
  }
}
