import CKernels

/// The parameters of a skip-gram model: a center and an outside vector for every word.
///
/// They cannot be copied by accident, see ``copy(cancellation:)``: they reach hundreds of megabytes.
public struct Parameters: ~Copyable, Sendable {
  /// The center vectors `V`, shape `[W, d]`.
  public package(set) var center: Matrix
  /// The outside vectors `U`, shape `[W, d]`.
  public package(set) var outside: Matrix

  /// Parameters made of two matrices of the same shape.
  ///
  /// - Parameters:
  ///   - center: The center vectors `V`, shape `[W, d]`.
  ///   - outside: The outside vectors `U`, shape `[W, d]`.
  public init(center: consuming Matrix, outside: consuming Matrix) {
    precondition(
      center.rows == outside.rows && center.columns == outside.columns,
      "V and U have the same shape")
    self.center = center
    self.outside = outside
  }

  /// Zero parameters of a vocabulary of `words` words in `dimension` components.
  package init<E>(
    words: Int, dimension: Int, cancellation: Cancellation<E> = .never
  ) throws(E) {
    self.init(
      center: try Matrix(rows: words, columns: dimension, cancellation: cancellation),
      outside: try Matrix(rows: words, columns: dimension, cancellation: cancellation))
  }

  /// The vocabulary size `W`.
  public var words: Int { center.rows }
  /// The dimension `d`.
  public var dimension: Int { center.columns }
  /// The memory both matrices take, in bytes.
  package var byteCount: Int { center.byteCount + outside.byteCount }

  /// Calls `body` with the matrix that a side names.
  package func withMatrix<R, E>(
    _ side: Side, _ body: (borrowing Matrix) throws(E) -> R
  ) throws(E) -> R {
    switch side {
    case .center: try body(center)
    case .outside: try body(outside)
    }
  }

  /// Calls `body` with the matrix that a side names, to change numbers in it.
  ///
  /// - Parameters:
  ///   - side: ``Side/center`` for `V`, ``Side/outside`` for `U`.
  ///   - body: Given the matrix, of shape `[W, d]`, which it must keep.
  /// - Returns: The result of `body`.
  /// - Throws: The error of `body`.
  public mutating func withMutableMatrix<R, E>(
    _ side: Side, _ body: (inout Matrix) throws(E) -> R
  ) throws(E) -> R {
    defer {
      precondition(
        center.rows == outside.rows && center.columns == outside.columns,
        "V and U have the same shape")
    }
    switch side {
    case .center: return try body(&center)
    case .outside: return try body(&outside)
    }
  }

  /// Parameters with the same bits.
  ///
  /// - Parameter cancellation: Ends it early.
  /// - Returns: The copy.
  /// - Throws: The error of `cancellation`.
  public func copy<E>(cancellation: Cancellation<E> = .never) throws(E) -> Parameters {
    Parameters(
      center: try center.copy(cancellation: cancellation),
      outside: try outside.copy(cancellation: cancellation))
  }

  /// Overwrites these parameters with the bits of others of the same shape.
  ///
  /// - Parameters:
  ///   - other: The other parameters.
  ///   - cancellation: Ends it early.
  /// - Throws: The error of `cancellation`; only some rows are written then.
  package mutating func assign<E>(
    from other: borrowing Parameters, cancellation: Cancellation<E> = .never
  ) throws(E) {
    try center.assign(from: other.center, cancellation: cancellation)
    try outside.assign(from: other.outside, cancellation: cancellation)
  }

  /// The parameters of some words alone, in their order: row `i` belongs to `words[i]`.
  ///
  /// Under negative sampling an update of these words does not depend on the others, so it can be
  /// computed on the subset.
  package func subset(_ words: [Int]) -> Parameters {
    var part = Parameters(words: words.count, dimension: dimension)
    for (row, word) in words.enumerated() {
      part.center.mutableRow(row).update(from: center.row(word), count: center.stride)
      part.outside.mutableRow(row).update(from: outside.row(word), count: outside.stride)
    }
    return part
  }

  /// A 64-bit hash of the bits of `V`, then `U`, padding left out.
  ///
  /// Equal hashes mean equal bits, up to a chance of 2⁻⁶⁴.
  ///
  /// - Returns: The hash.
  package func hash<E>(cancellation: Cancellation<E> = .never) throws(E) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for side in Side.allCases {
      try withMatrix(side) { (matrix) throws(E) in
        for part in matrix.parts {
          try cancellation.check()
          for row in part {
            let start = matrix.row(row)
            for column in 0..<matrix.columns {
              hash = (hash ^ UInt64(start[column].bitPattern)) &* 0x0000_0100_0000_01b3
              hash ^= hash >> 29
            }
          }
        }
      }
    }
    return hash
  }

  /// The first parameter that is not a finite number, `V` before `U`, row by row.
  package var firstNonFinite: (side: Side, word: Int, component: Int)? {
    firstNonFinite(centers: 0..<words)
  }

  /// The same where the other rows of `V` are known to be finite.
  func firstNonFinite(
    centers: Range<Int>
  ) -> (side: Side, word: Int, component: Int)? {
    for side in Side.allCases {
      let found = withMatrix(side) { matrix -> (Int, Int)? in
        for row in side == .center ? centers : 0..<matrix.rows
        where !vector_is_finite(matrix.row(row), matrix.stride / Matrix.block) {
          let start = matrix.row(row)
          for column in 0..<matrix.columns where !start[column].isFinite { return (row, column) }
        }
        return nil
      }
      if let found { return (side, found.0, found.1) }
    }
    return nil
  }
}

/// Which of a word's two vectors is meant.
public enum Side: String, CaseIterable, Sendable {
  /// Its vector as a center word, a row of `V`.
  case center = "v"
  /// Its vector as an outside word, a row of `U`.
  case outside = "u"

  /// The name of the matrix with these vectors.
  package var matrixName: String { self == .center ? "V" : "U" }
}
