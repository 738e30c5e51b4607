import Runs
import Word2Vec

/// A debugging session: the whole program without a terminal.
///
/// Commands go in, effects come out. A session is always before a window of its run. A command is a
/// plain function; long ones call the ``Host`` every few milliseconds, so that the terminal can show
/// progress and the user can interrupt.
package final class Session {
  /// The run being debugged.
  package private(set) var run: Run
  /// The pending window, with the values derived from it.
  package private(set) var pending: PendingWindow
  /// The program around the session.
  package let host: Host
  let interpreter = Interpreter()
  let output = Output()
  package let breakpoints = Breakpoints()
  /// The settings of the vocabulary.
  package internal(set) var text = TextSettings()
  /// The settings of the display.
  package internal(set) var interface = InterfaceSettings()
  /// The expressions shown at every stop.
  package internal(set) var displays = Displays()
  /// The section and line of the derivation shown.
  var derivation: DerivationWalk?
  /// The choices of plots.
  package var plots = PlotChoices()
  /// The projection shown last, to align the next one with it.
  var projectionMemory: ProjectionMemory?
  /// The values `print` has shown.
  package internal(set) var valueHistory: [ExpressionValue] = []
  /// The last update evaluated, and the revision of the parameters after it.
  private var evaluatedUpdate: (summary: UpdateSummary, revision: Int)?
  /// The number of stops, so that a screen can mark changes since the last.
  package internal(set) var stopCount = 0
  /// The window at which sentences were listed last, how many, and the sentence that comes next.
  var listing: (window: Int, count: Int, next: Int)?
  /// The lesson under way.
  var lesson: LessonProgress?
  /// The log and the recording.
  var logs = Logs()
  /// The files that the session has written.
  var writtenFiles: Set<FileIdentity> = []
  /// The window up to which the run is in a session file; 0 or the first window without one.
  var savedWindow = 0

  /// A session on a corpus, before window 0 of a run.
  ///
  /// - Precondition: The corpus has a window.
  package init(
    corpus: Corpus, hyperparameters: Hyperparameters = Hyperparameters(), host: Host = Host()
  ) {
    self.host = host
    run = Run(
      Trainer(corpus: corpus, hyperparameters: hyperparameters),
      historyLimit: interface.historyLimit, cancellation: Self.cancellation(host))
    pending = PendingWindow(of: run)
    text.tokenization = corpus.tokenization
  }

  /// Replaces the run and forgets everything that belongs to the old one.
  func install(_ run: Run) {
    self.run = run
    pending = PendingWindow(of: run)
    evaluatedUpdate = nil
    projectionMemory = nil
    stopCount += 1
    listing = nil
    savedWindow = run.number
    resolveBreakpoints()
  }

  /// The corpus the run trains on.
  package var corpus: Corpus { run.corpus }
  /// The settings that determine a run.
  package var hyperparameters: Hyperparameters { run.hyperparameters }
  /// All settings.
  package var settings: SettingsDraft {
    SettingsDraft(hyperparameters: hyperparameters, text: text, interface: interface)
  }
  /// Whether seconds and words per second are printed.
  package var measuresTime: Bool { interface.timing ?? host.isAtPrompt }

  /// The last update, if no change followed it.
  package var lastUpdate: UpdateSummary? {
    get {
      evaluatedUpdate.flatMap { $0.revision == run.parameterRevision ? $0.summary : nil }
    }
    set { evaluatedUpdate = newValue.map { ($0, run.parameterRevision) } }
  }

  // MARK: Lines in, effects out

  /// The prompt to show.
  package var prompt: String {
    interpreter.question?.prompt ?? interpreter.awaitingPrompt
      ?? (interpreter.isCollecting ? "> " : "(sgdb) ")
  }

  /// Whether a command runs, text is to be printed, or lines of a script are waiting.
  package var isBusy: Bool { interpreter.isBusy || !output.isEmpty }

  /// Whether a command is running.
  package var isRunning: Bool { interpreter.isRunning }

  /// Whether a line would run as a command immediately.
  package var takesCommands: Bool {
    !isBusy && !interpreter.isCollecting && interpreter.question == nil && !interpreter.isAwaiting
  }

  /// The progress of the current command.
  package var progress: Progress? { interpreter.progress?() }

  /// Whether a command has failed since this was last set to false.
  package var hasFailed: Bool {
    get { interpreter.hasFailed }
    set { interpreter.hasFailed = newValue }
  }

  /// Whether the corpus given at the start is still to be loaded.
  package var isStarting: Bool { interpreter.isStarting }

  /// The error of loading the corpus given at the start; the program exits then.
  package var startFailure: String? { interpreter.startFailure }

  /// Runs one command line as a user types it; an empty one repeats the last command.
  package func apply(_ line: String) -> [Effect] {
    interpreter.runTyped(line, in: self)
    return takeEffects()
  }

  /// Appends the lines of a script to the waiting ones.
  package func enqueue(_ script: Script) {
    interpreter.waiting.append(contentsOf: script.lines)
  }

  /// Takes text still to be printed, or runs the next waiting line.
  package func advance() -> [Effect] {
    if output.isEmpty { interpreter.runNext(in: self) }
    return takeEffects()
  }

  /// Handles an interruption by the user: drops pending text and waiting lines.
  package func interrupt() -> [Effect] {
    interpreter.interrupt(self)
    return takeEffects()
  }

  /// Handles the end of input at a prompt: answers a question with no, else quits as `quit` does.
  package func endInput() -> [Effect] {
    interpreter.endInput(self)
    return takeEffects()
  }

  /// Reports an unanswered question or unfinished commands at the end of input.
  package func finish() -> [Effect] {
    interpreter.finish(self)
    return takeEffects()
  }

  /// Runs a line and everything it starts to the end; for scripts without a terminal and tests.
  package func run(_ line: String) -> [Effect] {
    var effects = apply(line)
    while isBusy, !interpreter.isInterrupted { effects += advance() }
    return effects
  }
}
