import Glibc
import RandomCases
import Testing

@testable import Word2Vec

@Suite("The line down the gradient")
struct GradientLineTests {
  private static let rates = [0, 1e-3, 0.1, 0.5, 2]

  /// The parameters moved by `-η` times the gradients of a trace, in double precision.
  private func moved(_ sample: RandomCase, _ trace: WindowTrace, by rate: Double) -> NaiveModel {
    var model = NaiveModel(sample)
    for (index, value) in trace.centerGradient.enumerated() {
      model.center[sample.centerWord][index] -= rate * value
    }
    for word in 0..<sample.words {
      for (index, value) in trace.outsideGradient(word).enumerated() {
        model.outside[word][index] -= rate * value
      }
    }
    return model
  }

  @Test(
    "J on it is that of parameters moved by the gradients", arguments: 0..<60, Objective.allCases)
  func loss(seed: Int, objective: Objective) {
    let sample = RandomCase(seed: seed)
    let trace = sample.trace(objective)
    for whole in [false, true] {
      let line = GradientLine(of: trace, at: sample.parameters, wholeVocabulary: whole)
      for rate in Self.rates {
        let expected = moved(sample, trace, by: rate).loss(sample, objective)
        // Scores beyond 30 leave the plain formula few digits.
        #expect((line.loss(at: rate) - expected).magnitude <= 1e-9 * max(1, expected))
      }
      #expect((line.loss(at: 0) - trace.loss).magnitude <= 1e-13 * max(1, trace.loss))
    }
  }

  @Test("It begins as the gradient predicts", arguments: 0..<30, Objective.allCases)
  func slope(seed: Int, objective: Objective) {
    let sample = RandomCase(seed: seed)
    let trace = sample.trace(objective)
    let line = GradientLine(of: trace, at: sample.parameters, wholeVocabulary: false)
    // Large gradients take small steps, so that third derivatives do not show.
    let step = 1e-4 / (1 + trace.squaredGradientNorm)
    let slope = (line.loss(at: step) - line.loss(at: -step)) / (2 * step)
    #expect(
      (slope + trace.squaredGradientNorm).magnitude <= 1e-5 * (1 + trace.squaredGradientNorm))
  }

  @Test("ŷ on it is the softmax of the moved scores", arguments: 0..<30, Objective.allCases)
  func probabilities(seed: Int, objective: Objective) {
    let sample = RandomCase(seed: seed)
    let trace = sample.trace(objective)
    let line = GradientLine(of: trace, at: sample.parameters, wholeVocabulary: true)
    for rate in Self.rates {
      let model = moved(sample, trace, by: rate)
      let scores = (0..<sample.words).map { model.score($0, sample.centerWord) }
      let largest = scores.max() ?? 0
      let weights = scores.map { exp($0 - largest) }
      let sum = weights.reduce(0, +)
      for (word, probability) in line.probabilities(at: rate).enumerated() {
        #expect((probability - weights[word] / sum).magnitude <= 1e-11)
      }
    }
  }

  @Test(
    "It agrees with the update that the kernel applies, to Float32 rounding", arguments: 0..<40,
    Objective.allCases)
  func kernel(seed: Int, objective: Objective) {
    let sample = RandomCase(seed: seed)
    let trace = WindowTrace(
      of: sample.update(objective), window: sample.window, number: 0,
      parameters: sample.parameters)
    let line = GradientLine(of: trace, at: sample.parameters, wholeVocabulary: true)
    var dryRun = DryRun(of: trace.update, at: sample.parameters)
    dryRun.apply()
    // Scores of up to 17 products of numbers around 1, each rounded to 24 bits.
    #expect((dryRun.loss() - line.loss(at: 0.1)).magnitude < 1e-4 * max(1, dryRun.loss()))
    let after = dryRun.probabilities(center: sample.centerWord, others: sample.parameters)
    for (a, b) in zip(after, line.probabilities(at: 0.1)) { #expect((a - b).magnitude < 1e-5) }
  }

  @Test("e^x of eight numbers is the C library's, to two roundings")
  func exponentials() {
    for step in -7060..<7000 {
      let x = Double(step) / 10.1
      let ours = exponential(SIMD8(repeating: x))[step & 7]
      #expect((ours - exp(x)).magnitude <= 2 * exp(x).ulp, "\(x)")
    }
    let special = exponential(SIMD8(0, -0.0, -708, -1e300, -.infinity, .nan, 1, -1e-300))
    #expect(special[0] == 1 && special[1] == 1 && special[7] == 1)
    #expect(special[2] == 0 && special[3] == 0 && special[4] == 0)
    #expect(special[5].isNaN)
  }
}
