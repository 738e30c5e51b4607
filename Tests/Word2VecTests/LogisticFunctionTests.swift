import Glibc
import RandomCases
import Testing
import Word2Vec

@Suite("Logistic function and softmax")
struct LogisticFunctionTests {
  private static let arguments = (-40...40).map { Double($0) * 0.7 + 0.01 }

  @Test("σ(−x) = 1 − σ(x)")
  func symmetry() {
    for x in Self.arguments { #expect((logistic(-x) - (1 - logistic(x))).magnitude < 2e-16) }
  }

  @Test("σ keeps its relative precision far below zero")
  func relativePrecision() {
    // Below -40, 1 + e^x rounds to 1.
    for x in stride(from: -700.0, through: -40, by: 13) {
      #expect((logistic(x) / exp(x) - 1).magnitude < 1e-15)
    }
    #expect((logistic(log(3)) - 0.75).magnitude < 1e-15)
  }

  @Test("ln σ(x) is the logarithm of σ(x)")
  func logarithm() {
    for x in Self.arguments { #expect((exp(logLogistic(x)) / logistic(x) - 1).magnitude < 1e-14) }
    #expect((logLogistic(40) / -exp(-40) - 1).magnitude < 1e-15)
  }

  @Test("ln σ(x) − ln σ(−x) = x")
  func difference() {
    for x in Self.arguments {
      #expect((logLogistic(x) - logLogistic(-x) - x).magnitude < 1e-14 * (1 + x.magnitude))
    }
  }

  @Test("Neither overflows at any x")
  func extremes() {
    for x in [1e4, 1e300, .infinity] {
      #expect(logistic(x) == 1 && logistic(-x) == 0)
      #expect(logLogistic(x) == 0 && logLogistic(-x) == -x)
    }
  }

  @Test("Softmax of scores up to ten thousand is a distribution", arguments: 0..<20)
  func softmax(seed: Int) {
    let sample = RandomCase(seed: seed, .init(words: 1...12, dimensions: [4], magnitude: 50))
    let forward = SoftmaxForward(center: sample.centerWord, parameters: sample.parameters)
    #expect((forward.probabilities.reduce(0, +) - 1).magnitude < 1e-14)
    #expect(forward.probabilities.allSatisfy { 0...1 ~= $0 })
    for word in 0..<sample.words {
      #expect(forward.loss(observing: word) >= -1e-11 && forward.loss(observing: word).isFinite)
    }
  }
}
