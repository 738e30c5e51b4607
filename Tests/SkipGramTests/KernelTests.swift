import SkipGram
import Testing

#if canImport(Glibc)
import Glibc
#endif

/// What Float32 arithmetic may make of the update of a window, from the numbers in it.
///
/// With `u = 2⁻²⁴`, a sum of `n` products is off by at most `(n + 1) u Σ|terms|` (Higham, 2002,
/// section 3.1); the kernel's sixteen lanes make `n` the number of blocks and four levels of a tree.
private struct RoundingBound {
  /// The bound of every component of the new `v_c`, shape `[d]`.
  let center: [Double]
  /// The bound of every component of every new `u_w`, shape `[W, d]`.
  let outside: [[Double]]
  /// The bound of the loss, in nats.
  let loss: Double

  init(_ sample: RandomCase, _ record: WindowRecord) {
    let u = 0x1p-24
    let update = record.update
    let rate = update.learningRate
    let blocks = Double((sample.dimension + 15) / 16)
    let v = record.centerVector
    let pairs = Double(record.pairs.count)
    // Products below the range of normal numbers lose their digits.
    let tiny = 1e-37

    let scores = sample.outside.map { row in
      (blocks + 6) * u * zip(row, v).reduce(tiny) { $0 + ($1.0 * $1.1).magnitude }
    }
    // Per word: the sum of its coefficients' magnitudes, their error, and how many there are.
    var sizes = [Double](repeating: 0, count: sample.words)
    var errors = sizes
    var times = sizes
    switch update.objective {
    case .softmax:
      let largest = scores.max() ?? 0
      // Both z_w and the partition function move by e^{±Δ}; the exponent z_w - max rounds by
      // u |z_w - max| ≤ 87 u where the exponential is not zero.
      let relative = expm1(2 * largest) + 200 * u
      for word in 0..<sample.words {
        let observed = Double(record.pairs.count { $0.outside == word })
        let expected = pairs * (record.softmax?.probabilities[word] ?? 0)
        sizes[word] = expected + observed
        errors[word] = min(pairs, expected * relative) + 4 * u * sizes[word] + pairs * tiny
        times[word] = 1
      }
      loss = pairs * (2 * largest + 200 * u) + 1e-12 * record.loss
    case .negativeSampling:
      var lossBound = 1e-12 * record.loss
      func add(_ word: Int, _ size: Double, count: Int) {
        sizes[word] += Double(count) * size
        errors[word] +=
          Double(count) * (min(1, size * expm1(scores[word])) + 20 * u * size + tiny)
        times[word] += Double(count)
        lossBound += Double(count) * (scores[word] + 20 * u)
      }
      for pair in record.pairs {
        add(pair.outside, pair.observedCoefficient.magnitude, count: 1)
        for term in pair.negatives {
          add(term.word, term.coefficient / Double(term.count), count: term.count)
        }
      }
      loss = lossBound
    }

    let summands = min(64, times.reduce(0, +)) + 6
    let sumOfPairs = times.reduce(0, +) + 6
    let length = update.objective == .softmax ? summands : sumOfPairs
    center = v.indices.map { index in
      var error = 0.0
      var size = 0.0
      for (word, row) in sample.outside.enumerated() {
        error += errors[word] * row[index].magnitude
        size += sizes[word] * row[index].magnitude
      }
      let step = rate * (error + length * u * size)
      return step + 4 * u * (v[index].magnitude + rate * size) + tiny * (1 + rate)
    }
    outside = sample.outside.enumerated().map { word, row in
      row.indices.map { index in
        let moved = rate * v[index].magnitude
        let rounding = 4 * u * times[word] * (row[index].magnitude + moved * sizes[word])
        return moved * errors[word] + rounding + tiny * (1 + rate)
      }
    }
  }
}

@Suite("Kernel")
struct KernelTests {
  /// The same case at other parameters.
  private func moved(_ sample: RandomCase, to parameters: borrowing Parameters) -> RandomCase {
    var moved = sample
    for word in 0..<sample.words {
      moved.center[word] = parameters.center.vector(word)
      moved.outside[word] = parameters.outside.vector(word)
    }
    return moved
  }

  /// Holds the kernel to the microscope on a window applied at once.
  private func check(_ sample: RandomCase, _ update: Update) {
    let record = WindowRecord(
      of: update, window: sample.window, number: 0, parameters: sample.parameters)
    let bound = RoundingBound(sample, record)
    let parameters = sample.parameters
    var kernel = Kernel()
    let outcome = kernel.apply(update, to: parameters)

    #expect(outcome.isFinite, "\(sample)")
    #expect((outcome.loss - record.loss).magnitude <= bound.loss, "\(sample)")
    let rate = update.learningRate
    for word in 0..<sample.words {
      let gradient = record.outsideGradient(word)
      let new = parameters.outside.vector(word)
      for index in 0..<sample.dimension {
        let exact = sample.outside[word][index] - rate * gradient[index]
        #expect(
          (new[index] - exact).magnitude <= bound.outside[word][index],
          "u_\(word)[\(index)] in \(sample)")
      }
      if word != sample.centerWord {
        #expect(parameters.center.vector(word) == sample.center[word])
      }
    }
    let new = parameters.center.vector(sample.centerWord)
    for index in 0..<sample.dimension {
      let exact = record.centerVector[index] - rate * record.centerGradient[index]
      #expect((new[index] - exact).magnitude <= bound.center[index], "v_c[\(index)] in \(sample)")
    }
  }

  @Test(
    "It agrees with the microscope to Float32 rounding",
    arguments: Objective.allCases, 0..<100)
  func windows(objective: Objective, seed: Int) {
    let limits = RandomCase.Limits(
      words: 1...40, dimensions: [1, 2, 7, 15, 16, 17, 33, 100], negatives: 0...25)
    let sample = RandomCase(seed: seed, limits)
    for rate in [0, 0.1, 1e6] {
      check(sample, sample.update(objective, learningRate: rate))
    }
  }

  @Test("So it does in every dimension, in any number of blocks", arguments: Objective.allCases)
  func dimensions(objective: Objective) {
    for dimension in 1...400 {
      let sample = RandomCase(
        seed: 1000 + dimension,
        .init(words: 1...9, dimensions: [dimension], pairs: 1...3, negatives: 0...25))
      check(sample, sample.update(objective))
    }
  }

  @Test("So it does where scores grow from word to word", arguments: [1, 30, 300])
  func growingScores(range: Int) {
    // More words than a chunk of the sweep, so that its reference moves again and again.
    var sample = RandomCase(seed: range, .init(words: 200...200, dimensions: [17]))
    sample.center = sample.center.map { $0.indices.map { $0 == 0 ? 1 : 0 } }
    for word in 0..<sample.words {
      sample.outside[word][0] = Double(Float(range * word) / Float(sample.words))
    }
    check(sample, sample.update(.softmax))
    sample.outside.reverse()
    check(sample, sample.update(.softmax))
  }

  @Test("A list of draws that pairs share gives what the pairs' own lists give", arguments: 0..<60)
  func sharedDraws(seed: Int) {
    let limits = RandomCase.Limits(
      words: 1...30, dimensions: [1, 16, 17, 100], pairs: 2...8, negatives: 0...0)
    var sample = RandomCase(seed: seed, limits)
    var hyperparameters = Hyperparameters()
    hyperparameters.draws = .window
    hyperparameters.negatives = seed % 26
    let noise = NoiseDistribution(
      counts: (0..<sample.words).map { 100 / ($0 + 1) + 1 }, power: 0.75)
    let sampler = NegativeSampler(noise: noise, hyperparameters: hyperparameters)
    var update = sample.update(.negativeSampling)
    update.draws = sampler.draws(for: update.outside, window: seed)
    sample.draws = update.outside.indices.map { pair in update.draws[pair].map { Int($0) } }
    #expect(update.draws == NegativeDraws(sample.draws))
    check(sample, update)
    check(sample, sample.update(.negativeSampling))
  }

  @Test("So it does at scores up to ten thousand", arguments: Objective.allCases, 200..<240)
  func largeScores(objective: Objective, seed: Int) {
    let limits = RandomCase.Limits(
      words: 2...20, dimensions: [1, 4, 20], negatives: 0...25, magnitude: 100)
    let sample = RandomCase(seed: seed, limits)
    check(sample, sample.update(objective))
  }

  @Test("So it does in one word and in many dimensions", arguments: Objective.allCases, 300..<310)
  func edges(objective: Objective, seed: Int) {
    let one = RandomCase(seed: seed, .init(words: 1...1, dimensions: [1, 8]))
    check(one, one.update(objective))
    let wide = RandomCase(seed: seed, .init(words: 3...30, dimensions: [300, 400]))
    check(wide, wide.update(objective))
  }

  @Test("So it does where U is zero", arguments: Objective.allCases, 400..<410)
  func zeroOutside(objective: Objective, seed: Int) {
    var sample = RandomCase(seed: seed, .init(words: 3...30))
    sample.outside = sample.outside.map { $0.map { _ in 0 } }
    check(sample, sample.update(objective))
  }

  @Test(
    "Pair by pair is a window of one pair after another, bit for bit",
    arguments: Objective.allCases, 500..<540)
  func pairByPair(objective: Objective, seed: Int) {
    let limits = RandomCase.Limits(words: 1...20, dimensions: [1, 8, 17], negatives: 0...25)
    let sample = RandomCase(seed: seed, limits)
    let update = sample.update(objective, order: .pair)
    let together = sample.parameters
    var kernel = Kernel()
    let outcome = kernel.apply(update, to: together)

    let separate = sample.parameters
    for pair in sample.outsideWords.indices {
      var single = moved(sample, to: separate)
      single.outsideWords = [sample.outsideWords[pair]]
      single.draws = [sample.draws[pair]]
      check(single, update.pair(pair))
      _ = kernel.apply(update.pair(pair), to: separate)
    }
    #expect(together.hash == separate.hash, "\(sample)")

    // The loss reported is J at the parameters the update found.
    let record = sample.record(objective)
    #expect((outcome.loss - record.loss).magnitude <= RoundingBound(sample, record).loss)
  }

  @Test("A used kernel gives the same bits as a new one")
  func reuse() {
    var used = Kernel()
    for seed in 600..<640 {
      let limits = RandomCase.Limits(words: 1...40, dimensions: [1, 16, 40], negatives: 0...25)
      let sample = RandomCase(seed: seed, limits)
      for objective in Objective.allCases {
        for order in UpdateOrder.allCases {
          let a = sample.parameters
          let b = sample.parameters
          var new = Kernel()
          let first = used.apply(sample.update(objective, order: order), to: a)
          let second = new.apply(sample.update(objective, order: order), to: b)
          #expect(first == second && a.hash == b.hash)
        }
      }
    }
  }

  @Test("Thousands of pairs have a finite loss", arguments: [0, 1, 5])
  func manyPairs(negatives: Int) {
    var sample = RandomCase(seed: 3, .init(words: 6...6, dimensions: [4]))
    sample.outsideWords = (0..<3000).map { $0 % 5 }
    sample.draws = sample.outsideWords.map { _ in Array(repeating: 5, count: negatives) }
    let record = sample.record(.negativeSampling)
    var kernel = Kernel()
    let outcome = kernel.apply(
      sample.update(.negativeSampling, learningRate: 1e-4), to: sample.parameters)
    #expect(outcome.isFinite)
    #expect((outcome.loss / record.loss - 1).magnitude < 1e-5)
  }

  @Test(
    "A step that leaves the finite numbers is reported",
    arguments: Objective.allCases, UpdateOrder.allCases)
  func divergence(objective: Objective, order: UpdateOrder) {
    let sample = RandomCase(seed: 4, .init(words: 5...5, dimensions: [8], negatives: 3...3))
    var kernel = Kernel()
    for rate in [3e38, 1e300] {
      let parameters = sample.parameters
      var isFinite = true
      for _ in 0..<3 where isFinite {
        isFinite =
          kernel.apply(sample.update(objective, order: order, learningRate: rate), to: parameters)
          .isFinite
      }
      #expect(!isFinite)
      #expect(parameters.firstNonFinite != nil)
    }
  }

  @Test("A vector written over a row that overflowed is whole again")
  func repair() {
    let sample = RandomCase(seed: 4, .init(words: 5...5, dimensions: [8], negatives: 3...3))
    var kernel = Kernel()
    let parameters = sample.parameters
    _ = kernel.apply(sample.update(.negativeSampling, learningRate: 1e300), to: parameters)
    for word in 0..<sample.words {
      parameters.center.setVector(word, to: sample.center[word])
      parameters.outside.setVector(word, to: sample.outside[word])
    }
    let fresh = sample.parameters
    let first = kernel.apply(sample.update(.negativeSampling), to: parameters)
    let second = kernel.apply(sample.update(.negativeSampling), to: fresh)
    #expect(first == second && parameters.hash == fresh.hash)
  }
}
