import Debugger

/// Advances a busy session in slices short enough that keys, signals and frames do not wait.
package struct ActivityPacer {
  /// How long a slice should take.
  static let sliceLength = Duration.milliseconds(20)
  /// An activity that is over before this is not worth a progress line.
  static let patience = Duration.seconds(1)

  /// The units of work of the next slice.
  package private(set) var work = 1
  private var title: String?
  private var started = ContinuousClock.now
  private var doneAtStart = 0
  /// The time its slices have taken.
  private var working = Duration.zero

  package init() {}

  /// Does the session's next slice.
  mutating func advance(_ session: Session) -> [Effect] {
    let before = session.progress
    if before?.title != title {
      self = ActivityPacer()
      title = before?.title
      doneAtStart = before?.done ?? 0
    }
    let start = ContinuousClock.now
    let effects = session.advance(work: work)
    let slice = ContinuousClock.now - start
    working += slice
    let isSameActivity = before != nil && session.progress?.title == before?.title
    if isSameActivity { adapt(to: slice) }
    // Another activity may have the same title.
    if session.progress == nil { title = nil }
    return effects
  }

  /// Sizes the next slice from the time the last one took.
  ///
  /// It grows by no more than eightfold, so that a first slice of one unit, timed by chance as
  /// nothing, is not followed by one of minutes.
  package mutating func adapt(to elapsed: Duration) {
    let growth = elapsed > .zero ? min(8, Self.sliceLength / elapsed) : 8
    work = Int(min(1e15, max(1, Double(work) * growth)))
  }

  /// Leaves a time out of what the activity has taken, because the program was stopped.
  mutating func leaveOut(_ time: Duration) {
    started += time
  }

  /// What the run came to that was advanced last, with its time, and what part of that went to all
  /// but its slices, if it lasted long enough to show how far it had come.
  func measured(_ text: String, words: Int) -> String {
    let elapsed = ContinuousClock.now - started
    let line = Terminal.measured(text, words: words, taking: elapsed)
    return elapsed < Self.patience ? line : line + "  " + partOutside(working, of: elapsed)
  }

  /// The progress of the activity under way, as one line, once it has lasted long enough.
  func progressText(of session: Session, after patience: Duration = patience) -> String? {
    let elapsed = ContinuousClock.now - started
    guard let progress = session.progress, progress.title == title, elapsed >= patience
    else { return nil }
    return progressLine(progress, from: doneAtStart, seconds: elapsed / .seconds(1))
  }
}
