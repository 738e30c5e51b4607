import Corpora
import SkipGram

#if canImport(Glibc)
import Glibc
#endif

extension Session {
  /// Starts a session; loading what takes long is left to `advance(work:)`.
  ///
  /// - Throws: `UsageError` if an option makes no sense, another error if a file cannot be read.
  package static func start(_ options: SessionOptions) throws -> Session {
    let session = Session(corpus: try defaultCorpus())
    session.interface.ascii = options.usesASCII
    session.interface.color = options.color
    var settings = session.settings
    for setting in options.settings {
      do {
        try Setting.named(setting.name).assign(setting.value, to: &settings)
      } catch {
        throw UsageError("--\(setting.name) \(setting.value): \(error)")
      }
    }
    if let file = options.corpus, file.hasSuffix(SessionFormat.fileExtension) {
      session.begin(try LoadSessionActivity(path: file, session: session))
      session.isStarting = true
    } else if let corpus = options.corpus {
      session.text = settings.text
      session.begin(
        try LoadActivity(
          name: corpus, text: settings.text, hyperparameters: settings.hyperparameters))
      session.isStarting = true
    } else if settings != session.settings {
      let chosen = settings
      try session.change(to: chosen)
    }
    if !session.isLoadingSession { _ = session.takeEffects() }
    try session.enqueueStart(options)
    return session
  }

  /// What a newcomer is told: what is on screen, and what to type.
  package func greet() -> [Effect] {
    say(
      "Before window \(trainer.number) of \(displayText(corpus.name.utf8)): all that its update "
        + "will be made of.")
    say(
      "Type `step` (or just Enter), `toggle` for the other objective, `derive`, `help`; "
        + "`tour` shows you around.")
    repeatable = "step"
    return takeEffects()
  }

  /// The corpus a session starts on when none is named.
  package static func defaultCorpus() throws -> Corpus {
    let reader = CorpusReader.open(bundled: BundledTexts.defaultName)
    return try reader.read()
  }

  private var isLoadingSession: Bool { activity is LoadSessionActivity }

  private func enqueueStart(_ options: SessionOptions) throws {
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
