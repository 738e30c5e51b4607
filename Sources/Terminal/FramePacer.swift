/// Decides when the next frame is due while something runs: as often as drawing takes no more than a
/// part of the time, and at most ten times a second.
package struct FramePacer {
  private static let shortest = Duration.milliseconds(100)

  /// The part of the time for frames that show how far a run has come, and as much for the transcript
  /// between them: together, and with all else around the slices of a run, less than a hundredth.
  package static let progressPart = 250
  /// The part of the time for frames that are an animation, because the projection is among them: a
  /// tenth.
  package static let animationPart = 10

  private var next: ContinuousClock.Instant?
  /// How long after the last frame that showed new numbers the next one was due.
  private var pause = Duration.zero

  package init() {}

  /// Whether it is time to draw.
  package func isDue(_ now: ContinuousClock.Instant) -> Bool {
    next.map { now >= $0 } ?? true
  }

  /// Records that something begins to run: a frame of it will take as long as the last one
  /// that showed new numbers, so that much time has to pass first.
  package mutating func begin(_ now: ContinuousClock.Instant) {
    next = now + pause
  }

  /// Records a drawn frame; frames may take a share of 1 / `parts` of the time.
  ///
  /// - Parameters:
  ///   - start: When drawing it began.
  ///   - end: When it ended.
  ///   - parts: The parts.
  ///   - isNew: Whether it showed new numbers, which takes longer than to show the same again.
  package mutating func drew(
    from start: ContinuousClock.Instant, to end: ContinuousClock.Instant, oneOf parts: Int,
    isNew: Bool = true
  ) {
    let wait = max(Self.shortest, (end - start) * parts)
    if isNew { pause = wait }
    next = max(next ?? start, start + wait)
  }
}
