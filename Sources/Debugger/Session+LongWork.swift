import Runs
import Word2Vec

// Long commands are plain functions. They check the session's cancellation every few milliseconds,
// which lets the host handle events, and call `betweenWindows()` where the screen can be drawn.

extension Session {
  /// The cancellation of long computations by the user.
  package var cancellation: Cancellation<Interruption> { run.cancellation }

  /// A cancellation that lets a host handle events.
  static func cancellation(_ host: Host) -> Cancellation<Interruption> {
    Cancellation { () throws(Interruption) in try host.breathe(.within) }
  }

  /// The trace of the pending window.
  ///
  /// - Throws: ``Interruption``.
  package func trace() throws(Interruption) -> WindowTrace { try pending.trace(cancellation) }

  /// The dry run of the pending update.
  ///
  /// - Throws: ``Interruption``.
  package func preview() throws(Interruption) -> UpdatePreview { try pending.preview(cancellation) }

  /// Lets the host draw the screen between two windows.
  ///
  /// - Throws: ``Interruption``.
  func betweenWindows() throws(Interruption) {
    try host.breathe(.betweenWindows)
  }

  /// Runs a long computation; its errors and interruptions are reported with its title.
  ///
  /// - Parameters:
  ///   - title: The title.
  ///   - unchanged: The report of an interruption, as `the session stays as it was`.
  ///   - progress: The progress; it must not read the run.
  ///   - body: The computation.
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
      report("\(title): interrupted; \(unchanged)")
      throw Interruption(isReported: true)
    } catch {
      throw LongWorkError(title: title, error: error)
    }
  }

  /// Reports an interruption, and the position if it has changed.
  func reportInterrupted(_ line: String, at number: Int) {
    if run.number == number {
      report("\(line): interrupted; the session stays as it was")
    } else {
      report("interrupted")
      reportPlace()
    }
  }
}
