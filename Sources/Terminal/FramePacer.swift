/// Says when the next frame is due while something runs: as often as drawing takes no more than a
/// hundredth of the time, and at most ten times a second.
package struct FramePacer {
  private static let shortest = Duration.milliseconds(100)

  private var next: ContinuousClock.Instant?

  package init() {}

  /// Whether it is time to draw.
  package func isDue(_ now: ContinuousClock.Instant) -> Bool {
    next.map { now >= $0 } ?? true
  }

  /// Takes note of a frame that was drawn.
  package mutating func drew(from start: ContinuousClock.Instant, to end: ContinuousClock.Instant) {
    next = start + max(Self.shortest, (end - start) * 100)
  }
}
