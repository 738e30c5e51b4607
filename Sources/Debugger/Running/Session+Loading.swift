import CPlatform
import Corpora
import Runs
import SkipGram

extension Session {
  /// Loads a corpus by name and starts a run on it: a file, `-` for standard input, or a bundled one.
  func load(_ name: String, text: TextSettings, hyperparameters: Hyperparameters) throws {
    try load(
      CorpusReader.open(name, tokenization: text.tokenization), text: text,
      hyperparameters: hyperparameters)
  }

  /// Reads the text of the corpus again, to split it into words in another way.
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
    let new = try work(title) {
      Progress(title: title, done: reader.bytesRead, total: reader.totalBytes, unit: "bytes")
    } _: {
      let corpus = try reader.read(minimumCount: text.minimumCount, cancellation: cancellation)
      try corpus.requireWindow()
      try requireMemory(words: corpus.vocabulary.count, hyperparameters)
      // The memory that reading took is returned to the system before parameters are made.
      memory_trim()
      return try newRun(on: corpus, hyperparameters)
    }
    translateHistory(to: new.corpus.vocabulary)
    install(new)
    self.text = text
    interpreter.isStarting = false
    sayCorpus()
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

  /// Says what was loaded, and what was chosen for it.
  func sayCorpus() {
    let corpus = corpus
    let vocabulary = corpus.vocabulary
    let takesAll = vocabulary.minimumCount == 1 && corpus.minimumCountIsAutomatic
    say(
      "\(displayText(corpus.name.utf8)): \(counted(corpus.tokens.count, "token")) in "
        + "\(counted(corpus.sentenceCount, "sentence")), \(counted(vocabulary.count, "word"))"
        + (takesAll ? ", min-count 1" : ""))
    if !takesAll {
      say(
        "min-count \(vocabulary.minimumCount)"
          + (corpus.minimumCountIsAutomatic ? ", chosen for a text of this size" : "")
          + ", leaves out \(counted(vocabulary.allTypes - vocabulary.count, "rarer word"))")
    }
    if corpus.invalidBytes > 0 {
      say(
        "warning: \(counted(corpus.invalidBytes, "byte")) outside UTF-8, kept, and shown as \\xNN")
    }
    if vocabulary.count == 1 {
      say("the vocabulary has one word: there is nothing else to draw as a negative")
    }
  }
}

extension CorpusReader {
  /// A reader of the corpus of a name; a file goes before a bundled corpus of the same name.
  static func open(_ name: String, tokenization: Tokenization) throws -> CorpusReader {
    if name == "-" {
      return CorpusReader(
        descriptor: 0, source: .standardInput, tokenization: tokenization)
    }
    do throws(CorpusError) {
      return try CorpusReader(path: name, tokenization: tokenization)
    } catch .file(.missing(let path)) {
      if BundledTexts.corpora[name] != nil {
        return open(bundled: name, tokenization: tokenization)
      }
      if let path = BundledTexts.path(ofFile: name + ".txt") {
        return try CorpusReader(path: path, tokenization: tokenization)
      }
      if name.contains("/") { throw CorpusError.file(.missing(path: path)) }
      throw CommandError.unknownName(
        .corpus, name, names: (BundledTexts.corpora.keys + BundledTexts.fileNames).sorted())
    }
  }

  /// A reader of a corpus that is part of the binary.
  static func open(
    bundled name: String, tokenization: Tokenization = .words
  ) -> CorpusReader {
    CorpusReader(
      bytes: BundledTexts.corpora[name] ?? [], source: .bundled(name), tokenization: tokenization)
  }
}
