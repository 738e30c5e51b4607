import Debugger
import Word2Vec

/// The pending window in words and numbers, without geometry.
struct WindowModel: Sendable {
  /// Every number of the window.
  let trace: WindowTrace
  let hyperparameters: Hyperparameters
  let vocabulary: Vocabulary
  /// How many pairs `stepi` has passed.
  let passedPairs: Int
  let glyphs: Glyphs
  /// The words observed or drawn, each once.
  let involvedWords: [Int]

  init(
    _ trace: WindowTrace, hyperparameters: Hyperparameters, vocabulary: Vocabulary,
    passedPairs: Int, glyphs: Glyphs
  ) {
    self.trace = trace
    self.hyperparameters = hyperparameters
    self.vocabulary = vocabulary
    self.passedPairs = passedPairs
    self.glyphs = glyphs
    involvedWords = trace.involvedWords
  }

  /// A word in the spelling at hand; it holds nothing that could steer a terminal.
  ///
  /// Of a word longer than any screen only the start is read.
  func word(_ index: Int) -> String {
    let bytes = vocabulary.bytes(of: index)
    let text =
      bytes.count <= Self.wordLimit
      ? displayText(bytes) : displayText(bytes.prefix(Self.wordLimit)) + "…"
    return glyphs.spelled(text)
  }

  private static let wordLimit = 2_000

  /// Whether `stepi` is between the pairs.
  var isWithinPairs: Bool { passedPairs > 0 }

  /// How many pairs the sums include: the ones that `stepi` has passed, or all before the first.
  var pairsSoFar: Int {
    isWithinPairs ? min(passedPairs, trace.pairs.count) : trace.pairs.count
  }

  /// The pairs a window has where the sentence does not cut it short, so that layouts stay as they
  /// are from step to step.
  var usualPairs: Int { max(2 * hyperparameters.radius, trace.pairs.count) }

  /// How often each word is observed in the first pairs.
  func observations(inPairs count: Int) -> [Int: Int] {
    trace.pairs.prefix(count).reduce(into: [:]) { $0[$1.outside, default: 0] += 1 }
  }

  /// `a_w` over the pairs so far; `nil` for a word whose gradient is zero by definition.
  func outsideCoefficient(of word: Int) -> Double? {
    let isTouched =
      trace.update.objective.readsWholeVocabulary
      ? 0..<vocabulary.count ~= word : involvedWords.contains(word)
    guard isTouched else { return nil }
    guard isWithinPairs else { return trace.coefficients[word] }
    return (0..<pairsSoFar).reduce(0) { $0 + trace.coefficient(of: word, pair: $1) }
  }
}
