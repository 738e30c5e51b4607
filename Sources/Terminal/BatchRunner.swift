import Debugger
import Glibc

/// Runs the commands a session starts with, and nothing else.
struct BatchRunner {
  private let session: Session
  private let signals: Signals
  private let output: TextOutput

  init(_ session: Session, colors: Bool) throws {
    self.session = session
    signals = try Signals()
    output = TextOutput(session, signals: signals, colors: colors)
  }

  /// Runs until the commands are done, or one has failed.
  ///
  /// - Returns: The exit status of the program, 1 if a command has failed.
  func run() -> Int32 {
    let outcome = output.runUntilIdle(stopsAtFailure: true)
    let isWritten = output.finish(outcome)
    switch outcome {
    case .killed(let number): signals.endProgram(by: number)
    // Whoever started the program learns that it was interrupted, as a shell's loop has to.
    case .interrupted: signals.endProgram(by: SIGINT)
    case .idle, .quit, .failed: break
    }
    return isWritten && !session.hasFailed ? EXIT_SUCCESS : EXIT_FAILURE
  }
}
