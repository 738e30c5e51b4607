import CPlatform
import Corpora
import Runs
import Word2Vec

extension Session {
  /// Loads a corpus (a file, `-` for standard input, or a bundled one) and starts a run on it.
  func load(_ name: String, text: TextSettings, hyperparameters: Hyperparameters) throws {
    try load(
      corpusReader(name, tokenization: text.tokenization), text: text,
      hyperparameters: hyperparameters)
  }

  /// Reads the text of the corpus again with another tokenization.
  func reload(text: TextSettings, hyperparameters: Hyperparameters) throws {
    let reader: CorpusReader
    if case .file(let path) = corpus.source {
      reader = try CorpusReader(path: path, tokenization: text.tokenization)
    } else {
      reader = CorpusReader(
        bytes: corpus.text ?? [], source: corpus.source, tokenization: text.tokenization)
    }
    try load(reader, text: text, hyperparameters: hyperparameters)
  }

  private func load(
    _ reader: CorpusReader, text: TextSettings, hyperparameters: Hyperparameters
  ) throws {
    let title = "load \(displayText(reader.source.name.utf8))"
    var alike: [Int] = []
    let new = try work(title) {
      Progress(title: title, done: reader.bytesRead, total: reader.totalBytes, unit: "bytes")
    } _: {
      let corpus = try reader.read(minimumCount: text.minimumCount, cancellation: cancellation)
      try corpus.requireWindow()
      try requireMemory(words: corpus.vocabulary.count, hyperparameters)
      alike = try corpus.vocabulary.lookAlikes(cancellation: cancellation)
      // Returns the memory of the reader to the system before parameters are allocated.
      memory_trim()
      return try newRun(on: corpus, hyperparameters)
    }
    translateHistory(to: new.corpus.vocabulary)
    install(new)
    self.text = text
    interpreter.isStarting = false
    reportCorpus()
    if !alike.isEmpty {
      report(
        "warning: \(counted(alike.count, "word")) look the same as others in other characters: "
          + alike.prefix(4).map(spelling).joined(separator: " ") + (alike.count > 4 ? " …" : ""))
    }
  }

  /// A word with all characters beyond ASCII as escapes.
  func spelling(of word: Int) -> String {
    String(decoding: corpus.vocabulary.bytes(of: word).prefix(100), as: UTF8.self).unicodeScalars
      .map { $0.isASCII ? displayText("\($0)".utf8) : "\\u{\(String($0.value, radix: 16))}" }
      .joined()
  }

  /// A run on a corpus, before window 0.
  ///
  /// - Throws: ``Interruption``.
  func newRun(on corpus: Corpus, _ hyperparameters: Hyperparameters) throws(Interruption) -> Run {
    let parameters = try Parameters(
      words: corpus.vocabulary.count, hyperparameters: hyperparameters, cancellation: cancellation)
    let trainer = try Trainer(
      corpus: corpus, hyperparameters: hyperparameters, parameters: parameters,
      cancellation: cancellation)
    return Run(trainer, historyLimit: interface.historyLimit, cancellation: cancellation)
  }

  /// Prints the size of the corpus and the choices made for it.
  func reportCorpus() {
    let corpus = corpus
    let vocabulary = corpus.vocabulary
    let takesAll = vocabulary.minimumCount == 1 && corpus.minimumCountIsAutomatic
    report(
      "\(displayText(corpus.name.utf8)): \(counted(corpus.tokens.count, "token")) in "
        + "\(counted(corpus.sentenceCount, "sentence")), \(counted(vocabulary.count, "word"))"
        + (takesAll ? ", min-count 1" : ""))
    if !takesAll {
      report(
        "min-count \(vocabulary.minimumCount)"
          + (corpus.minimumCountIsAutomatic ? ", chosen for a text of this size" : "")
          + ", excludes \(counted(vocabulary.allTypes - vocabulary.count, "rarer word"))")
    }
    if corpus.invalidBytes > 0 {
      report(
        "warning: \(counted(corpus.invalidBytes, "byte")) outside UTF-8, kept, and shown as \\xNN")
    }
    if vocabulary.count == 1 {
      report("the vocabulary has one word: no negatives can be drawn")
    }
  }
}

extension CorpusReader {
  /// A reader of a named corpus; a file takes precedence over a bundled corpus.
  static func open(_ name: String, tokenization: Tokenization) throws -> CorpusReader {
    if name == "-" {
      return CorpusReader(
        descriptor: 0, source: .standardInput, tokenization: tokenization)
    }
    do throws(CorpusError) {
      return try CorpusReader(path: name, tokenization: tokenization)
    } catch .file(.missing(let path)) {
      if let bundled = bundled(name, tokenization: tokenization) { return bundled }
      if name.contains("/") { throw CorpusError.file(.missing(path: path)) }
      throw CommandError.unknownName(.corpus, name, names: BundledTexts.names)
    }
  }

  /// A reader of a bundled corpus; `nil` for other names.
  static func bundled(_ name: String, tokenization: Tokenization) -> CorpusReader? {
    BundledTexts.corpora[name].map { _ in open(bundled: name, tokenization: tokenization) }
  }

  /// A reader of a bundled corpus.
  static func open(
    bundled name: String, tokenization: Tokenization = .words
  ) -> CorpusReader {
    CorpusReader(
      bytes: BundledTexts.corpora[name] ?? [], source: .bundled(name), tokenization: tokenization)
  }
}
