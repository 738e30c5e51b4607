import SkipGram

/// The predicted distribution over the vocabulary before and after the pending update.
package struct PredictionChange: Sendable {
  /// The words in the order of `ŷ` before the update, the most probable first.
  package let order: [Int]
  /// `ŷ` before, shape `[W]`, by word.
  package let before: [Double]
  /// `ŷ` after, shape `[W]`, by word.
  package let after: [Double]
  /// The observed words, each once, with their places in `order`.
  package let observed: [(word: Int, place: Int)]

  init(_ session: Session) {
    let record = session.record
    let before = session.softmaxForward.probabilities
    switch record.update.order {
    case .window:
      after = GradientLine(of: record, at: session.trainer.parameters, wholeVocabulary: true)
        .probabilities(at: record.update.learningRate)
    case .pair:
      var trial = Trial(of: record.update, at: session.trainer.parameters)
      trial.apply()
      after = trial.probabilities(
        center: record.window.center, others: session.trainer.parameters)
    }
    let keys = before.map { $0.isNaN ? -.infinity : $0 }
    let order = keys.withUnsafeBufferPointer { keys in
      keys.indices.sorted { keys[$0] != keys[$1] ? keys[$0] > keys[$1] : $0 < $1 }
    }
    let words = Set(record.pairs.map(\.outside))
    observed = order.enumerated().filter { words.contains($0.element) }
      .map { (word: $0.element, place: $0.offset) }
    self.before = before
    self.order = order
  }
}

extension Session {
  /// `ŷ` before and after the pending update.
  ///
  /// - Complexity: O(*W*·*d* + *W* log *W*).
  package var predictionChange: PredictionChange {
    if let change = cachedPlots.predictionChange { return change }
    let change = PredictionChange(self)
    cachedPlots.predictionChange = change
    return change
  }
}

/// What plots show of the pending window, as long as it is the pending one.
struct CachedPlots {
  var projection: Projection?
  var etaCurve: EtaCurve?
  var predictionChange: PredictionChange?
}
