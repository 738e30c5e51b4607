import Word2Vec

/// `J` of the pending window at `θ - η∇J` for a range of `η`, in double precision.
package struct EtaCurve: Sendable {
  /// A learning rate and the loss there, in nats.
  package struct Point: Equatable, Sendable {
    package let rate: Double
    package let loss: Double
  }

  /// Points at equal distances from `η = 0` on.
  package let points: [Point]
  /// The point at the learning rate of the pending update.
  package let present: Point
  /// The point of least loss in the range.
  package let least: Point
  /// `‖∇J‖²`, minus the slope of `J` at `η = 0`.
  package let slope: Double

  /// The number of points; fewer for a large vocabulary, where each costs more.
  private static func count(words: Int) -> Int { min(129, max(33, 2_000_000 / words)) }

  init<E>(
    _ trace: WindowTrace, along line: GradientLine, words: Int,
    cancellation: Cancellation<E>
  ) throws(E) {
    func point(_ rate: Double) throws(E) -> Point {
      try cancellation.check()
      return Point(rate: rate, loss: line.loss(at: rate))
    }
    let slope = trace.squaredGradientNorm
    let own = trace.update.learningRate
    // J is never below 0, so to first order it cannot fall for longer than this.
    let natural = trace.loss / slope
    let far = natural.isFinite && natural > 0 ? 4 * natural : 0
    let scan = try (0...16).map { (step) throws(E) in try point(far * Double(step) / 16) }
    let lowest = scan.filter(\.loss.isFinite).min { $0.loss < $1.loss } ?? scan[0]
    let wide = max(2 * own, 2.5 * lowest.rate)
    let end = wide > 0 ? wide : 1
    let count = Self.count(words: words)
    let points = try (0..<count).map { (step) throws(E) in
      try point(end * Double(step) / Double(count - 1))
    }
    self.points = points
    present = try point(own)
    least = try Self.least(points, loss: point)
    self.slope = slope
  }

  /// The least loss near the lowest of some points, by golden section between its neighbours.
  private static func least<E>(
    _ points: [Point], loss point: (Double) throws(E) -> Point
  ) throws(E) -> Point {
    let finite = points.indices.filter { points[$0].loss.isFinite }
    guard let lowest = finite.min(by: { points[$0].loss < points[$1].loss }) else {
      return points[0]
    }
    var low = points[max(0, lowest - 1)].rate
    var high = points[min(points.count - 1, lowest + 1)].rate
    let ratio = 0.618_033_988_749_894_9
    var (a, b) = (try point(high - ratio * (high - low)), try point(low + ratio * (high - low)))
    for _ in 0..<24 {
      if a.loss <= b.loss {
        high = b.rate
        b = a
        a = try point(high - ratio * (high - low))
      } else {
        low = a.rate
        a = b
        b = try point(low + ratio * (high - low))
      }
    }
    return [points[lowest], a, b].min { $0.loss < $1.loss } ?? points[lowest]
  }
}
