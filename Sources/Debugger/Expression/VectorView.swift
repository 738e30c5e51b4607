import Glibc
import Runs
import SkipGram

/// A vector while an expression is evaluated.
///
/// A row of parameters is read where it is, number by number, as double precision; only arithmetic
/// makes an array. So a condition on rows, as `cos(v[king], u[queen]) > 0.5`, allocates nothing, by
/// the same code that serves every other vector. A view of a row is valid until parameters change,
/// which evaluation never does.
enum VectorView {
  /// A row of `V` or `U`, in place.
  case row(UnsafeBufferPointer<Float>)
  case values([Double])

  /// A word's row on a side.
  init(_ side: Side, _ word: Int, in run: Run) {
    guard !run.trainer.hasPendingUpdate else {
      self = .values(run.trainer.vector(side, word))
      return
    }
    self = run.parameters.withMatrix(side) { matrix in
      precondition(0..<matrix.rows ~= word, "a word of the vocabulary has a row")
      return .row(UnsafeBufferPointer(start: matrix.row(word), count: matrix.columns))
    }
  }

  /// The number of components.
  var count: Int {
    switch self {
    case .row(let row): row.count
    case .values(let values): values.count
    }
  }

  /// One component.
  subscript(index: Int) -> Double {
    switch self {
    case .row(let row): Double(row[index])
    case .values(let values): values[index]
    }
  }

  /// The components as an array.
  var values: [Double] {
    switch self {
    case .row(let row): row.map { Double($0) }
    case .values(let values): values
    }
  }

  /// A function of every component.
  func map(_ function: (Double) -> Double) -> VectorView {
    .values((0..<count).map { function(self[$0]) })
  }

  /// A function of every component of two vectors of the same shape.
  func combined(with other: VectorView, _ function: (Double, Double) -> Double) -> VectorView {
    .values((0..<count).map { function(self[$0], other[$0]) })
  }

  /// `aᵀb` for vectors of the same shape.
  func dot(_ other: VectorView) -> Double {
    var sum = 0.0
    for index in 0..<count { sum += self[index] * other[index] }
    return sum
  }

  /// The cosine of the angle between vectors of the same shape; nan if one is zero.
  ///
  /// In one pass, with the bits of `aᵀb / (‖a‖ ‖b‖)`.
  func cosine(_ other: VectorView) -> Double {
    var (product, square, otherSquare) = (0.0, 0.0, 0.0)
    for index in 0..<count {
      let (a, b) = (self[index], other[index])
      product += a * b
      square += a * a
      otherSquare += b * b
    }
    return product / (square.squareRoot() * otherSquare.squareRoot())
  }

  /// `‖a‖`.
  var norm: Double { dot(self).squareRoot() }

  /// The sum of the components.
  var sum: Double {
    var sum = 0.0
    for index in 0..<count { sum += self[index] }
    return sum
  }

  /// One component picked by comparing them all; nan if one of them is.
  func extreme(_ pick: (Double, Double) -> Double) -> Double {
    var best = self[0]
    for index in 1..<count { best = pick(best, self[index]) }
    return best
  }
}
