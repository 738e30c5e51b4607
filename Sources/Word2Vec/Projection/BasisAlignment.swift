import RealModule

/// A basis of one or two directions, turned within its span as near as possible to another one.
///
/// Directions of maximal variance are free to change sign and, where variances are nearly equal, to
/// turn; a picture whose axes did so would jump. This is the orthogonal Procrustes problem in the
/// plane: of all turns and reflections, the one after which the two bases have the greatest sum of
/// dot products.
///
/// - Parameters:
///   - basis: One or two orthogonal unit vectors.
///   - other: As many, of the same dimension; for any other number `basis` is returned.
/// - Returns: A basis of the same line or plane.
package func aligned(_ basis: [[Double]], to other: [[Double]]) -> [[Double]] {
  guard basis.count == other.count, basis.first?.count == other.first?.count else { return basis }
  switch basis.count {
  case 1:
    return dot(basis[0], other[0]) < 0 ? [basis[0].map { -$0 }] : basis
  case 2:
    let m = basis.map { row in other.map { dot(row, $0) } }
    let turn = (cosine: m[0][0] + m[1][1], sine: m[1][0] - m[0][1])
    let mirror = (cosine: m[0][0] - m[1][1], sine: m[0][1] + m[1][0])
    let isTurn =
      turn.cosine * turn.cosine + turn.sine * turn.sine
      >= mirror.cosine * mirror.cosine + mirror.sine * mirror.sine
    let (c, s) = isTurn ? turn : mirror
    let length = (c * c + s * s).squareRoot()
    guard length > 0 else { return basis }
    let (cosine, sine) = (c / length, s / length)
    func combined(_ a: Double, _ b: Double) -> [Double] {
      zip(basis[0], basis[1]).map { a * $0 + b * $1 }
    }
    return isTurn
      ? [combined(cosine, sine), combined(-sine, cosine)]
      : [combined(cosine, sine), combined(sine, -cosine)]
  default:
    return basis
  }
}

/// A basis of one or two directions on its way to another one.
///
/// - Parameters:
///   - basis: One or two orthogonal unit vectors.
///   - target: As many, aligned to `basis`, so that none is its opposite.
///   - angle: How far a direction may turn, in radians.
/// - Returns: `target` if no direction has farther to go, else orthogonal unit vectors between the
///   two.
package func turned(
  _ basis: [[Double]], towards target: [[Double]], byAtMost angle: Double
) -> [[Double]] {
  let cosine = zip(basis, target).map { dot($0, $1) }.min() ?? 1
  let whole = Double.acos(min(1, max(-1, cosine)))
  guard whole > angle else { return target }
  let (near, far) = (Double.sin(whole - angle), Double.sin(angle))
  return zip(basis, target).reduce(into: []) { result, pair in
    var direction = zip(pair.0, pair.1).map { near * $0 + far * $1 }
    // The shorter way of the other direction leaves the two not quite orthogonal.
    for other in result { accumulate(&direction, -dot(direction, other), other) }
    result.append(normalized(direction) ?? direction)
  }
}
