import SkipGram

/// Windows that are applied one after another with nothing to do between them but count.
///
/// A long run is made of such stretches. What it costs a window to be counted matters here: the
/// kernel takes about a microsecond for one.
struct Stretch {
  /// How many windows it may have; it has one in any case.
  let limit: Int
  /// It ends where replaying from the last checkpoint would cost so much, in rows read and written.
  let checkpointCost: Int
  /// It ends before a window where a stop may hold.
  let lookout: Lookout

  /// What a stretch may cost, in rows read and written: a few milliseconds, so that whoever
  /// interrupts need not wait; a window that costs more is a stretch of its own.
  private static let mostRows = 100_000

  /// Applies its windows.
  ///
  /// - Returns: Whether everything is still finite; else the window applied last is the first with
  ///   something that is not.
  func pass(
    _ trainer: inout Trainer, tally: inout RunTally, losses: inout LossHistory,
    timeline: inout Timeline
  ) -> Bool {
    let hasDraws = trainer.hyperparameters.objective == .negativeSampling
    let end = trainer.number + limit
    let mostCost = timeline.cost + Self.mostRows
    while true {
      let window = trainer.number
      let outcome = trainer.step()
      losses.note(window, loss: outcome.loss, sumBefore: tally.lossSum)
      tally.count(loss: outcome.loss)
      if hasDraws { tally.countDraws(of: trainer) }
      timeline.applied(rows: outcome.rows, arrivingAt: trainer.number)
      if !outcome.isFinite { return false }
      if trainer.number >= end || !trainer.isNextWindowFound || trainer.isFinished
        || timeline.cost >= mostCost
        || timeline.costSinceCheckpoint >= checkpointCost || lookout.mayStop(before: trainer)
      {
        return true
      }
    }
  }
}
