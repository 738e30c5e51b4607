import DequeModule
import Word2Vec

/// Sums over the windows applied so far; going back restores earlier ones.
package struct RunTally: Sendable {
  /// `J` of the latest windows, oldest first.
  package internal(set) var recentLosses = Deque<Double>()
  /// The sum of `J` over all windows of the run.
  package internal(set) var lossSum = 0.0
  /// How often each word was drawn as a negative, shape `[W]`; empty before the first draw.
  package internal(set) var draws: [Int] = []

  /// Starts with nothing counted, or with what a run before has counted.
  package init(recentLosses: [Double] = [], lossSum: Double = 0, draws: [Int] = []) {
    self.recentLosses = Deque(recentLosses)
    self.lossSum = lossSum
    self.draws = draws
  }

  /// Losses kept for the running mean and the sparkline.
  package static let keptLosses = 200

  /// Counts a window.
  mutating func count(loss: Double) {
    recentLosses.append(loss)
    if recentLosses.count > Self.keptLosses { recentLosses.removeFirst() }
    lossSum += loss
  }

  /// The memory it takes, in bytes, with as many losses as are kept.
  package var byteCount: Int {
    Self.keptLosses * MemoryLayout<Double>.stride + draws.count * MemoryLayout<Int>.stride
  }
}
