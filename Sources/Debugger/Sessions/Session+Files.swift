import Corpora
import Glibc
import Runs
import Word2Vec

extension Session {
  /// Reads a session file and its corpus, then continues the saved session.
  ///
  /// The current session is unchanged until both files are verified.
  func loadSession(_ path: String) throws {
    let title = "load session \(displayText(path.utf8))"
    let file = try SessionFileReader(path: path)
    let saved = file.saved
    try SessionFileError.naming(path) { try Command.requireForBreakpoints(saved.breakpoints) }
    let keepsOrigin = saved.parameterByteCount + RunTally().byteCount <= interface.historyLimit
    try requireMemory(
      words: saved.words, saved.hyperparameters, allocating: keepsOrigin ? 2 : 1,
      bytes: saved.embeddedByteCount)
    if saved.replayableHistory.map(\.hasOrigin)
      ?? (saved.number > 0 || !saved.hasInitialParameters),
      !keepsOrigin
    {
      report(
        "history-memory \(interface.historyMemory) MiB is too small for a state of this session: "
          + "the history is off")
    }
    var corpusReader: CorpusReader?
    let run = try work(title) {
      Progress(
        title: title, done: file.bytesRead + (corpusReader?.bytesRead ?? 0),
        total: file.totalBytes + file.saved.textByteCount, unit: "bytes")
    } _: {
      while try file.read(upTo: Self.bytesAtOnce, cancellation: cancellation) {
        try cancellation.check()
      }
      let reader = try file.openCorpus()
      corpusReader = reader
      let corpus: Corpus
      do {
        corpus = try reader.read(
          minimumCount: saved.text.minimumCount, cancellation: cancellation)
      } catch is CorpusError {
        // The error says nothing of the text that is there instead: it may be private.
        throw SessionFileError.corpusChanged(path: file.path, corpus: file.corpusName)
      }
      guard corpus.contentHash == saved.textHash, corpus.byteCount == saved.textByteCount,
        corpus.vocabulary.count == saved.words, corpus.hasWindow
      else { throw SessionFileError.corpusChanged(path: file.path, corpus: file.corpusName) }
      try SessionFileError.naming(path) { try saved.requirePosition(in: corpus) }
      return try makeRun(saved, of: file, on: corpus, keepsOrigin: keepsOrigin)
    }
    resume(saved, of: path, run)
  }

  /// The run of a session file that has been read.
  private func makeRun(
    _ saved: SavedSession, of file: SessionFileReader, on corpus: Corpus, keepsOrigin: Bool
  ) throws -> Run {
    let history = saved.replayableHistory
    let recorded = history?.hasOrigin == true && !keepsOrigin ? nil : history
    let origin =
      recorded != nil
      ? file.takeOrigin()
      : keepsOrigin ? try file.copyParameters(cancellation: cancellation) : nil
    var trainer = try Trainer(
      corpus: corpus, hyperparameters: saved.hyperparameters, parameters: file.takeParameters(),
      number: saved.number, position: saved.position, cancellation: cancellation)
    let window = trainer.window
    try SessionFileError.naming(file.path) {
      try saved.requireDraws(fit: window)
      if let recorded, saved.number > recorded.saved.branches[recorded.saved.current].end {
        throw InvalidField("the window is beyond the end of its branch")
      }
    }
    guard let recorded else {
      return Run(
        continuing: trainer, origin: origin, hasInitialParameters: saved.hasInitialParameters,
        tally: history?.tally ?? RunTally(recentLosses: saved.recentLosses),
        divergence: saved.divergence, historyLimit: interface.historyLimit,
        cancellation: cancellation)
    }
    trainer.overrides = saved.overrides
    trainer.omissions = saved.omissions
    return Run(
      resuming: trainer, origin: origin, recorded.saved, tally: recorded.tally,
      losses: recorded.losses, divergence: saved.divergence,
      historyLimit: interface.historyLimit, cancellation: cancellation)
  }

  /// Continues a saved session.
  private func resume(_ saved: SavedSession, of path: String, _ run: Run) {
    install(run)
    if saved.overrides != run.overrides { make(.overrides(saved.overrides)) }
    if saved.omissions != run.omissions { make(.omissions(saved.omissions)) }
    fitHistory()
    text = saved.text
    interpreter.isStarting = false
    breakpoints.removeAll()
    reportCorpus()
    if saved.number > 0, saved.replayableHistory == nil {
      report(
        (saved.arithmetic == nil || saved.history == nil
          ? "the file holds no history"
          : "the file was written by a program of another arithmetic, which would replay other bits")
          + ": the history begins at window \(grouped(saved.number))")
    }
    reportPlace()
    let script = Script(
      saved.breakpoints.utf8, name: displayText(path.utf8), trust: .breakpoints)
    interpreter.waiting.insert(contentsOf: script.lines.filter { !$0.text.isEmpty }, at: 0)
  }

  /// Writes the session to a file.
  func saveSession(_ path: String) throws {
    let title = "save session \(displayText(path.utf8))"
    try prepareToWrite(path)
    let writer = try SessionFileWriter(path: path, session: self)
    try work(title, unchanged: "the file stays as it was") {
      Progress(title: title, done: writer.bytesWritten, total: writer.totalBytes, unit: "bytes")
    } _: {
      while try writer.write(Self.rowsAtOnce, of: run.parameters) { try cancellation.check() }
    }
    recordWritten(path)
    savedWindow = run.number
    report("wrote \(displayText(path.utf8))")
  }

  /// The number of bytes read between two checks of the cancellation: a few milliseconds.
  private static let bytesAtOnce = 1 << 20

  /// The number of rows written between two checks of the cancellation: a few milliseconds.
  private static let rowsAtOnce = 512
}

extension SessionFileReader {
  var corpusName: String {
    if case .file(let path) = saved.source { path } else { saved.source.name }
  }

  func openCorpus() throws -> CorpusReader {
    switch saved.source {
    case .standardInput:
      return CorpusReader(
        bytes: text, source: saved.source, tokenization: saved.text.tokenization)
    case .bundled(let name):
      guard BundledTexts.corpora[name] != nil else {
        throw SessionFileError.corpusMissing(path: path, corpus: name)
      }
      return .open(bundled: name, tokenization: saved.text.tokenization)
    case .file(let corpus):
      if access(corpus, F_OK) == 0, FileIdentity(of: corpus) == nil {
        throw SessionFileError.corpusIrregular(path: path, corpus: corpus)
      }
      do throws(CorpusError) {
        return try CorpusReader(path: corpus, tokenization: saved.text.tokenization)
      } catch .file(.missing) {
        throw SessionFileError.corpusMissing(path: path, corpus: corpus)
      }
    }
  }
}
