/// How far apart the two sides of a line may be.
///
/// The tolerance is absolute: a factor times the scale of the terms summed in the line.
package struct Tolerance: Equatable, Sendable {
  /// The factor.
  package let factor: Double
  /// The reason for its size.
  package let reason: String

  /// Two closed forms of the same quantity.
  package static let closedForm = Tolerance(
    factor: 1e-12, reason: "both sides are closed forms, a few thousand roundings of 10⁻¹⁶ apart")

  /// A central difference on one side.
  package static let difference = Tolerance(
    factor: 1e-8,
    reason: "one side is a central difference, good to about 10⁻¹⁰ of the vectors it moves along")
}

/// The scale of a tolerance: the largest component involved, times the size of the sum.
enum ToleranceScale: Sendable {
  /// 1, for numbers between 0 and 1.
  case one
  /// The largest component of the outside vectors, for `∂/∂v_c`.
  case outsideVectors
  /// The largest component of the center vector, for `∂/∂u_w`.
  case centerVector
  /// The loss itself.
  case loss
}
