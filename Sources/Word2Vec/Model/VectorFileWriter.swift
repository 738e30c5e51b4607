/// Writes the vectors of a vocabulary to a file.
///
/// The extension of the path names the format: `.txt` and `.vec` are word2vec's text, `.bin` is its
/// binary form, and `.tsv` is that of TensorBoard's projector, with the words in a second file
/// `NAME.metadata.tsv`. gensim reads and writes the first two.
///
/// The file is replaced when ``write(_:)`` succeeds, and untouched otherwise. Words are written as they
/// are: no word of a vocabulary holds a blank or a newline, so every file can be read back.
///
/// ```swift
/// let writer = try VectorFileWriter(
///   path: "v.txt", vocabulary: corpus.vocabulary, dimension: parameters.dimension)
/// try writer.write(parameters.center)
/// ```
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

  /// Writes all vectors and makes them the content of the file, or of the projector's two files.
  ///
  /// Call it once.
  ///
  /// - Parameter matrix: The vectors, shape `[W, d]`.
  /// - Throws: ``VectorFileError`` if a component is not finite or writing fails. The old content then
  ///   stays.
  public func write(_ matrix: borrowing Matrix) throws(VectorFileError) {
    try throwing(only: VectorFileError.self) { try write(matrix, cancellation: .never) }
  }

  /// Writes all vectors and makes them the content of the file, unless cancelled.
  ///
  /// Call it once.
  ///
  /// - Parameters:
  ///   - matrix: The vectors, shape `[W, d]`.
  ///   - cancellation: Ends it early.
  /// - Throws: ``VectorFileError`` if a component is not finite or writing fails; the error of
  ///   `cancellation`. The old content then stays.
  public func write<E>(
    _ matrix: borrowing Matrix, cancellation: Cancellation<E>
  ) throws {
    precondition(
      matrix.rows == vocabulary.count && matrix.columns == dimension,
      "a matrix has a row for every word")
    while written < vocabulary.count {
      try cancellation.check()
      try writeVectors(of: matrix, atMost: max(1, 20_000 / dimension))
    }
    do {
      while try vectors.writeBack() { try cancellation.check() }
      try cancellation.check()
      try metadata?.commit()
      try vectors.commit()
    } catch let error as FileError { throw VectorFileError.file(error) }
  }

  private func writeVectors(
    of matrix: borrowing Matrix, atMost count: Int
  ) throws(VectorFileError) {
    let end = min(written + count, vocabulary.count)
    while written < end {
      let row = UnsafeBufferPointer(start: matrix.row(written), count: dimension)
      if let component = row.firstIndex(where: { !$0.isFinite }) {
        throw .diverged(word: vocabulary.name(of: written), component: component)
      }
      do { try write(row, of: vocabulary.bytes(of: written)) } catch { throw .file(error) }
      written += 1
    }
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
}
