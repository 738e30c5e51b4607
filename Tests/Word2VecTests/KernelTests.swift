import RandomCases
import Testing
import Word2Vec

@Suite("Kernel")
struct KernelTests {
  /// Holds the kernel to the trace.
  private func check(_ sample: RandomCase, _ update: Update) {
    #expect(sample.disagreement(update) == nil)
  }

  @Test(
    "It agrees with the trace to Float32 rounding",
    arguments: Objective.allCases, 0..<100)
  func windows(objective: Objective, seed: Int) {
    let limits = RandomCase.Limits(
      words: 1...40, dimensions: [1, 2, 7, 15, 16, 17, 33, 100], negatives: 0...25)
    let sample = RandomCase(seed: seed, limits)
    for rate in [0, 0.1, 1e6] {
      check(sample, sample.update(objective, learningRate: rate))
    }
  }

  @Test(
    "So it does in every dimension, with any number of draws", arguments: KernelSweep.dimensions)
  func dimensions(dimension: Int) {
    #expect(KernelSweep.disagreement(dimension: dimension) == nil)
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
      words: 1...30, dimensions: [1, 16, 17, 100], pairs: 2...8, negatives: 0...25)
    var sample = RandomCase(seed: seed, limits)
    let shared = sample.update(.negativeSampling, draws: .window)
    sample.draws = sample.outsideWords.indices.map { pair in shared.draws[pair].map { Int($0) } }
    let own = sample.update(.negativeSampling)
    #expect(sample.outsideWords.indices.allSatisfy { shared.draws[$0] == own.draws[$0] })
    #expect(shared.draws != own.draws)
    check(sample, shared)
    check(sample, own)
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
    check(sample, sample.update(objective, order: .pair))
  }

  @Test("A used kernel gives the same bits as a new one")
  func reuse() {
    var used = Kernel()
    for seed in 600..<640 {
      let limits = RandomCase.Limits(words: 1...40, dimensions: [1, 16, 40], negatives: 0...25)
      let sample = RandomCase(seed: seed, limits)
      for objective in Objective.allCases {
        for order in UpdateOrder.allCases {
          var a = sample.parameters
          var b = sample.parameters
          var new = Kernel()
          let first = used.apply(sample.update(objective, order: order), to: &a)
          let second = new.apply(sample.update(objective, order: order), to: &b)
          #expect(first == second && a.hash() == b.hash())
        }
      }
    }
  }

  @Test("Thousands of pairs have a finite loss", arguments: [0, 1, 5])
  func manyPairs(negatives: Int) {
    var sample = RandomCase(seed: 3, .init(words: 6...6, dimensions: [4]))
    sample.outsideWords = (0..<3000).map { $0 % 5 }
    sample.draws = sample.outsideWords.map { _ in Array(repeating: 5, count: negatives) }
    let trace = sample.trace(.negativeSampling)
    var kernel = Kernel()
    var parameters = sample.parameters
    let outcome = kernel.apply(
      sample.update(.negativeSampling, learningRate: 1e-4), to: &parameters)
    #expect(outcome.isFinite)
    #expect((outcome.loss / trace.loss - 1).magnitude < 1e-5)
  }

  @Test(
    "A step that leaves the finite numbers is reported",
    arguments: Objective.allCases, UpdateOrder.allCases)
  func divergence(objective: Objective, order: UpdateOrder) {
    let sample = RandomCase(seed: 4, .init(words: 5...5, dimensions: [8], negatives: 3...3))
    var kernel = Kernel()
    for rate in [3e38, 1e300] {
      var parameters = sample.parameters
      var isFinite = true
      for _ in 0..<3 where isFinite {
        isFinite =
          kernel.apply(sample.update(objective, order: order, learningRate: rate), to: &parameters)
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
    var parameters = sample.parameters
    _ = kernel.apply(sample.update(.negativeSampling, learningRate: 1e300), to: &parameters)
    for word in 0..<sample.words {
      parameters.center.setVector(word, to: sample.center[word])
      parameters.outside.setVector(word, to: sample.outside[word])
    }
    var fresh = sample.parameters
    let first = kernel.apply(sample.update(.negativeSampling), to: &parameters)
    let second = kernel.apply(sample.update(.negativeSampling), to: &fresh)
    #expect(first == second && parameters.hash() == fresh.hash())
  }
}
