import DequeModule
import SkipGram

/// A debugging session: the whole program without a terminal.
///
/// Commands go in, effects come out. A session always stands before a window. A command that takes
/// long becomes an activity that is advanced in slices, so that whoever owns the terminal can show
/// progress and let the user interrupt. Nothing here prints, draws, reads a clock or knows a
/// terminal.
package final class Session {
  /// The run: corpus, hyperparameters, parameters and position.
  package internal(set) var trainer: Trainer
  /// What has happened in the run, to go back in.
  var timeline: Timeline
  /// The kept state on whose numbers the run stands, as long as it has no copy of them.
  var lender: Checkpoint?
  /// Edits that the record holds at the window stood before and that are still to be made, in order.
  var owedEdits = Deque<TimelineEvent>()
  /// What may lie between two checkpoints, in rows read and written; `nil` for what suits the
  /// parameters.
  var checkpointInterval: Int?
  /// How the text becomes a vocabulary.
  package internal(set) var text = TextSettings()
  /// How things are shown.
  package internal(set) var interface = InterfaceSettings()
  /// How many pairs of the pending window `stepi` has passed.
  package internal(set) var passedPairs = 0
  /// The update applied last, if it is the one that led here.
  package internal(set) var lastUpdate: UpdateSummary?
  /// Sums over the windows applied so far.
  var tally = RunTally()
  /// How often vectors have been written, again too, other than by updates.
  var writeCount = 0
  /// `J` window by window over the record.
  package internal(set) var lossHistory = LossHistory()
  /// Where training last left the finite numbers, if parameters are still as it left them.
  package internal(set) var divergence: Divergence?
  /// Counts the stops, so that a screen knows when to compare with the one before.
  package internal(set) var stopCount = 0
  /// What part of the derivation is being looked at.
  package internal(set) var derivation: DerivationWalk? {
    didSet {
      if derivation?.request != oldValue?.request { cachedWindow.derivation = nil }
    }
  }
  /// What plots show.
  package internal(set) var plots = PlotChoices() {
    didSet { cachedWindow.plots = CachedPlots() }
  }
  /// What the projection shown last was like, so that the next one stays in place.
  var projectionMemory: ProjectionMemory?
  /// Whether there are panes to show what is asked for.
  package var hasPanes = false
  /// The columns that text has where panes show it; `nil` where lines may have any length.
  package var textColumns: Int?
  /// Whether the user wants what runs to end: asked by what takes long and cannot be sliced.
  package var isInterrupted: () -> Bool = { false }
  /// Whether commands are typed at a prompt, and no longer those that the program was started with.
  package var isAtPrompt = false
  /// Whether figures that differ from run to run are printed.
  package var measuresTime: Bool { interface.timing ?? isAtPrompt }
  /// The values `print` has shown.
  package internal(set) var valueHistory: [ExpressionValue] = []
  /// The lines given, for `history`.
  package internal(set) var lineHistory: [String] = []
  /// Whether the corpus named at the start is still to come; until then a stand-in is there.
  package internal(set) var isStarting = false
  /// Why the corpus named at the start could not be loaded; the program cannot go on then.
  package private(set) var startFailure: String?
  /// Whether a command has failed since this was last set to false.
  package var hasFailed = false

  /// The expressions shown at every stop, in the order of their numbers.
  var displays: [Display] = []
  /// The number given to a display last.
  var lastDisplayNumber = 0
  /// Whether the session has come to a stop since displays were shown last.
  var owesDisplays = false
  /// The step of the tour that is waited for, counted from 0; `nil` if no tour is under way.
  var tourStep: Int?
  /// Breakpoints and watchpoints, in the order of their numbers.
  var stops: [Stop] = []
  /// The number given to a breakpoint last.
  var lastStopNumber = 0
  /// The breakpoint that stopped a run last, and before which window.
  var stoodAt: (stop: Int, window: Int)?
  /// The breakpoint whose commands are being typed, and those typed so far.
  private var collecting: (stop: Int, commands: [String])?
  /// The file that gets a line for every window applied.
  var log: RunLog?
  /// The recording under way.
  package internal(set) var recording: Recording?
  /// The long-running command under way.
  var activity: (any Activity)?
  /// Lines of scripts that wait for their turn.
  var waiting = Deque<WaitingLine>()
  /// How many scripts run the line being run.
  private(set) var scriptDepth = 0
  /// Whether the hyperparameters are those of a `with` that has changed nothing yet, and so are not
  /// part of the record.
  var isTryingSettings = false
  /// What is still to be asked for, see ``takeEffects()``.
  private var effects = Deque<Effect>()
  private var failureCount = 0
  /// What Enter on an empty line runs.
  var repeatable: String?
  private var deferred: [(waiting: Int, action: (Session) -> Void)] = []
  /// What has been computed of the pending window; see ``cachedWindow``.
  var keptWindow: CachedWindow?

  /// A session on a corpus, before window 0 of a run with default settings.
  ///
  /// - Precondition: The corpus has a window.
  package convenience init(
    corpus: Corpus, hyperparameters: Hyperparameters = Hyperparameters()
  ) {
    self.init(Trainer(corpus: corpus, hyperparameters: hyperparameters))
  }

  /// A session that stands where a run does.
  init(_ trainer: consuming Trainer) {
    timeline = Timeline(initial: trainer.hyperparameters)
    text.tokenization = trainer.corpus.tokenization
    self.trainer = trainer
  }

  /// The corpus the run trains on.
  package var corpus: Corpus { trainer.corpus }
  /// Every choice that decides what is computed.
  package var hyperparameters: Hyperparameters { trainer.hyperparameters }

  /// Changes the matrix that a side names, beside the record.
  package func withMutableMatrix(_ side: Side, _ body: (inout Matrix) -> Void) {
    trainer.withMutableMatrix(side, body)
  }
  /// All settings.
  package var settings: SettingsDraft {
    SettingsDraft(hyperparameters: hyperparameters, text: text, interface: interface)
  }
  /// `J` of the latest windows applied, oldest first.
  package var recentLosses: Deque<Double> { tally.recentLosses }
  /// The mean of the latest losses, in nats; `nil` before the first window.
  package var runningMean: Double? {
    recentLosses.isEmpty ? nil : recentLosses.reduce(0, +) / Double(recentLosses.count)
  }

  // MARK: Lines in, effects out

  /// The prompt to show.
  package var prompt: String { collecting == nil ? "(sgdb) " : "> " }

  /// Whether an activity is under way, there is more to print, or lines of a script wait.
  package var isBusy: Bool { activity != nil || !effects.isEmpty || !waiting.isEmpty }

  /// Whether a line would be run as a command, and at once.
  package var takesCommands: Bool { !isBusy && collecting == nil }

  /// The progress of the activity under way.
  package var progress: Progress? { activity?.progress }

  /// Runs one command line as a user types it; an empty one repeats the last command.
  package func apply(_ line: String) -> [Effect] {
    let isEmpty = line.allSatisfy(\.isWhitespace)
    if !isEmpty { lineHistory.append(line) }
    perform(isEmpty ? repeatable ?? "" : line, isTyped: true)
    return takeEffects()
  }

  /// Appends the lines of a script to those that wait.
  package func enqueue(_ script: Script) {
    waiting.append(contentsOf: script.lines)
  }

  /// Does the next slice: what is still to be printed, at most `work` units of the activity, or the
  /// next waiting line.
  package func advance(work: Int) -> [Effect] {
    if !effects.isEmpty { return takeEffects() }
    if let activity {
      attempt(activity.title) {
        do {
          if try activity.advance(self, work: max(1, work)) { self.activity = nil }
        } catch is Interruption {
          // The activity stays to be ended by it.
        }
      }
      runDeferred()
    } else if let line = waiting.popFirst() {
      if line.isEchoed { say(line.echo(prompt: prompt)) }
      scriptDepth = line.depth
      perform(line.text, isTyped: false, source: line.source)
      scriptDepth = 0
    }
    return takeEffects()
  }

  /// Ends the activity at its next boundary and drops what is still to be printed and the lines that
  /// wait.
  package func interrupt() -> [Effect] {
    waiting.removeAll()
    let asked = effects.count
    effects.removeAll { if case .print = $0 { true } else { false } }
    if effects.count < asked, activity == nil { say("interrupted") }
    if let (number, _) = collecting {
      collecting = nil
      say("breakpoint \(number) keeps the commands it had")
    }
    if let activity {
      self.activity = nil
      if isStarting { startFailure = "\(activity.title): interrupted" }
      activity.interrupt(self)
    }
    runDeferred()
    return takeEffects()
  }

  /// Says what is unfinished where no more commands come: the commands of a breakpoint want an `end`.
  package func finish() -> [Effect] {
    if let (number, _) = collecting {
      attempt(nil) {
        throw CommandError.other(
          "the commands of breakpoint \(number) have no end; a line `end` closes them")
      }
    }
    return takeEffects()
  }

  /// Runs a line to its end, with everything it starts; for scripts without a terminal and tests.
  package func run(_ line: String) -> [Effect] {
    var effects = apply(line)
    while isBusy { effects += advance(work: 1 << 16) }
    return effects
  }

  private func perform(_ line: String, isTyped: Bool, source: String? = nil) {
    let number = trainer.number
    attempt(source) {
      do {
        try execute(line, isTyped: isTyped)
      } catch is Interruption {
        begin(GivenUpActivity(title: line.trimmingBlanks, number: number))
      }
    }
    runDeferred()
  }

  /// Runs a line within the command being run.
  func execute(_ line: String, isTyped: Bool = false) throws {
    guard let parsed = ParsedLine(line) else { return }
    if let (number, commands) = collecting {
      if parsed.name == "end" {
        collecting = nil
        for index in stops.indices where stops[index].number == number {
          stops[index].commands = commands
        }
      } else {
        collecting?.commands.append(line.trimmingBlanks)
      }
      return
    }
    let command = try Command.named(parsed.name)
    try catchUp()
    try beginRecord()
    if isTyped {
      repeatable = command.repeats ? line : nil
      let failures = failureCount
      afterwards { session in
        if session.failureCount == failures { session.tourLooks(at: parsed) }
      }
    }
    try command.run(
      Invocation(
        session: self, command: command, text: parsed.rest, offset: parsed.restOffset,
        line: line))
  }

  /// Takes the lines up to `end` for the commands of a breakpoint.
  func collectCommands(for number: Int) {
    collecting = (number, [])
    if isAtPrompt {
      say("commands for breakpoint \(number), one a line; `end` closes them, Ctrl-C drops them")
    }
  }

  /// Has something done once the command being run is over, with all it starts: activities and the
  /// lines of scripts.
  func afterwards(_ action: @escaping (Session) -> Void) {
    deferred.append((waiting.count, action))
  }

  private func runDeferred() {
    while activity == nil, let last = deferred.last, waiting.count <= last.waiting {
      deferred.removeLast()
      last.action(self)
    }
  }

  /// Runs something that may fail; a failure becomes an effect and ends waiting scripts.
  private func attempt(_ source: String?, _ body: () throws -> Void) {
    do {
      try body()
    } catch {
      activity = nil
      collecting = nil
      waiting.removeAll()
      hasFailed = true
      failureCount += 1
      // What points into a line starts with that line, which nothing may push aside.
      let separator = error is ExpressionError ? ":\n" : ": "
      let prefix = source.map { $0 + separator } ?? ""
      let message = safeText(spelled(prefix + "\(error)"))
      if isStarting { startFailure = message }
      effects.append(.failure(message))
    }
  }

  /// Starts a long-running command.
  func begin(_ activity: any Activity) {
    self.activity = activity
  }

  /// Adds text to what the command prints; nothing in it can steer a terminal.
  func say(_ text: String) {
    effects.append(.print(safeText(spelled(text))))
  }

  /// Adds lines to what the command prints, of which there may be very many.
  ///
  /// - Throws: ``Interruption``; nothing has been added then.
  func say(lines: some Sequence<String>) throws {
    let before = effects.count
    var piece: [String] = []
    func sayPiece() {
      if !piece.isEmpty { say(piece.joined(separator: "\n")) }
      piece = []
    }
    do {
      for line in lines {
        piece.append(line)
        guard piece.count == 256 else { continue }
        sayPiece()
        try pause()
      }
      sayPiece()
    } catch {
      effects.removeLast(effects.count - before)
      throw error
    }
  }

  /// Adds text to what a run prints at its end, with the time it took if that is wanted.
  func sayMeasured(_ text: String, words: Int) {
    if measuresTime {
      effects.append(.measured(safeText(spelled(text)), words: words))
    } else {
      say(text)
    }
  }

  /// Asks for something other than text.
  func request(_ effect: Effect) {
    effects.append(effect)
  }

  /// What is asked for next: all that a slice of an activity has led to, but of the long text of a
  /// command only so much as takes a few milliseconds to show.
  func takeEffects() -> [Effect] {
    settleDisplays()
    var taken: [Effect] = []
    var bytes = 0
    while activity != nil || bytes < Self.longText, let effect = effects.popFirst() {
      if case .print(let text) = effect { bytes += text.utf8.count }
      taken.append(effect)
    }
    return taken
  }

  private static let longText = 1 << 16

  /// Whether symbols are spelled in ASCII.
  package var usesASCII: Bool {
    get { interface.ascii }
    set { interface.ascii = newValue }
  }

  /// Text in the spelling the user sees: as it is, or in ASCII.
  package func spelled(_ text: String) -> String {
    interface.ascii ? asciiSpelling(text) : text
  }
}
