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

  init<E>(_ session: Session, cancellation: Cancellation<E>) throws(E) {
    let record = session.record
    switch record.update.order {
    case .window:
      after = try session.gradientLine(wholeVocabulary: true, cancellation: cancellation)
        .probabilities(at: record.update.learningRate)
    case .pair:
      var trial = try Trial(
        of: record.update, at: session.trainer.parameters, cancellation: cancellation)
      try trial.apply(cancellation: cancellation)
      after = try trial.probabilities(
        center: record.window.center, others: session.trainer.parameters, cancellation: cancellation
      )
    }
    let words = Set(record.pairs.map(\.outside))
    let ranking = try session.makeScoreRanking(cancellation: cancellation)
    observed = words.map { (word: $0, place: ranking.places[$0]) }.sorted { $0.place < $1.place }
    before = session.softmaxForward.probabilities
    order = ranking.order
  }
}

extension Session {
  /// `ŷ` before and after the pending update.
  ///
  /// - Complexity: O(*W*·*d* + *W* log *W*).
  package var predictionChange: PredictionChange { makePredictionChange() }

  @discardableResult
  func makePredictionChange<E>(cancellation: Cancellation<E> = .never) throws(E) -> PredictionChange
  {
    if let change = cachedWindow.plots.predictionChange { return change }
    let change = try PredictionChange(self, cancellation: cancellation)
    cachedWindow.plots.predictionChange = change
    return change
  }
}

extension Session {
  /// What the pending window's scores become along its gradient.
  func gradientLine<E>(
    wholeVocabulary: Bool, cancellation: Cancellation<E>
  ) throws(E) -> GradientLine {
    if let line = cachedWindow.plots.gradientLine, line.isOfAllWords || !wholeVocabulary {
      return line
    }
    let line = try GradientLine(
      of: record, at: trainer.parameters, wholeVocabulary: wholeVocabulary,
      cancellation: cancellation)
    cachedWindow.plots.gradientLine = line
    return line
  }
}

/// What plots show of the pending window, as long as it is the pending one.
struct CachedPlots {
  var projection: Projection?
  var gradientLine: GradientLine?
  var etaCurve: EtaCurve?
  var predictionChange: PredictionChange?
}
