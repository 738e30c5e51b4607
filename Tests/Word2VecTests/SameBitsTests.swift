import RandomCases
import Testing

@testable import Word2Vec

/// Parameters have the same bits in every build, however the run is cut: builds at another level of
/// the processor, on other machines and at other times must give the bits recorded here.
@Suite("Same bits")
struct SameBitsTests {
  @Test("A run's parameters have the recorded bits", arguments: RecordedRun.all)
  func recorded(run: RecordedRun) throws {
    var trainer = try run.trainer()
    for _ in 0..<RecordedRun.windows { _ = trainer.step() }
    trainer.settle()
    #expect(trainer.parameters.hash() == run.hash)
  }

  @Test("Looking at parameters on the way changes none of their bits", arguments: RecordedRun.all)
  func looking(run: RecordedRun) throws {
    var trainer = try run.trainer()
    for number in 0..<RecordedRun.windows {
      let outcome = trainer.step()
      #expect(outcome.isFinite)
      if number % 7 < 3 {
        trainer.settle()
        #expect(trainer.parameters.firstNonFinite == nil)
      }
    }
    trainer.settle()
    #expect(trainer.parameters.hash() == run.hash)
  }

  @Test(
    "Nor does it change a loss or the window that diverges", arguments: RecordedRun.all,
    [1, 1e4, 1e12, 1e24, 1e37])
  func diverging(run: RecordedRun, rate: Double) throws {
    var trainer = try run.trainer()
    var other = try run.trainer()
    var hyperparameters = trainer.hyperparameters
    hyperparameters.learningRate = rate
    trainer.set(hyperparameters)
    other.set(hyperparameters)
    for _ in 0..<40 {
      let outcome = trainer.step()
      // What is not a number equals nothing but is written alike.
      #expect("\(other.step())" == "\(outcome)")
      other.settle()
      let isFinite = other.parameters.firstNonFinite == nil
      #expect(outcome.isFinite == (isFinite && outcome.loss.isFinite))
      guard outcome.isFinite else { break }
    }
    trainer.settle()
    #expect(trainer.parameters.hash() == other.parameters.hash())
  }

  @Test(
    "Switching objectives on the way changes nothing that is not switched",
    arguments: RecordedRun.all)
  func switching(run: RecordedRun) throws {
    var trainer = try run.trainer()
    var other = try run.trainer()
    for number in 0..<60 {
      for objective in Objective.allCases where number % 3 == 0 {
        var hyperparameters = trainer.hyperparameters
        hyperparameters.objective = objective
        trainer.set(hyperparameters)
        other.set(hyperparameters)
      }
      _ = trainer.step()
      _ = other.step()
      other.settle()
    }
    trainer.settle()
    #expect(trainer.parameters.hash() == other.parameters.hash())
  }

  @Test("Going back and on again gives the same bits", arguments: RecordedRun.all)
  func replaying(run: RecordedRun) throws {
    var trainer = try run.trainer()
    for _ in 0..<100 { _ = trainer.step() }
    trainer.settle()
    var saved = trainer.parameters.copy()
    let (number, position) = (trainer.number, trainer.position)
    for _ in 0..<50 { _ = trainer.step() }
    trainer.settle()
    let hash = trainer.parameters.hash()
    _ = trainer.step()
    trainer.restore(
      number: number, position: position, hyperparameters: trainer.hyperparameters,
      exchanging: &saved)
    for _ in 0..<50 { _ = trainer.step() }
    trainer.settle()
    #expect(trainer.parameters.hash() == hash)
  }
}
