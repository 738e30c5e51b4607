import CMemory
import Corpora
import SkipGram

/// Reads a corpus in slices, then starts a run on it.
final class LoadActivity: Activity {
  let title: String
  private var phase: Phase
  private let text: TextSettings
  private let hyperparameters: Hyperparameters

  private enum Phase {
    /// Reading, counting and numbering the text.
    case reading(CorpusReader)
    /// Making parameters for it, when what reading took is free again.
    case initialising(Corpus)
  }

  /// Loads what a name stands for: a file, `-` for standard input, or a bundled corpus.
  convenience init(
    name: String, text: TextSettings, hyperparameters: Hyperparameters
  ) throws {
    try self.init(
      reader: CorpusReader.open(name, tokenization: text.tokenization), text: text,
      hyperparameters: hyperparameters)
  }

  /// Reads a corpus's text again, to be taken apart in another way.
  convenience init(
    rereading corpus: Corpus, text: TextSettings, hyperparameters: Hyperparameters
  ) throws {
    let reader: CorpusReader
    if case .file(let path) = corpus.source {
      reader = try CorpusReader(path: path, tokenization: text.tokenization)
    } else {
      reader = CorpusReader(
        bytes: corpus.text ?? [], source: corpus.source, tokenization: text.tokenization)
    }
    self.init(reader: reader, text: text, hyperparameters: hyperparameters)
  }

  private init(reader: CorpusReader, text: TextSettings, hyperparameters: Hyperparameters) {
    phase = .reading(reader)
    self.text = text
    self.hyperparameters = hyperparameters
    title = "load \(displayText(reader.source.name.utf8))"
  }

  var progress: Progress {
    let (done, total) =
      switch phase {
      case .reading(let reader): (reader.bytesRead, reader.totalBytes)
      case .initialising(let corpus): (corpus.byteCount, corpus.byteCount)
      }
    return Progress(title: title, done: done, total: total, unit: "bytes")
  }

  func advance(_ session: Session, work: Int) throws -> Bool {
    switch phase {
    case .reading(let reader):
      let corpus = try reader.read(
        minimumCount: text.minimumCount, cancellation: session.cancellation)
      try corpus.requireWindow()
      try session.requireMemory(
        words: corpus.vocabulary.count, dimension: hyperparameters.dimension)
      phase = .initialising(corpus)
      return false
    case .initialising(let corpus):
      memory_trim()
      try start(corpus, in: session)
      return true
    }
  }

  /// Starts a run on the text.
  ///
  /// - Throws: ``Interruption``; nothing has been done then.
  private func start(_ corpus: Corpus, in session: Session) throws {
    let parameters = try Parameters(
      words: corpus.vocabulary.count, hyperparameters: hyperparameters,
      cancellation: session.cancellation)
    let trainer = try Trainer(
      corpus: corpus, hyperparameters: hyperparameters, parameters: parameters,
      cancellation: session.cancellation)
    session.translateHistory(to: corpus.vocabulary)
    session.install(trainer)
    session.text = text
    session.isStarting = false
    session.sayCorpus()
  }

  func interrupt(_ session: Session) {
    session.say("\(title): interrupted; the session stays as it was")
  }
}

extension CorpusReader {
  /// A reader of what a name stands for; a file goes before a bundled corpus of the same name.
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
      throw CommandError.unknownCorpus(
        name, names: (BundledTexts.corpora.keys + BundledTexts.fileNames).sorted())
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

extension Session {
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
