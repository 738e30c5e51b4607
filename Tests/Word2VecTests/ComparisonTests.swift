import RandomCases
import Testing
import Word2Vec

@Suite("Comparison")
struct ComparisonTests {
  @Test("It holds the trace of the same window under each objective", arguments: 0..<30)
  func traces(seed: Int) {
    let sample = RandomCase(seed: seed, .init(words: 3...12, negatives: 1...5))
    let comparison = Comparison(
      of: sample.update(.softmax), window: sample.window, number: 0,
      parameters: sample.parameters)
    let softmax = sample.trace(.softmax)
    let negative = sample.trace(.negativeSampling)
    #expect(comparison[.softmax].loss == softmax.loss)
    #expect(comparison[.negativeSampling].loss == negative.loss)
    #expect(comparison.outsideRows(.softmax) == sample.words)
    #expect(
      comparison.outsideRows(.negativeSampling)
        == Set(sample.outsideWords + sample.draws.joined()).count)
    func norm(_ a: [Double]) -> Double { a.reduce(0) { $0 + $1 * $1 }.squareRoot() }
    let (a, b) = (softmax.centerGradient, negative.centerGradient)
    let product = zip(a, b).reduce(0) { $0 + $1.0 * $1.1 }
    if let cosine = comparison.cosine(.softmax, .negativeSampling),
      let ratio = comparison.normRatio(.softmax, .negativeSampling)
    {
      #expect((cosine - product / (norm(a) * norm(b))).magnitude < 1e-12)
      #expect((ratio / (norm(b) / norm(a)) - 1).magnitude < 1e-12)
    }
    for word in 0..<sample.words {
      let row = comparison.word(word)
      #expect(row.score == softmax.softmax?.scores[word])
      #expect(row.observedCount == sample.outsideWords.count { $0 == word })
      #expect(row.drawnCount == sample.draws.joined().count { $0 == word })
      #expect(row.coefficients == [softmax.coefficients[word], negative.coefficients[word]])
    }
  }

  @Test("Means and spreads over redraws are those of the redraws", arguments: DrawSharing.allCases)
  func redraws(sharing: DrawSharing) {
    let sample = RandomCase(seed: 5, .init(words: 9...9, dimensions: [4], pairs: 3...3))
    var hyperparameters = Hyperparameters()
    hyperparameters.draws = sharing
    let sampler = NegativeSampler(
      noise: NoiseDistribution(counts: (1...9).map { $0 * $0 }, power: 0.75),
      hyperparameters: hyperparameters)
    var statistics = RedrawStatistics(
      of: sample.update(.softmax), window: .handMade(number: 7), sampler: sampler,
      parameters: sample.parameters)
    #expect(statistics.lossSpread == nil && statistics.gradientSpread == nil)
    var parts = statistics
    statistics.advance(draws: 50, parameters: sample.parameters)
    for _ in 0..<5 { parts.advance(draws: 10, parameters: sample.parameters) }
    #expect(parts.meanLoss == statistics.meanLoss && parts.count == 50)
    #expect(parts.meanGradient == statistics.meanGradient)
    #expect(parts.gradientSpread == statistics.gradientSpread)

    var update = sample.update(.negativeSampling)
    let traces = (1...50).map { redraw in
      update.draws = sampler.draws(
        for: update.outside, window: .handMade(number: 7), redraw: redraw)
      return WindowTrace(
        of: update, window: sample.window, number: 7, parameters: sample.parameters)
    }
    func statistic(_ values: [Double]) -> (mean: Double, spread: Double) {
      let mean = values.reduce(0, +) / 50
      let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      return (mean, (squares / 49).squareRoot())
    }
    let loss = statistic(traces.map(\.loss))
    #expect((loss.mean - statistics.meanLoss).magnitude < 1e-12)
    #expect((loss.spread - (statistics.lossSpread ?? 0)).magnitude < 1e-12)
    for component in 0..<4 {
      let gradient = statistic(traces.map { $0.centerGradient[component] })
      #expect((gradient.mean - statistics.meanGradient[component]).magnitude < 1e-12)
      let spread = statistics.gradientSpread?[component] ?? 0
      #expect((gradient.spread - spread).magnitude < 1e-12)
    }
    #expect(
      statistics.cosine(with: statistics.meanGradient).map { ($0 - 1).magnitude < 1e-12 } == true)
  }
}
