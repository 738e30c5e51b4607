import Corpora
import SkipGram

/// `load session`: reads a session file and its corpus in slices, then goes on from there.
///
/// Until both are known to be what they were, the session under way stays as it is.
final class LoadSessionActivity: Activity {
  let title: String
  private let file: SessionFileReader
  private var corpusReader: CorpusReader?

  init(path: String, session: Session) throws {
    title = "load session \(displayText(path.utf8))"
    file = try SessionFileReader(path: path, cancellation: session.cancellation)
    let saved = file.saved
    try session.requireMemory(words: saved.words, dimension: saved.hyperparameters.dimension)
    if saved.number > 0 || !saved.hasInitialParameters,
      saved.matrixByteCount > session.historyLimit
    {
      session.say(
        "history-memory \(session.interface.historyMemory) MiB holds no state of this session: "
          + "there will be no going back")
    }
  }

  var progress: Progress {
    Progress(
      title: title, done: file.bytesRead + (corpusReader?.bytesRead ?? 0),
      total: file.totalBytes + file.saved.textByteCount, unit: "bytes")
  }

  func advance(_ session: Session, work: Int) throws -> Bool {
    guard let corpusReader else {
      // A row is worth some bytes of a text.
      if try !session.slices(of: max(1, work / 256), file.read) {
        corpusReader = try openCorpus()
      }
      return false
    }
    let corpus = try corpusReader.read(
      minimumCount: file.saved.text.minimumCount, cancellation: session.cancellation)
    let saved = file.saved
    guard corpus.contentHash == saved.textHash, corpus.byteCount == saved.textByteCount,
      corpus.vocabulary.count == saved.words, corpus.hasWindow,
      corpus.tokens.indices.contains(saved.position.token)
    else { throw SessionFileError.corpusChanged(path: file.path, corpus: corpusName) }
    let keepsOrigin =
      file.parameterByteCount + RunTally().byteCount <= session.historyLimit
    let origin = keepsOrigin ? try file.copyParameters(cancellation: session.cancellation) : nil
    let trainer = try Trainer(
      corpus: corpus, hyperparameters: saved.hyperparameters, parameters: file.takeParameters(),
      number: saved.number, position: saved.position, cancellation: session.cancellation)
    session.resume(saved, trainer, origin: origin)
    return true
  }

  func interrupt(_ session: Session) {
    session.say("\(title): interrupted; the session stays as it was")
  }

  private var corpusName: String {
    if case .file(let path) = file.saved.source { path } else { file.saved.source.name }
  }

  private func openCorpus() throws -> CorpusReader {
    let saved = file.saved
    switch saved.source {
    case .standardInput:
      return CorpusReader(
        bytes: file.text, source: saved.source, tokenization: saved.text.tokenization)
    case .bundled(let name):
      guard BundledTexts.corpora[name] != nil else {
        throw SessionFileError.corpusMissing(path: file.path, corpus: name)
      }
      return .open(bundled: name, tokenization: saved.text.tokenization)
    case .file(let path):
      do throws(CorpusError) {
        return try CorpusReader(path: path, tokenization: saved.text.tokenization)
      } catch .file(.missing) {
        throw SessionFileError.corpusMissing(path: file.path, corpus: path)
      }
    }
  }
}

extension Session {
  /// Goes on from a saved session; the record begins there.
  ///
  /// - Parameters:
  ///   - saved: The session.
  ///   - trainer: Its run.
  ///   - origin: A copy of the run's parameters to go back to; `nil` if memory does not hold it.
  func resume(
    _ saved: SavedSession, _ trainer: consuming Trainer, origin: consuming Parameters?
  ) {
    install(trainer)
    tally.recentLosses = .init(saved.recentLosses)
    divergence = saved.divergence
    timeline =
      if let origin {
        Timeline(
          origin: Checkpoint(of: self, parameters: origin),
          hasInitialParameters: saved.hasInitialParameters)
      } else {
        Timeline(
          standingBefore: saved.number, hasInitialParameters: saved.hasInitialParameters)
      }
    if saved.interventions != Interventions() { perform(.interventions(saved.interventions)) }
    text = saved.text
    isStarting = false
    stops.removeAll()
    lastStopNumber = 0
    sayCorpus()
    sayPlace()
    let script = Script(saved.breakpoints.utf8, name: nil)
    waiting.insert(contentsOf: script.lines.filter { !$0.text.isEmpty }, at: 0)
  }
}
