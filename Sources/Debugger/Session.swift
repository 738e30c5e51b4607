import Runs
import SkipGram

/// A debugging session: the whole program without a terminal.
///
/// Commands go in, effects come out. A session always stands before a window of its run. A command is
/// a plain function; long ones let the ``Host`` breathe every few milliseconds, so that the terminal
/// can show progress and the user can interrupt. Nothing here prints, draws, reads a clock or knows a
/// terminal.
package final class Session {
  /// The run being debugged.
  package private(set) var run: Run
  /// The window it stands before, with the values derived from it.
  package private(set) var pending: PendingWindow
  /// The program around the session.
  package let host: Host
  let interpreter = Interpreter()
  let output = Output()
  let breakpoints = Breakpoints()
  /// How the text becomes a vocabulary.
  package internal(set) var text = TextSettings()
  /// How things are shown.
  package internal(set) var interface = InterfaceSettings()
  /// The expressions shown at every stop.
  var displays = Displays()
  /// The part of the derivation that is shown.
  var derivation: DerivationWalk?
  /// What plots show.
  package var plots = PlotChoices()
  /// What the projection shown last was like, so that the next one stays in place.
  var projectionMemory: ProjectionMemory?
  /// The values `print` has shown.
  package internal(set) var valueHistory: [ExpressionValue] = []
  /// The last update evaluated, and the state of the parameters it led to.
  private var evaluatedUpdate: (summary: UpdateSummary, revision: Int)?
  /// Counts the stops, so that a screen knows when to compare with the one before.
  package internal(set) var stopCount = 0
  /// The step of the tour that is waited for, from 0; `nil` outside the tour.
  var tourStep: Int?
  /// The log and the recording under way.
  var logs = Logs()

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

  /// Replaces the run; everything that belongs to the run before is forgotten.
  func install(_ run: Run) {
    self.run = run
    pending = PendingWindow(of: run)
    evaluatedUpdate = nil
    projectionMemory = nil
    stopCount += 1
    resolveBreakpoints()
  }

  /// The corpus the run trains on.
  package var corpus: Corpus { run.corpus }
  /// Every choice that decides what is computed.
  package var hyperparameters: Hyperparameters { run.hyperparameters }
  /// All settings.
  package var settings: SettingsDraft {
    SettingsDraft(hyperparameters: hyperparameters, text: text, interface: interface)
  }
  /// Whether figures that differ from run to run are printed.
  package var measuresTime: Bool { interface.timing ?? host.isAtPrompt }

  /// The last update, if it led to the pending window.
  package var lastUpdate: UpdateSummary? {
    get {
      evaluatedUpdate.flatMap { $0.revision == run.parameterRevision ? $0.summary : nil }
    }
    set { evaluatedUpdate = newValue.map { ($0, run.parameterRevision) } }
  }

  // MARK: Lines in, effects out

  /// The prompt to show.
  package var prompt: String { interpreter.isCollecting ? "> " : "(sgdb) " }

  /// Whether a command runs, there is more to print, or lines of a script wait.
  package var isBusy: Bool { interpreter.isBusy || !output.isEmpty }

  /// Whether a command runs.
  package var isRunning: Bool { interpreter.isRunning }

  /// Whether a line would be run as a command, and at once.
  package var takesCommands: Bool { !isBusy && !interpreter.isCollecting }

  /// How far the command being run has come.
  package var progress: Progress? { interpreter.progress?() }

  /// Whether a command has failed since this was last set to false.
  package var hasFailed: Bool {
    get { interpreter.hasFailed }
    set { interpreter.hasFailed = newValue }
  }

  /// Whether the corpus named at the start is still to come; until then a stand-in is there.
  package var isStarting: Bool { interpreter.isStarting }

  /// Why the corpus named at the start could not be loaded; the program cannot go on then.
  package var startFailure: String? { interpreter.startFailure }

  /// Runs one command line as a user types it; an empty one repeats the last command.
  package func apply(_ line: String) -> [Effect] {
    interpreter.runTyped(line, in: self)
    return takeEffects()
  }

  /// Appends the lines of a script to those that wait.
  package func enqueue(_ script: Script) {
    interpreter.waiting.append(contentsOf: script.lines)
  }

  /// Takes what is still to be printed, or runs the next waiting line.
  package func advance() -> [Effect] {
    if output.isEmpty { interpreter.runNext(in: self) }
    return takeEffects()
  }

  /// Acknowledges an interruption by the user; drops what is still to be printed and waiting lines.
  package func interrupt() -> [Effect] {
    interpreter.interrupt(self)
    return takeEffects()
  }

  /// Reports what is unfinished where no more commands come.
  package func finish() -> [Effect] {
    interpreter.finish(self)
    return takeEffects()
  }

  /// Runs a line to its end, with everything it starts; for scripts without a terminal and tests.
  package func run(_ line: String) -> [Effect] {
    var effects = apply(line)
    while isBusy, !interpreter.isInterrupted { effects += advance() }
    return effects
  }
}
