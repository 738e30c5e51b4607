extension [Double] {
  /// `aᵀb` for vectors of the same shape.
  package func dot(_ other: [Double]) -> Double {
    var sum = 0.0
    for index in indices { sum += self[index] * other[index] }
    return sum
  }

  /// The cosine of the angle between vectors of the same shape; nan if one is zero.
  ///
  /// In one pass, with the bits of `aᵀb / (‖a‖ ‖b‖)`.
  package func cosine(_ other: [Double]) -> Double {
    var (product, square, otherSquare) = (0.0, 0.0, 0.0)
    for index in indices {
      let (a, b) = (self[index], other[index])
      product += a * b
      square += a * a
      otherSquare += b * b
    }
    return product / (square.squareRoot() * otherSquare.squareRoot())
  }
}
