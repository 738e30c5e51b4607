import Debugger
import DequeModule
import Glibc
import Panes
import Runs
import SystemPackage
import Word2Vec

/// Runs a session in panes: keys and signals in, frames out.
final class RunLoop {
  private let session: Session
  private let keyboard: FileDescriptor
  private let editor: LineEditor
  private let screen: TerminalScreen
  private let signals: Signals
  private var state: ScreenState
  private var timer = CommandTimer()
  private var recorder = SessionRecorder()
  /// Entered lines that wait for the session.
  private var entered = Deque<LineEditor.Event>()
  /// Keys for the panes that wait until the run is between two windows.
  private var waitingKeys: [LineEditor.Event] = []
  /// Whether the terminal is being served in the middle of a command.
  private var isBreathing = false
  private var needsFrame = true
  private var needsFrameNow = false
  private var framePacer = FramePacer()
  private var transcriptPacer = FramePacer()
  /// The window whose numbers were drawn last.
  private var drawnWindow: Int?
  /// The frame on the screen.
  private var frame: DrawnFrame?
  private var isOver = false
  private var isGreeted = false
  /// Whether a command has been run whose answer was not looked at yet for its length.
  private var isAnswered = false
  /// The page of the lesson when it was entered; the setup of a lesson is no answer.
  private var answeredPage: String?
  /// The signal that ends the program.
  private var deadlySignal: Int32?

  /// Takes the terminal over; `nil` if it cannot be, or is not wanted.
  ///
  /// - Throws: ``SignalError``.
  init?(_ session: Session, console: Console, color: ColorChoice) throws {
    guard console.showsPanes, let keyboard = console.input else { return nil }
    self.session = session
    self.keyboard = keyboard
    // The order matters: readline and curses share a current terminal, curses must set it last;
    // and curses installs signal handlers, which must not stay.
    let editor = LineEditor(
      keyboard: keyboard, terminal: nil, history: .ofUser(),
      isInterrupted: Signals.isInterrupted,
      complete: { [session] line, offset in
        session.isBusy
          ? Completions(start: offset, candidates: [])
          : session.completions(in: line, at: offset)
      })
    guard let editor,
      let screen = TerminalScreen(
        keyboard: keyboard, output: .standardOutput, color: color, marksPastes: editor.marksPastes)
    else { return nil }
    self.editor = editor
    self.screen = screen
    do { signals = try Signals() } catch {
      screen.close()
      throw error
    }
    state = ScreenState(size: screen.size)
  }

  /// Runs until the user quits.
  ///
  /// - Returns: The exit status of the program.
  func run() -> Int32 {
    editor.resize(to: state.size)
    session.host.hasPanes = true
    session.host.breathe = { [unowned self] pause throws(Interruption) in try breathe(pause) }
    editor.begin(prompt: session.prompt)
    while !isOver {
      handleSignals()
      work()
      greet()
      drawIfDue()
      if !isOver { readKeys(waits: true) }
    }
    editor.end()
    screen.close()
    let report = session.endRecording()
    if let deadlySignal { signals.endProgram(by: deadlySignal) }
    for case .print(let text) in report { print(text) }
    guard let failure = session.startFailure else { return EXIT_SUCCESS }
    FileOutput(.standardError).print("sgdb: \(failure)\n")
    return EXIT_FAILURE
  }

  /// Greets the user once the corpus is there; without it the program ends.
  private func greet() {
    if session.startFailure != nil {
      isOver = true
    } else if !isGreeted, !session.isStarting {
      isGreeted = true
      perform(session.greet())
      needsFrame = true
    }
  }

  private func handleSignals() {
    while let signal = signals.next() {
      needsFrameNow = true
      switch signal {
      case .interrupt: interrupt()
      case .end(let number):
        deadlySignal = number
        isOver = true
      default: handleQuiet(signal)
      }
    }
  }

  /// Follows a stop, a continuation or a new size of the terminal.
  private func handleQuiet(_ signal: Signal) {
    if signal == .stop {
      screen.suspend()
      timer.leaveOut(signals.stopProgram())
    }
    if signal != .resized { screen.resume() }
    resize()
  }

  /// Called while a command runs: handles signals and keys, and shows progress.
  ///
  /// In the middle of a window only the transcript is drawn; between two windows, the command's
  /// output so far and the panes.
  private func breathe(_ pause: Host.Pause) throws(Interruption) {
    if Signals.isInterrupted() { throw Interruption() }
    let start = ContinuousClock.now
    guard !isBreathing, timer.isPauseDue(start) else { return }
    isBreathing = true
    defer {
      isBreathing = false
      timer.endPause(from: start)
    }
    while let signal = signals.nextQuiet() {
      needsFrameNow = true
      handleQuiet(signal)
    }
    readKeys(waits: false)
    needsFrame = true
    if pause == .betweenWindows {
      handleWaitingKeys()
      perform(session.takeEffects())
      drawIfDue()
    } else if session.isStarting {
      drawIfDue()
    } else if needsFrameNow || transcriptPacer.isDue(start) {
      drawTranscript()
    }
  }

  /// Ctrl-C: interrupts a command or the commands of a breakpoint, or drops the typed text.
  private func interrupt() {
    entered.removeAll()
    state.candidates = []
    state.closeOverlay()
    // Other panes may take their time.
    defer { drawTranscript() }
    if session.isBusy {
      perform(session.interrupt())
      return
    }
    if !session.takesCommands {
      perform(session.interrupt())
    } else if editor.line.text.isEmpty {
      state.append(
        "Ctrl-C interrupts a running command; to leave, type quit or Ctrl-D.", kind: .output)
    }
    editor.cancel()
  }

  private func resize() {
    let size = screen.size
    screen.resize(to: size)
    editor.resize(to: size)
    state.size = size
  }

  /// Runs a line of a script, or the next entered line.
  private func work() {
    handleWaitingKeys()
    if session.isBusy {
      timer.begin()
      perform(session.advance())
      needsFrame = true
    } else if let next = entered.popFirst() {
      session.host.isAtPrompt = true
      apply(next)
      needsFrame = true
    }
    let prompt = state.overlay?.isSearching == true ? "/" : session.prompt
    if prompt != shownPrompt {
      shownPrompt = prompt
      editor.show(prompt: shownPrompt)
    }
    editor.keySet = keySet
  }

  /// The keys that are not for the line while it is empty.
  private var keySet: LineEditor.KeySet? {
    guard let overlay = state.overlay else { return state.takesSingleKeys ? .commands : nil }
    if overlay.isSearching { return nil }
    return overlay.search == nil ? .overlay : .searchedOverlay
  }

  private lazy var shownPrompt = session.prompt

  private func apply(_ event: LineEditor.Event) {
    switch event {
    case .command(let line):
      if state.overlay?.isSearching == true, let frame {
        return state.search(for: line, in: frame)
      }
      if state.overlay != nil {
        state.closeOverlay()
        if line.isEmpty { return }
      }
      if !line.isEmpty || session.lessonPage == nil {
        state.append(session.prompt + line, kind: .command)
        isAnswered = true
        answeredPage = session.lessonPage?.title
      }
      timer.begin()
      framePacer.begin(.now)
      perform(session.apply(line))
    default:
      perform(session.endInput())
      if isatty(keyboard.rawValue) == 0 { isOver = true }
    }
  }

  private func perform(_ effects: [Effect]) {
    for effect in effects {
      switch effect {
      case .print(let text): state.append(text, kind: .output)
      case .measured(let text, let words):
        state.append(timer.measured(text, words: words), kind: .output)
      case .failure(let text): state.append(text, kind: .failure)
      case .repaint: screen.repaint()
      case .show(let pane):
        guard let picture = try? drawPane(pane, of: session) else { break }
        state.append(picture.text, kind: .output)
      case .export(let picture, let path): export(picture, to: path)
      case .type(let text): editor.type(text)
      case .quit: isOver = true
      }
    }
  }

  /// Writes a picture to a file.
  private func export(_ picture: Picture, to path: String) {
    do {
      try write(draw(picture, of: session, state), to: path)
      session.recordWritten(path)
      state.append("wrote \(displayText(path.utf8))", kind: .output)
    } catch {
      session.hasFailed = true
      state.append("\(error)", kind: .failure)
    }
  }

  /// Draws changes, if a frame is due.
  ///
  /// It is due after an action of the user, when nothing runs any more, and every now and then
  /// while something runs; in between, the transcript shows the progress. A command that ends sooner
  /// takes one frame, not two.
  private func drawIfDue() {
    let isIdle = !session.isBusy && entered.isEmpty
    let now = ContinuousClock.now
    if needsFrameNow || (needsFrame && (isIdle || framePacer.isDue(now))) {
      drawFrame()
    } else if needsFrame, transcriptPacer.isDue(now) {
      drawTranscript()
    }
  }

  /// Draws the whole screen; gives up if a signal arrives, since signals are handled first.
  private func drawFrame() {
    let start = ContinuousClock.now
    showProgress()
    state.input = editor.line
    state.awaitsSingleKey = editor.awaitsSingleKey
    // Keys and signals are handled while the model is made, so the state may change.
    guard let model = try? ScreenModel(session, size: state.size), model.size == state.size
    else { return }
    state.update(to: model)
    var frame = drawScreen(model, state)
    if isAnswered, !session.isBusy, entered.isEmpty {
      isAnswered = false
      if frame.hiddenAnswerRows > 0, session.interface.pager, state.input.text.isEmpty,
        session.lessonPage == nil || session.lessonPage?.title == answeredPage
      {
        state.openOverlay()
        editor.keySet = keySet
        frame = drawScreen(model, state)
      }
    }
    screen.usesASCII = session.usesASCII
    screen.color = session.interface.color
    screen.usesMouse = session.screen.mouse
    show(frame)
    session.host.textColumns = frame.textColumns
    needsFrame = false
    needsFrameNow = false
    let isAnimation = session.screen.panes.contains(.projection)
    framePacer.drew(
      from: start, to: .now,
      oneOf: isAnimation ? FramePacer.animationPart : FramePacer.progressPart,
      isNew: session.run.number != drawnWindow)
    drawnWindow = session.run.number
    transcriptPacer.drew(from: start, to: .now, oneOf: FramePacer.progressPart)
  }

  /// Draws the transcript into the current frame.
  private func drawTranscript() {
    guard let frame, frame.canvas.size == state.size else { return }
    let start = ContinuousClock.now
    showProgress()
    show(frame.redrawingTranscript(state, isASCII: session.usesASCII))
    transcriptPacer.drew(from: start, to: .now, oneOf: FramePacer.progressPart)
  }

  private func showProgress() {
    // While the corpus loads there is nothing else to see.
    let patience = session.isStarting ? .zero : CommandTimer.patience
    state.progress = timer.progressText(of: session, after: patience) ?? ""
  }

  private func show(_ frame: DrawnFrame) {
    let before = self.frame?.canvas
    self.frame = frame
    screen.draw(frame.canvas, after: before)
    perform(recorder.record(frame.canvas, after: before, of: session))
  }

  /// Waits for a key if there is nothing else to do, and reads all available keys.
  ///
  /// Reading ends at an entered line: keys typed after `quit` are for the shell.
  private func readKeys(waits: Bool) {
    let isIdle = !session.isBusy && entered.isEmpty && !needsFrame && waitingKeys.isEmpty
    var wait: Int32 = waits && isIdle ? -1 : 0
    var events: [LineEditor.Event] = []
    // Keys typed after Ctrl-C are for the next line.
    while entered.isEmpty || session.isBusy,
      waitForInput(keyboard, signals: signals, milliseconds: wait), !Signals.isInterrupted()
    {
      let before = state.input
      editor.read()
      wait = 0
      needsFrameNow = true
      state.input = editor.line
      if state.input != before {
        state.candidates = []
        if state.overlay?.isSearching == false, !state.input.text.isEmpty { state.closeOverlay() }
      }
      events = editor.takeEvents()
      for event in events { handle(event) }
      if events.contains(.end) { break }
    }
  }

  private func perform(_ action: PaneKey.Action) {
    if let frame { state.handle(action, in: frame, session: session) }
    editor.keySet = keySet
  }

  private func handle(_ event: LineEditor.Event) {
    switch event {
    case .command, .end:
      entered.append(event)
      state.candidates = []
    case .key, .singleKey, .overlayKey, .mouse: waitingKeys.append(event)
    case .candidates(let candidates): state.candidates = candidates
    }
  }

  /// Applies keys and the mouse to the panes, while no window is being computed.
  private func handleWaitingKeys() {
    let keys = waitingKeys
    waitingKeys = []
    for key in keys {
      switch key {
      case .key(.repaint): screen.repaint()
      case .key(let action): perform(action)
      case .singleKey(let key):
        if let command = key.command {
          entered.append(.command(command))
        } else {
          perform(.singleKeys)
        }
      case .overlayKey(let key): if let frame { state.handle(key, in: frame) }
      case .mouse(let event):
        if let frame, let word = state.handle(event, in: frame, session: session),
          session.takesCommands
        {
          let name = expressionSpelling(of: word, inBrackets: true, in: session)
          entered.append(.command("print v[\(name)]"))
        }
      case .command, .end, .candidates: break
      }
    }
  }
}
