import Runs
import Word2Vec

/// The pending window of a run, and the values derived from it, each computed at most once.
///
/// Values are computed on demand, and forgotten when the run changes.
package final class PendingWindow {
  package let run: Run
  private var known = Values()
  /// The revision of the run for these values.
  private var revision: Int

  /// The values computed so far.
  private struct Values {
    var trace: WindowTrace?
    var loss: Double?
    var preview: UpdatePreview?
    var forward: SoftmaxForward?
    var ranking: ScoreRanking?
    var derivation: (section: DerivationSection, request: DerivationWalk, lines: [EvaluatedLine])?
    var gradientLine: GradientLine?
    var etaCurve: EtaCurve?
    var predictionChange: PredictionChange?
    var projection: (choices: ProjectionChoices, projection: Projection)?
    var passedPairs = 0
  }

  package init(of run: Run) {
    self.run = run
    revision = run.revision
  }

  private var values: Values {
    _read {
      forgetOldValues()
      yield known
    }
    _modify {
      forgetOldValues()
      yield &known
    }
  }

  private func forgetOldValues() {
    guard revision != run.revision else { return }
    known = Values()
    revision = run.revision
  }

  /// A value computed at most once.
  private func kept<Value, E>(
    _ path: WritableKeyPath<Values, Value?>, _ compute: () throws(E) -> Value
  ) throws(E) -> Value {
    if let value = values[keyPath: path] { return value }
    let value = try compute()
    values[keyPath: path] = value
    return value
  }

  /// The number of pairs that `stepi` has passed.
  package var passedPairs: Int {
    get { values.passedPairs }
    set { values.passedPairs = newValue }
  }

  /// The trace of the window under the current objective.
  package func trace<E>(_ cancellation: Cancellation<E>) throws(E) -> WindowTrace {
    if let trace = values.trace { return trace }
    let trace = try WindowTrace(
      of: run.trainer.makeUpdate(), window: run.window, number: run.number,
      parameters: run.parameters, cancellation: cancellation)
    values.trace = trace
    return trace
  }

  /// `J`, in nats, computed without the rest of the trace.
  ///
  /// It has the same bits as the loss of the trace, so a condition on `J` in a long run agrees with
  /// `print J`.
  package func loss<E>(_ cancellation: Cancellation<E>) throws(E) -> Double {
    if let loss = values.trace?.loss ?? values.loss { return loss }
    let loss = try run.pendingLoss(cancellation: cancellation)
    values.loss = loss
    return loss
  }

  /// The results of the pending update, computed on copies.
  package func preview<E>(_ cancellation: Cancellation<E>) throws(E) -> UpdatePreview {
    try kept(\.preview) { () throws(E) in
      try UpdatePreview(
        of: trace(cancellation).update, at: run.parameters, cancellation: cancellation)
    }
  }

  /// The forward pass over the whole vocabulary, under either objective.
  package func forward<E>(_ cancellation: Cancellation<E>) throws(E) -> SoftmaxForward {
    let trace = try trace(cancellation)
    if let forward = trace.softmax ?? values.forward { return forward }
    let forward = try SoftmaxForward(
      center: trace.window.center, parameters: run.parameters, cancellation: cancellation)
    values.forward = forward
    return forward
  }

  /// The words by their scores with the center word, under either objective.
  package func ranking<E>(_ cancellation: Cancellation<E>) throws(E) -> ScoreRanking {
    try kept(\.ranking) { () throws(E) in
      try ScoreRanking(forward(cancellation).scores, cancellation: cancellation)
    }
  }

  /// A section of the derivation, with the numbers of this window.
  package func derivation<E>(
    _ walk: DerivationWalk, _ cancellation: Cancellation<E>
  ) throws(E) -> DerivationPage {
    let section = walk.section(under: run.hyperparameters.objective)
    let trace = try trace(cancellation)
    let pair = min(walk.pair, trace.pairs.count - 1)
    let lines: [EvaluatedLine]
    if let known = values.derivation, known.section == section, known.request == walk.request {
      lines = known.lines
    } else {
      let context = try DerivationContext(
        section, of: trace.update, window: trace.window, number: trace.number,
        parameters: run.parameters, pair: pair, word: walk.word, argument: walk.argument,
        cancellation: cancellation)
      lines = try context.evaluate(cancellation: cancellation)
      values.derivation = (section, walk.request, lines)
    }
    return DerivationPage(
      section: section, pair: pair, lines: lines, current: min(walk.line, lines.count - 1))
  }

  /// The scores along the gradient of the window, of all words if `wholeVocabulary`.
  package func gradientLine<E>(
    wholeVocabulary: Bool, _ cancellation: Cancellation<E>
  ) throws(E) -> GradientLine {
    if let line = values.gradientLine, line.isOfAllWords || !wholeVocabulary { return line }
    let line = try GradientLine(
      of: trace(cancellation), at: run.parameters, wholeVocabulary: wholeVocabulary,
      cancellation: cancellation)
    values.gradientLine = line
    return line
  }

  /// `J` against `η`, along the gradient.
  ///
  /// - Complexity: O(*W*·*d*) under softmax, and O(*W*) for each of some 200 points.
  package func etaCurve<E>(_ cancellation: Cancellation<E>) throws(E) -> EtaCurve {
    try kept(\.etaCurve) { () throws(E) in
      try EtaCurve(
        trace(cancellation), along: gradientLine(wholeVocabulary: false, cancellation),
        words: run.parameters.words, cancellation: cancellation)
    }
  }

  /// `ŷ` before and after the pending update.
  ///
  /// - Complexity: O(*W*·*d* + *W* log *W*).
  package func predictionChange<E>(_ cancellation: Cancellation<E>) throws(E) -> PredictionChange {
    try kept(\.predictionChange) { () throws(E) in
      try PredictionChange(self, cancellation: cancellation)
    }
  }
}

extension PendingWindow {
  /// The projection shown at this window, if it was made with the same choices.
  func projection(under choices: ProjectionChoices) -> Projection? {
    values.projection.flatMap { $0.choices == choices ? $0.projection : nil }
  }

  /// Keeps the projection shown at this window.
  func keep(_ projection: Projection, under choices: ProjectionChoices) {
    values.projection = (choices, projection)
  }
}

/// A value of the pending window that a symbol of the expression language reads.
struct PendingPart<Value: Sendable>: Sendable {
  let value: @Sendable (PendingWindow) throws(Interruption) -> Value
}

extension PendingPart<WindowTrace> {
  static let trace = Self { window throws(Interruption) in try window.trace(window.run.cancellation)
  }
}

extension PendingPart<Double> {
  static let loss = Self { window throws(Interruption) in try window.loss(window.run.cancellation) }
}

extension PendingPart<UpdatePreview> {
  static let preview = Self { window throws(Interruption) in
    try window.preview(window.run.cancellation)
  }
}

extension PendingPart<SoftmaxForward> {
  static let forward = Self { window throws(Interruption) in
    try window.forward(window.run.cancellation)
  }
}
