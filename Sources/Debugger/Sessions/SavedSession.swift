import Runs
import Word2Vec

/// The state of a session in a file, except the matrices and an embedded text.
struct SavedSession {
  /// The source of the corpus; the path of a file is absolute.
  var source = CorpusSource.standardInput
  var textByteCount = 0
  var textHash: UInt64 = 0
  /// The vocabulary size `W`.
  var words = 0
  /// Training and rebuilding settings.
  var settings = SettingsDraft()
  var number = 0
  var position = Position.start
  /// Whether window 0 of the run started from the initial parameters.
  var hasInitialParameters = true
  var overrides = WindowOverrides()
  var omissions = Omissions()
  var recentLosses: [Double] = []
  /// The arithmetic of the program that wrote the file; `nil` in files that do not name it.
  var arithmetic: UInt64?
  /// The history and what it has counted, if the file has them.
  var history: RecordedHistory?
  var divergence: Divergence?
  /// Commands that restore the breakpoints.
  var breakpoints = ""
  /// The first setting that this program does not know.
  var unknownSetting: String?

  /// A history with the sums and losses at the saved window.
  struct RecordedHistory {
    var saved: SavedHistory
    var tally = RunTally()
    var losses = LossHistory()
    /// Whether the parameters that the history begins with are in the file.
    var hasOrigin = false
  }

  /// The history, if this program replays it to the same bits.
  var replayableHistory: RecordedHistory? {
    arithmetic == Arithmetic.fingerprint ? history : nil
  }

  var text: TextSettings { settings.text }
  var hyperparameters: Hyperparameters { settings.hyperparameters }
  /// Whether the file contains the text of the corpus.
  var embedsText: Bool { source == .standardInput }
  /// The length of the text in the file, in bytes.
  var embeddedByteCount: Int { embedsText ? textByteCount : 0 }
  /// The length of both matrices in the file, in bytes.
  var matrixByteCount: Int { 2 * words * hyperparameters.dimension * MemoryLayout<Float>.stride }
  /// The memory that the parameters take, in bytes.
  var parameterByteCount: Int {
    Debugger.parameterByteCount(words: words, dimension: hyperparameters.dimension)
  }
}

extension SavedSession {
  /// The state of a session.
  init(_ session: Session) {
    let corpus = session.corpus
    source = corpus.source
    if case .file(let path) = source { source = .file(absolutePath(path)) }
    textByteCount = corpus.byteCount
    textHash = corpus.contentHash
    words = corpus.vocabulary.count
    settings = session.settings
    number = session.run.number
    position = session.run.position
    overrides = session.run.overrides
    omissions = session.run.omissions
    recentLosses = Array(session.run.tally.recentLosses)
    divergence = session.run.divergence
    arithmetic = Arithmetic.fingerprint
    history = session.run.history.saved.map {
      RecordedHistory(
        saved: $0, tally: session.run.tally, losses: session.run.losses,
        hasOrigin: session.run.history.origin != nil)
    }
    let edits = session.run.history.edits(at: 0).contains(where: \.changesParameters)
    hasInitialParameters = session.run.history.hasInitialParameters && !edits
    breakpoints = session.breakpoints.script
  }

  /// Throws if the position is outside a corpus.
  func requirePosition(in corpus: Corpus) throws {
    guard position.token < corpus.tokens.count else {
      throw InvalidField(
        "the token of the window", is: position.token,
        expected: "at most \(corpus.tokens.count - 1)")
    }
  }

  /// Throws if the forced draws do not fit the window at the position, or the hand-made window in
  /// its place.
  func requireDraws(fit window: Window) throws {
    let outside = (overrides.window ?? window).outside
    for (pair, words) in overrides.draws {
      guard pair < outside.count else {
        throw InvalidField(
          "the pair of forced draws", is: pair + 1, expected: "at most \(outside.count)")
      }
      guard !words.contains(outside[pair].word) else {
        throw InvalidField("the draws of pair \(pair + 1) contain its observed word")
      }
    }
  }
}
