/// Why a text cannot be used as a corpus.
public enum CorpusError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The file is missing, a directory or unreadable.
  case file(FileError)
  /// The text has no byte.
  case empty(name: String)
  /// The text has bytes, but no word.
  case noWord(name: String, bytes: Int, tokenization: Tokenization)
  /// The text has more words than can be numbered.
  case tooLong(name: String, limit: Int)
  /// The text has a run of bytes without a blank that is too long.
  case noBlank(name: String, limit: Int)
  /// The text does not fit into memory.
  case tooLarge(name: String, bytes: Int, memory: Int)
  /// No line has two words of the vocabulary, so there is nothing to train on.
  case noWindow(name: String, words: Int, minimumCount: Int, mostFrequent: Int)

  /// The name of the corpus, the problem and a remedy.
  public var description: String {
    switch self {
    case .file(let error):
      return error.description
    case .empty(let name):
      return "\(quoted(name)) is empty; a corpus needs a line of at least two words"
    case .noWord(let name, let bytes, .words):
      return """
        \(quoted(name)) has \(bytes) bytes but no word once punctuation is stripped; \
        try the tokens raw
        """
    case .noWord(let name, let bytes, .raw):
      return "\(quoted(name)) has \(bytes) bytes, all of them blanks; a corpus needs words"
    case .tooLong(let name, let limit):
      return "\(quoted(name)) has more than \(limit) words; use a part of it"
    case .noBlank(let name, let limit):
      return "\(quoted(name)) has \(limit) bytes without a blank; a corpus is words between blanks"
    case .tooLarge(let name, let bytes, let memory):
      return """
        the first \(bytes / 1_000_000) MB of \(quoted(name)) nearly fill the memory of this machine, \
        which is \(memory / 1_000_000) MB; use a part of it
        """
    case .noWindow(let name, 0, let minimumCount, let mostFrequent):
      return """
        no word of \(quoted(name)) occurs \(minimumCount) times, the most frequent one \
        \(times(mostFrequent)); try a lower min-count
        """
    case .noWindow(let name, _, let minimumCount, _) where minimumCount > 1:
      return """
        \(quoted(name)) has no line with two words that occur \(minimumCount) times, so no window; \
        try a lower min-count
        """
    case .noWindow(let name, _, _, _):
      return "\(quoted(name)) has no line of two words, so no window; a line is a sentence"
    }
  }

  private func quoted(_ name: String) -> String { displayText(name.utf8) }

  private func times(_ count: Int) -> String {
    switch count {
    case 1: "once"
    case 2: "twice"
    default: "\(count) times"
    }
  }
}
