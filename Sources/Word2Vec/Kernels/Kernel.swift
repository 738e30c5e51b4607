import CKernels

/// The Float32 update of one window: the only code of training that changes parameters.
///
/// The gradients are those of lines `table.1` to `table.6` of the derivation. Goals, in order: the
/// same bits in every build on every machine (lanes are summed in a fixed order, sums of products are
/// fused multiply-adds, and no function of the C library decides a bit of a parameter that may differ
/// between libraries); agreement with the trace to Float32 rounding; speed.
///
/// All gradients of an update are taken at the parameters it finds.
public struct Kernel: ~Copyable {
  /// The result of an update.
  public struct StepResult: Equatable, Sendable {
    /// `J` at the parameters the update found, in nats, from Float32 scores.
    public let loss: Double
    /// Whether the loss and every parameter written are finite numbers.
    public let isFinite: Bool
    /// The cost: the number of rows of `U` read and written, repeats included.
    public let rows: Int
  }

  private var negativeSampling = NegativeSamplingKernel()
  private var softmax = SoftmaxKernel()
  /// The rows of an update that is not given as rows.
  private var listed = WeightedRows()

  /// A kernel with empty working memory.
  public init() {}

  /// Applies an update to the parameters.
  ///
  /// - Parameters:
  ///   - update: The update.
  ///   - parameters: The parameters.
  ///   - cancellation: Ends it early, between sweeps over `U`.
  /// - Returns: The result of the update.
  /// - Throws: The error of `cancellation`; the parameters are partly updated then, and the kernel
  ///   must not be used for them again.
  /// - Complexity: O(*n*·*K*·*d*) for *n* pairs under negative sampling, O(*W*·*d*) under softmax;
  ///   softmax with update order `pair` takes that for every pair.
  public mutating func apply<E>(
    _ update: Update, to parameters: inout Parameters, cancellation: Cancellation<E> = .never
  ) throws(E) -> StepResult {
    let result = try applyLeavingPending(update, to: &parameters, cancellation: cancellation)
    try cancellation.check()
    settle(&parameters)
    return result
  }

  /// Applies an update to the parameters, which must not be read before ``settle(_:)``.
  ///
  /// The bits are those of ``apply(_:to:cancellation:)``; under softmax one update after another takes
  /// half the time.
  mutating func applyLeavingPending<E>(
    _ update: Update, to parameters: inout Parameters, cancellation: Cancellation<E> = .never
  ) throws(E) -> StepResult {
    switch (update.objective, update.order) {
    case (.negativeSampling, .window):
      settle(&parameters)
      listed.assign(update, pairs: 0..<update.outside.count)
      return negativeSampling.apply(listed, to: &parameters)
    case (.softmax, .window):
      return softmax.apply(update, pairs: 0..<update.outside.count, to: &parameters)
    case (_, .pair):
      return try applyPairByPair(update, to: &parameters, cancellation: cancellation)
    }
  }

  /// Applies an update whose rows have been listed; nothing is pending afterwards.
  ///
  /// - Parameters:
  ///   - update: Its rows; under update order `pair` each pair has its own draws.
  ///   - order: Whether the pairs are applied at once or one after another.
  ///   - parameters: The parameters.
  ///   - next: The rows of the update that comes next, which are fetched.
  /// - Returns: The result of the update.
  mutating func apply(
    _ update: borrowing WeightedRows, _ order: UpdateOrder, to parameters: inout Parameters,
    before next: borrowing WeightedRows
  ) -> StepResult {
    settle(&parameters)
    let center = parameters.center.row(Int(next.center))
    vector_fetch(center, parameters.center.stride / Matrix.block)
    let nextRows = UnsafeBufferPointer(start: next.rows.start, count: next.count)
    switch order {
    case .window: return negativeSampling.apply(update, to: &parameters, fetching: nextRows)
    case .pair:
      let loss = negativeSampling.loss(of: update, at: parameters)
      var isFinite = loss.isFinite
      var first = 0
      while first < update.count {
        let end = listed.assign(pairOf: update, at: first)
        let range = min(first, nextRows.count)..<min(end, nextRows.count)
        let result = negativeSampling.apply(
          listed, to: &parameters, fetching: UnsafeBufferPointer(rebasing: nextRows[range]))
        isFinite = isFinite && result.isFinite
        first = end
      }
      return StepResult(loss: loss, isFinite: isFinite, rows: update.count)
    }
  }

  /// Applies the pending update.
  mutating func settle(_ parameters: inout Parameters) {
    softmax.settle(&parameters)
  }

  /// Whether an update is pending.
  var hasPending: Bool { softmax.isPending }

  /// A word's vector with the pending update applied, shape `[d]`; nothing is written.
  func settledVector(
    _ side: Side, _ word: Int, of parameters: borrowing Parameters
  ) -> [Double] {
    switch side {
    case .center: softmax.settledCenterVector(word, of: parameters)
    case .outside: softmax.settledOutsideVector(word, of: parameters)
    }
  }

  private mutating func applyPairByPair<E>(
    _ update: Update, to parameters: inout Parameters, cancellation: Cancellation<E>
  ) throws(E) -> StepResult {
    // J is the loss at the parameters found, so it is taken before the first pair is applied.
    let loss: Double
    switch update.objective {
    case .negativeSampling:
      settle(&parameters)
      listed.assign(update, pairs: 0..<update.outside.count)
      loss = negativeSampling.loss(of: listed, at: parameters)
    case .softmax:
      loss = softmax.loss(of: update, at: &parameters)
    }
    var isFinite = loss.isFinite
    var rows = 0
    for pair in update.outside.indices {
      // The next pair has the same center, whose vector it needs first.
      softmax.finish(&parameters)
      try cancellation.check()
      let result: StepResult
      switch update.objective {
      case .negativeSampling:
        listed.assign(update, pairs: pair..<pair + 1)
        result = negativeSampling.apply(listed, to: &parameters)
      case .softmax: result = softmax.apply(update, pairs: pair..<pair + 1, to: &parameters)
      }
      isFinite = isFinite && result.isFinite
      rows += result.rows
    }
    return StepResult(loss: loss, isFinite: isFinite, rows: rows)
  }
}
