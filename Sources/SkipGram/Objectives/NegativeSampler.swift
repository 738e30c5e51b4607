/// Makes the negative draws of windows.
///
/// Every draw is a pure function of seed, window number, pair, draw number and redraw count.
public struct NegativeSampler: Sendable {
  /// Where draws come from.
  public let noise: NoiseDistribution
  private let random: Randomness
  private let count: Int
  private let sharing: DrawSharing
  private let collision: Collision

  /// A sampler for a noise distribution; `negatives`, `draws`, `collision` and `seed` are read.
  public init(noise: NoiseDistribution, hyperparameters: Hyperparameters) {
    self.noise = noise
    random = Randomness(seed: hyperparameters.seed, for: .negative)
    count = hyperparameters.negatives
    sharing = hyperparameters.draws
    collision = hyperparameters.collision
  }

  /// Draws for every pair of an update, in place of the draws it has.
  ///
  /// - Parameters:
  ///   - update: Its outside words are read; its draws are written, in the memory they have.
  ///   - window: The number of the window in the run.
  ///   - redraw: How often the user has asked for other draws in this window.
  /// - Complexity: O(*n*·*K*) for *n* pairs.
  public func draw(for update: inout Update, window: Int, redraw: Int = 0) {
    let randomWindow = random.keyed(by: window).keyed(by: redraw)
    switch sharing {
    case .pair: drawOwn(randomWindow, for: &update)
    case .window: drawShared(randomWindow, for: &update)
    }
  }

  private func drawOwn(_ randomWindow: Randomness, for update: inout Update) {
    let pairs = update.outside.count
    let count = noise.slots.count > 1 ? count : 0
    update.outside.withUnsafeBufferPointer { outside in
      update.draws.rewrite(pairs: pairs, most: pairs * count) { writer in
        withRandomBits(pairs * count) { keys in
          for pair in 0..<pairs {
            let random = randomWindow.keyed(by: pair &+ 1)
            for draw in 0..<count { keys[pair &* count &+ draw] = random.key(draw) }
          }
        } use: { bits in
          // What a pair leaves out makes room, so that nothing is overwritten before its turn.
          guard let words = writer.room else { return }
          noise.lookUp(bits, pairs &* count, into: words)
          for pair in 0..<pairs {
            let drawn = UnsafePointer(words + pair &* count)
            writer.take(settle(drawn, count, outside[pair], randomWindow, pair, writer.room))
            writer.endPair()
          }
        }
      }
    }
  }

  /// Copies the draws of a pair to their place, and replaces or leaves out those that hit the
  /// observed word.
  ///
  /// - Returns: How many there are.
  @inline(__always)
  private func settle(
    _ drawn: UnsafePointer<Int32>, _ count: Int, _ observed: Int32, _ randomWindow: Randomness,
    _ pair: Int, _ room: UnsafeMutablePointer<Int32>?
  ) -> Int {
    guard let room else { return 0 }
    var kept = 0
    for draw in 0..<count {
      if drawn[draw] != observed {
        room[kept] = drawn[draw]
        kept &+= 1
      } else if collision == .redraw,
        let other = noise.word(
          otherThan: Int(observed), randomWindow.keyed(by: pair &+ 1).keyed(by: draw))
      {
        room[kept] = Int32(truncatingIfNeeded: other)
        kept &+= 1
      }
    }
    return kept
  }

  private func drawShared(_ randomWindow: Randomness, for update: inout Update) {
    let pairs = update.outside.count
    update.outside.withUnsafeBufferPointer { outside in
      update.draws.rewrite(pairs: pairs, most: (pairs + 1) * count) { writer in
        withRandomBits(count) { keys in
          let random = randomWindow.keyed(by: 0)
          for draw in 0..<count { keys[draw] = random.key(draw) }
        } use: { bits in
          guard let words = writer.room else { return }
          noise.lookUp(bits, count, into: words)
          writer.take(count)
        }
        writer.endShared()
        for observed in outside { writer.share(without: observed) }
      }
    }
  }

  /// Calls `use` with the bits of all keys that `keys` writes, taken together.
  @inline(__always)
  private func withRandomBits(
    _ count: Int, keys: (UnsafeMutablePointer<UInt64>) -> Void,
    use: (UnsafePointer<UInt64>) -> Void
  ) {
    // Whole vectors.
    withUnsafeTemporaryAllocation(of: UInt64.self, capacity: count + 8) { memory in
      guard let start = memory.baseAddress else { return }
      memory.initialize(repeating: 0)
      keys(start)
      Randomness.bits(ofKeys: start, count)
      use(start)
    }
  }
}
