/// Which words the lines that speak of one word take.
struct WordChoice: Sendable {
  /// The word the user asked for.
  let asked: Int?
  /// Softmax, case B: a word that the pair does not observe.
  private(set) var other: Int?
  /// Softmax, the closing table: a word that no pair of the window observes.
  private(set) var unobserved: Int?
  /// Negative sampling, case B: a word drawn in the pair.
  private(set) var drawn: Int?
  /// Negative sampling, the closing table: a word drawn in the window and observed nowhere in it.
  private(set) var drawnOnly: Int?
  /// A word for which "every ω ≠ 0" is wrong in the pair: not drawn, or else drawn more than once.
  private(set) var undrawn: Int?
  /// A word that negative sampling leaves alone in the whole window.
  private(set) var untouched: Int?
  /// The words whose gradients are listed for the window.
  private(set) var listed: [Int] = []

  /// What a line wants its word to be.
  enum Kind: CaseIterable, Sendable {
    case other
    case unobserved
    case drawn
    case drawnOnly
    case undrawn
    case untouched
  }

  /// The word of a kind, if there is one.
  subscript(kind: Kind) -> Int? {
    switch kind {
    case .other: other
    case .unobserved: unobserved
    case .drawn: drawn
    case .drawnOnly: drawnOnly
    case .undrawn: undrawn
    case .untouched: untouched
    }
  }

  /// Chooses words for a pair of an update's window.
  ///
  /// - Parameters:
  ///   - update: Its words and draws are read.
  ///   - pair: The pair that lines about one pair speak of.
  ///   - asked: The word the user asked for; where it does not fit, a line has none.
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
    other = fit { $0 != observed }
    unobserved = fit { !observedAnywhere.contains($0) }
    func first(_ words: [Int], _ isFit: (Int) -> Bool) -> Int? {
      asked.map { isFit($0) && words.contains($0) ? $0 : nil } ?? words.first(where: isFit)
    }
    drawn = first(draws) { $0 != observed }
    drawnOnly = first(touched) { !observedAnywhere.contains($0) }

    let drawnHere = Set(draws)
    undrawn =
      (0..<vocabularySize).first { $0 != observed && !drawnHere.contains($0) }
      ?? draws.first { word in draws.count { $0 == word } > 1 }
    let touchedSet = Set(touched)
    untouched = (0..<vocabularySize).first { !touchedSet.contains($0) }
    if let asked {
      listed = [asked]
    } else {
      let definition = update.objective.definition
      listed = definition.involvedWords(of: update)
      if definition.readsWholeVocabulary, let unobserved { listed.append(unobserved) }
    }
  }

  /// Every word chosen.
  var all: [Int] {
    Kind.allCases.compactMap { self[$0] } + listed
  }

  /// Why a line has no word to speak of.
  func missing(none: String, asked: String) -> String {
    self.asked == nil ? none : "the word asked for is " + asked
  }
}
