import Foundation
import Word2Vec

/// A text of random words, the r-th of them about as often as 1/r, a line a sentence.
struct SyntheticText {
  /// Words of the vocabulary, at most 26⁵.
  let words: Int
  private(set) var bytes: [UInt8] = []
  private(set) var tokens = 0
  private static let sentence = 20

  /// A text that is empty so far.
  init(words: Int) {
    self.words = words
  }

  /// Appends random words.
  mutating func appendRandom(_ count: Int) {
    let randomness = Randomness(seed: 1, for: .check)
    for token in tokens..<tokens + count {
      append(Int(pow(Double(words), randomness.keyed(by: token).unit)) - 1)
    }
  }

  /// Appends every word once.
  mutating func appendAll() {
    for word in 0..<words { append(word) }
  }

  private mutating func append(_ word: Int) {
    // No keyword of a command has so many letters of which the first is this.
    bytes.append(UInt8(ascii: "w"))
    var rest = word
    for _ in 0..<(words > 456_976 ? 5 : 4) {
      bytes.append(UInt8(ascii: "a") + UInt8(rest % 26))
      rest /= 26
    }
    tokens += 1
    bytes.append(tokens % Self.sentence == 0 ? UInt8(ascii: "\n") : UInt8(ascii: " "))
  }

  /// The text read as a corpus, with all of its words.
  func corpus() throws -> Corpus {
    try Corpus.reading(bytes)
  }

  /// A corpus of 50,000 words; the ones missing from `randomTokens` tokens are at the end.
  static func large(randomTokens: Int) throws -> Corpus {
    var text = SyntheticText(words: 50_000)
    text.appendRandom(randomTokens)
    text.appendAll()
    return try text.corpus()
  }
}

/// Random texts in files, which go with it.
final class TextFiles {
  private let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("sgdb-\(getpid())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(at: folder)
  }

  /// The program's arguments for a text with this vocabulary, 100 components.
  func arguments(words: Int, _ objective: String) throws -> [String] {
    let file = folder.appendingPathComponent("\(words).txt")
    if !FileManager.default.fileExists(atPath: file.path) {
      var text = SyntheticText(words: words)
      text.appendRandom(300_000)
      text.appendAll()
      try Data(text.bytes).write(to: file)
    }
    return [
      file.path, "--min-count", "1", "--dimension", "100", "--epochs", "1000", "--objective",
      objective,
    ]
  }
}

extension Corpus {
  /// Reads a text in memory in slices, as the program does, and keeps all of its words.
  static func reading(_ bytes: [UInt8]) throws -> Corpus {
    let reader = CorpusReader(bytes: bytes, source: .standardInput, tokenization: .words)
    return try reader.read(minimumCount: 1)
  }
}

extension Hyperparameters {
  /// 100 components, radius 2, five negatives.
  static func large(_ objective: Objective) -> Hyperparameters {
    var hyperparameters = Hyperparameters()
    hyperparameters.objective = objective
    hyperparameters.dimension = 100
    return hyperparameters
  }
}
