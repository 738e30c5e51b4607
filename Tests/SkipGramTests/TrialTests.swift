import RandomCases
import SkipGram
import Testing

@Suite("Trial")
struct TrialTests {
  private static let limits = RandomCase.Limits(
    words: 1...20, dimensions: [1, 8, 17], negatives: 0...10)

  /// Whether every vector the trial knows has the bits of the given parameters.
  private func agree(
    _ trial: borrowing Trial, _ parameters: borrowing Parameters, words: Int
  ) -> Bool {
    var agree = true
    for word in 0..<words {
      for side in Side.allCases {
        guard let vector = trial.vector(side, word) else { continue }
        agree = agree && vector == parameters.withMatrix(side) { $0.vector(word) }
      }
    }
    return agree
  }

  @Test(
    "A trial agrees with really applying, bit for bit",
    arguments: Objective.allCases, UpdateOrder.allCases)
  func whole(objective: Objective, order: UpdateOrder) {
    for seed in 0..<60 {
      let sample = RandomCase(seed: seed, Self.limits)
      let update = sample.update(objective, order: order)
      var parameters = sample.parameters
      var trial = Trial(of: update, at: parameters)
      let agreesBefore = agree(trial, parameters, words: sample.words)
      #expect(agreesBefore)
      trial.apply()
      #expect(parameters.hash() == sample.parameters.hash(), "the real parameters stay: \(sample)")
      var kernel = Kernel()
      _ = kernel.apply(update, to: &parameters)
      let agreesAfter = agree(trial, parameters, words: sample.words)
      #expect(agreesAfter, "\(sample)")
      let trialLoss = trial.loss()
      let lossAfter = loss(of: update, at: parameters)
      #expect(trialLoss == lossAfter, "\(sample)")
      for word in [sample.centerWord] + sample.outsideWords + sample.draws.joined() {
        let vector = trial.vector(.outside, word)
        #expect(vector != nil)
      }
    }
  }

  @Test("The loss alone has the bits of the trace's", arguments: Objective.allCases)
  func lossAlone(objective: Objective) {
    for seed in 0..<60 {
      let sample = RandomCase(seed: seed, Self.limits)
      let trace = sample.trace(objective)
      #expect(loss(of: trace.update, at: sample.parameters) == trace.loss, "\(sample)")
    }
  }

  @Test("Pair after pair is update order pair", arguments: Objective.allCases)
  func pairs(objective: Objective) {
    for seed in 100..<140 {
      let sample = RandomCase(seed: seed, Self.limits)
      let update = sample.update(objective, order: .pair)
      var parameters = sample.parameters
      var trial = Trial(of: update, at: parameters)
      var kernel = Kernel()
      for pair in sample.outsideWords.indices {
        var window = sample.window
        window.outside = [window.outside[pair]]
        let trace = WindowTrace(
          of: update.pair(pair), window: window, number: 0, parameters: parameters)
        let (loss, gradient) = trial.pair(pair)
        #expect(loss == trace.loss && gradient == trace.centerGradient, "\(sample)")
        trial.apply(pair: pair)
        _ = kernel.apply(update.pair(pair), to: &parameters)
      }
      let agrees = agree(trial, parameters, words: sample.words)
      #expect(agrees, "\(sample)")
    }
  }
}
