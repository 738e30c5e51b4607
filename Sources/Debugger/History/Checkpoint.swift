import SkipGram

/// The state of a run on its arrival before a window, before anything was done there.
final class Checkpoint {
  /// The window's number.
  private(set) var number: Int
  private(set) var position: Position
  private(set) var hyperparameters: Hyperparameters
  let parameters: Parameters
  private(set) var tally: RunTally
  private(set) var divergence: Divergence?
  /// What the run had cost up to here, in rows read and written.
  private(set) var cost: Int

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
    number = trainer.number
    position = trainer.position
    hyperparameters = trainer.hyperparameters
    self.parameters = parameters
    self.tally = tally
    self.divergence = divergence
    self.cost = cost
  }

  /// Becomes the state of a run of the same shape, which takes the system less than new memory does.
  ///
  /// - Parameters:
  ///   - trainer: The run.
  ///   - tally: Sums over its windows.
  ///   - divergence: Where it left the finite numbers.
  ///   - cost: What it has cost, in rows read and written.
  ///   - goesOn: Asked every few milliseconds whether to go on.
  /// - Returns: Whether it has; if it was given up, there is no state in it any more.
  func replace(
    with trainer: borrowing Trainer, tally: RunTally, divergence: Divergence?, cost: Int,
    while goesOn: () -> Bool
  ) -> Bool {
    guard parameters.assign(from: trainer.parameters, while: goesOn) else { return false }
    number = trainer.number
    position = trainer.position
    hyperparameters = trainer.hyperparameters
    self.tally = tally
    self.divergence = divergence
    self.cost = cost
    return true
  }

  /// The memory it takes, in bytes.
  var byteCount: Int { parameters.byteCount + tally.byteCount }
}
