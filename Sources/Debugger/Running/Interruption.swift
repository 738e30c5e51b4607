/// That the user wants what is being computed to end.
///
/// It is no failure. What throws it leaves the session as it was or before a window; the session then
/// stays busy until the interruption itself is dealt with.
package struct Interruption: Error, CustomStringConvertible {
  package var description: String { "interrupted" }
}

extension Session {
  /// Goes on, unless the user wants what is being computed to end: called every few milliseconds by
  /// what takes long and cannot be sliced.
  func pause() throws(Interruption) {
    if isInterrupted() { throw Interruption() }
  }

  /// Does work in slices with pauses between, as a unit may take longer than those that the work was
  /// measured by.
  ///
  /// - Parameters:
  ///   - work: At most how many units.
  ///   - length: How many take a few milliseconds at most; rows of parameters unless said.
  ///   - body: Does at most so many, and tells whether there are more.
  /// - Returns: Whether there are more.
  /// - Throws: ``Interruption``, and what `body` throws.
  func slices(
    of work: Int, each length: Int = 512, _ body: (Int) throws -> Bool
  ) throws -> Bool {
    for first in stride(from: 0, to: work, by: length) {
      try pause()
      if try !body(min(length, work - first)) { return false }
    }
    return true
  }
}

/// A command that was given up; it only waits for the user's interruption to be dealt with.
final class GivenUpActivity: Activity {
  let title: String
  private let number: Int

  /// - Parameters:
  ///   - title: The command.
  ///   - number: The window that was stood before when it began.
  init(title: String, number: Int) {
    self.title = title
    self.number = number
  }

  var progress: Progress { Progress(title: title, done: 0, total: nil, unit: "steps") }

  func advance(_ session: Session, work: Int) -> Bool { false }

  func interrupt(_ session: Session) {
    guard session.trainer.number == number else {
      session.say("interrupted")
      session.sayPlace()
      return
    }
    session.say("\(title): interrupted; the session stays as it was")
  }
}
