/// Makes the negative draws of windows.
///
/// Every draw is a pure function of seed, key of the window, redraw count, pair and
/// draw number.
package struct NegativeSampler: Sendable {
  /// Where draws come from.
  package let noise: NoiseDistribution
  private let random: Randomness
  private let count: Int
  private let sharing: DrawSharing
  private let collision: Collision

  /// A sampler for a noise distribution; `negatives`, `draws`, `collision` and `seed` are read.
  package init(noise: NoiseDistribution, hyperparameters: Hyperparameters) {
    self.noise = noise
    random = Randomness(seed: hyperparameters.seed, for: .negative)
    count = hyperparameters.negatives
    sharing = hyperparameters.draws
    collision = hyperparameters.collision
  }

  /// The draws of a window.
  ///
  /// - Parameters:
  ///   - outside: Its outside words.
  ///   - window: The key of the window.
  ///   - redraw: How often the user has redrawn the negatives of this window.
  /// - Returns: The draws of each pair.
  /// - Complexity: O(*n*·*K*) for *n* pairs.
  package func draws(for outside: [Int32], window: WindowKey, redraw: Int = 0) -> NegativeDraws {
    var rows = WeightedRows()
    rows.pairs = outside.count
    rows.outside.reserve(outside.count)
    for (pair, word) in outside.enumerated() { rows.outside.start[pair] = word }
    list(&rows, window: window, redraw: redraw)
    return rows.draws
  }

  /// Draws for the outside words of a window, and lists its rows.
  @inline(__always)
  func list(_ rows: inout WeightedRows, window: WindowKey, redraw: Int = 0) {
    let random = random.keyed(by: window).keyed(by: redraw)
    switch sharing {
    case .pair:
      rows.list(negatives: noise.slots.count > 1 ? count : 0, from: noise, random) {
        observed, random in
        guard collision == .redraw else { return nil }
        return noise.word(otherThan: Int(observed), random).map {
          Int32(truncatingIfNeeded: $0)
        }
      }
    case .window: rows.list(sharedNegatives: count, from: noise, random.keyed(by: 0))
    }
  }
}
