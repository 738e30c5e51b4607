import Glibc
import RandomCases
import Testing

@testable import Word2Vec

/// `χ²` of counts against probabilities.
private func chiSquare(_ observed: [Int], _ probabilities: [Double]) -> Double {
  let total = Double(observed.reduce(0, +))
  return zip(observed, probabilities).reduce(0) { sum, pair in
    let expected = pair.1 * total
    return sum + (Double(pair.0) - expected) * (Double(pair.0) - expected) / expected
  }
}

/// The bound that `χ²` exceeds once in a thousand million times (Wilson and Hilferty's cube).
private func limit(degrees: Int) -> Double {
  let k = Double(degrees)
  let root = 1 - 2 / (9 * k) + 6 * (2 / (9 * k)).squareRoot()
  return k * root * root * root
}

@Suite("Noise distribution")
struct NoiseDistributionTests {
  private static func counts(seed: Int) -> [Int] {
    var random = TestRandom(seed: seed)
    return (0..<Int.random(in: 1...300, using: &random)).map { _ in
      // Spread over six orders of magnitude, as a corpus does.
      Int(exp(Double.random(in: 0...14, using: &random)))
    }
  }

  @Test("The alias table holds the exact probabilities", arguments: 0..<30, [0, 0.5, 0.75, 1, 8])
  func table(seed: Int, power: Double) {
    let counts = Self.counts(seed: seed)
    let noise = NoiseDistribution(counts: counts, power: power)
    let weights = counts.map { pow(Double($0), power) }
    let total = weights.reduce(0, +)
    let share = 1 / Double(counts.count)
    var held = [Double](repeating: 0, count: counts.count)
    var slotsOf = [Double](repeating: 0, count: counts.count)
    for (word, slot) in noise.slots.enumerated() {
      let own = slot.alias == word ? 1 : Double(slot.threshold) * 0x1p-32
      held[word] += own * share
      held[Int(slot.alias)] += (1 - own) * share
      slotsOf[word] += 1
      slotsOf[Int(slot.alias)] += 1
    }
    for word in counts.indices {
      // Every slot a word is in rounds its threshold to a multiple of 2⁻³².
      let rounding = share * (slotsOf[word] * 0x1p-32 + 1e-12 * Double(counts.count))
      #expect((held[word] - weights[word] / total).magnitude <= rounding)
      #expect((noise.probabilities[word] - weights[word] / total).magnitude < 1e-14)
    }
  }

  @Test("The deterministic power is the C library's up to rounding", arguments: 0..<200)
  func power(seed: Int) {
    var random = TestRandom(seed: seed)
    let base = exp(Double.random(in: -15...0, using: &random))
    let exponent = seed < 20 ? Double(seed) / 4 - 1 : Double.random(in: -2...8, using: &random)
    let ours = deterministicPower(base, exponent)
    // At most 52 roots, of which rounding halves at each further one, about as many products of one
    // rounding each, and three squarings that double the error.
    #expect((ours / pow(base, exponent) - 1).magnitude < 80 * 0x1p-53)
  }

  @Test("Powers 0, 1 and 0.75 give the distributions of their names")
  func knownPowers() {
    let third = 1.0 / 3
    #expect(NoiseDistribution(counts: [9, 1, 5], power: 0).probabilities == [third, third, third])
    #expect(NoiseDistribution(counts: [8, 4, 4], power: 1).probabilities == [0.5, 0.25, 0.25])
    #expect(deterministicPower(16, 0.75) == 8)
  }

  @Test("Words are drawn as often as their probability", arguments: 0..<8)
  func frequencies(seed: Int) {
    let noise = NoiseDistribution(counts: [500, 200, 100, 50, 20, 10, 5, 5], power: 0.75)
    let random = Randomness(seed: UInt64(seed), for: .negative)
    var observed = [Int](repeating: 0, count: 8)
    for draw in 0..<40_000 { observed[noise.word(random.keyed(by: draw))] += 1 }
    #expect(chiSquare(observed, noise.probabilities) < limit(degrees: 7))
  }

  @Test("Another word is distributed as draws that missed the excluded one are", arguments: 0..<4)
  func exclusion(seed: Int) {
    for counts in [[500, 200, 100, 50, 20], [1_000_000_000, 2, 1, 1, 1]] {
      let noise = NoiseDistribution(counts: counts, power: 1)
      let random = Randomness(seed: UInt64(seed), for: .negative)
      var observed = [Int](repeating: 0, count: 5)
      for draw in 0..<10_000 {
        guard let word = noise.word(otherThan: 0, random.keyed(by: draw)) else { continue }
        observed[word] += 1
      }
      #expect(observed[0] == 0 && observed.reduce(0, +) == 10_000)
      let others = Array(noise.probabilities.dropFirst())
      let rest = others.reduce(0, +)
      let statistic = chiSquare(Array(observed.dropFirst()), others.map { $0 / rest })
      #expect(statistic < limit(degrees: 3))
    }
  }

  @Test("A vocabulary of one word has no other")
  func oneWord() {
    let noise = NoiseDistribution(counts: [3], power: 0.75)
    let random = Randomness(seed: 1, for: .negative)
    #expect(noise.word(random) == 0)
    #expect(noise.word(otherThan: 0, random) == nil)
  }
}

@Suite("Negative draws")
struct NegativeDrawsTests {
  private func draws(
    _ outside: [Int], window: Int = 0, redraw: Int = 0, counts: [Int] = [50, 30, 20, 10, 5],
    _ change: (inout Hyperparameters) -> Void = { _ in }
  ) -> [[Int]] {
    var hyperparameters = Hyperparameters()
    change(&hyperparameters)
    let sampler = NegativeSampler(
      noise: NoiseDistribution(counts: counts, power: hyperparameters.power),
      hyperparameters: hyperparameters)
    let draws = sampler.draws(
      for: outside.map { Int32($0) }, window: .corpus(Position(epoch: 3, token: window)),
      redraw: redraw)
    return outside.indices.map { pair in draws[pair].map { Int($0) } }
  }

  @Test("Redrawing gives exactly K draws, none of them the observed word", arguments: 0..<200)
  func redraw(window: Int) {
    let outside = [0, 1, 0, 4]
    for (observed, drawn) in zip(outside, draws(outside, window: window) { $0.negatives = 7 }) {
      #expect(drawn.count == 7 && !drawn.contains(observed))
    }
  }

  @Test("Skipping leaves out just the collisions", arguments: 0..<200)
  func skip(window: Int) {
    // The same keys without a collision to skip: the observed word is outside the counts' reach.
    let all = draws([4, 4], window: window, counts: [50, 30, 20, 10]) { $0.collision = .skip }
    let skipped = draws([0, 1], window: window, counts: [50, 30, 20, 10]) { $0.collision = .skip }
    #expect(skipped == [all[0].filter { $0 != 0 }, all[1].filter { $0 != 1 }])
  }

  @Test("Shared draws are one list, skipped in the pairs that observe them", arguments: 0..<100)
  func shared(window: Int) {
    for collision in Collision.allCases {
      let pairs = draws([4, 0, 1, 0], window: window, counts: [50, 30, 20, 10]) {
        $0.draws = .window
        $0.collision = collision
      }
      #expect(pairs[0].count == 5)
      #expect(pairs[1] == pairs[0].filter { $0 != 0 } && pairs[3] == pairs[1])
      #expect(pairs[2] == pairs[0].filter { $0 != 1 })
    }
  }

  @Test(
    "Every draw of a list is distributed as the noise, alone and beside the others and the last list's",
    arguments: DrawSharing.allCases, 1...4)
  func distribution(sharing: DrawSharing, seed: Int) {
    let counts = [500, 200, 100, 50, 20, 10, 5, 5]
    let probabilities = NoiseDistribution(counts: counts, power: 0.75).probabilities
    let words = probabilities.count
    let negatives = 5
    // The observed word is outside the counts' reach, so that none is left out.
    let lists = (0..<10_000).map { window in
      draws([words, words], window: window, counts: counts) {
        $0.draws = sharing
        $0.seed = UInt64(seed)
      }
    }
    let joint = probabilities.flatMap { p in probabilities.map { p * $0 } }
    for draw in 0..<negatives {
      var alone = [Int](repeating: 0, count: words)
      var beside = [Int](repeating: 0, count: words * words)
      var inTurn = beside
      for (window, list) in lists.enumerated() {
        let word = list[0][draw]
        alone[word] += 1
        beside[word * words + list[1][(draw + 1) % negatives]] += 1
        inTurn[word * words + lists[(window + 1) % lists.count][0][draw]] += 1
      }
      #expect(chiSquare(alone, probabilities) < limit(degrees: words - 1))
      #expect(chiSquare(beside, joint) < limit(degrees: words * words - 1))
      #expect(chiSquare(inTurn, joint) < limit(degrees: words * words - 1))
    }
  }

  @Test("A draw depends on its own key alone")
  func keyed() {
    let full = draws([1, 2, 3], window: 9)
    // Fewer draws, fewer pairs, other windows: the remaining draws do not change.
    #expect(draws([1, 2, 3], window: 9) { $0.negatives = 2 } == full.map { Array($0.prefix(2)) })
    #expect(draws([1], window: 9) == [full[0]])
    #expect(draws([1, 2, 3], window: 9) { $0.objective = .negativeSampling } == full)
    #expect(draws([1, 2, 3], window: 10) != full)
    #expect(draws([1, 2, 3], window: 9, redraw: 1) != full)
    #expect(draws([1, 2, 3], window: 9) { $0.seed = 2 } != full)
  }

  @Test("Draws of many pairs at a time are those of one after another", arguments: 0..<100)
  func oneAfterAnother(seed: Int) {
    var random = TestRandom(seed: seed)
    let counts = (0..<Int.random(in: 1...400, using: &random)).map { _ in
      Int.random(in: 1...1000, using: &random)
    }
    let noise = NoiseDistribution(counts: counts, power: 0.75)
    let negatives = Int.random(in: 0...25, using: &random)
    let window = Int.random(in: 0...1_000_000, using: &random)
    // The observed words are outside the counts' reach, so that none is left out.
    let outside = (0..<Int.random(in: 1...20, using: &random)).map { counts.count + $0 }
    for sharing in DrawSharing.allCases {
      let drawn = draws(outside, window: window, counts: counts) {
        $0.negatives = negatives
        $0.draws = sharing
        $0.seed = UInt64(seed)
      }
      let list = Randomness(seed: UInt64(seed), for: .negative).keyed(by: 3).keyed(by: window)
        .keyed(by: 0)
      let expected = outside.indices.map { pair in
        let random = list.keyed(by: sharing == .pair ? pair + 1 : 0)
        return (0..<negatives).map { noise.word(random.keyed(by: $0)) }
      }
      let isAlone = counts.count == 1 && sharing == .pair
      #expect(drawn == (isAlone ? outside.map { _ in [] } : expected))
    }
  }

  @Test("One word leaves no draws", arguments: DrawSharing.allCases, Collision.allCases)
  func oneWord(sharing: DrawSharing, collision: Collision) {
    let pairs = draws([0, 0], counts: [5]) {
      $0.draws = sharing
      $0.collision = collision
    }
    #expect(pairs == [[], []])
  }
}
