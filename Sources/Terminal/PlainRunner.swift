import Debugger
import Glibc

/// Runs a session line by line: with a prompt and readline on a terminal, without them from a pipe.
struct PlainRunner {
  private let session: Session
  private let console: Console
  private let isBatch: Bool
  private let signals: Signals
  private let output: TextOutput

  /// A runner for a session; in batch mode it runs only the commands the session starts with, up to
  /// the first that fails.
  ///
  /// - Throws: ``SignalError``.
  init(_ session: Session, console: Console, isBatch: Bool, colors: Bool) throws {
    self.session = session
    self.console = console
    self.isBatch = isBatch
    signals = try Signals()
    output = TextOutput(session, signals: signals, colors: colors)
  }

  /// Runs until the input ends or the user quits.
  ///
  /// - Returns: The exit status of the program: 1 if the session could not start, or if a command of
  ///   a script has failed; commands that a user types may fail.
  func run() -> Int32 {
    var outcome = output.runUntilIdle(stopsAtFailure: isBatch)
    if !isBatch { outcome = runCommands(after: outcome) }
    let isWritten = output.finish(outcome)
    switch outcome {
    case .killed(let number): signals.endProgram(by: number)
    // The shell that started the program has to learn of the interrupt to end its own loop.
    case .interrupted: signals.endProgram(by: SIGINT)
    case .idle, .quit, .failed: break
    }
    let isScript = isBatch || !console.isInteractive
    let hasFailed = session.startFailure != nil || (isScript && session.hasFailed)
    return isWritten && !hasFailed ? EXIT_SUCCESS : EXIT_FAILURE
  }

  private func runCommands(after start: TextOutput.Outcome) -> TextOutput.Outcome {
    var outcome = start
    let source = commandSource()
    session.host.isAtPrompt = console.isInteractive
    if session.startFailure != nil { outcome = .quit }
    if console.isInteractive, outcome == .idle {
      output.greet(unknownTerminal: console.unknownTerminal)
    }
    while outcome == .idle || outcome == .interrupted {
      output.flush()
      switch source?.next() ?? .end {
      case .line(let line): outcome = output.run(line)
      case .end: outcome = console.isGone ? .quit : output.endInput()
      case .interrupted: outcome = output.interrupt()
      case .unusable(let reason):
        session.hasFailed = true
        output.fail(reason)
        outcome = .quit
      case .killed(let number): outcome = .killed(number)
      }
    }
    return outcome
  }

  private func commandSource() -> (any CommandSource)? {
    guard let input = console.input else { return nil }
    let prompter =
      console.isInteractive ? Prompter(session, keyboard: input, signals: signals) : nil
    return prompter ?? LineStream(input, signals: signals)
  }
}
