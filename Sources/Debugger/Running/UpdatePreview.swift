import Word2Vec

/// The results of an update, computed on copies of the parameters it changes.
package struct UpdatePreview: Sendable {
  /// `J` of the window at the updated parameters, in nats.
  package let lossAfter: Double
  /// Under update order `pair`, each pair's loss and `∂F/∂v_c` at the parameters it is applied with.
  package let applied: [Applied]

  /// A pair at the parameters it is applied with.
  package struct Applied: Equatable, Sendable {
    /// `F`, in nats.
    package let loss: Double
    /// `∂F/∂v_c`, shape `[d]`.
    package let centerGradient: [Double]
    /// `v_c` after the pair, shape `[d]`.
    package let centerAfter: [Double]
  }

  init<E>(
    of update: Update, at parameters: borrowing Parameters, cancellation: Cancellation<E>
  ) throws(E) {
    var dryRun = try DryRun(of: update, at: parameters, cancellation: cancellation)
    var applied: [Applied] = []
    switch update.order {
    case .window: try dryRun.apply(cancellation: cancellation)
    case .pair:
      for pair in update.outside.indices {
        let (loss, gradient) = try dryRun.pair(pair, cancellation: cancellation)
        dryRun.apply(pair: pair)
        applied.append(
          Applied(
            loss: loss, centerGradient: gradient,
            centerAfter: dryRun.vector(.center, Int(update.center)) ?? []))
      }
    }
    self.applied = applied
    lossAfter = try dryRun.loss(cancellation: cancellation)
  }
}
