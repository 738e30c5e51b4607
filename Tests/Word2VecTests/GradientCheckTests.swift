import RandomCases
import Testing
import Word2Vec

@Suite("Gradient check")
struct GradientCheckTests {
  private func check(
    _ sample: RandomCase, _ objective: Objective, _ scope: GradientCheck.Scope,
    options: GradientCheck.Options = .init()
  ) -> GradientCheck {
    GradientCheck(
      of: sample.trace(objective), scope, parameters: sample.parameters, options: options)
  }

  @Test("Right gradients agree", arguments: Objective.allCases, 0..<80)
  func agreement(objective: Objective, seed: Int) {
    var limits = RandomCase.Limits()
    limits.magnitude = [0.01, 0.3, 1, 6, 100][seed % 5]
    let sample = RandomCase(seed: seed, limits)
    let window = check(sample, objective, .window)
    #expect(window.verdict == .agrees, "\(sample): \(window.rows.prefix(1))")
    let all = check(sample, objective, .all)
    #expect(all.verdict == .agrees, "\(sample): \(all.rows.prefix(1))")
    #expect(all.checkedCount == 2 * sample.words * sample.dimension)
    #expect(all.parameterCount == all.checkedCount)
    // Where numbers are of ordinary size, agreement is far better than required.
    if limits.magnitude == 1, let worst = all.rows.first {
      #expect(worst.relativeDifference < 1e-8 || all.rows[0].analytic.magnitude < 1e-4)
    }
  }

  @Test("Wrong gradients do not, the worst first", arguments: Objective.allCases, 100..<120)
  func disagreement(objective: Objective, seed: Int) {
    let sample = RandomCase(seed: seed, .init(words: 4...10, negatives: 1...4))
    var other = sample
    other.center[sample.centerWord][0] += 0.01
    let result = GradientCheck(
      of: other.trace(objective), .all, parameters: sample.parameters)
    guard case .disagrees(let count) = result.verdict else {
      Issue.record("\(result.verdict) in \(sample)")
      return
    }
    let differences = result.rows.map(\.relativeDifference)
    #expect(differences == differences.sorted(by: >))
    #expect(differences[0] > 1e-4 && count > 0 && count <= result.checkedCount)
  }

  @Test("What a budget leaves out is stated", arguments: Objective.allCases)
  func sampling(objective: Objective) {
    let sample = RandomCase(
      seed: 1, .init(words: 12...12, dimensions: [16], pairs: 4...4, negatives: 5...5))
    var options = GradientCheck.Options()
    options.budget = 4000
    options.rowLimit = 7
    let result = check(sample, objective, .all, options: options)
    #expect(result.verdict == .agrees && result.rows.count == 7)
    #expect(result.parameterCount == 2 * 12 * 16 && result.checkedCount < result.parameterCount)
    #expect(result.coverage.allSatisfy { $0.checked > 0 })
    // The same parameters are checked again.
    #expect(check(sample, objective, .all, options: options).rows == result.rows)
  }

  @Test("Parameters that are not finite are reported", arguments: Objective.allCases)
  func notFinite(objective: Objective) {
    var sample = RandomCase(seed: 1, .init(words: 4...4))
    sample.outside[sample.outsideWords[0]][0] = .infinity
    guard case .notFinite = check(sample, objective, .window).verdict else {
      Issue.record("infinity passed")
      return
    }
  }

  @Test("Zero outside vectors and single words agree", arguments: Objective.allCases)
  func edges(objective: Objective) {
    var zero = RandomCase(seed: 2, .init(words: 5...5))
    zero.outside = zero.outside.map { $0.map { _ in 0 } }
    #expect(check(zero, objective, .all).verdict == .agrees)
    let one = RandomCase(seed: 2, .init(words: 1...1, dimensions: [1]))
    #expect(check(one, objective, .all).verdict == .agrees)
  }

  @Test("It can be cancelled every thousand words, and costs no check for each")
  func checks() {
    let sample = RandomCase(seed: 1, .init(words: 4096...4096, dimensions: [1], pairs: 1...1))
    var options = GradientCheck.Options()
    options.budget = 0
    var checks = 0
    _ = GradientCheck(
      of: sample.trace(.softmax), parameters: sample.parameters, options: options,
      cancellation: Cancellation { checks += 1 })
    #expect(8...40 ~= checks)
  }
}
