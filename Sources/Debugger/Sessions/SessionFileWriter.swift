import SkipGram

/// Writes a session to a file in slices; the file is replaced at the end, or not at all.
final class SessionFileWriter {
  /// Bytes written so far.
  private(set) var bytesWritten = 0
  /// Bytes the file will have.
  let totalBytes: Int

  private let file: AtomicFile
  private let words: Int
  /// The text of the corpus if the file is to hold it, and how much of it has been written.
  private let text: [UInt8]
  private var textWritten = 0
  private var hash = ContentHash()
  /// The row to be written next, of `V` and then of `U`.
  private var row = 0

  init(path: String, session: Session) throws {
    let saved = SavedSession(session)
    var head = BinaryEncoder()
    saved.encode(to: &head)
    text = saved.embedsText ? session.corpus.text ?? [] : []
    let contentByteCount = 8 + head.bytes.count + text.count + saved.matrixByteCount
    totalBytes = SessionFormat.headerByteCount + contentByteCount + SessionFormat.checksumByteCount
    words = saved.words
    file = try AtomicFile(path: path)

    var header = BinaryEncoder()
    header.append(SessionFormat.version)
    header.append(contentByteCount)
    header.append(head.bytes)
    try append(SessionFormat.magic)
    try append(header.bytes)
  }

  /// Writes as many bytes of the text as some rows have, then some rows of the matrices, and after the
  /// last has the disk write a part of the file.
  ///
  /// In the end the file is there.
  ///
  /// - Returns: Whether there is more to write.
  func write(_ count: Int, of parameters: borrowing Parameters) throws -> Bool {
    if textWritten < text.count {
      let bytes = count * parameters.dimension * MemoryLayout<Float>.stride
      let end = min(text.count, textWritten + bytes)
      try text[textWritten..<end].withUnsafeBytes { try append($0) }
      textWritten = end
      return true
    }
    for _ in 0..<count where row < 2 * words {
      try parameters.withMatrix(row < words ? .center : .outside) { matrix in
        // Every system that Swift runs on is little-endian.
        try matrix.withRow(row % words) { try append(UnsafeRawBufferPointer($0)) }
      }
      row += 1
    }
    if row < 2 * words { return true }
    if bytesWritten < totalBytes {
      var checksum = BinaryEncoder()
      checksum.append(hash.value)
      try append(checksum.bytes)
    }
    if try file.writeBack() { return true }
    try file.commit()
    return false
  }

  private func append(_ bytes: [UInt8]) throws {
    try bytes.withUnsafeBytes { try append($0) }
  }

  private func append(_ bytes: UnsafeRawBufferPointer) throws {
    hash.update(bytes)
    try file.append(bytes)
    bytesWritten += bytes.count
  }
}
