import Debugger
import Glibc
import Panes
import Runs
import Word2Vec

/// Runs the commands of a session without panes: their output goes to standard output, their
/// failures to standard error, line by line and without escape sequences.
final class TextOutput {
  /// The reason why running ended.
  enum Outcome: Equatable {
    /// The session waits for a command.
    case idle
    /// The session wants to end.
    case quit
    /// A command has failed.
    case failed
    /// The user has interrupted.
    case interrupted
    /// A signal ends the program.
    case killed(Int32)
  }

  /// Output is flushed at least this often.
  private static let flushInterval = Duration.milliseconds(50)

  /// The size of exported pictures of the screen, and of recordings without a terminal.
  private static let screenSize = Size(columns: 110, rows: 30)

  private let session: Session
  private let signals: Signals
  private let colors: Bool
  private let output = FileOutput(.standardOutput)
  private let errors = FileOutput(.standardError)
  private let meter = ProgressMeter()
  private var timer = CommandTimer()
  private var recorder = SessionRecorder()
  private var lastFlush = ContinuousClock.now

  /// Prints for a session, failures in red if `colors` is set.
  init(_ session: Session, signals: Signals, colors: Bool) {
    self.session = session
    self.signals = signals
    self.colors = colors
    session.host.breathe = { [unowned self] pause throws(Interruption) in try breathe(pause) }
  }

  /// Ends the session, unless a signal ends the program, and flushes its output.
  ///
  /// - Returns: Whether everything could be written; if not, the error is printed.
  func finish(_ outcome: Outcome) -> Bool {
    if case .killed = outcome {} else { _ = perform(session.finish()) }
    _ = perform(session.endRecording())
    output.flush()
    guard let error = output.error else { return true }
    errors.print("sgdb: standard output: \(error).\n")
    return false
  }

  func flush() {
    output.flush()
    lastFlush = .now
  }

  /// Runs a command and all that follows from it.
  func run(_ line: String) -> Outcome {
    record(session.prompt + line)
    timer.begin()
    if perform(session.apply(line)) { return .quit }
    return runUntilIdle()
  }

  /// Greets the user of a terminal, and says why there are no panes on an unknown one.
  func greet(unknownTerminal: String?) {
    if let unknownTerminal {
      fail(
        "no panes: the terminal '\(displayText(unknownTerminal.utf8))' has no terminfo entry; "
          + "install one (ncurses-term on Debian), or set TERM=xterm-256color")
    }
    _ = perform(session.greet())
  }

  /// Ends the input at a prompt.
  func endInput() -> Outcome {
    perform(session.endInput()) ? .quit : .idle
  }

  /// Interrupts a question of the session.
  func interrupt() -> Outcome {
    perform(session.interrupt()) ? .quit : .interrupted
  }

  /// Runs until the session waits for a command.
  ///
  /// - Parameter stopsAtFailure: Whether to return as soon as a command has failed.
  /// - Returns: Why it has ended.
  func runUntilIdle(stopsAtFailure: Bool = false) -> Outcome {
    defer { meter.clear() }
    var isInterrupted = false
    while session.isBusy {
      while let signal = signals.next() {
        switch signal {
        case .interrupt:
          isInterrupted = true
          if perform(session.interrupt()) { return .quit }
        case .end(let number): return .killed(number)
        case .stop: stopProgram()
        case .resumed, .resized: break
        }
      }
      timer.begin()
      if perform(session.advance()) { return .quit }
      if stopsAtFailure && session.hasFailed { return .failed }
      if ContinuousClock.now - lastFlush >= Self.flushInterval { flush() }
    }
    return isInterrupted ? .interrupted : .idle
  }

  /// Called while a command runs: prints its output so far and its progress.
  private func breathe(_ pause: Host.Pause) throws(Interruption) {
    if Signals.isInterrupted() { throw Interruption() }
    let start = ContinuousClock.now
    guard timer.isPauseDue(start) else { return }
    defer { timer.endPause(from: start) }
    while let signal = signals.nextQuiet() {
      if signal == .stop { stopProgram() }
    }
    if pause == .betweenWindows { _ = perform(session.takeEffects()) }
    if start - lastFlush >= Self.flushInterval { flush() }
    if meter.isDue, let text = timer.progressText(of: session) { meter.show(text) }
  }

  private func stopProgram() {
    meter.clear()
    flush()
    timer.leaveOut(signals.stopProgram())
  }

  /// - Returns: Whether the session is to end.
  private func perform(_ effects: [Effect]) -> Bool {
    if !effects.isEmpty { meter.clear() }
    for effect in effects {
      switch effect {
      case .print(let text): show(text)
      case .measured(let text, let words):
        show(timer.measured(text, words: words))
      case .failure(let text): fail(text)
      case .repaint, .type: break
      case .show(let pane):
        if let picture = try? drawPane(pane, of: session) { show(picture.text) }
      case .export(let picture, let path):
        do {
          try write(
            draw(picture, of: session, ScreenState(size: Self.screenSize)), to: path)
          session.recordWritten(path)
          show("wrote \(displayText(path.utf8))")
        } catch {
          session.hasFailed = true
          fail("\(error)")
        }
      case .quit: return true
      }
    }
    return false
  }

  /// Adds text to the recording, if there is one.
  private func record(_ text: String) {
    let size = isatty(STDOUT_FILENO) == 1 ? terminalSize(.standardOutput) : Self.screenSize
    for case .print(let complaint) in recorder.record(text, size: size, of: session) {
      fail(complaint)
    }
  }

  private func show(_ text: String) {
    record(text)
    output.write(text + "\n")
  }

  /// Writes why something has failed to standard error.
  func fail(_ text: String) {
    record(text)
    // Standard output goes first, so that both streams interleave in order.
    flush()
    errors.print(colors ? "\u{1B}[31m\(text)\u{1B}[0m\n" : text + "\n")
  }
}
