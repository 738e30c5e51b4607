import Word2Vec

/// Reads a session file piece by piece and verifies its checksum.
///
/// The saved session is available before the checksum is verified.
final class SessionFileReader {
  /// The number of bytes read.
  private(set) var bytesRead = 0
  /// The text of the corpus, if the file contains it.
  private(set) var text: [UInt8] = []

  private let file: SessionFileBytes
  private let contents: SessionContents
  private var hash = ContentHash()
  /// Empty before the first piece and after ``takeParameters()``.
  private var parameters = Parameters(words: 0, dimension: 1)
  /// The parameters that the history begins with; empty if the file has none.
  private var origin = Parameters(words: 0, dimension: 1)

  /// Opens a file and reads the saved session.
  ///
  /// - Throws: ``SessionFileError``.
  init(path: String) throws {
    let file = try SessionFileBytes(path: path)
    contents = try SessionFileError.naming(path) { try SessionContents(of: file) }
    self.file = file
  }

  var path: String { file.path }
  /// The length of the file, in bytes.
  var totalBytes: Int { file.count }
  /// The session, except its text and parameters.
  var saved: SavedSession { contents.saved }

  /// Reads about `count` bytes; verifies the checksum after the last ones.
  ///
  /// The first call allocates the parameters.
  ///
  /// - Returns: Whether there is more to read.
  /// - Throws: ``SessionFileError``, or the error of `cancellation`.
  func read<E>(upTo count: Int, cancellation: Cancellation<E>) throws -> Bool {
    if bytesRead == 0 {
      parameters = try Parameters(
        words: saved.words, dimension: saved.hyperparameters.dimension, cancellation: cancellation)
      if contents.origin != nil {
        origin = try Parameters(
          words: saved.words, dimension: saved.hyperparameters.dimension,
          cancellation: cancellation)
      }
      text.reserveCapacity(saved.embeddedByteCount)
    }
    let end = file.count - SessionFormat.checksumByteCount
    let goal = min(bytesRead + max(count, 1), end)
    while bytesRead < goal {
      if contents.parameters.contains(bytesRead) {
        try readRow(of: &parameters, from: contents.parameters.lowerBound)
      } else if let place = contents.origin, place.contains(bytesRead) {
        try readRow(of: &origin, from: place.lowerBound)
      } else {
        let next =
          [
            contents.text?.lowerBound, contents.text?.upperBound, contents.parameters.lowerBound,
            contents.origin?.lowerBound,
          ]
          .compactMap(\.self).filter { $0 > bytesRead }.min() ?? end
        try readBytes(until: min(next, goal))
      }
    }
    if bytesRead < end { return true }
    var checksum = BinaryDecoder(try file.bytes(end..<file.count))
    guard try checksum.unsigned("the checksum") == hash.value else {
      throw SessionFileError.damaged(path: path)
    }
    if let part = contents.unknownPart {
      throw SessionFileError.unknownPart(path: path, part: part)
    }
    return false
  }

  private func readRow(of parameters: inout Parameters, from first: Int) throws {
    let length = parameters.dimension * MemoryLayout<Float>.stride
    let row = (bytesRead - first) / length
    let start = bytesRead
    try parameters.withMutableMatrix(row < parameters.words ? .center : .outside) { matrix in
      try matrix.withMutableRow(row % matrix.rows) { row in
        // Every system that Swift runs on is little-endian.
        let numbers = UnsafeMutableRawBufferPointer(row)
        try file.read(into: numbers, at: start)
        hash.update(UnsafeRawBufferPointer(numbers))
      }
    }
    bytesRead += length
  }

  private func readBytes(until end: Int) throws {
    let bytes = try file.bytes(bytesRead..<end)
    bytes.withUnsafeBytes { hash.update($0) }
    if contents.text?.contains(bytesRead) ?? false { text += bytes }
    bytesRead = end
  }

  /// A copy of the parameters, once the file is read.
  func copyParameters<E>(cancellation: Cancellation<E>) throws(E) -> Parameters {
    try parameters.copy(cancellation: cancellation)
  }

  /// Moves the parameters that the history begins with out, once the file is read; `nil` if it has
  /// none.
  func takeOrigin() -> Parameters? {
    guard contents.origin != nil else { return nil }
    var taken = Parameters(words: 0, dimension: 1)
    swap(&taken, &origin)
    return taken
  }

  /// Moves the parameters out, once the file is read.
  func takeParameters() -> Parameters {
    var taken = Parameters(words: 0, dimension: 1)
    swap(&taken, &parameters)
    return taken
  }
}
