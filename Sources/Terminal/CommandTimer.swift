import Debugger

/// Times the running command, and the part of its time that went to drawing, keys and signals.
package struct CommandTimer {
  /// A command that is over before this needs no progress line.
  static let patience = Duration.seconds(1)
  /// How long a command computes before the terminal has its time again.
  static let interval = Duration.milliseconds(5)

  private var started = ContinuousClock.now
  /// The time that went to drawing, keys and signals.
  private var outside = Duration.zero
  /// The progress seen first, and when.
  private var first: (progress: Progress, time: ContinuousClock.Instant)?
  private var nextPause = ContinuousClock.now

  package init() {}

  /// Starts with a command.
  mutating func begin() { self = CommandTimer() }

  /// Whether it is time for drawing, keys and signals.
  func isPauseDue(_ now: ContinuousClock.Instant) -> Bool { now >= nextPause }

  /// Counts a time that went to drawing, keys and signals.
  mutating func endPause(from start: ContinuousClock.Instant) {
    let now = ContinuousClock.now
    outside += now - start
    nextPause = now + Self.interval
  }

  /// Subtracts the time in which the program was stopped.
  mutating func leaveOut(_ time: Duration) {
    started += time
    first?.time += time
    outside -= time
  }

  /// The result of a run with its time, and the part that was not training if it lasted long
  /// enough to show its progress.
  func measured(_ text: String, words: Int) -> String {
    let elapsed = ContinuousClock.now - started
    let line = Terminal.measured(text, words: words, taking: elapsed)
    return elapsed < Self.patience
      ? line : line + "  " + partOutside(elapsed - outside, of: elapsed)
  }

  /// The progress of the command as one line, once it has lasted long enough.
  mutating func progressText(of session: Session, after patience: Duration = patience) -> String? {
    guard let progress = session.progress else { return nil }
    let now = ContinuousClock.now
    if first?.progress.title != progress.title { first = (progress, now) }
    guard let first, now - started >= patience else { return nil }
    return progressLine(
      progress, from: first.progress.done, seconds: (now - first.time) / .seconds(1))
  }
}
