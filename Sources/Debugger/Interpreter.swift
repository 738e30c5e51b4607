import DequeModule
import Runs
import SkipGram

/// Runs command lines one after another: typed ones, those of scripts, and the commands of breakpoints.
///
/// It knows lines, not what a command does.
final class Interpreter {
  /// The breakpoint whose commands are being typed, and those typed so far.
  typealias Collection = (breakpoint: Int, commands: [String])

  /// Lines of scripts that wait for their turn.
  var waiting = Deque<WaitingLine>()
  /// How many scripts run the line being run.
  private(set) var scriptDepth = 0
  /// How many `with` commands hold the command being run.
  var withDepth = 0
  /// What Enter on an empty line runs.
  var repeatable: String?
  /// The lines given, for `history`.
  private(set) var lineHistory: [String] = []
  /// Whether a command is being run.
  private(set) var isRunning = false
  /// Whether the user has interrupted a command, and ``interrupt(_:)`` has not acknowledged it yet.
  private(set) var isInterrupted = false
  /// Whether a command has failed since this was last set to false.
  var hasFailed = false
  private(set) var failureCount = 0
  /// How far the command being run has come.
  var progress: (() -> Progress)?
  /// Loads the corpus named at the start, with a title for it; until then a stand-in is there.
  var start: (title: String, run: (Session) throws -> Void)?
  /// Whether the corpus named at the start is still to come.
  var isStarting = false
  /// Why the corpus named at the start could not be loaded; the program cannot go on then.
  private(set) var startFailure: String?

  private var collection: Collection?
  private var deferred: [(waiting: Int, action: (Session) -> Void)] = []

  /// Whether lines wait, or an interruption is still to be acknowledged.
  var isBusy: Bool { isRunning || isInterrupted || start != nil || !waiting.isEmpty }

  /// Whether the commands of a breakpoint are being typed.
  var isCollecting: Bool { collection != nil }

  // MARK: Lines

  /// Runs a line as a user types it; an empty one repeats the last command.
  func runTyped(_ line: String, in session: Session) {
    let isEmpty = line.allSatisfy(\.isWhitespace)
    if !isEmpty { lineHistory.append(line) }
    run(isEmpty ? repeatable ?? "" : line, isTyped: true, in: session)
  }

  /// Runs the next waiting line.
  func runNext(in session: Session) {
    if let start {
      self.start = nil
      perform(start.title, source: nil, in: session) { try start.run(session) }
    } else if let line = waiting.popFirst() {
      if line.isEchoed { session.say(line.echo(prompt: session.prompt)) }
      scriptDepth = line.depth
      run(line.text, isTyped: false, source: line.source, in: session)
      scriptDepth = 0
    }
  }

  /// Runs a script before the lines that wait already.
  func runNext(_ script: Script) throws {
    let depth = scriptDepth + 1
    guard depth <= Self.deepestScript else {
      throw CommandError.other(
        "scripts run scripts \(Self.deepestScript) deep; does one run itself?")
    }
    let lines = script.lines.map { line in
      var line = line
      line.depth = depth
      return line
    }
    waiting.insert(contentsOf: lines, at: 0)
  }

  private static let deepestScript = 100

  private func run(_ line: String, isTyped: Bool, source: String? = nil, in session: Session) {
    perform(line.trimmingBlanks, source: source, in: session) {
      try execute(line, isTyped: isTyped, in: session)
    }
  }

  /// Runs a line within the command being run.
  func execute(_ line: String, isTyped: Bool = false, in session: Session) throws {
    guard let parsed = ParsedLine(line) else { return }
    if collection != nil {
      collect(line, parsed, in: session)
      return
    }
    let command = try Command.named(parsed.name)
    try session.cancellation.check()
    try session.run.finishDeferredWork()
    try session.run.beginHistoryIfPossible()
    if isTyped {
      repeatable = command.repeats ? line : nil
      let failures = failureCount
      afterwards { [unowned self] session in
        if failureCount == failures { session.tourLooks(at: parsed) }
      }
    }
    try command.run(
      Invocation(
        session: session, command: command, text: parsed.rest, offset: parsed.restOffset,
        line: line))
  }

  /// Runs an action once the command being run is over, with the lines it makes wait.
  func afterwards(_ action: @escaping (Session) -> Void) {
    deferred.append((waiting.count, action))
  }

  private func runDeferred(in session: Session) {
    while let last = deferred.last, waiting.count <= last.waiting {
      deferred.removeLast()
      last.action(session)
    }
  }

  // MARK: Failures and interruptions

  /// Runs something that may fail or be interrupted.
  ///
  /// - Parameters:
  ///   - line: The line, to name what was interrupted.
  ///   - source: Where the line comes from, to name it when it fails.
  ///   - session: The session it belongs to.
  ///   - body: The work.
  private func perform(
    _ line: String, source: String?, in session: Session, _ body: () throws -> Void
  ) {
    let number = session.run.number
    isRunning = true
    do {
      try body()
    } catch let interruption as Interruption {
      waiting.removeAll()
      isInterrupted = true
      if !interruption.isReported { session.sayInterrupted(line, at: number) }
      if isStarting { startFailure = "\(line): interrupted" }
    } catch {
      fail(error, source: source, in: session)
    }
    isRunning = false
    progress = nil
    runDeferred(in: session)
  }

  /// Says what has failed and drops waiting lines.
  private func fail(_ error: any Error, source: String?, in session: Session) {
    collection = nil
    waiting.removeAll()
    hasFailed = true
    failureCount += 1
    let (title, error) = (error as? LongWorkError).map { ($0.title, $0.error) } ?? (source, error)
    // An error that points into a line starts with that line, which nothing may push aside.
    let separator = error is ExpressionError ? ":\n" : ": "
    let prefix = title.map { $0 + separator } ?? ""
    let message = safeText(session.spelled(prefix + "\(error)"))
    if isStarting { startFailure = message }
    session.request(.failure(message))
  }

  /// Acknowledges an interruption: drops waiting lines, text still to be printed, and the commands of a
  /// breakpoint being typed.
  func interrupt(_ session: Session) {
    waiting.removeAll()
    if let start {
      self.start = nil
      startFailure = "\(start.title): interrupted"
    }
    if isInterrupted {
      isInterrupted = false
    } else if session.output.dropText() {
      session.say("interrupted")
    }
    if let collection {
      self.collection = nil
      session.say("breakpoint \(collection.breakpoint) keeps the commands it had")
    }
    runDeferred(in: session)
  }

  // MARK: Commands of breakpoints

  /// Takes the lines up to `end` for the commands of a breakpoint.
  func collectCommands(of breakpoint: Int) {
    collection = (breakpoint, [])
  }

  private func collect(_ line: String, _ parsed: ParsedLine, in session: Session) {
    guard let (breakpoint, commands) = collection else { return }
    if parsed.name == "end" {
      collection = nil
      session.breakpoints.setCommands(commands, of: breakpoint)
    } else {
      collection?.commands.append(line.trimmingBlanks)
    }
  }

  /// Fails where no more lines come and the commands of a breakpoint have no end.
  func finish(_ session: Session) {
    guard let collection else { return }
    let error = CommandError.other(
      "the commands of breakpoint \(collection.breakpoint) have no end; a line `end` closes them")
    fail(error, source: nil, in: session)
  }
}

/// An error in the long part of a command, which names what was under way.
struct LongWorkError: Error {
  let title: String
  let error: any Error
}
