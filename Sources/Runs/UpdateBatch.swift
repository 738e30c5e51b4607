import Word2Vec

/// A batch of updates applied with nothing between them but counting.
///
/// A long run is made of such batches. Counting has to be cheap: the kernel takes about a microsecond
/// for a window.
struct UpdateBatch {
  /// The most windows to apply; one is applied in any case.
  let limit: Int
  /// The batch ends where replaying from the last checkpoint would cost this much, in rows read and
  /// written.
  let checkpointCost: Int

  /// The cost of a batch, in rows read and written: a few milliseconds, so that an interruption
  /// need not wait; a window that costs more is a batch alone.
  private static let mostRows = 100_000

  /// Applies the updates, up to a window before which `mayStop` is true; without it, none stops.
  ///
  /// - Returns: Whether everything is still finite; else the last window applied is the first with
  ///   something that is not.
  func apply(
    _ trainer: inout Trainer, tally: inout RunTally, losses: inout LossHistory,
    history: inout History, mayStop: ((borrowing Trainer) -> Bool)?
  ) -> Bool {
    let end = limit < .max - trainer.number ? trainer.number + limit : .max
    let mostCost = history.cost + Self.mostRows
    while true {
      let window = trainer.number
      let result = trainer.step(countingDrawsIn: &tally.draws)
      losses.add(window, loss: result.loss, sumBefore: tally.lossSum)
      tally.count(loss: result.loss)
      history.count(rows: result.rows, arrivingAt: trainer.number)
      if !result.isFinite { return false }
      if trainer.number >= end || !trainer.isNextWindowFound || trainer.isFinished
        || history.cost >= mostCost
        || history.costSinceCheckpoint >= checkpointCost
      {
        return true
      }
      if let mayStop, mayStop(trainer) { return true }
    }
  }
}
