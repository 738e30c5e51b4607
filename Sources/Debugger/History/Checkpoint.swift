import SkipGram

/// The state of a run on its arrival before a window, before anything was done there.
final class Checkpoint {
  /// The window's number.
  private(set) var number = 0
  private(set) var position = Position.start
  private(set) var hyperparameters = Hyperparameters()
  private(set) var parameters: Parameters
  private(set) var tally = RunTally()
  private(set) var divergence: Divergence?
  /// What the run had cost up to here, in rows read and written.
  private(set) var cost = 0

  /// The state of a session's run.
  ///
  /// - Parameters:
  ///   - session: The session.
  ///   - parameters: A copy of the parameters of its run.
  init(of session: Session, parameters: consuming Parameters) {
    self.parameters = parameters
    note(session)
  }

  /// Becomes the state of a run of the same shape, which takes the system less than new memory does.
  ///
  /// - Parameters:
  ///   - session: The session of the run.
  ///   - cancellation: Ends it early.
  /// - Throws: What `cancellation` throws; there is no state in it any more then.
  func replace<E>(with session: Session, cancellation: Cancellation<E>) throws(E) {
    try parameters.assign(from: session.trainer.parameters, cancellation: cancellation)
    note(session)
  }

  /// Notes all of a state but its parameters.
  private func note(_ session: Session) {
    number = session.trainer.number
    position = session.trainer.position
    hyperparameters = session.trainer.hyperparameters
    tally = session.tally
    divergence = session.divergence
    cost = session.timeline.cost
  }

  /// Lets a run stand where this state is, at once and without memory: the run gets the numbers of
  /// this state itself, which has none of its own until ``takeBack(from:cancellation:)``.
  func lend(to trainer: inout Trainer) {
    trainer.restore(
      number: number, position: position, hyperparameters: hyperparameters,
      exchanging: &parameters)
  }

  /// Copies the numbers that were lent back, as long as the run has not changed them.
  ///
  /// - Parameters:
  ///   - trainer: The run.
  ///   - cancellation: Ends it early.
  /// - Throws: What `cancellation` throws; they are still lent then.
  func takeBack<E>(
    from trainer: borrowing Trainer, cancellation: Cancellation<E>
  ) throws(E) {
    try parameters.assign(from: trainer.parameters, cancellation: cancellation)
  }

  /// The memory it takes, in bytes.
  var byteCount: Int { parameters.byteCount + tally.byteCount }
}
