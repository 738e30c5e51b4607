/// The directions in which some vectors differ most: the eigenvectors of their covariance.
///
/// Everything is fixed by the numbers: directions come in descending order of variance, and the
/// component of the greatest magnitude (the first of several) is positive in each. Directions
/// without variance are left out, so that equal vectors have none and two different vectors have
/// one.
package struct PrincipalComponents: Sendable {
  /// The mean of the vectors, shape `[d]`.
  package let mean: [Double]
  /// Orthogonal unit vectors, shape `[k, d]`; fewer than `count` where the vectors span less.
  package let directions: [[Double]]
  /// The variance along each direction: the mean of squared coordinates, shape `[k]`.
  package let variances: [Double]
  /// The variance in all `d` directions: the mean squared distance to the mean.
  package let totalVariance: Double

  /// The principal components of some vectors.
  ///
  /// - Parameters:
  ///   - vectors: Finite numbers, shape `[n, d]`, row after row.
  ///   - dimension: `d`.
  ///   - count: How many directions there are at most.
  ///   - cancellation: Checked every few milliseconds where *k* is at most 256.
  /// - Throws: The error of `cancellation`.
  /// - Complexity: O(*n*·*d*·*k* + *k*³) with *k* the lesser of *n* and *d*.
  package init<E>(
    of vectors: [Double], dimension: Int, count: Int, cancellation: Cancellation<E> = .never
  ) throws(E) {
    precondition(
      dimension > 0 && vectors.count % dimension == 0, "every vector has d components")
    let n = vectors.count / dimension
    guard n > 0 else {
      (mean, directions, variances) = (.init(repeating: 0, count: dimension), [], [])
      totalVariance = 0
      return
    }
    let mean = Self.mean(of: vectors, dimension: dimension)
    self.mean = mean

    // The lesser of the two products of the centered vectors with themselves has all that matters.
    let isWide = dimension > n
    let size = isWide ? n : dimension
    let centered = isWide ? Self.difference(of: vectors, from: mean) : []
    let product =
      isWide
      ? try Self.productOfRows(centered, dimension: dimension, cancellation)
      : try Self.productOfColumns(of: vectors, from: mean, cancellation)
    try cancellation.check()
    let total = (0..<size).reduce(0) { $0 + product[$1 * size + $1] } / Double(n)
    totalVariance = total
    let matrix = SymmetricMatrix(size: size, elements: product.map { $0 / Double(n) })
    // Smaller eigenvalues may be zeros with rounding errors: of the eigenvalues themselves, and of
    // subtracting the mean.
    let rounding = 8 * Double.ulpOfOne
    let least =
      4 * Double(max(n, dimension)) * .ulpOfOne * total
      + rounding * rounding * dot(vectors, vectors) / Double(n)
    var directions: [[Double]] = []
    var variances: [Double] = []
    for pair in matrix.largestEigenpairs(count) where pair.value > least {
      var direction = pair.vector
      if isWide {
        direction = [Double](repeating: 0, count: dimension)
        for row in 0..<n {
          let start = row * dimension
          for column in 0..<dimension {
            direction[column] += pair.vector[row] * centered[start + column]
          }
        }
        direction = normalized(direction) ?? direction
      }
      directions.append(Self.oriented(direction))
      variances.append(pair.value)
    }
    self.directions = directions
    self.variances = variances
  }

  /// The coordinates of a vector along each direction, shape `[k]`.
  package func coordinates(of vector: some Collection<Double>) -> [Double] {
    directions.map { direction in
      var sum = 0.0
      for (index, value) in vector.enumerated() { sum += direction[index] * (value - mean[index]) }
      return sum
    }
  }

  private static func mean(of vectors: [Double], dimension: Int) -> [Double] {
    var mean = [Double](repeating: 0, count: dimension)
    vectors.withUnsafeBufferPointer { vectors in
      mean.withUnsafeMutableBufferPointer { mean in
        for start in stride(from: 0, to: vectors.count, by: dimension) {
          for column in 0..<dimension { mean[column] += vectors[start + column] }
        }
      }
    }
    let n = Double(vectors.count / dimension)
    return mean.map { $0 / n }
  }

  /// Every vector without the mean.
  private static func difference(of vectors: [Double], from mean: [Double]) -> [Double] {
    var centered = vectors
    centered.withUnsafeMutableBufferPointer { centered in
      mean.withUnsafeBufferPointer { mean in
        for start in stride(from: 0, to: centered.count, by: mean.count) {
          for column in 0..<mean.count { centered[start + column] -= mean[column] }
        }
      }
    }
    return centered
  }

  /// A direction or its opposite, by the sign of its greatest component.
  private static func oriented(_ direction: [Double]) -> [Double] {
    let greatest = direction.reduce(0) { max($0, $1.magnitude) }
    // Components of equal magnitude are rarely equal to the last bit.
    let decisive = direction.first { $0.magnitude >= greatest * (1 - 1e-9) } ?? 0
    return decisive < 0 ? direction.map { -$0 } : direction
  }

  /// `XᵀX`, shape `[d, d]`, of vectors `X` of shape `[n, d]` without their mean.
  private static func productOfColumns<E>(
    of vectors: [Double], from mean: [Double], _ cancellation: Cancellation<E>
  ) throws(E) -> [Double] {
    // Four rows at a time go into sums of eight lanes, which are read and written once for them.
    let lanes = SIMD8<Double>.scalarCount
    let dimension = mean.count
    let blocks = (dimension + lanes - 1) / lanes
    let stride = blocks * lanes
    let n = vectors.count / dimension
    var rows = [Double](repeating: 0, count: 4 * stride)
    var sums = [SIMD8<Double>](repeating: .zero, count: dimension * blocks)
    for start in Swift.stride(from: 0, to: n, by: 4) {
      try cancellation.check()
      rows.withUnsafeMutableBufferPointer { rows in
        for row in 0..<4 {
          let place = (start + row) * dimension
          for column in 0..<dimension {
            // Rows past the last are zero, and add nothing.
            rows[row * stride + column] =
              start + row < n ? vectors[place + column] - mean[column] : 0
          }
        }
      }
      sums.withUnsafeMutableBufferPointer { sums in
        rows.withUnsafeBufferPointer { values in
          let bytes = UnsafeRawBufferPointer(values)
          func block(_ row: Int, _ block: Int) -> SIMD8<Double> {
            bytes.loadUnaligned(
              fromByteOffset: (row * stride + block * lanes) * MemoryLayout<Double>.stride,
              as: SIMD8<Double>.self)
          }
          for column in 0..<dimension {
            let a = values[column]
            let b = values[stride + column]
            let c = values[2 * stride + column]
            let d = values[3 * stride + column]
            let place = column * blocks
            for index in column / lanes..<blocks {
              let first = a * block(0, index) + b * block(1, index)
              let second = c * block(2, index) + d * block(3, index)
              sums[place + index] += first + second
            }
          }
        }
      }
    }
    var product = [Double](repeating: 0, count: dimension * dimension)
    for a in 0..<dimension {
      for b in a..<dimension {
        let value = sums[a * blocks + b / lanes][b % lanes]
        product[a * dimension + b] = value
        product[b * dimension + a] = value
      }
    }
    return product
  }

  /// `XXᵀ`, shape `[n, n]`, of vectors `X` of shape `[n, d]`.
  private static func productOfRows<E>(
    _ vectors: [Double], dimension: Int, _ cancellation: Cancellation<E>
  ) throws(E) -> [Double] {
    let n = vectors.count / dimension
    let rows = (0..<n).map { Array(vectors[$0 * dimension..<($0 + 1) * dimension]) }
    var product = [Double](repeating: 0, count: n * n)
    for a in 0..<n {
      try cancellation.check()
      for b in a..<n {
        let value = dot(rows[a], rows[b])
        product[a * n + b] = value
        product[b * n + a] = value
      }
    }
    return product
  }
}

/// The products of vectors with a direction, shape `[n]`.
///
/// - Parameters:
///   - vectors: Shape `[n, d]`, row after row.
///   - direction: Shape `[d]`.
///   - cancellation: Checked every few milliseconds.
/// - Returns: `X r`, for vectors `X` and a direction `r`.
/// - Throws: The error of `cancellation`.
/// - Complexity: O(*n*·*d*).
package func products<E>(
  of vectors: [Double], with direction: [Double], cancellation: Cancellation<E> = .never
) throws(E) -> [Double] {
  let dimension = direction.count
  var products: [Double] = []
  products.reserveCapacity(vectors.count / dimension)
  for part in parts(ofRows: vectors.count / dimension, dimension: dimension) {
    try cancellation.check()
    vectors.withUnsafeBufferPointer { vectors in
      direction.withUnsafeBufferPointer { direction in
        for row in part {
          let vector = vectors[row * dimension..<(row + 1) * dimension]
          products.append(dot(UnsafeBufferPointer(rebasing: vector), direction))
        }
      }
    }
  }
  return products
}

/// Rows in parts between which to check a ``Cancellation``, for loops that take few nanoseconds a
/// number.
package func parts(ofRows rows: Int, dimension: Int) -> some Sequence<Range<Int>> {
  let length = max(1, (1 << 20) / dimension)
  return stride(from: 0, to: rows, by: length).lazy.map { $0..<min($0 + length, rows) }
}
