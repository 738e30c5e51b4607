import SkipGram

/// The state of a run on its arrival before a window, before anything was done there.
final class Checkpoint {
  /// The window's number.
  private(set) var number: Int
  private(set) var position: Position
  private(set) var hyperparameters: Hyperparameters
  private(set) var parameters: Parameters
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
  ///   - pause: Called every few milliseconds; if it throws, there is no state in it any more.
  func replace(
    with trainer: borrowing Trainer, tally: RunTally, divergence: Divergence?, cost: Int,
    pausing pause: () throws -> Void
  ) rethrows {
    try parameters.assign(from: trainer.parameters, pausing: pause)
    number = trainer.number
    position = trainer.position
    hyperparameters = trainer.hyperparameters
    self.tally = tally
    self.divergence = divergence
    self.cost = cost
  }

  /// Lets a run stand where this state is, at once and without memory: the run gets the numbers of
  /// this state itself, which has none of its own until ``takeBack(from:pausing:)``.
  func lend(to trainer: inout Trainer) {
    trainer.restore(
      number: number, position: position, hyperparameters: hyperparameters,
      exchanging: &parameters)
  }

  /// Copies the numbers that were lent back, as long as the run has not changed them.
  ///
  /// - Parameters:
  ///   - trainer: The run.
  ///   - pause: Called every few milliseconds; if it throws, they are still lent.
  func takeBack(
    from trainer: borrowing Trainer, pausing pause: () throws -> Void
  ) rethrows {
    try parameters.assign(from: trainer.parameters, pausing: pause)
  }

  /// The memory it takes, in bytes.
  var byteCount: Int { parameters.byteCount + tally.byteCount }
}
