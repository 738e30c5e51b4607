import CPlatform
import Glibc
import SystemPackage

/// A signal from the system to a program on a terminal.
enum Signal: Equatable {
  /// Ctrl-C.
  case interrupt
  /// The program is to end; the number is the signal's.
  case end(Int32)
  /// Ctrl-Z.
  case stop
  /// The program continues after a stop that it did not see.
  case resumed
  /// The terminal has another size.
  case resized
}

/// The system's reason for which signals cannot be caught.
struct SignalError: Error, CustomStringConvertible {
  let reason: Errno

  var description: String { "signals cannot be caught: \(reason)" }
}

/// The signals of the process, as a queue that `poll` can wait for.
///
/// There is one set of handlers in a process, so there should be one of these.
struct Signals {
  /// Readable when a signal has come.
  let descriptor: Int32

  /// Catches the signals; call it after the screen is opened, because curses catches some too.
  ///
  /// - Throws: ``SignalError``.
  init() throws {
    descriptor = signals_open()
    if descriptor < 0 { throw SignalError(reason: Errno(rawValue: errno)) }
  }

  /// The next signal that has come.
  func next() -> Signal? { signal(signals_next()) }

  /// The next signal that does not interrupt a command.
  func nextQuiet() -> Signal? { signal(signals_next_quiet()) }

  private func signal(_ number: Int32) -> Signal? {
    switch number {
    case 0: nil
    case SIGINT: .interrupt
    case SIGTSTP: .stop
    case SIGCONT: .resumed
    case SIGWINCH: .resized
    case let number: .end(number)
    }
  }

  /// Whether a signal that interrupts the current command is waiting.
  static func isInterrupted() -> Bool { signals_interrupt() }

  /// Stops the program as Ctrl-Z does by default; returns when it is continued.
  ///
  /// - Returns: How long it was stopped.
  @discardableResult
  func stopProgram() -> Duration {
    let start = ContinuousClock.now
    signals_stop()
    return .now - start
  }

  /// Ends the program as the signal does by default; the terminal must have been put back.
  func endProgram(by number: Int32) { signals_die(number) }
}
