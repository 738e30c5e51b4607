import Testing

@testable import SkipGram

/// Parameters have the same bits in every build, however the run is cut: what the build at another
/// level of the processor, on another machine or in another week gives must be what is recorded here.
@Suite("Same bits")
struct SameBitsTests {
  /// A run, and the hash of its parameters at the end.
  struct Run: CustomTestStringConvertible, Sendable {
    let objective: Objective
    var order = UpdateOrder.window
    var draws = DrawSharing.pair
    var dimension = 100
    let hash: UInt64

    var testDescription: String { "\(objective), \(order), \(draws), d \(dimension)" }
  }

  private static let runs = [
    Run(objective: .negativeSampling, hash: 0),
    Run(objective: .negativeSampling, draws: .window, hash: 0),
    Run(objective: .negativeSampling, order: .pair, dimension: 17, hash: 0),
    Run(objective: .negativeSampling, dimension: 300, hash: 0),
    Run(objective: .softmax, hash: 0),
    Run(objective: .softmax, order: .pair, dimension: 17, hash: 0),
    Run(objective: .softmax, dimension: 300, hash: 0),
  ]

  private static let windows = 600

  /// A text of 300 words, some of them frequent.
  private static let corpus: Corpus? = {
    var text: [UInt8] = []
    for token in 0..<4000 {
      let word = Randomness(seed: 7, for: .check).keyed(by: token).integer(below: 300)
      text += Array("w\(word * word / 300)".utf8)
      text.append(token % 11 == 10 ? 10 : 32)
    }
    let reader = CorpusReader(bytes: text, source: .standardInput, tokenization: .raw)
    return try? reader.finish(minimumCount: 2)
  }()

  private func trainer(_ run: Run) throws -> Trainer {
    var hyperparameters = Hyperparameters()
    hyperparameters.objective = run.objective
    hyperparameters.update = run.order
    hyperparameters.draws = run.draws
    hyperparameters.dimension = run.dimension
    hyperparameters.dynamicRadius = true
    hyperparameters.subsample = 1e-2
    hyperparameters.decay = .linear
    return Trainer(corpus: try #require(Self.corpus), hyperparameters: hyperparameters)
  }

  @Test("A run's parameters have the recorded bits", arguments: runs)
  func recorded(run: Run) throws {
    var trainer = try trainer(run)
    for _ in 0..<Self.windows { _ = trainer.step() }
    #expect(trainer.parameters.hash == run.hash)
  }

  @Test("Looking at parameters on the way changes none of their bits", arguments: runs)
  func looking(run: Run) throws {
    var trainer = try trainer(run)
    for number in 0..<Self.windows {
      let outcome = trainer.step()
      #expect(outcome.isFinite)
      if number % 7 < 3 { #expect(trainer.parameters.firstNonFinite == nil) }
    }
    #expect(trainer.parameters.hash == run.hash)
  }

  @Test("Switching objectives on the way changes nothing that is not switched", arguments: runs)
  func switching(run: Run) throws {
    var trainer = try trainer(run)
    var other = try self.trainer(run)
    for number in 0..<60 {
      for objective in Objective.allCases where number % 3 == 0 {
        var hyperparameters = trainer.hyperparameters
        hyperparameters.objective = objective
        trainer.set(hyperparameters)
        other.set(hyperparameters)
      }
      _ = trainer.step()
      _ = other.step()
      _ = other.parameters.hash
    }
    #expect(trainer.parameters.hash == other.parameters.hash)
  }

  @Test("Going back and on again gives the same bits", arguments: runs)
  func replaying(run: Run) throws {
    var trainer = try trainer(run)
    for _ in 0..<100 { _ = trainer.step() }
    let saved = trainer.parameters.copy()
    let (number, position) = (trainer.number, trainer.position)
    for _ in 0..<50 { _ = trainer.step() }
    let hash = trainer.parameters.hash
    _ = trainer.step()
    trainer.restore(
      number: number, position: position, hyperparameters: trainer.hyperparameters,
      parameters: saved)
    for _ in 0..<50 { _ = trainer.step() }
    #expect(trainer.parameters.hash == hash)
  }
}
