import RandomCases
import Testing

@testable import Word2Vec

@Suite("Inputs of formulas")
struct FormulaInputsTests {
  private let sample: RandomCase = {
    var sample = RandomCase(
      seed: 5,
      .init(words: 12...12, dimensions: [16], pairs: 4...4, negatives: 5...5, magnitude: 0.05))
    sample.outsideWords = [1, 2, 1, 3]
    sample.draws = [[4, 5], [4, 4], [], [6]]
    return sample
  }()

  private func inputs(_ objective: Objective, budget: Int = 60) -> FormulaInputs {
    DerivationContext(
      .window, of: sample.update(objective), window: sample.window, number: 0,
      parameters: sample.parameters, budget: budget
    ).plain
  }

  @Test("A budget buys two evaluations for each component, and one component in any case")
  func components() {
    let inputs = inputs(.softmax)
    #expect(inputs.components(cost: 1) == 16)
    #expect(inputs.components(cost: 2) == 15)
    #expect(inputs.components(cost: 10) == 3)
    #expect(inputs.components(cost: 10, vectors: 3) == 1)
    #expect(inputs.components(cost: 30) == 1)
    #expect(inputs.components(cost: 31) == 1)
    #expect(inputs.components(cost: 0, vectors: 0) == 16)
  }

  @Test("The loss of a window costs its terms, under softmax an exponential of each word as well")
  func windowCost() {
    #expect(inputs(.negativeSampling).windowCost(of: .negativeSampling) == 4 + 5)
    #expect(inputs(.softmax).windowCost(of: .softmax) == 12 + 4)
  }

  @Test("A tolerance grows with the terms of a loss, and with scores beyond 1 alone")
  func scale() {
    #expect(inputs(.softmax).scale(.loss, of: .window(.softmax)) == 4)
    #expect(inputs(.softmax).scale(.loss, of: .pair(.softmax)) == 1)
    #expect(inputs(.negativeSampling).scale(.loss, of: .window(nil)) == 9)
    #expect(inputs(.negativeSampling).scale(.loss, of: .pair(.negativeSampling)) == 3)
    #expect(inputs(.softmax).scale(.one, of: .window(nil)) == 1)
    #expect(inputs(.softmax).scale(.loss, of: .logistic) == 1)
    let largest = sample.center[sample.centerWord].reduce(0) { max($0, $1.magnitude) }
    #expect(inputs(.softmax).scale(.centerVector, of: .window(.softmax)) == 4 * largest)
  }
}
