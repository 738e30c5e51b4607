import Debugger
import Runs
import Word2Vec

/// A session that runs lines within bounds and checks what each leaves behind.
struct SessionRunner {
  let session: Session
  /// Whether a loss that is not finite has to come from a divergence; parameters from a file can be any.
  private let knowsParameters: Bool
  private let pauses = Counter()

  /// A count that a closure shares.
  private final class Counter {
    var count = 0
  }

  /// How often a command may let its host breathe, and how many waiting lines may run.
  private static let mostPauses = 400
  private static let mostWaiting = 60

  init(_ session: Session, knowsParameters: Bool = true) {
    self.session = session
    self.knowsParameters = knowsParameters
    session.host.breathe = { [pauses] _ throws(Interruption) in
      pauses.count += 1
      if pauses.count > Self.mostPauses { throw Interruption() }
    }
  }

  /// Runs a line and the lines it queues.
  ///
  /// - Throws: ``BrokenProperty`` if the line fails and changes the session, or prints what steers a
  ///   terminal, or leaves a window without a trace.
  func run(_ line: String) throws {
    let before = Snapshot(session)
    pauses.count = 0
    session.hasFailed = false
    try requireSafe(session.apply(line), line)
    if session.hasFailed {
      try require(
        Snapshot(session) == before, "\(line.debugDescription) fails and changes something")
    }
    try finish(line)
    for offset in [0, line.utf8.count / 2, line.utf8.count] {
      try require(
        session.completions(in: line, at: offset).start <= line.utf8.count,
        "completions of \(line.debugDescription)")
    }
  }

  /// Runs waiting lines; too many are interrupted.
  func finish(_ origin: String, runsWaiting: Bool = true) throws {
    var count = runsWaiting ? 0 : Self.mostWaiting
    while session.isBusy, count < Self.mostWaiting {
      pauses.count = 0
      try requireSafe(session.advance(), origin)
      count += 1
    }
    while session.isBusy, count < 2 * Self.mostWaiting {
      try requireSafe(session.interrupt(), origin)
      count += 1
    }
    try require(!session.isBusy, "\(origin.debugDescription) never ends")
    pauses.count = 0
    try require(!session.run.isTryingSettings, "\(origin.debugDescription) leaves tried settings")
    try require(
      session.pending.trace(.never).loss.isFinite || session.run.divergence != nil
        || !knowsParameters,
      "\(origin.debugDescription) leaves a loss that is not finite")
  }

  func requireSafe(_ effects: [Effect], _ origin: String) throws {
    for effect in effects {
      switch effect {
      case .print(let text):
        // Lines of CSV end with a return.
        try FuzzTargets.requireSafe(text.filter { $0 != "\r\n" }, origin)
      case .failure(let text), .measured(let text, _):
        try FuzzTargets.requireSafe(text, origin)
      default: break
      }
    }
  }
}

extension Session {
  /// A session on a small text for fuzzing.
  static func forFuzzing(
    _ text: String = fuzzedText, source: CorpusSource = .standardInput,
    adjust: (inout Hyperparameters) -> Void = { _ in }
  ) throws -> Session {
    let reader = CorpusReader(bytes: Array(text.utf8), source: source, tokenization: .words)
    var hyperparameters = Hyperparameters()
    hyperparameters.dimension = 3
    adjust(&hyperparameters)
    return Session(corpus: try reader.read(), hyperparameters: hyperparameters)
  }

  static let fuzzedText = """
    the old king ruled the well-known land
    the young queen ruled the sea in 1984
    über the king loved the queen
    """
}

/// Whether a line neither reads nor writes a file, even if it runs later.
///
/// It is left out if it names a command or a setting that takes a file, at any place and by any prefix;
/// `export` may print.
func isHarmless(_ line: String) -> Bool {
  if printedExports.contains(line) { return true }
  var words = line.split { !($0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_")) }
    .map(String.init)
  words += ((try? splitArguments(line)) ?? []).map(\.text)
  return !words.contains { fileWords.contains($0.lowercased()) }
}

private let printedExports = Set(["json", "csv", "m", "tex"].map { "export \($0) -" })

/// What names a command or a setting that takes a file: its name, abbreviations, and prefixes.
private let fileWords: Set<String> = {
  func takesFile(_ command: Command) -> Bool {
    command.name == "preset"
      || command.name != "check" && command.arguments.contains(where: \.namesFile)
  }
  var words: Set = ["against"]
  for command in Command.all where takesFile(command) {
    let prefixes = command.name.indices.map { String(command.name[...$0]) }
    words.formUnion(command.abbreviations)
    words.formUnion(prefixes.filter { (try? Command.named($0)).map(takesFile) ?? false })
  }
  for setting in Setting.all where setting.takesFile {
    let prefixes = setting.name.indices.map { String(setting.name[...$0]) }
    words.formUnion(prefixes.filter { (try? Setting.named($0))?.takesFile == true })
  }
  return words
}()

extension Command.ArgumentKind {
  fileprivate var namesFile: Bool {
    switch self {
    case .file, .corpus, .exported: true
    case .either(let kinds): kinds.contains(where: \.namesFile)
    default: false
    }
  }
}
