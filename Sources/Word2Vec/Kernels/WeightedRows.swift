/// The rows of `U` that the update of a window reads and writes under negative sampling, each with
/// its weight: the kernel's input.
///
/// Pair after pair the observed word, of weight -1, and its draws, each of weight 1; or all observed
/// words, then the draws they share, each once, with the number of pairs that have it for a weight.
/// The memory is kept from one window to the next.
struct WeightedRows: ~Copyable {
  /// The center word `c`.
  var center: Int32 = 0
  /// The learning rate `η` of the update.
  var learningRate = 0.0
  /// The observed word of each pair, left to right; there are ``pairs``.
  var outside = GrowableMemory<Int32>()
  /// How many pairs there are.
  var pairs = 0
  /// Row numbers, padded by three valid ones: the kernel reads four at a time.
  private(set) var rows = GrowableMemory<Int32>()
  /// The weight of each row, with a block of zeros after them.
  private(set) var weights = GrowableMemory<Float>()
  /// How many rows there are.
  private(set) var count = 0

  /// Whether pairs share their draws.
  private var isShared = false
  /// Where draws fall in the alias table.
  private var places = GrowableMemory<UInt64>()
  /// Draws that pairs share.
  private var drawn = GrowableMemory<Int32>()

  /// Lists the rows of some pairs of an update.
  mutating func assign(_ update: Update, pairs: Range<Int>) {
    center = update.center
    learningRate = update.learningRate
    self.pairs = pairs.count
    outside.reserve(pairs.count)
    for (index, pair) in pairs.enumerated() { outside.start[index] = update.outside[pair] }
    if pairs.count > 1, let shared = update.draws.shared {
      shared.withUnsafeBufferPointer { list(shared: $0) }
    } else {
      begin(most: pairs.reduce(pairs.count) { $0 + update.draws[$1].count })
      for pair in pairs {
        append(update.outside[pair], weight: -1)
        for word in update.draws[pair] { append(word, weight: 1) }
      }
      end()
    }
  }

  /// Lists the rows of one pair of a list whose pairs have their own draws.
  ///
  /// - Parameters:
  ///   - all: The list.
  ///   - first: The index of the pair's observed word, from which the next pair's follows.
  /// - Returns: The index of the next pair's observed word, or the length of the list.
  mutating func assign(pairOf all: borrowing WeightedRows, at first: Int) -> Int {
    var end = first &+ 1
    while end < all.count, all.weights.start[end] > 0 { end &+= 1 }
    center = all.center
    learningRate = all.learningRate
    pairs = 1
    begin(most: end &- first)
    for index in first..<end {
      append(all.rows.start[index], weight: all.weights.start[index])
    }
    self.end()
    return end
  }

  /// Lists the outside words, each with its own draws.
  ///
  /// - Parameters:
  ///   - negatives: How many draws each has.
  ///   - noise: Where they come from.
  ///   - random: The randomness of the window, which a pair's number, counted from 1, and a draw's
  ///     number are to be absorbed by.
  ///   - replacement: The replacement of a draw that hits the observed word; `nil` to drop the draw.
  @inline(__always)
  mutating func list(
    negatives: Int, from noise: NoiseDistribution, _ random: Randomness,
    replacement: (_ observed: Int32, _ random: Randomness) -> Int32?
  ) {
    begin(most: pairs &* (negatives &+ 1))
    places.reserve(pairs &* (negatives &+ 1) &+ 15)
    let hits = noise.listDraws(
      random, negatives, of: outside.start, pairs, rows: rows.start, weights: weights.start,
      places: places.start)
    if hits {
      for pair in 0..<pairs {
        // No more is written than has been read.
        var drawn = rows.start + pair &* (negatives &+ 1)
        let observed = drawn.pointee
        append(observed, weight: -1)
        for draw in 0..<negatives {
          drawn += 1
          let random = random.keyed(by: pair &+ 1).keyed(by: draw)
          let word = drawn.pointee == observed ? replacement(observed, random) : drawn.pointee
          if let word { append(word, weight: 1) }
        }
      }
    } else {
      count = pairs &* (negatives &+ 1)
    }
    end()
  }

  /// Lists the outside words with draws that all share, each leaving out its observed word.
  ///
  /// - Parameters:
  ///   - negatives: How many draws there are.
  ///   - noise: Where they come from.
  ///   - random: The randomness of the list, which a draw's number is to be absorbed by.
  @inline(__always)
  mutating func list(
    sharedNegatives negatives: Int, from noise: NoiseDistribution, _ random: Randomness
  ) {
    drawn.reserve(negatives)
    places.reserve(negatives &+ 7)
    noise.draw(random, negatives, into: drawn.start, places: places.start)
    list(shared: UnsafeBufferPointer(start: drawn.start, count: negatives))
  }

  @inline(__always)
  private mutating func list(shared: UnsafeBufferPointer<Int32>) {
    begin(most: pairs &+ shared.count)
    isShared = true
    let outside = outside.start
    for pair in 0..<pairs { append(outside[pair], weight: -1) }
    for word in shared {
      var times = pairs
      for pair in 0..<pairs { times &-= outside[pair] == word ? 1 : 0 }
      if times > 0 { append(word, weight: Float(times)) }
    }
    end()
  }

  @inline(__always)
  private mutating func begin(most: Int) {
    rows.reserve(most &+ 3)
    weights.reserve(most &+ Matrix.block)
    count = 0
    isShared = false
  }

  @inline(__always)
  private mutating func append(_ word: Int32, weight: Float) {
    rows.start[count] = word
    weights.start[count] = weight
    count &+= 1
  }

  @inline(__always)
  private mutating func end() {
    for padding in 0..<Matrix.block { weights.start[count &+ padding] = 0 }
    for padding in 0..<3 { rows.start[count &+ padding] = rows.start[0] }
  }

  // MARK: Draws

  /// Calls `body` with the observed word and the draws of one pair after another.
  func forEachPair(_ body: (_ observed: Int32, _ draws: UnsafeBufferPointer<Int32>) -> Void) {
    if isShared {
      var draws: [Int32] = []
      draws.reserveCapacity(count)
      for pair in 0..<pairs {
        let observed = outside.start[pair]
        draws.removeAll(keepingCapacity: true)
        for index in pairs..<count where rows.start[index] != observed {
          draws.append(rows.start[index])
        }
        draws.withUnsafeBufferPointer { body(observed, $0) }
      }
    } else {
      var first = 0
      while first < count {
        var end = first + 1
        while end < count, weights.start[end] > 0 { end += 1 }
        body(
          rows.start[first],
          UnsafeBufferPointer(start: rows.start + first + 1, count: end - first - 1))
        first = end
      }
    }
  }

  /// The draws of each pair.
  var draws: NegativeDraws {
    if isShared {
      return NegativeDraws(
        shared: (pairs..<count).map { rows.start[$0] },
        outside: (0..<pairs).map { outside.start[$0] })
    }
    var draws: [[Int]] = []
    forEachPair { draws.append($1.map { Int($0) }) }
    return NegativeDraws(draws)
  }

  /// Whether a word is among the rows.
  func contains(_ word: Int32) -> Bool {
    UnsafeBufferPointer(start: rows.start, count: count).contains(word)
  }

  /// Whether a word is observed in any pair.
  func observes(_ word: Int32) -> Bool {
    UnsafeBufferPointer(start: outside.start, count: pairs).contains(word)
  }

  /// Adds how often each word is drawn, in all pairs together, to counts of shape `[W]`.
  func addDraws(to counts: UnsafeMutablePointer<Int>) {
    for index in 0..<count {
      let weight = weights.start[index]
      if weight > 0 { counts[Int(rows.start[index])] &+= Int(weight) }
    }
  }
}
