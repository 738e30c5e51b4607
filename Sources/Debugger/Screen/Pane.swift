/// A pane of the screen.
package enum Pane: String, CaseIterable, Sendable {
  /// The sentence with the window marked.
  case corpus
  /// The paragraph of a lesson, and what to type.
  case lesson
  /// Scores with ŷ, or σ and draws.
  case scores
  /// ∂J/∂v_c with its terms.
  case center
  /// ∂J/∂u_w with their coefficients.
  case outside
  /// The loss now, after, and over time.
  case loss
  /// The derivation's lines, checked.
  case derivation
  /// Expressions shown at every stop.
  case display
  /// Words as points in the plane.
  case projection
  /// Rows of V and U, and their gradients.
  case heat
  /// J over the history.
  case lossPlot = "loss-plot"
  /// ŷ before and after the step.
  case yhat
  /// J of the window against η.
  case eta
  /// The noise distribution against the draws.
  case samples
  /// The output of commands.
  case transcript

  /// The pane of a name, exact or as an unambiguous prefix.
  static func named(_ name: String) throws -> Pane {
    try lookUp(name, in: allCases, kind: .pane, by: \.rawValue)
  }
}
