import Debugger
import Word2Vec

/// The text around the window, sentence by sentence.
struct CorpusModel: Sendable {
  /// A word of the text and its part in the window.
  struct Word: Equatable {
    enum Part: Equatable {
      /// None.
      case text
      /// None, because min-count or subsampling leaves it out.
      case leftOut
      case center
      /// The observed word of a pair, counted from 1.
      case outside(pair: Int)
    }

    var text: String
    var part: Part
    /// The word of the vocabulary it is; `nil` for one below min-count.
    var type: Int?
  }

  /// A row of the pane.
  enum Row: Equatable {
    /// A sentence, by its number from 0.
    case sentence(Int)
    /// The hand-made window, which has no place in the text.
    case handMade
  }

  let window: WindowModel
  private let corpus: Corpus
  /// The sentence of the run's position, from 0; also the row of the window.
  let current: Int
  private let isHandMade: Bool

  init(_ reader: SessionReader) {
    window = reader.window
    corpus = reader.session.corpus
    let place = window.trace.window.place
    isHandMade = place == nil
    current =
      place?.sentence ?? corpus.sentence(ofToken: reader.session.run.position.token)
  }

  /// How many sentences there are.
  var sentenceCount: Int { corpus.sentenceCount }

  /// How many rows there are.
  var rowCount: Int { corpus.sentenceCount + (isHandMade ? 1 : 0) }

  /// The content of a row.
  func row(_ index: Int) -> Row {
    guard isHandMade, index >= current else { return .sentence(index) }
    return index == current ? .handMade : .sentence(index - 1)
  }

  /// The hand-made window: the center, then the words around it.
  var handMadeWords: [Word] {
    let center = window.trace.window.center
    return [Word(text: window.word(center), part: .center, type: center)]
      + window.trace.window.outside.enumerated().map { pair, outside in
        Word(
          text: window.word(outside.word), part: .outside(pair: pair + 1), type: outside.word)
      }
  }

  /// The words of a sentence, at most `limit` of them.
  func words(ofSentence sentence: Int, limit: Int) -> (words: [Word], isWhole: Bool) {
    let range = corpus.tokenRange(ofSentence: sentence)
    return (range.prefix(limit).map(plainWord), range.count <= limit)
  }

  /// The words of the window's sentence around its center.
  ///
  /// - Parameter reach: How many words to go to either side.
  /// - Returns: The words, where the center is among them, and whether more follow on each side;
  ///   `nil` for a hand-made window.
  func wordsAroundCenter(reach: Int)
    -> (words: [Word], center: Int, more: (left: Bool, right: Bool))?
  {
    guard let place = window.trace.window.place else { return nil }
    let sentence = corpus.tokenRange(ofSentence: place.sentence)
    let range =
      max(
        sentence.lowerBound, place.token - reach)..<min(
        sentence.upperBound, place.token + reach + 1)
    let retained = corpus.retainedTokens(
      in: range, epoch: place.epoch, window.hyperparameters)
    guard let center = retained.firstIndex(of: place.token) else { return nil }
    var words = range.map { token in
      var word = plainWord(token)
      word.part = .leftOut
      return word
    }
    for token in retained { words[token - range.lowerBound].part = .text }
    for (pair, outside) in window.trace.window.outside.enumerated() {
      guard let offset = outside.offset, retained.indices ~= center + offset else { continue }
      words[retained[center + offset] - range.lowerBound].part = .outside(pair: pair + 1)
    }
    words[place.token - range.lowerBound].part = .center
    return (
      words, place.token - range.lowerBound,
      (range.lowerBound > sentence.lowerBound, range.upperBound < sentence.upperBound)
    )
  }

  private func plainWord(_ token: Int) -> Word {
    let type = Int(corpus.tokens[token])
    let isKnown = type < corpus.vocabulary.count
    return Word(
      text: window.word(type), part: isKnown ? .text : .leftOut, type: isKnown ? type : nil)
  }
}
