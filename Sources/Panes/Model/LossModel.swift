import Debugger
import Word2Vec

/// The losses of the pending window's pairs and of the windows before.
struct LossModel: Sendable {
  /// A pair's loss, in nats.
  struct Pair: Sendable {
    /// The pair, from 1.
    let number: Int
    let loss: Double
  }

  /// The pairs in the sum: all, or the ones that `stepi` has passed.
  let pairs: [Pair]
  /// The sum over these pairs, if they are not all.
  let partial: Double?
  /// `J`, in nats.
  let loss: Double
  /// `J` after the update to first order in `η`.
  let predicted: Double
  /// `J` before the last step, after it, and as predicted.
  let last: (before: Double, after: Double, predicted: Double)?
  /// Under update order `pair`, each pair's loss at the parameters it is applied with.
  let applied: [Pair]
  /// The mean of the latest losses; `nil` before the first window.
  let mean: Double?
  /// `J` of the latest windows, oldest first.
  let recent: [Double]
  let glyphs: Glyphs
  /// The titles of its pane, the longest first.
  let titles: [String]

  init(_ reader: SessionReader) {
    let (session, window) = (reader.session, reader.window)
    let trace = window.trace
    let numbered = trace.pairs.prefix(window.pairsSoFar).enumerated()
    pairs = numbered.map { Pair(number: $0 + 1, loss: $1.loss) }
    partial = window.isWithinPairs ? pairs.reduce(0) { $0 + $1.loss } : nil
    loss = trace.loss
    predicted = trace.loss + trace.predictedChange
    last = session.lastUpdate.map {
      ($0.trace.loss, $0.lossAfter, $0.trace.loss + $0.trace.predictedChange)
    }
    applied = reader.applied.enumerated().map { Pair(number: $0 + 1, loss: $1.loss) }
    mean = session.run.runningMean
    recent = Array(session.run.tally.recentLosses)
    glyphs = window.glyphs
    titles = window.objective.lossTitles
  }
}
