import DequeModule
import SkipGram

/// The state of a run on its arrival before a window, before anything was done there.
final class Checkpoint {
  /// The window's number.
  let number: Int
  let position: Position
  let hyperparameters: Hyperparameters
  let parameters: Parameters
  let recentLosses: Deque<Double>
  let divergence: Divergence?
  /// What the run had cost up to here, in rows read and written.
  let cost: Int

  init(
    _ trainer: borrowing Trainer, recentLosses: Deque<Double>, divergence: Divergence?, cost: Int
  ) {
    number = trainer.number
    position = trainer.position
    hyperparameters = trainer.hyperparameters
    parameters = trainer.parameters.copy()
    self.recentLosses = recentLosses
    self.divergence = divergence
    self.cost = cost
  }

  /// The memory it takes, in bytes.
  var byteCount: Int { Self.byteCount(parameters) }

  /// The memory that a checkpoint of parameters takes, in bytes, with as many losses as are kept.
  static func byteCount(_ parameters: borrowing Parameters) -> Int {
    parameters.byteCount + Session.keptLosses * MemoryLayout<Double>.stride
  }
}
