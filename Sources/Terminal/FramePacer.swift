/// Says when the next frame is due while something runs: as often as drawing takes no more than a
/// part of the time, and at most ten times a second.
package struct FramePacer {
  private static let shortest = Duration.milliseconds(100)

  /// The part of the time for frames that show how far a run has come: half a hundredth, and as much
  /// for the transcript between them.
  package static let progressPart = 200
  /// The part of the time for frames that are an animation, because the projection is among them: a
  /// tenth.
  package static let animationPart = 10

  private var next: ContinuousClock.Instant?

  package init() {}

  /// Whether it is time to draw.
  package func isDue(_ now: ContinuousClock.Instant) -> Bool {
    next.map { now >= $0 } ?? true
  }

  /// Takes note of a frame that was drawn; frames may take one of so many parts of the time.
  package mutating func drew(
    from start: ContinuousClock.Instant, to end: ContinuousClock.Instant, oneOf parts: Int
  ) {
    next = start + max(Self.shortest, (end - start) * parts)
  }
}
