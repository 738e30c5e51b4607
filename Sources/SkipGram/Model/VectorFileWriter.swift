/// Writes the vectors of a vocabulary to a file, slice by slice.
///
/// The file is replaced when ``finish()`` succeeds, and untouched otherwise. Words are written as
/// they are: no word of a vocabulary holds a blank or a newline, so every file can be read back.
public final class VectorFileWriter {
  /// How many vectors have been written.
  public private(set) var written = 0

  private let format: VectorFileFormat
  private let vocabulary: Vocabulary
  private let dimension: Int
  private let vectors: AtomicFile
  private let metadata: AtomicFile?

  /// Begins a file of `W` vectors.
  ///
  /// - Parameters:
  ///   - path: Its extension names the format.
  ///   - vocabulary: The words, in the order of the matrix's rows.
  ///   - dimension: Components of a vector, `d`.
  /// - Throws: ``VectorFileError`` if the extension names no format or the file cannot be written.
  public init(path: String, vocabulary: Vocabulary, dimension: Int) throws(VectorFileError) {
    format = try VectorFileFormat(path: path)
    self.vocabulary = vocabulary
    self.dimension = dimension
    do {
      vectors = try AtomicFile(path: path)
      metadata =
        format == .projector
        ? try AtomicFile(path: VectorFileFormat.metadataPath(of: path)) : nil
      if format != .projector { try vectors.append("\(vocabulary.count) \(dimension)\n") }
    } catch { throw .file(error) }
  }

  /// Writes the next vectors; once all have been written, has the disk write a part of the file.
  ///
  /// - Parameters:
  ///   - count: At most how many.
  ///   - matrix: The matrix of all vectors, shape `[W, d]`, the same in every call.
  /// - Returns: Whether there is more to write.
  /// - Throws: ``VectorFileError`` if a component is not finite or writing fails.
  public func write(_ count: Int, of matrix: borrowing Matrix) throws(VectorFileError) -> Bool {
    precondition(
      matrix.rows == vocabulary.count && matrix.columns == dimension,
      "a matrix has a row for every word")
    let end = min(written + count, vocabulary.count)
    while written < end {
      let row = UnsafeBufferPointer(start: matrix.row(written), count: dimension)
      if let component = row.firstIndex(where: { !$0.isFinite }) {
        throw .diverged(word: vocabulary.name(of: written), component: component)
      }
      do { try write(row, of: vocabulary.bytes(of: written)) } catch { throw .file(error) }
      written += 1
    }
    if written < vocabulary.count { return true }
    do { return try vectors.writeBack() } catch { throw .file(error) }
  }

  private func write(
    _ row: UnsafeBufferPointer<Float>, of word: ArraySlice<UInt8>
  ) throws(FileError) {
    switch format {
    case .text:
      try vectors.append(word)
      for value in row { try vectors.append(" \(value)") }
      try vectors.append("\n")
    case .binary:
      try vectors.append(word)
      try vectors.append(" ")
      for value in row {
        try withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes throws(FileError) in
          try vectors.append(bytes)
        }
      }
      try vectors.append("\n")
    case .projector:
      for (column, value) in row.enumerated() {
        try vectors.append(column == 0 ? "\(value)" : "\t\(value)")
      }
      try vectors.append("\n")
      try metadata?.append(word)
      try metadata?.append("\n")
    }
  }

  /// Makes what was written the content of the file, or of the projector's two files.
  ///
  /// - Precondition: All vectors have been written.
  /// - Throws: ``VectorFileError`` if writing fails; the old content then stays.
  public func finish() throws(VectorFileError) {
    precondition(written == vocabulary.count, "a file has all vectors")
    do {
      try metadata?.commit()
      try vectors.commit()
    } catch { throw .file(error) }
  }
}
