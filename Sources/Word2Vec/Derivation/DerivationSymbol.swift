/// A symbol of the derivation, so that a screen can mark where a line's symbols have their values.
package enum DerivationSymbol: String, CaseIterable, Sendable {
  /// The number the logistic function is taken at.
  case argument = "x"
  /// The logistic function, `σ`.
  case sigma
  /// The vocabulary size.
  case vocabularySize = "W"
  /// The center vector.
  case centerVector = "v_c"
  /// All center vectors.
  case centerVectors = "V"
  /// The vector of the observed word.
  case observedVector = "u_o"
  /// The vector of another word.
  case outsideVector = "u_w"
  /// All outside vectors.
  case outsideVectors = "U"
  /// Scores, `u_wᵀv_c`.
  case scores = "z"
  /// The predicted distribution, `ŷ`.
  case predicted = "yhat"
  /// The draws and how often each came out.
  case negatives
  /// The loss of a pair.
  case pairLoss = "F"
  /// The loss of the window.
  case loss = "J"
  /// The pairs of the window.
  case pairs
  /// The window radius.
  case radius
}

/// How the gradient with respect to a column vector is laid out.
///
/// The notes print `∂F/∂v_c` as a row and `∂F/∂u` as a column; one of the two must give way.
public enum LayoutConvention: String, CaseIterable, Sendable {
  /// As a column, shaped like the parameter.
  case denominator
  /// As a row, its transpose.
  case numerator
}
