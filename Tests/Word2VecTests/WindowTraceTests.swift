import RandomCases
import Testing
import Word2Vec

@Suite("Window trace")
struct WindowTraceTests {
  /// Holds every gradient component of a window to differences of the naive loss.
  private func check(_ sample: RandomCase, _ objective: Objective) {
    let trace = sample.trace(objective)
    let model = NaiveModel(sample)
    #expect((trace.loss - model.loss(sample, objective)).magnitude < 1e-11 * (1 + trace.loss))
    var pairs: [(analytic: Double, numeric: Double, name: String)] = []
    for component in 0..<sample.dimension {
      pairs.append(
        (
          trace.centerGradient[component],
          model.derivative(sample, objective, \.center[sample.centerWord][component]),
          "v_c[\(component)]"
        ))
    }
    for word in 0..<sample.words {
      let gradient = trace.outsideGradient(word)
      for component in 0..<sample.dimension {
        pairs.append(
          (
            gradient[component], model.derivative(sample, objective, \.outside[word][component]),
            "u_\(word)[\(component)]"
          ))
      }
    }
    let largest = pairs.reduce(0) { max($0, $1.analytic.magnitude) }
    // Where the whole gradient is nearly zero, only the rounding of the loss remains.
    let tolerance = 1e-6 * largest + 1e-11 * (1 + trace.loss)
    for (analytic, numeric, name) in pairs {
      #expect((analytic - numeric).magnitude < tolerance, "\(name) in \(sample)")
    }
  }

  @Test(
    "Every gradient component agrees with a difference of the naive loss",
    arguments: Objective.allCases, 0..<60)
  func smallWindows(objective: Objective, seed: Int) {
    check(RandomCase(seed: seed), objective)
  }

  @Test("So it does in one and two words", arguments: Objective.allCases, 100..<120)
  func tinyVocabularies(objective: Objective, seed: Int) {
    check(RandomCase(seed: seed, .init(words: 1...2, dimensions: [1, 2, 4])), objective)
  }

  @Test("So it does in many dimensions", arguments: Objective.allCases, [200, 201, 202])
  func manyDimensions(objective: Objective, seed: Int) {
    check(
      RandomCase(
        seed: seed, .init(words: 2...3, dimensions: [100, 300], pairs: 1...3, magnitude: 0.3)),
      objective)
  }

  @Test("So it does at large scores", arguments: Objective.allCases, 300..<310)
  func largeScores(objective: Objective, seed: Int) {
    check(RandomCase(seed: seed, .init(dimensions: [2, 4], magnitude: 6)), objective)
  }

  @Test("A window is the sum of its pairs", arguments: Objective.allCases, 400..<420)
  func sums(objective: Objective, seed: Int) {
    let sample = RandomCase(seed: seed)
    let trace = sample.trace(objective)
    for word in 0..<sample.words {
      var sum = [Double](repeating: 0, count: sample.dimension)
      for pair in trace.pairs.indices {
        for (index, value) in trace.outsideGradient(word, pair: pair).enumerated() {
          sum[index] += value
        }
      }
      for (a, b) in zip(sum, trace.outsideGradient(word)) {
        #expect((a - b).magnitude < 1e-13 * Double(trace.pairs.count), "word \(word) in \(sample)")
      }
    }
    let total = trace.pairs.reduce(0) { $0 + $1.loss }
    #expect(trace.loss == total)
  }

  @Test("A word drawn n times counts n times")
  func multiplicity() {
    var sample = RandomCase(seed: 7, .init(words: 5...5, pairs: 1...1, negatives: 0...0))
    sample.outsideWords = [0]
    sample.draws = [[3]]
    let once = sample.trace(.negativeSampling)
    sample.draws = [[3, 3, 3]]
    let thrice = sample.trace(.negativeSampling)
    #expect((thrice.coefficients[3] - 3 * once.coefficients[3]).magnitude < 1e-15)
    #expect(thrice.pairs[0].negatives.map(\.count) == [3])
    #expect(thrice.pairs[0].draws == [3, 3, 3])
  }

  @Test("Negative sampling leaves untouched words exactly alone")
  func untouched() {
    var sample = RandomCase(seed: 8, .init(words: 9...9))
    sample.outsideWords = [1, 2]
    sample.draws = [[3], [3]]
    let trace = sample.trace(.negativeSampling)
    #expect(trace.coefficients.words == [1, 2, 3])
    #expect(trace.outsideGradient(4).allSatisfy { $0 == 0 })
  }

  @Test("Scores of ten thousand give finite numbers", arguments: Objective.allCases, 500..<520)
  func extremes(objective: Objective, seed: Int) {
    let trace = RandomCase(seed: seed, .init(dimensions: [3], magnitude: 100)).trace(objective)
    #expect(trace.loss >= 0)
    let coefficients = trace.coefficients.words.map { trace.coefficients[$0] }
    let numbers = [trace.loss] + trace.centerGradient + coefficients
    let areFinite = numbers.allSatisfy(\.isFinite)
    #expect(areFinite)
  }

  @Test("The loss alone equals the trace's", arguments: Objective.allCases, 600..<620)
  func lossAlone(objective: Objective, seed: Int) {
    let sample = RandomCase(seed: seed)
    let trace = sample.trace(objective)
    let alone = loss(of: sample.update(objective), at: sample.parameters)
    #expect((alone - trace.loss).magnitude < 1e-12 * (1 + trace.loss))
  }
}
