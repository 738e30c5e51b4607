import Word2Vec

/// The last update applied, with `J` before and after it.
package struct UpdateSummary: Sendable {
  /// The window, before its update.
  package let trace: WindowTrace
  /// `J` of the same window and draws at the new parameters, in nats.
  package let lossAfter: Double

  /// The change of `J` that the update caused.
  package var change: Double { lossAfter - trace.loss }
}
