/// The negative draws of a window, pair by pair, in order and with multiplicity.
public struct NegativeDraws: Equatable, Sendable {
  /// All drawn words, one pair after the other.
  public private(set) var words: [Int32] = []
  /// Where each pair's words end.
  private var ends: [Int] = []

  /// No pair, no draw.
  public init() {}

  /// The given draws of each pair.
  public init(_ pairs: [[Int]]) {
    for pair in pairs { append(pair) }
  }

  /// The number of pairs.
  public var pairCount: Int { ends.count }

  /// The draws of a pair, counted from 0.
  public subscript(pair: Int) -> ArraySlice<Int32> {
    words[(pair == 0 ? 0 : ends[pair - 1])..<ends[pair]]
  }

  /// Forgets all pairs and keeps the memory.
  public mutating func removeAll() {
    words.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
  }

  /// Adds a draw to the pair being built.
  mutating func draw(_ word: Int) {
    words.append(Int32(truncatingIfNeeded: word))
  }

  /// Ends the pair being built.
  mutating func endPair() {
    ends.append(words.count)
  }

  /// Adds a pair with its draws.
  public mutating func append(_ pair: some Sequence<Int>) {
    for word in pair { draw(word) }
    endPair()
  }
}

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
    update.draws.removeAll()
    let randomWindow = random.keyed(by: window).keyed(by: redraw)
    for pair in update.outside.indices {
      let observed = Int(update.outside[pair])
      switch sharing {
      case .pair:
        drawOwn(randomWindow.keyed(by: pair + 1), avoiding: observed, into: &update.draws)
      case .window:
        drawShared(randomWindow.keyed(by: 0), skipping: observed, into: &update.draws)
      }
      update.draws.endPair()
    }
  }

  private func drawOwn(
    _ random: Randomness, avoiding observed: Int, into draws: inout NegativeDraws
  ) {
    guard noise.slots.count > 1 else { return }
    for draw in 0..<count {
      let randomDraw = random.keyed(by: draw)
      let word = noise.word(randomDraw)
      if word != observed {
        draws.draw(word)
      } else if collision == .redraw, let other = noise.word(otherThan: observed, randomDraw) {
        draws.draw(other)
      }
    }
  }

  private func drawShared(
    _ random: Randomness, skipping observed: Int, into draws: inout NegativeDraws
  ) {
    for draw in 0..<count {
      let word = noise.word(random.keyed(by: draw))
      if word != observed { draws.draw(word) }
    }
  }
}
