import Corpora
import Glibc
import Word2Vec

extension Session {
  /// Starts a session; the first ``advance()`` loads the corpus given.
  ///
  /// - Throws: ``UsageError`` for a wrong option, another error if a file cannot be read.
  package static func start(_ options: SessionOptions, host: Host = Host()) throws -> Session {
    let session = Session(corpus: try defaultCorpus(), host: host)
    session.interface.ascii = options.usesASCII
    session.interface.color = options.color
    session.interface.trust = !options.isUntrusted
    var settings = session.settings
    var isLoadingSession = false
    for setting in options.settings {
      do {
        try Setting.named(setting.name).assign(setting.value, to: &settings)
      } catch {
        throw UsageError("--\(setting.name) \(setting.value): \(error)")
      }
    }
    if let file = options.corpus, file.hasSuffix(SessionFormat.fileExtension) {
      isLoadingSession = true
      session.startByLoading("load session \(displayText(file.utf8))") { session in
        try session.loadSession(file)
      }
    } else if let corpus = options.corpus {
      let chosen = settings
      session.text = settings.text
      session.startByLoading("load \(displayText(corpus.utf8))") { session in
        try session.load(corpus, text: chosen.text, hyperparameters: chosen.hyperparameters)
      }
    } else if settings != session.settings {
      let chosen = settings
      try session.change(to: chosen)
    }
    if !isLoadingSession { _ = session.takeEffects() }
    try session.enqueueStart(options, isLoadingSession: isLoadingSession)
    return session
  }

  /// A greeting: the position, and commands to try.
  package func greet() -> [Effect] {
    guard !run.isFinished else {
      report(
        "The training of \(displayText(corpus.name.utf8)) has ended: "
          + "\(counted(run.number, "window")).")
      report(
        "Try `nearest WORD`, `why A B`, `plot loss`; `set epochs \(hyperparameters.epochs + 1)` goes "
          + "on, `back` steps back; `help`.")
      return takeEffects()
    }
    report(
      "Before window \(grouped(run.number)) of \(displayText(corpus.name.utf8)): all parts of its "
        + "update.")
    report(
      "Type `step` (or just Enter), `toggle` for the other objective, `derive`, `help`; "
        + "`tour` is a guided tour.")
    interpreter.repeatable = "step"
    return takeEffects()
  }

  /// The corpus of a session if none is given.
  package static func defaultCorpus() throws -> Corpus {
    try CorpusReader.open(bundled: BundledTexts.defaultName).read()
  }

  /// Lets the first ``advance()`` load a corpus or session.
  private func startByLoading(_ title: String, _ load: @escaping (Session) throws -> Void) {
    interpreter.start = (title, load)
    interpreter.isStarting = true
  }

  private func enqueueStart(_ options: SessionOptions, isLoadingSession: Bool) throws {
    let initFile = options.initFile.flatMap { access($0, F_OK) == 0 ? $0 : nil }
    if let initFile { enqueue(try Script(file: initFile, isRegular: true)) }
    if isLoadingSession || initFile != nil {
      // Flags are applied as `set` commands, before -x and -ex.
      for setting in options.settings {
        enqueue(Script(line: "set \(setting.name) \(quoted(Array(setting.value.utf8)))"))
      }
    }
    if let file = options.vectors {
      enqueue(Script(line: "load vectors \(quoted(Array(file.utf8)))"))
    }
    if let file = options.outsideVectors {
      enqueue(Script(line: "load vectors \(quoted(Array(file.utf8))) --outside"))
    }
    for command in options.commands {
      switch command {
      case .file(let path):
        let trust = options.isUntrusted ? Trust.limited(toFolderOf: path) : .full
        enqueue(try Script(file: path, trust: trust))
      case .line(let line): enqueue(Script(line: line))
      }
    }
  }
}
