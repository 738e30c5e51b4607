import Word2Vec

/// A saved state of a run: its arrival before a window, before any edit there.
package final class Checkpoint {
  /// The window's number.
  package var number = 0
  var position = Position.start
  var hyperparameters = Hyperparameters()
  var omissions = Omissions()
  package private(set) var parameters: Parameters
  var tally = RunTally()
  var divergence: Divergence?
  /// The cost of the run up to here, in rows read and written.
  private(set) var cost = 0

  /// The state of a run.
  ///
  /// - Parameters:
  ///   - run: The run.
  ///   - parameters: A copy of its parameters.
  init(of run: Run, parameters: consuming Parameters) {
    self.parameters = parameters
    save(run)
  }

  /// A checkpoint of nothing but parameters.
  init(parameters: consuming Parameters) {
    self.parameters = parameters
  }

  /// Becomes the state of a run of the same shape; reusing the memory is cheaper than new memory.
  ///
  /// - Throws: ``Interruption``; the checkpoint holds no state any more then.
  func replace(with run: Run) throws(Interruption) {
    try parameters.assign(from: run.parameters, cancellation: run.cancellation)
    save(run)
  }

  /// Saves everything but the parameters.
  private func save(_ run: Run) {
    number = run.trainer.number
    position = run.trainer.position
    hyperparameters = run.trainer.hyperparameters
    omissions = run.trainer.omissions
    tally = run.tally
    divergence = run.divergence
    cost = run.history.cost
  }

  /// Puts a trainer into this state at once and without memory: the trainer uses the buffers of the
  /// checkpoint, which holds no state until ``swapOut(from:cancellation:)``.
  ///
  /// - Throws: The error of `cancellation`; nothing is changed then.
  func swapIn<E>(to trainer: inout Trainer, cancellation: Cancellation<E>) throws(E) {
    try trainer.restore(
      number: number, position: position, hyperparameters: hyperparameters,
      exchanging: &parameters, cancellation: cancellation)
    trainer.omissions = omissions
  }

  /// Copies the numbers back from the trainer that uses the buffers, before it changes them.
  ///
  /// - Throws: The error of `cancellation`; the buffers are still swapped then.
  func swapOut<E>(
    from trainer: borrowing Trainer, cancellation: Cancellation<E>
  ) throws(E) {
    try parameters.assign(from: trainer.parameters, cancellation: cancellation)
  }

  /// The memory it takes, in bytes.
  var byteCount: Int { parameters.byteCount + tally.byteCount }
}
