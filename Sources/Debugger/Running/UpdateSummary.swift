import SkipGram

/// What the update applied last came to.
package struct UpdateSummary: Sendable {
  /// The window, before its update.
  package let record: WindowRecord
  /// `J` of the same window and draws at the new parameters, in nats.
  package let lossAfter: Double

  /// The change of `J` that the update caused.
  package var change: Double { lossAfter - record.loss }
}

/// Where training left the finite numbers.
package struct Divergence: Equatable, Sendable {
  /// The number of the window whose update did it.
  package let window: Int
  /// The first parameter that is not finite, as `u[king][2]`; `nil` if only the loss is not.
  package let parameter: String?

  /// One line that says so.
  package var description: String {
    "diverged at window \(window): "
      + (parameter.map { "\($0) is not a finite number" } ?? "the loss is not a finite number")
  }
}
