// Double-precision vector operations of the trace. Eight lanes keep a redraw at W = 50,000
// below a frame's time; the kernel shares none of this.

/// `aᵀb`.
func dot(_ a: [Double], _ b: [Double]) -> Double {
  precondition(a.count == b.count, "vectors of a dot product have the same shape")
  return a.withUnsafeBufferPointer { a in b.withUnsafeBufferPointer { b in dot(a, b) } }
}

/// `aᵀb` of vectors of the same length.
@inline(__always)
func dot(_ a: UnsafeBufferPointer<Double>, _ b: UnsafeBufferPointer<Double>) -> Double {
  var sum = SIMD8<Double>.zero
  let whole = a.count / 8 * 8
  for index in stride(from: 0, to: whole, by: 8) { sum += lanes(a, index) * lanes(b, index) }
  for index in whole..<a.count { sum[index - whole] += a[index] * b[index] }
  return sum.sum()
}

/// A row in double precision, filled up with zeros to whole blocks, shape `[stride]`.
func paddedVector(_ row: Int, of matrix: borrowing Matrix) -> [Double] {
  let start = matrix.row(row)
  let (columns, stride) = (matrix.columns, matrix.stride)
  return Array(unsafeUninitializedCapacity: stride) { values, count in
    for index in 0..<columns { values[index] = Double(start[index]) }
    for index in columns..<stride { values[index] = 0 }
    count = stride
  }
}

/// `u_wᵀv` of a row and a vector filled up with zeros; the same bits as ``dot(_:_:)``.
///
/// The row's padding counts as zeros, whatever an overflow has left there.
func dot(row word: Int, of matrix: borrowing Matrix, padded v: [Double]) -> Double {
  precondition(v.count == matrix.stride, "vectors of a dot product have the same shape")
  let row = UnsafeRawPointer(matrix.row(word)).assumingMemoryBound(to: SIMD8<Float>.self)
  let (whole, rest) = (matrix.columns / 8, matrix.columns % 8)
  return v.withUnsafeBytes { v in
    var sum = SIMD8<Double>.zero
    for block in 0..<whole {
      sum +=
        SIMD8<Double>(row[block])
        * v.loadUnaligned(fromByteOffset: 64 &* block, as: SIMD8<Double>.self)
    }
    if rest > 0 {
      let numbers = SIMD8<Int32>(0, 1, 2, 3, 4, 5, 6, 7)
      let last = row[whole].replacing(with: 0, where: numbers .>= Int32(rest))
      sum +=
        SIMD8<Double>(last)
        * v.loadUnaligned(fromByteOffset: 64 &* whole, as: SIMD8<Double>.self)
    }
    return sum.sum()
  }
}

/// Eight neighbours from a place on.
@inline(__always)
func lanes(_ a: UnsafeBufferPointer<Double>, _ index: Int) -> SIMD8<Double> {
  SIMD8(
    a[index], a[index + 1], a[index + 2], a[index + 3], a[index + 4], a[index + 5], a[index + 6],
    a[index + 7])
}

/// `e^x` of eight numbers up to 700, within two roundings; results below 10⁻³⁰⁷ are 0.
///
/// With `x = i ln 2 + f` and `|f| ≤ ln 2 / 2` it is a shift of the exponent by `i` and the Taylor
/// polynomial of degree 13 in `f`, whose remainder is below 2⁻⁵⁷.
@inline(__always)
func exponential(_ x: SIMD8<Double>) -> SIMD8<Double> {
  let vanishes = x .< -707
  let bounded = x.replacing(with: -707, where: vanishes)
  // Adding 1.5 · 2⁵² rounds to an integer and leaves it in the low bits.
  let magic = 0x1.8p52
  let shifted = bounded * 1.4426950408889634 + magic
  let i = shifted - magic
  // ln 2 in two parts, so that the difference is exact.
  let f = (bounded - i * 0x1.62E42FEEp-1) - i * 0x1.A39EF35793C76p-33
  var p = SIMD8<Double>(repeating: 1 / 6_227_020_800)
  p = p * f + 1 / 479_001_600
  p = p * f + 1 / 39_916_800
  p = p * f + 1 / 3_628_800
  p = p * f + 1 / 362_880
  p = p * f + 1 / 40_320
  p = p * f + 1 / 5_040
  p = p * f + 1 / 720
  p = p * f + 1 / 120
  p = p * f + 1 / 24
  p = p * f + 1 / 6
  p = p * f + 0.5
  p = p * f + 1
  p = p * f + 1
  let exponent = unsafeBitCast(shifted, to: SIMD8<UInt64>.self) &<< 52
  let one = SIMD8<UInt64>(repeating: Double(1).bitPattern)
  let power = unsafeBitCast(exponent &+ one, to: SIMD8<Double>.self)
  return (p * power).replacing(with: 0, where: vanishes)
}

/// `‖a‖²`.
package func squaredNorm(_ a: [Double]) -> Double {
  a.reduce(0) { $0 + $1 * $1 }
}

/// `‖a‖`.
package func norm(_ a: [Double]) -> Double { squaredNorm(a).squareRoot() }

/// `a / ‖a‖`, or `nil` if its length is not above 0.
func normalized(_ a: [Double]) -> [Double]? {
  let length = norm(a)
  return length > 0 ? a.map { $0 / length } : nil
}

/// Adds a multiple of a vector to another.
func accumulate(_ sum: inout [Double], _ factor: Double, _ vector: [Double]) {
  precondition(sum.count == vector.count, "vectors of a sum have the same shape")
  for index in sum.indices { sum[index] += factor * vector[index] }
}

/// `z = U v_c`, shape `[W]`.
///
/// - Complexity: O(*W*·*d*).
func scoresOfAllWords<E>(
  against v: [Double], outside: borrowing Matrix, cancellation: Cancellation<E>
) throws(E) -> [Double] {
  let lanes = SIMD8<Double>.scalarCount
  let blocks = (outside.columns + lanes - 1) / lanes
  var padded = [SIMD8<Double>](repeating: .zero, count: blocks)
  for (index, value) in v.enumerated() { padded[index / lanes][index % lanes] = value }
  var scores: [Double] = []
  scores.reserveCapacity(outside.rows)
  for part in outside.parts {
    try cancellation.check()
    for word in part {
      let row = UnsafeRawPointer(outside.row(word)).assumingMemoryBound(to: SIMD8<Float>.self)
      var sum = SIMD8<Double>.zero
      for block in 0..<blocks { sum += SIMD8<Double>(row[block]) * padded[block] }
      scores.append(sum.sum())
    }
  }
  return scores
}

/// `Σ_w a_w m_w` over the rows of a matrix, shape `[d]`.
///
/// - Complexity: O(*W*·*d*).
func weightedSumOfRows<E>(
  weights: [Double], rows: borrowing Matrix, cancellation: Cancellation<E>
) throws(E) -> [Double] {
  let lanes = SIMD8<Double>.scalarCount
  let blocks = rows.stride / lanes
  var sums = [SIMD8<Double>](repeating: .zero, count: blocks)
  for part in rows.parts {
    try cancellation.check()
    for word in part where weights[word] != 0 {
      let row = UnsafeRawPointer(rows.row(word)).assumingMemoryBound(to: SIMD8<Float>.self)
      for block in 0..<blocks { sums[block] += weights[word] * SIMD8<Double>(row[block]) }
    }
  }
  return (0..<rows.columns).map { sums[$0 / lanes][$0 % lanes] }
}
