import Debugger
import Glibc

/// Runs a session line by line: with a prompt and readline on a terminal, without them from a pipe.
struct PlainRunner {
  private let session: Session
  private let console: Console
  private let signals: Signals
  private let output: TextOutput

  init(_ session: Session, console: Console, colors: Bool) throws {
    self.session = session
    self.console = console
    signals = try Signals()
    output = TextOutput(session, signals: signals, colors: colors)
  }

  /// Runs until the input ends or the user quits.
  ///
  /// - Returns: The exit status of the program: 1 if a command of a pipe has failed; what a user
  ///   types may fail.
  func run() -> Int32 {
    var outcome = output.runUntilIdle()
    let source = commandSource()
    session.host.isAtPrompt = console.isInteractive
    if session.startFailure != nil { outcome = .quit }
    while outcome == .idle || outcome == .interrupted {
      output.flush()
      switch source?.next() ?? .end {
      case .line(let line): outcome = output.run(line)
      case .end: outcome = .quit
      case .interrupted: outcome = output.interrupt()
      case .unusable(let reason):
        session.hasFailed = true
        output.fail(reason)
        outcome = .quit
      case .killed(let number): outcome = .killed(number)
      }
    }
    let isWritten = output.finish(outcome)
    if case .killed(let number) = outcome { signals.endProgram(by: number) }
    let hasFailed =
      session.startFailure != nil || (!console.isInteractive && session.hasFailed)
    return isWritten && !hasFailed ? EXIT_SUCCESS : EXIT_FAILURE
  }

  private func commandSource() -> (any CommandSource)? {
    guard let input = console.input else { return nil }
    let prompter =
      console.isInteractive ? Prompter(session, keyboard: input, signals: signals) : nil
    return prompter ?? LineStream(input, signals: signals)
  }
}
