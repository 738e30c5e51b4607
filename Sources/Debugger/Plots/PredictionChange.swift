import Runs
import Word2Vec

/// The predicted distribution over the vocabulary before and after the pending update.
package struct PredictionChange: Sendable {
  /// The words in the order of `ŷ` before the update, the most probable first.
  package let order: [Int]
  /// `ŷ` before, shape `[W]`, by word.
  package let before: [Double]
  /// `ŷ` after, shape `[W]`, by word.
  package let after: [Double]
  /// The observed words, each once, with their indices in `order`.
  package let observed: [(word: Int, place: Int)]

  init<E>(_ pending: PendingWindow, cancellation: Cancellation<E>) throws(E) {
    let trace = try pending.trace(cancellation)
    switch trace.update.order {
    case .window:
      after = try pending.gradientLine(wholeVocabulary: true, cancellation)
        .probabilities(at: trace.update.learningRate)
    case .pair:
      var dryRun = try DryRun(
        of: trace.update, at: pending.run.parameters, cancellation: cancellation)
      try dryRun.apply(cancellation: cancellation)
      after = try dryRun.probabilities(
        center: trace.window.center, others: pending.run.parameters, cancellation: cancellation)
    }
    let words = Set(trace.pairs.map(\.outside))
    let ranking = try pending.ranking(cancellation)
    observed = words.map { (word: $0, place: ranking.places[$0]) }.sorted { $0.place < $1.place }
    before = try pending.forward(cancellation).probabilities
    order = ranking.order
  }
}
