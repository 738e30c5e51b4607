import SkipGram

#if canImport(Glibc)
import Glibc
#endif

/// Reads a session file in slices, and tells whether it is whole.
///
/// What it says may be used before its end, where nothing is lost if it turns out to be damaged.
final class SessionFileReader {
  let path: String
  /// Bytes read so far.
  private(set) var bytesRead = 0
  /// The length of the file.
  let totalBytes: Int
  /// What the file says of the session.
  let saved: SavedSession
  /// The text of the corpus, if the file holds it.
  private(set) var text: [UInt8] = []

  private let descriptor: Int32
  private var hash = ContentHash()
  private var parameters: Parameters
  private var row = 0

  /// Opens a file and reads what it says of the session.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - cancellation: Ends the making of the matrices.
  /// - Throws: ``SessionFileError``, or ``Interruption``.
  init(path: String, cancellation: Cancellation<Interruption>) throws {
    self.path = path
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw SessionFileError.unreadable(path: path, reason: systemMessage(errno))
    }
    self.descriptor = descriptor
    var status = stat()
    fstat(descriptor, &status)
    totalBytes = Int(status.st_size)
    var source = Source(path: path, descriptor: descriptor, byteCount: totalBytes)
    do {
      guard status.st_mode & S_IFMT == S_IFREG else { throw SessionFileError.foreign(path: path) }
      saved = try source.readStart()
    } catch {
      close(descriptor)
      throw error
    }
    hash = source.hash
    bytesRead = source.bytesRead
    parameters = try Parameters(
      words: saved.words, dimension: saved.hyperparameters.dimension, cancellation: cancellation)
  }

  deinit {
    close(descriptor)
  }

  /// Reads as many bytes of the text as some rows have, then some rows of the matrices; after the
  /// last, the whole file is known to be sound.
  ///
  /// - Returns: Whether there is more to read.
  func read(_ count: Int) throws -> Bool {
    var source = Source(
      path: path, descriptor: descriptor, byteCount: totalBytes, hash: hash, bytesRead: bytesRead)
    if text.count < saved.embeddedByteCount {
      text.reserveCapacity(saved.embeddedByteCount)
      let bytes = count * parameters.dimension * MemoryLayout<Float>.stride
      text += try source.bytes(min(bytes, saved.embeddedByteCount - text.count))
      hash = source.hash
      bytesRead = source.bytesRead
      return true
    }
    for _ in 0..<count where row < 2 * saved.words {
      try parameters.withMutableMatrix(row < saved.words ? .center : .outside) { matrix in
        try matrix.withMutableRow(row % saved.words) {
          try source.read(into: UnsafeMutableRawBufferPointer($0))
        }
      }
      row += 1
    }
    hash = source.hash
    bytesRead = source.bytesRead
    if row < 2 * saved.words { return true }
    let expected = hash.value
    guard try source.number() == expected else { throw SessionFileError.damaged(path: path) }
    bytesRead = source.bytesRead
    return false
  }

  /// A copy of the parameters, after the end.
  ///
  /// - Returns: The copy.
  func copyParameters<E>(cancellation: Cancellation<E>) throws(E) -> Parameters {
    try parameters.copy(cancellation: cancellation)
  }

  /// The memory that the parameters take, in bytes.
  var parameterByteCount: Int { parameters.byteCount }

  /// Hands the parameters over, after the end.
  func takeParameters() -> Parameters {
    var taken = Parameters(words: 0, dimension: 1)
    swap(&taken, &parameters)
    return taken
  }
}

/// The bytes of a session file, hashed as they are read.
private struct Source {
  let path: String
  let descriptor: Int32
  let byteCount: Int
  var hash = ContentHash()
  var bytesRead = 0

  /// Everything before the text and the matrices.
  mutating func readStart() throws -> SavedSession {
    let magic = SessionFormat.magic
    guard byteCount >= magic.count, try bytes(magic.count) == magic else {
      throw SessionFileError.foreign(path: path)
    }
    guard byteCount >= SessionFormat.headerByteCount else {
      throw SessionFileError.truncated(
        path: path, found: byteCount, expected: SessionFormat.headerByteCount)
    }
    let version = Int(clamping: try number())
    guard version <= SessionFormat.version else {
      throw SessionFileError.newer(path: path, version: version)
    }
    let content = try number()
    let framing = SessionFormat.headerByteCount + SessionFormat.checksumByteCount
    let (expected, overflow) = Int(clamping: content).addingReportingOverflow(framing)
    if overflow { throw SessionFileError.damaged(path: path) }
    if byteCount < expected {
      throw SessionFileError.truncated(path: path, found: byteCount, expected: expected)
    }
    if byteCount > expected {
      throw SessionFileError.trailing(path: path, found: byteCount, expected: expected)
    }
    let headByteCount = try number()
    guard headByteCount <= UInt64(byteCount - bytesRead) else {
      throw SessionFileError.damaged(path: path)
    }
    var decoder = BinaryDecoder(try bytes(Int(headByteCount)))
    guard let saved = try? SavedSession(from: &decoder) else {
      throw SessionFileError.damaged(path: path)
    }
    let textByteCount = saved.embeddedByteCount
    let matrices = saved.words.multipliedReportingOverflow(
      by: 2 * saved.hyperparameters.dimension * MemoryLayout<Float>.stride)
    let rest = byteCount - bytesRead - SessionFormat.checksumByteCount
    guard !matrices.overflow, textByteCount <= rest, rest - textByteCount == matrices.partialValue
    else { throw SessionFileError.damaged(path: path) }
    return saved
  }

  mutating func number() throws -> UInt64 {
    var decoder = BinaryDecoder(try bytes(8))
    return try decoder.unsigned()
  }

  mutating func bytes(_ count: Int) throws -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    try bytes.withUnsafeMutableBytes { try read(into: $0) }
    return bytes
  }

  mutating func read(into target: UnsafeMutableRawBufferPointer) throws {
    var done = 0
    while done < target.count {
      let count = Glibc.read(
        descriptor, target.baseAddress.map { $0 + done }, target.count - done)
      if count < 0, errno != EINTR {
        throw SessionFileError.unreadable(path: path, reason: systemMessage(errno))
      }
      if count == 0 {
        throw SessionFileError.truncated(path: path, found: bytesRead + done, expected: byteCount)
      }
      done += max(0, count)
    }
    bytesRead += done
    hash.update(UnsafeRawBufferPointer(target))
  }
}
