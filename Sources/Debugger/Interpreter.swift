import DequeModule
import Runs
import Word2Vec

/// Runs command lines: typed ones, those of scripts, and the commands of breakpoints.
final class Interpreter {
  /// A breakpoint whose commands are being typed, the commands so far, and the trust in them.
  typealias Collection = (breakpoint: Int, commands: [String], trust: Trust, depth: Int)
  /// A line that waits for the answer to a question.
  typealias AskedLine = (question: Question, line: WaitingLine, isTyped: Bool)

  /// Lines of scripts still to run.
  var waiting = Deque<WaitingLine>()
  /// The line being run; an empty one between lines.
  private var current = WaitingLine(text: "")
  /// The trust in the current line.
  private(set) var trust = Trust.full
  /// Whether the user typed the current line.
  private(set) var isTyped = false
  /// Whether the user has said yes to the question of the current line.
  private(set) var isConfirmed = false
  /// The question that waits for an answer, and its line.
  private var asked: AskedLine?
  /// What a script waits for.
  private var awaited: Awaited?
  /// The depth of nested `with` commands.
  var withDepth = 0
  /// The line that Enter on an empty line repeats.
  var repeatable: String?
  /// The lines typed, for `history`.
  private(set) var lineHistory: [String] = []
  /// Whether a command is being run.
  private(set) var isRunning = false
  /// Whether the user has interrupted a command and ``interrupt(_:)`` has not handled it yet.
  private(set) var isInterrupted = false
  /// Whether a command has failed since this was last set to false.
  var hasFailed = false
  private(set) var failureCount = 0
  /// The progress of the current command.
  var progress: (() -> Progress)?
  /// Loads the corpus given at the start, with a title; until then the session has the default corpus.
  var start: (title: String, run: (Session) throws -> Void)?
  /// Whether the corpus given at the start is still to be loaded.
  var isStarting = false
  /// The error of loading the corpus given at the start; the program exits then.
  private(set) var startFailure: String?

  private var collection: Collection?
  private var deferred: [(waiting: Int, action: (Session) -> Void)] = []

  /// Whether lines are waiting or an interruption is to be handled.
  var isBusy: Bool {
    isRunning || isInterrupted || start != nil
      || (!waiting.isEmpty && asked == nil && awaited == nil)
  }

  /// The question that waits for an answer.
  var question: Question? { asked?.question }

  /// The files of the scripts that are running.
  var runningFiles: Set<String> { Set((waiting + [current]).compactMap(\.file)) }

  /// Whether the commands of a breakpoint are being typed.
  var isCollecting: Bool { collection != nil }

  // MARK: Lines

  /// Runs a line as a user types it; an empty one goes on in a lesson, or repeats the last command.
  func runTyped(_ line: String, in session: Session) {
    if let asked { return answer(asked, line, in: session) }
    let isEmpty = line.allSatisfy(\.isWhitespace)
    if let awaited, !isAboutLesson(line) {
      switch awaited {
      case .enter: self.awaited = nil
      case .answer(let question): if !isEmpty { session.answer(question, line) }
      }
      return runDeferred(in: session)
    }
    if !isEmpty { lineHistory.append(line) }
    let isForLesson = isEmpty && session.lesson != nil
    if let given = isEmpty ? session.enterInLesson() : session.lessonLine(typedAs: line) {
      if isEmpty { session.report(given.echo(prompt: session.prompt)) }
      run(given, isTyped: true, in: session)
    } else if !isForLesson {
      run(WaitingLine(text: isEmpty ? repeatable ?? "" : line), isTyped: true, in: session)
    }
    if isEmpty { runDeferred(in: session) }
  }

  /// Whether a line moves in the lesson or leaves, instead of answering its question.
  private func isAboutLesson(_ line: String) -> Bool {
    guard let name = ParsedLine(line)?.name else { return false }
    return ["preset", "tour", "quit", "exit"].contains(name)
  }

  /// Runs the next waiting line.
  func runNext(in session: Session) {
    if let start {
      self.start = nil
      perform(start.title, source: nil, in: session) { try start.run(session) }
    } else if let line = waiting.popFirst() {
      if line.isEchoed { session.report(line.echo(prompt: session.prompt)) }
      let count = session.output.count
      let failures = failureCount
      run(line, in: session)
      // Lines after those of the file are not for its breakpoints.
      if line.endsFile { endCollection(source: line.source, in: session) }
      if line.isQuiet, failures == failureCount {
        session.output.removeAll(after: min(count, session.output.count))
      }
    }
  }

  /// Runs a script before the lines that wait already, trusted no more than the current line.
  func runNext(_ script: Script) throws {
    let depth = current.depth + 1
    guard depth <= Self.deepestScript else {
      throw CommandError.other(
        "scripts are nested more than \(Self.deepestScript) deep; does one run itself?")
    }
    let lines = script.lines.map { line in
      var line = line
      line.depth = depth
      line.trust = trust.lesser(line.trust)
      return line
    }
    waiting.insert(contentsOf: lines, at: 0)
  }

  private static let deepestScript = 100

  // MARK: Waiting for the user

  /// What a script waits for.
  enum Awaited {
    case enter
    case answer(AskedQuestion)
  }

  /// Whether a script waits for the user.
  var isAwaiting: Bool { awaited != nil }

  /// The prompt while a script waits; `nil` otherwise.
  var awaitingPrompt: String? {
    switch awaited {
    case .enter: "(Enter goes on) "
    case .answer: "answer: "
    case nil: nil
    }
  }

  /// Lets waiting lines wait for the user.
  func wait(for awaited: Awaited) { self.awaited = awaited }

  /// The open question.
  var openQuestion: AskedQuestion? {
    if case .answer(let question) = awaited { question } else { nil }
  }

  /// Stops waiting for the user.
  func stopWaiting() { awaited = nil }

  /// Runs a line of a lesson, and an action after it and the lines it queues, if it succeeds.
  func play(_ line: WaitingLine, then action: @escaping (Session) -> Void) {
    let failures = failureCount
    afterwards { [unowned self] session in
      if failureCount == failures { action(session) }
    }
    waiting.insert(line, at: 0)
  }

  /// Runs lines before the waiting ones without their output.
  func runQuietly(_ lines: [WaitingLine]) {
    waiting.insert(
      contentsOf: lines.map { line in
        var line = line
        line.isEchoed = false
        line.isQuiet = true
        return line
      }, at: 0)
  }

  private func run(
    _ line: WaitingLine, isTyped: Bool = false, isConfirmed: Bool = false, in session: Session
  ) {
    current = line
    self.isTyped = isTyped
    self.isConfirmed = isConfirmed
    trust = session.interface.trust ? line.trust : line.trust.lesser(.limited(to: "."))
    defer {
      current = WaitingLine(text: "")
      trust = .full
    }
    perform(line.text.trimmingBlanks, source: line.source, in: session) {
      do {
        try execute(line.text, isTyped: isTyped, in: session)
      } catch let question as Question {
        asked = (question, line, isTyped)
      }
    }
  }

  // MARK: Questions

  private func answer(_ asked: AskedLine, _ answer: String, in session: Session) {
    guard let isYes = Question.answer(answer) else { return }
    self.asked = nil
    if isYes {
      run(asked.line, isTyped: asked.isTyped, isConfirmed: true, in: session)
    } else {
      fail(CommandError.other(asked.question.otherwise), source: asked.line.source, in: session)
    }
  }

  /// Ends the input at a prompt: answers a question with no, else quits as `quit` does.
  func endInput(_ session: Session) {
    if let asked { return answer(asked, "no", in: session) }
    if let question = openQuestion {
      awaited = nil
      session.reveal(question, "It is \(question.solution(session)).", isRight: nil)
      return runDeferred(in: session)
    }
    awaited = nil
    finish(session)
    runTyped("quit", in: session)
  }

  /// Runs a line within the command being run.
  func execute(_ line: String, isTyped: Bool = false, in session: Session) throws {
    guard let parsed = ParsedLine(line) else { return }
    if collection != nil {
      collect(line, parsed, in: session)
      return
    }
    let command = try Command.named(parsed.name)
    if trust == .breakpoints { try command.requireForBreakpoints() }
    try session.cancellation.check()
    try session.run.finishDeferredWork()
    try session.run.beginHistoryIfPossible()
    if isTyped {
      repeatable = command.repeats ? line : nil
      let failures = failureCount
      afterwards { [unowned self] session in
        if failureCount == failures, asked == nil { session.continueLesson(at: line) }
      }
    }
    try command.run(
      Invocation(
        session: session, command: command, text: parsed.rest, offset: parsed.restOffset,
        line: line))
  }

  /// Runs an action after the current command and the lines it queues.
  func afterwards(_ action: @escaping (Session) -> Void) {
    deferred.append((waiting.count, action))
  }

  private func runDeferred(in session: Session) {
    while awaited == nil, let last = deferred.last, waiting.count <= last.waiting {
      deferred.removeLast()
      last.action(session)
    }
  }

  // MARK: Failures and interruptions

  /// Runs a body and handles its errors and interruptions.
  ///
  /// - Parameters:
  ///   - line: The line, to report an interruption.
  ///   - source: The origin of the line, to report an error.
  ///   - session: The session.
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
      if !interruption.isReported { session.reportInterrupted(line, at: number) }
      if isStarting { startFailure = "\(line): interrupted" }
    } catch {
      fail(error, source: source, in: session)
    }
    isRunning = false
    progress = nil
    runDeferred(in: session)
  }

  /// Reports an error and drops waiting lines.
  private func fail(_ error: any Error, source: String?, in session: Session) {
    collection = nil
    asked = nil
    awaited = nil
    waiting.removeAll()
    hasFailed = true
    failureCount += 1
    let (title, error) = (error as? LongWorkError).map { ($0.title, $0.error) } ?? (source, error)
    // An error of an expression starts with its line, and the caret is aligned with that.
    let separator = error is ExpressionError ? ":\n" : ": "
    let prefix = title.map { $0 + separator } ?? ""
    let message = safeText(session.spelled(prefix + "\(error)"))
    if isStarting { startFailure = message }
    session.request(.failure(message))
  }

  /// Handles an interruption: drops waiting lines, pending text, and the commands of a breakpoint being
  /// typed.
  func interrupt(_ session: Session) {
    waiting.removeAll()
    if let start {
      self.start = nil
      startFailure = "\(start.title): interrupted"
    }
    if isInterrupted {
      isInterrupted = false
    } else if let asked {
      self.asked = nil
      session.report(asked.question.otherwise)
    } else if let awaited {
      self.awaited = nil
      if case .answer = awaited { session.rewindLesson() }
      session.report("interrupted")
    } else if session.output.dropText() {
      session.report("interrupted")
    }
    if let collection {
      self.collection = nil
      session.report("the commands of breakpoint \(collection.breakpoint) are unchanged")
    }
    runDeferred(in: session)
  }

  // MARK: Commands of breakpoints

  /// Begins to collect the commands of a breakpoint, up to `end`.
  func collectCommands(of breakpoint: Int) {
    collection = (breakpoint, [], trust.ofCommands, 0)
  }

  private func collect(_ line: String, _ parsed: ParsedLine, in session: Session) {
    guard let (breakpoint, commands, trust, depth) = collection else { return }
    if parsed.name == "end", depth == 0 {
      collection = nil
      session.breakpoints.setCommands(commands, of: breakpoint, trust: trust)
    } else {
      if parsed.name == "end" {
        collection?.depth -= 1
      } else if parsed.commandName == "commands" {
        collection?.depth += 1
      }
      collection?.commands.append(line.trimmingBlanks)
      collection?.trust = trust.lesser(self.trust.ofCommands)
    }
  }

  /// Reports a question without an answer, or commands of a breakpoint without `end`, at the end of
  /// input.
  func finish(_ session: Session) {
    if let asked { return answer(asked, "no", in: session) }
    endCollection(source: nil, in: session)
  }

  /// Reports commands of a breakpoint whose `end` does not come.
  private func endCollection(source: String?, in session: Session) {
    guard let collection else { return }
    let error = CommandError.other(
      "the commands of breakpoint \(collection.breakpoint) lack a line `end`")
    fail(error, source: source, in: session)
  }
}

/// An error of a long computation, with its title.
struct LongWorkError: Error {
  let title: String
  let error: any Error
}
