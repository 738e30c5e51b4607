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

  init(
    _ trainer: borrowing Trainer, tally: RunTally, divergence: Divergence?, cost: Int
  ) {
    number = trainer.number
    position = trainer.position
    hyperparameters = trainer.hyperparameters
    parameters = trainer.parameters.copy()
    self.tally = tally
    self.divergence = divergence
    self.cost = cost
  }

  /// The memory it takes, in bytes.
  var byteCount: Int { parameters.byteCount + tally.byteCount }
}
