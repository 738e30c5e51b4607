import Glibc

/// A matrix of Float32 rows, 64-byte aligned, each row padded with zeros to a multiple of 16.
///
/// It cannot be copied by accident: matrices reach hundreds of megabytes, so copying is explicit.
/// The padding is always zero, so that vector code may read whole blocks. Changing it takes mutable
/// access, so several readers can share it.
public struct Matrix: ~Copyable, @unchecked Sendable {
  /// The number of rows.
  public let rows: Int
  /// The number of components of a row.
  public let columns: Int
  /// The distance between two rows, in components.
  @usableFromInline package let stride: Int
  /// The components, row after row; row `r` begins at `r * stride`.
  @usableFromInline let components: UnsafeMutablePointer<Float>

  /// The memory the components take, in bytes.
  package var byteCount: Int { rows * stride * MemoryLayout<Float>.stride }

  /// Components in a block of vector code.
  package static let block = 16

  /// A matrix of zeros.
  ///
  /// - Parameters:
  ///   - rows: The number of rows.
  ///   - columns: The number of components of a row.
  ///   - cancellation: Ends it early.
  /// - Throws: The error of `cancellation`.
  /// - Precondition: `columns > 0`, and the size in bytes fits in memory.
  public init<E>(rows: Int, columns: Int, cancellation: Cancellation<E> = .never) throws(E) {
    try self.init(rows: rows, columns: columns, cancellation: cancellation) { _, _ in }
  }

  /// A matrix of undefined numbers, to be written over with padding and all.
  private init(uninitialised rows: Int, _ columns: Int) {
    precondition(rows >= 0 && columns > 0, "a matrix has at least one column")
    self.rows = rows
    self.columns = columns
    stride = (columns + Self.block - 1) / Self.block * Self.block
    let bytes = max(rows * stride * MemoryLayout<Float>.stride, 64)
    // 2 MB alignment lets the system back large matrices with huge pages.
    let alignment = bytes >= 1 << 21 ? 1 << 21 : 64
    var memory: UnsafeMutableRawPointer?
    guard posix_memalign(&memory, alignment, bytes) == 0, let memory else {
      preconditionFailure("out of memory: a matrix of \(rows) × \(columns) takes \(bytes) bytes")
    }
    if alignment > 64 { madvise(memory, bytes, MADV_HUGEPAGE) }
    components = memory.bindMemory(to: Float.self, capacity: rows * stride)
  }

  deinit {
    free(components)
  }

  /// A matrix of the same shape and bits.
  ///
  /// - Parameter cancellation: Ends it early.
  /// - Returns: The copy.
  /// - Throws: The error of `cancellation`.
  public func copy<E>(cancellation: Cancellation<E> = .never) throws(E) -> Matrix {
    var other = Matrix(uninitialised: rows, columns)
    try other.assign(from: self, cancellation: cancellation)
    return other
  }

  /// Overwrites this matrix with the bits of another of the same shape.
  ///
  /// - Parameters:
  ///   - other: The other matrix.
  ///   - cancellation: Ends it early.
  /// - Throws: The error of `cancellation`; only the first rows are written then.
  package mutating func assign<E>(
    from other: borrowing Matrix, cancellation: Cancellation<E> = .never
  ) throws(E) {
    precondition(rows == other.rows && columns == other.columns, "matrices differ in shape")
    for part in parts {
      try cancellation.check()
      mutableRow(part.lowerBound).update(
        from: other.row(part.lowerBound), count: part.count * stride)
    }
  }

  /// A matrix made row by row.
  ///
  /// - Parameters:
  ///   - rows: The number of rows.
  ///   - columns: The number of components of a row.
  ///   - cancellation: Ends it early.
  ///   - fill: Given the number of a row of zeros and its first component, writes the row.
  /// - Throws: The error of `cancellation`.
  init<E>(
    rows: Int, columns: Int, cancellation: Cancellation<E>,
    fill: (Int, UnsafeMutablePointer<Float>) -> Void
  ) throws(E) {
    self.init(uninitialised: rows, columns)
    for part in parts {
      try cancellation.check()
      mutableRow(part.lowerBound).update(repeating: 0, count: part.count * stride)
      for row in part { fill(row, mutableRow(row)) }
    }
  }

  /// The rows in parts of about 2 MB, which take a few milliseconds even where the system has to
  /// find the memory first.
  package var parts: some Sequence<Range<Int>> {
    let rows = rows
    let length = max(1, (1 << 21) / (stride * MemoryLayout<Float>.stride))
    return Swift.stride(from: 0, to: rows, by: length).lazy.map { $0..<min($0 + length, rows) }
  }

  /// Calls `body` with the components of a row, where they are.
  @inlinable
  package func withRow<R, E>(
    _ row: Int, _ body: (UnsafeBufferPointer<Float>) throws(E) -> R
  ) throws(E) -> R {
    precondition(0..<rows ~= row, "row out of range")
    return try body(UnsafeBufferPointer(start: components + row * stride, count: columns))
  }

  /// Calls `body` with the components of a row, to be changed where they are.
  package mutating func withMutableRow<R, E>(
    _ row: Int, _ body: (UnsafeMutableBufferPointer<Float>) throws(E) -> R
  ) throws(E) -> R {
    precondition(0..<rows ~= row, "row out of range")
    return try body(UnsafeMutableBufferPointer(start: mutableRow(row), count: columns))
  }

  /// Calls `body` with the components of all rows, padding included.
  package mutating func withUnsafeMutableBufferPointer<R, E>(
    _ body: (UnsafeMutableBufferPointer<Float>) throws(E) -> R
  ) throws(E) -> R {
    try body(UnsafeMutableBufferPointer(start: components, count: rows * stride))
  }

  // Pointers for vector code, good for as long as the matrix is borrowed or held mutably.

  /// The first component of a row.
  func row(_ row: Int) -> UnsafePointer<Float> { storage + row * stride }

  /// The first component of all.
  var storage: UnsafePointer<Float> { UnsafePointer(components) }

  /// The first component of a row, to be changed.
  mutating func mutableRow(_ row: Int) -> UnsafeMutablePointer<Float> { components + row * stride }

  /// The first component of all, to be changed.
  var mutableStorage: UnsafeMutablePointer<Float> { mutating get { components } }

  /// One component.
  ///
  /// - Precondition: `row` is below ``rows`` and `column` below ``columns``.
  public subscript(row: Int, column: Int) -> Float {
    get {
      precondition(0..<rows ~= row && 0..<columns ~= column, "component out of range")
      return components[row * stride + column]
    }
    set {
      precondition(0..<rows ~= row && 0..<columns ~= column, "component out of range")
      components[row * stride + column] = newValue
    }
  }

  /// A row in double precision, shape `[columns]`.
  ///
  /// - Parameter row: The number of the row.
  /// - Returns: The components.
  public func vector(_ row: Int) -> [Double] {
    precondition(0..<rows ~= row, "row out of range")
    let start = self.row(row)
    return Array(unsafeUninitializedCapacity: columns) { values, count in
      for column in 0..<columns { values[column] = Double(start[column]) }
      count = columns
    }
  }

  /// Overwrites a row with numbers rounded to Float32, and its padding with zeros.
  ///
  /// - Parameters:
  ///   - row: The number of the row.
  ///   - vector: The components, shape `[columns]`.
  /// - Precondition: `vector` has as many components as the matrix has columns.
  public mutating func setVector(_ row: Int, to vector: [Double]) {
    precondition(0..<rows ~= row && vector.count == columns, "a row is replaced as a whole")
    let start = mutableRow(row)
    // A step that overflowed leaves no zeros in the padding.
    start.update(repeating: 0, count: stride)
    for (column, value) in vector.enumerated() { start[column] = Float(value) }
  }
}
