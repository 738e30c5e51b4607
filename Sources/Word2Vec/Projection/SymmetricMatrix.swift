/// A symmetric matrix in double precision, for its leading eigenvectors.
///
/// Householder reflections make it tridiagonal; the largest eigenvalues are then found by bisection
/// and their vectors by inverse iteration (Golub and Van Loan, Matrix Computations, ch. 8). This
/// costs one reduction, 4/3 *n*³ operations, whatever the gaps between eigenvalues are; iterating
/// the matrix itself would not end where two are nearly equal, as they are before training.
struct SymmetricMatrix {
  /// The number of rows.
  let size: Int
  /// The elements, row after row; both triangles are filled.
  private var elements: [Double]

  /// A matrix of given elements.
  ///
  /// - Precondition: `elements` has `size`² numbers and is symmetric.
  init(size: Int, elements: [Double]) {
    precondition(elements.count == size * size, "a matrix is square")
    self.size = size
    self.elements = elements
  }

  /// An eigenvalue and its vector of length 1, shape `[size]`.
  struct Eigenpair {
    var value: Double
    var vector: [Double]
  }

  /// The pairs of at most `count` of the largest eigenvalues, in descending order.
  ///
  /// Eigenvalues are exact to some roundings of the largest one; the vectors are orthogonal.
  ///
  /// - Complexity: O(`size`³).
  func largestEigenpairs(_ count: Int) -> [Eigenpair] {
    var work = elements
    var reflections: [[Double]] = []
    let tridiagonal = work.withUnsafeMutableBufferPointer {
      Self.reduce($0, size: size, reflections: &reflections)
    }
    var pairs: [Eigenpair] = []
    for rank in 0..<min(count, size) {
      let value = tridiagonal.eigenvalue(rank)
      let vector = tridiagonal.eigenvector(of: value, orthogonalTo: pairs.map(\.vector))
      pairs.append(Eigenpair(value: value, vector: vector))
    }
    for (step, reflection) in reflections.enumerated().reversed() {
      for index in pairs.indices { reflect(&pairs[index].vector, by: reflection, from: step + 1) }
    }
    return pairs
  }

  /// Makes the matrix tridiagonal by reflections `I - 2hhᵀ`, each of which leaves one row more as
  /// it is to stay.
  private static func reduce(
    _ a: UnsafeMutableBufferPointer<Double>, size n: Int, reflections: inout [[Double]]
  ) -> Tridiagonal {
    var product = [Double](repeating: 0, count: n)
    for step in 0..<max(0, n - 2) {
      let first = step + 1
      var h = (first..<n).map { a[$0 * n + step] }
      let length = norm(h)
      let target = h[0] > 0 ? -length : length
      h[0] -= target
      // A column that is zero already needs no reflection.
      guard let unit = normalized(h) else {
        reflections.append([])
        continue
      }
      h = unit
      reflections.append(h)
      a[first * n + step] = target
      a[step * n + first] = target
      for row in first + 1..<n {
        a[row * n + step] = 0
        a[step * n + row] = 0
      }
      h.withUnsafeBufferPointer { h in
        product.withUnsafeMutableBufferPointer { w in
          var k = 0.0
          for row in first..<n {
            let start = row * n + first
            w[row] = dot(h, UnsafeBufferPointer(rebasing: a[start..<start + h.count]))
            k += h[row - first] * w[row]
          }
          for row in first..<n { w[row] -= k * h[row - first] }
          for row in first..<n {
            let (x, y) = (2 * h[row - first], 2 * w[row])
            let start = row * n
            for column in first..<n {
              a[start + column] -= x * w[column] + y * h[column - first]
            }
          }
        }
      }
    }
    return Tridiagonal(
      diagonal: (0..<n).map { a[$0 * n + $0] },
      beside: (0..<max(0, n - 1)).map { a[($0 + 1) * n + $0] })
  }

  private func reflect(_ vector: inout [Double], by h: [Double], from first: Int) {
    guard !h.isEmpty else { return }
    var product = 0.0
    for index in h.indices { product += h[index] * vector[first + index] }
    for index in h.indices { vector[first + index] -= 2 * product * h[index] }
  }
}

/// A symmetric tridiagonal matrix.
private struct Tridiagonal {
  let diagonal: [Double]
  /// The elements beside the diagonal, one fewer.
  let beside: [Double]

  /// A bound of the magnitude of every eigenvalue.
  private var bound: Double {
    diagonal.indices.reduce(0) { bound, row in
      let left = row > 0 ? beside[row - 1].magnitude : 0
      let right = row < beside.count ? beside[row].magnitude : 0
      return max(bound, left + diagonal[row].magnitude + right)
    }
  }

  /// An eigenvalue by its rank, the largest first, by bisection.
  func eigenvalue(_ rank: Int) -> Double {
    var high = bound
    var low = -high
    while true {
      let middle = low + (high - low) / 2
      guard low < middle, middle < high else { return middle }
      if countAbove(middle) > rank { low = middle } else { high = middle }
    }
  }

  /// How many eigenvalues are greater than a number, by Sturm's sequence.
  private func countAbove(_ x: Double) -> Int {
    var count = 0
    var q = 1.0
    for row in diagonal.indices {
      let squared = row > 0 ? beside[row - 1] * beside[row - 1] : 0
      q = diagonal[row] - x - (squared == 0 ? 0 : squared / q)
      if q == 0 { q = .leastNormalMagnitude }
      if q > 0 { count += 1 }
    }
    return count
  }

  /// The vector of an eigenvalue, by inverse iteration.
  ///
  /// Keeping it orthogonal to earlier vectors gives equal eigenvalues different vectors.
  func eigenvector(of value: Double, orthogonalTo others: [[Double]]) -> [Double] {
    // A start that is unlikely to be orthogonal to an eigenvector.
    var vector = diagonal.indices.map {
      1
        + (Double($0 + 1) * 0.618_033_988_749_894_9)
        .truncatingRemainder(dividingBy: 1)
    }
    for _ in 0..<4 {
      vector = solved(shift: value, vector)
      for other in others {
        let part = dot(vector, other)
        accumulate(&vector, -part, other)
      }
      let largest = vector.reduce(0) { max($0, $1.magnitude) }
      guard largest > 0 else { break }
      for index in vector.indices { vector[index] /= largest }
      vector = normalized(vector) ?? vector
    }
    return vector
  }

  /// The solution `y` of `(T - shift I) y = b`, by elimination with row exchanges; a pivot of zero
  /// is replaced by a tiny one, as usual in inverse iteration.
  private func solved(shift: Double, _ b: [Double]) -> [Double] {
    let n = diagonal.count
    let tiny = max(bound * 0x1p-52, .leastNormalMagnitude)
    var y = b
    // Three diagonals of the upper triangle, row by row.
    var upper = [(Double, Double, Double)](repeating: (0, 0, 0), count: n)
    var current = (diagonal[0] - shift, n > 1 ? beside[0] : 0, 0.0)
    for row in 0..<n {
      guard row + 1 < n else {
        if current.0.magnitude < tiny { current.0 = tiny }
        upper[row] = current
        break
      }
      var next = (beside[row], diagonal[row + 1] - shift, row + 2 < n ? beside[row + 1] : 0)
      if next.0.magnitude > current.0.magnitude {
        swap(&current, &next)
        y.swapAt(row, row + 1)
      }
      if current.0.magnitude < tiny { current.0 = tiny }
      upper[row] = current
      let factor = next.0 / current.0
      y[row + 1] -= factor * y[row]
      current = (next.1 - factor * current.1, next.2 - factor * current.2, 0)
    }
    // The solution should grow but must not overflow.
    let scale = 0x1p-400
    for row in y.indices { y[row] *= scale }
    for row in (0..<n).reversed() {
      var sum = y[row]
      if row + 1 < n { sum -= upper[row].1 * y[row + 1] }
      if row + 2 < n { sum -= upper[row].2 * y[row + 2] }
      y[row] = sum / upper[row].0
    }
    return y
  }
}
