import RealModule

/// The logistic function `σ(x) = 1/(1+e^{-x})`, for any `x` without overflow.
///
/// - Returns: A number in `[0, 1]`; the relative error stays at rounding level for `x < 0` too.
package func logistic(_ x: Double) -> Double {
  guard x < 0 else { return 1 / (1 + .exp(-x)) }
  let e = Double.exp(x)
  return e / (1 + e)
}

/// `ln σ(x)`, in nats, for any `x` without overflow or cancellation.
package func logLogistic(_ x: Double) -> Double {
  x >= 0 ? -.log(onePlus: .exp(-x)) : x - .log(onePlus: .exp(x))
}
