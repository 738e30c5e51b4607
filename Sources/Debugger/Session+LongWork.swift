import Runs
import SkipGram

// Long commands are plain functions. They check the session's cancellation every few milliseconds,
// which lets the host breathe, and pass `betweenWindows()` where the whole screen can be drawn.

extension Session {
  /// Ends long computations when the user interrupts.
  package var cancellation: Cancellation<Interruption> { run.cancellation }

  /// A cancellation that lets a host breathe.
  static func cancellation(_ host: Host) -> Cancellation<Interruption> {
    Cancellation { () throws(Interruption) in try host.breathe(.within) }
  }

  /// Every intermediate number of the pending window.
  ///
  /// - Throws: ``Interruption``.
  package func trace() throws(Interruption) -> WindowTrace { try pending.trace(cancellation) }

  /// The pending update, applied to copies.
  ///
  /// - Throws: ``Interruption``.
  package func dryRun() throws(Interruption) -> UpdatePreview { try pending.dryRun(cancellation) }

  /// Lets the host draw the whole screen between two windows.
  ///
  /// - Throws: ``Interruption``.
  func betweenWindows() throws(Interruption) {
    try host.breathe(.betweenWindows)
  }

  /// Runs the long part of a command; its errors and interruptions name it.
  ///
  /// - Parameters:
  ///   - title: The name.
  ///   - unchanged: What stays as it was if the user interrupts.
  ///   - progress: How far it has come; it must not read the run.
  ///   - body: The work.
  /// - Returns: The result of `body`.
  /// - Throws: ``LongWorkError``, or ``Interruption``.
  func work<Result>(
    _ title: String, unchanged: String = "the session stays as it was",
    progress: @escaping () -> Progress, _ body: () throws -> Result
  ) throws -> Result {
    interpreter.progress = progress
    defer { interpreter.progress = nil }
    do {
      return try body()
    } catch let interruption as Interruption {
      if interruption.isReported { throw interruption }
      say("\(title): interrupted; \(unchanged)")
      throw Interruption(isReported: true)
    } catch {
      throw LongWorkError(title: title, error: error)
    }
  }

  /// Says that a command was interrupted, and where the session is if it has moved.
  func sayInterrupted(_ line: String, at number: Int) {
    if run.number == number {
      say("\(line): interrupted; the session stays as it was")
    } else {
      say("interrupted")
      sayPlace()
    }
  }
}
