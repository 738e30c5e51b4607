import Algorithms

/// Where the text of a corpus came from.
package enum CorpusSource: Equatable, Sendable {
  /// A file, by its path.
  case file(String)
  /// Standard input.
  case standardInput
  /// A text that comes with the program, by its name.
  case bundled(String)

  /// The name of a corpus from here: a file's name without its directory.
  package var name: String {
    switch self {
    case .file(let path): path.split(separator: "/").last.map(String.init) ?? path
    case .standardInput: "standard input"
    case .bundled(let name): name
    }
  }
}

/// A text as sentences of words.
///
/// Tokens are numbers of types in the full sorted list of ``Vocabulary``, so a token is a word of the
/// vocabulary if and only if its number is below `vocabulary.count`.
public final class Corpus: Sendable {
  /// Where the text came from.
  package let source: CorpusSource
  /// How the text was split into words.
  public let tokenization: Tokenization
  /// The text itself, if it cannot be read again: from standard input or bundled.
  package let text: [UInt8]?
  /// The length of the text in bytes.
  package let byteCount: Int
  /// A hash of the text's bytes, see ``ContentHash``.
  package let contentHash: UInt64
  /// Bytes of the text that are not UTF-8; they are kept as they are.
  package let invalidBytes: Int
  /// The words of the text.
  public let vocabulary: Vocabulary
  /// Whether the minimum count was chosen by ``automaticMinimumCount(tokens:)``.
  package let minimumCountIsAutomatic: Bool
  /// Every token of the text as the index of its type.
  public let tokens: [Int32]
  /// The first token of each sentence, in ascending order; a line without tokens does not count.
  package let sentenceStarts: [Int32]
  /// The number of words a vocabulary needs for a window, see ``WindowSearch``.
  private let wordsForWindow: Int

  init(
    source: CorpusSource, tokenization: Tokenization, text: [UInt8]?, byteCount: Int,
    contentHash: UInt64, invalidBytes: Int, vocabulary: Vocabulary, minimumCountIsAutomatic: Bool,
    tokens: [Int32], sentenceStarts: [Int32], wordsForWindow: Int
  ) {
    self.source = source
    self.tokenization = tokenization
    self.text = text
    self.byteCount = byteCount
    self.contentHash = contentHash
    self.invalidBytes = invalidBytes
    self.vocabulary = vocabulary
    self.minimumCountIsAutomatic = minimumCountIsAutomatic
    self.tokens = tokens
    self.sentenceStarts = sentenceStarts
    self.wordsForWindow = wordsForWindow
  }

  /// Whether the corpus has a window: a sentence with two words of the vocabulary.
  public var hasWindow: Bool { vocabulary.count >= wordsForWindow }

  /// The name of the corpus.
  public var name: String { source.name }

  /// The default minimum count: 1 below a million tokens, else 5.
  package static func automaticMinimumCount(tokens: Int) -> Int { tokens < 1_000_000 ? 1 : 5 }

  /// The same text with another minimum count.
  ///
  /// - Parameter minimumCount: How often a word must occur to be in the vocabulary.
  /// - Returns: A corpus that shares the text.
  /// - Complexity: O(*W*); nothing is copied.
  public func with(minimumCount: Int) -> Corpus {
    Corpus(
      source: source, tokenization: tokenization, text: text, byteCount: byteCount,
      contentHash: contentHash, invalidBytes: invalidBytes,
      vocabulary: vocabulary.with(minimumCount: minimumCount),
      minimumCountIsAutomatic: false, tokens: tokens, sentenceStarts: sentenceStarts,
      wordsForWindow: wordsForWindow)
  }

  /// How many sentences there are.
  public var sentenceCount: Int { sentenceStarts.count }

  /// The tokens of a sentence, as a range of ``tokens``.
  ///
  /// - Parameter sentence: Its number, from 0.
  /// - Returns: A range of one token or more.
  public func tokenRange(ofSentence sentence: Int) -> Range<Int> {
    let next = sentence + 1
    let end = next < sentenceCount ? Int(sentenceStarts[next]) : tokens.count
    return Int(sentenceStarts[sentence])..<end
  }

  /// The sentence a token is in.
  ///
  /// - Complexity: O(log *sentences*).
  package func sentence(ofToken token: Int) -> Int {
    precondition(tokens.indices ~= token, "no such token")
    return sentenceStarts.partitioningIndex { Int($0) > token } - 1
  }

  /// Refuses a corpus without a window, which no ``Trainer`` can have.
  ///
  /// - Throws: ``CorpusError/noWindow(name:words:minimumCount:mostFrequent:)``.
  public func requireWindow() throws(CorpusError) {
    guard !hasWindow else { return }
    throw .noWindow(
      name: name, words: vocabulary.count, minimumCount: vocabulary.minimumCount,
      mostFrequent: vocabulary.occurrences(of: 0))
  }
}
