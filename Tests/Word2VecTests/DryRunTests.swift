import RandomCases
import Testing
import Word2Vec

@Suite("Dry run")
struct DryRunTests {
  private static let limits = RandomCase.Limits(
    words: 1...20, dimensions: [1, 8, 17], negatives: 0...10)

  /// Whether every vector the dry run knows has the bits of the given parameters.
  private func agree(
    _ dryRun: borrowing DryRun, _ parameters: borrowing Parameters, words: Int
  ) -> Bool {
    var agree = true
    for word in 0..<words {
      for side in Side.allCases {
        guard let vector = dryRun.vector(side, word) else { continue }
        agree = agree && vector == parameters.withMatrix(side) { $0.vector(word) }
      }
    }
    return agree
  }

  @Test(
    "A dry run agrees with really applying, bit for bit",
    arguments: Objective.allCases, UpdateOrder.allCases)
  func whole(objective: Objective, order: UpdateOrder) {
    for seed in 0..<60 {
      let sample = RandomCase(seed: seed, Self.limits)
      let update = sample.update(objective, order: order)
      var parameters = sample.parameters
      var dryRun = DryRun(of: update, at: parameters)
      let agreesBefore = agree(dryRun, parameters, words: sample.words)
      #expect(agreesBefore)
      dryRun.apply()
      #expect(parameters.hash() == sample.parameters.hash(), "the real parameters stay: \(sample)")
      var kernel = Kernel()
      _ = kernel.apply(update, to: &parameters)
      let agreesAfter = agree(dryRun, parameters, words: sample.words)
      #expect(agreesAfter, "\(sample)")
      let dryRunLoss = dryRun.loss()
      let lossAfter = loss(of: update, at: parameters)
      #expect(dryRunLoss == lossAfter, "\(sample)")
      for word in [sample.centerWord] + sample.outsideWords + sample.draws.joined() {
        let vector = dryRun.vector(.outside, word)
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
      var dryRun = DryRun(of: update, at: parameters)
      var kernel = Kernel()
      for pair in sample.outsideWords.indices {
        var window = sample.window
        window.outside = [window.outside[pair]]
        let trace = WindowTrace(
          of: update.pair(pair), window: window, number: 0, parameters: parameters)
        let (loss, gradient) = dryRun.pair(pair)
        #expect(loss == trace.loss && gradient == trace.centerGradient, "\(sample)")
        dryRun.apply(pair: pair)
        _ = kernel.apply(update.pair(pair), to: &parameters)
      }
      let agrees = agree(dryRun, parameters, words: sample.words)
      #expect(agrees, "\(sample)")
    }
  }
}
