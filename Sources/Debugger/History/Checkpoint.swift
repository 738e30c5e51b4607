import SkipGram

/// The state of a run on its arrival before a window, before anything was done there.
final class Checkpoint {
  /// The window's number.
  let number: Int
  let position: Position
  let hyperparameters: Hyperparameters
  let parameters: Parameters
  let tally: RunTally
  let divergence: Divergence?
  /// What the run had cost up to here, in rows read and written.
  let cost: Int

  /// The state of a run.
  ///
  /// - Parameters:
  ///   - trainer: The run.
  ///   - parameters: A copy of its parameters.
  ///   - tally: Sums over its windows.
  ///   - divergence: Where it left the finite numbers.
  ///   - cost: What it has cost, in rows read and written.
  init(
    _ trainer: borrowing Trainer, parameters: consuming Parameters, tally: RunTally,
    divergence: Divergence?, cost: Int
  ) {
    self.parameters = parameters
    number = trainer.number
    position = trainer.position
    hyperparameters = trainer.hyperparameters
    self.tally = tally
    self.divergence = divergence
    self.cost = cost
  }

  /// The memory it takes, in bytes.
  var byteCount: Int { parameters.byteCount + tally.byteCount }
}
