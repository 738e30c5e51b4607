import Glibc
import Runs
import SkipGram

/// A vector while an expression is evaluated.
struct VectorView {
  /// The components.
  let values: [Double]

  /// A vector of some components.
  init(_ values: [Double]) {
    self.values = values
  }

  /// A word's row on a side.
  init(_ side: Side, _ word: Int, in run: Run) {
    values = run.trainer.vector(side, word)
  }

  /// The number of components.
  var count: Int { values.count }

  /// One component.
  subscript(index: Int) -> Double { values[index] }

  /// A function of every component.
  func map(_ function: (Double) -> Double) -> VectorView {
    VectorView(values.map(function))
  }

  /// A function of every component of two vectors of the same shape.
  func combined(with other: VectorView, _ function: (Double, Double) -> Double) -> VectorView {
    VectorView((0..<count).map { function(self[$0], other[$0]) })
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
