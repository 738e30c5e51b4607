/// Sixteen Float32 lanes, the unit the kernels work in.
typealias Lanes = SIMD16<Float>

/// `e^x` for `x ≤ 0`, lane by lane; below -87 it is 0.
///
/// Bits of parameters depend on it, so it uses only exactly rounded operations in a fixed order:
/// `x = i ln 2 + f` with `|f| ≤ ln 2 / 2`, a polynomial of degree 6 in `f` (the Taylor coefficients
/// of `e^f`, error below 2⁻²³ on that interval), and a shift of the exponent by `i`.
@inline(__always)
func exponentialOfNonPositive(_ x: Lanes) -> Lanes {
  let smallest = Lanes(repeating: -87)
  let vanishes = x .< smallest
  let clamped = x.replacing(with: smallest, where: vanishes)
  // Adding 1.5 · 2²³ rounds to an integer and leaves it in the low bits.
  let magic = Lanes(repeating: 0x1.8p23)
  let shifted = clamped * Lanes(repeating: 1.442_695_04) + magic
  let i = shifted - magic
  // ln 2 in two parts, so that the difference is exact.
  let f = (clamped - i * Lanes(repeating: 0.693_359_375)) - i * Lanes(repeating: -2.121_944_4e-4)
  var p = Lanes(repeating: 1 / 720)
  p = p * f + Lanes(repeating: 1 / 120)
  p = p * f + Lanes(repeating: 1 / 24)
  p = p * f + Lanes(repeating: 1 / 6)
  p = p * f + Lanes(repeating: 0.5)
  p = p * f + Lanes(repeating: 1)
  p = p * f + Lanes(repeating: 1)
  let exponent =
    unsafeBitCast(shifted, to: SIMD16<Int32>.self) &- SIMD16(repeating: 0x4B40_0000)
  let scale = unsafeBitCast(
    (exponent &+ SIMD16(repeating: 127)) &<< SIMD16(repeating: 23), to: Lanes.self)
  return (p * scale).replacing(with: Lanes.zero, where: vanishes)
}

/// The sum of sixteen lanes, in a fixed tree order.
@inline(__always)
func horizontalSum(_ lanes: Lanes) -> Float {
  let eight = lanes.lowHalf + lanes.highHalf
  let four = eight.lowHalf + eight.highHalf
  let two = four.lowHalf + four.highHalf
  return two.x + two.y
}
