import Corpora
import Glibc
import SkipGram

extension Session {
  /// Starts a session; the corpus named is loaded by the first ``advance()``.
  ///
  /// - Throws: `UsageError` if an option makes no sense, another error if a file cannot be read.
  package static func start(_ options: SessionOptions, host: Host = Host()) throws -> Session {
    let session = Session(corpus: try defaultCorpus(), host: host)
    session.interface.ascii = options.usesASCII
    session.interface.color = options.color
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

  /// What a newcomer is told: what is on screen, and what to type.
  package func greet() -> [Effect] {
    say(
      "Before window \(run.number) of \(displayText(corpus.name.utf8)): all that its update "
        + "will be made of.")
    say(
      "Type `step` (or just Enter), `toggle` for the other objective, `derive`, `help`; "
        + "`tour` shows you around.")
    interpreter.repeatable = "step"
    return takeEffects()
  }

  /// The corpus a session starts on when none is named.
  package static func defaultCorpus() throws -> Corpus {
    try CorpusReader.open(bundled: BundledTexts.defaultName).read()
  }

  /// Lets the first ``advance()`` load what the session starts on.
  private func startByLoading(_ title: String, _ load: @escaping (Session) throws -> Void) {
    interpreter.start = (title, load)
    interpreter.isStarting = true
  }

  private func enqueueStart(_ options: SessionOptions, isLoadingSession: Bool) throws {
    let initFile = options.initFile.flatMap { access($0, F_OK) == 0 ? $0 : nil }
    if let initFile { enqueue(try Script(file: initFile)) }
    if isLoadingSession || initFile != nil {
      // What is typed with the program's name changes a session as `set` does, and goes before the
      // user's own commands.
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
      case .file(let path): enqueue(try Script(file: path))
      case .line(let line): enqueue(Script(line: line))
      }
    }
  }
}
