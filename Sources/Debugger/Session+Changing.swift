import Runs
import Word2Vec

extension Session {
  /// Changes settings, all or none; a new vocabulary or new parameters start over at window 0.
  ///
  /// A new tokenization reads the text again. `log` is an open log to continue if its file is chosen
  /// again.
  func change(to new: SettingsDraft, resuming log: RunLog? = nil) throws {
    let old = settings
    let rebuilds =
      self.rebuilds(from: old.hyperparameters, to: new.hyperparameters) || new.text != old.text
    if rebuilds { try askBeforeLosingRun("start over") }
    try openLog(for: new.interface, resuming: log)
    if new.text.tokenization != old.text.tokenization {
      interface = new.interface
      try reload(text: new.text, hyperparameters: new.hyperparameters)
      return
    }
    if rebuilds {
      try rebuild(new)
    } else if new.hyperparameters != old.hyperparameters {
      try requireMemory(words: corpus.vocabulary.count, new.hyperparameters, allocating: 0)
      make(.settings(new.hyperparameters))
    }
    text = new.text
    interface = new.interface
    fitHistory()
  }

  private func rebuilds(from old: Hyperparameters, to new: Hyperparameters) -> Bool {
    old.dimension != new.dimension || old.seed != new.seed
      || old.initialisation != new.initialisation || old.subsample != new.subsample
  }

  private func rebuild(_ new: SettingsDraft) throws {
    var corpus = corpus
    if let minimumCount = new.text.minimumCount, minimumCount != corpus.vocabulary.minimumCount {
      corpus = corpus.with(minimumCount: minimumCount)
      try corpus.requireWindow()
    }
    try requireMemory(words: corpus.vocabulary.count, new.hyperparameters)
    let new = try newRun(on: corpus, new.hyperparameters)
    try cancellation.check()
    report("starting over at window 0 with new parameters")
    install(new)
  }

  /// The index of an argument's word.
  func word(_ argument: CommandArgument) throws -> Int {
    try word(argument.bytes)
  }

  /// The index of a word.
  ///
  /// - Throws: ``CommandError`` with the nearest word.
  package func word(_ bytes: [UInt8]) throws -> Int {
    let vocabulary = corpus.vocabulary
    switch vocabulary.lookUp(bytes) {
    case .word(let index): return index
    case .belowMinimumCount(let occurrences):
      throw CommandError.rareWord(
        displayText(bytes), occurrences: occurrences, minimumCount: vocabulary.minimumCount)
    case .absent:
      throw CommandError.unknownWord(
        displayText(bytes), nearest: vocabulary.nearest(to: bytes).map { name($0) })
    }
  }
}
