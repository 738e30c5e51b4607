import Runs
import Word2Vec

/// Writes a session to a file piece by piece; the file is replaced at the end, or not at all.
final class SessionFileWriter {
  /// The number of bytes written.
  private(set) var bytesWritten = 0
  /// The final length of the file, in bytes.
  let totalBytes: Int

  private let file: AtomicFile
  private let words: Int
  /// The text of the corpus if the file contains it, and the number of its bytes written.
  private let text: [UInt8]
  private var textWritten = 0
  private let parametersHeader: [UInt8]
  /// The state that the history begins with if the file contains it, and the header of its section.
  private let origin: Checkpoint?
  private let originHeader: [UInt8]
  private var hash = ContentHash()
  /// The next row to write, of `V`, then of `U`; then those of the origin.
  private var row = 0

  init(path: String, session: Session) throws {
    let saved = SavedSession(session)
    words = saved.words
    text = saved.embedsText ? session.corpus.text ?? [] : []
    var start: [UInt8] = []
    for section in SessionSection.all {
      var content = BinaryEncoder()
      section.write(saved, &content)
      guard section.isAlwaysThere || !content.bytes.isEmpty else { continue }
      start += SessionFormat.sectionHeader(
        section.name, isRequired: section.isRequired, byteCount: content.bytes.count)
      start += content.bytes
    }
    if saved.embedsText {
      start += SessionFormat.sectionHeader(
        SessionFormat.text, isRequired: true, byteCount: text.count)
    }
    parametersHeader = SessionFormat.sectionHeader(
      SessionFormat.parameters, isRequired: true, byteCount: saved.matrixByteCount)
    origin = saved.history == nil ? nil : session.run.history.origin
    originHeader =
      origin == nil
      ? []
      : SessionFormat.sectionHeader(
        SessionFormat.origin, isRequired: false, byteCount: saved.matrixByteCount)
    let contentByteCount =
      start.count + text.count + parametersHeader.count + saved.matrixByteCount
      + originHeader.count + (origin == nil ? 0 : saved.matrixByteCount)
    totalBytes = SessionFormat.headerByteCount + contentByteCount + SessionFormat.checksumByteCount
    file = try AtomicFile(path: path)

    var header = BinaryEncoder()
    header.append(SessionFormat.version)
    header.append(contentByteCount)
    try append(SessionFormat.magic + header.bytes + start)
    if text.isEmpty { try append(parametersHeader) }
  }

  /// Writes text of about the size of `count` rows, then `count` rows, then flushes a part to the
  /// disk.
  ///
  /// The last call replaces the file.
  ///
  /// - Returns: Whether there is more to write.
  func write(_ count: Int, of parameters: borrowing Parameters) throws -> Bool {
    if textWritten < text.count {
      let bytes = count * parameters.dimension * MemoryLayout<Float>.stride
      let end = min(text.count, textWritten + bytes)
      try text[textWritten..<end].withUnsafeBytes { try append($0) }
      textWritten = end
      if textWritten == text.count { try append(parametersHeader) }
      return true
    }
    for _ in 0..<count {
      if row < 2 * words {
        try writeRow(row, of: parameters)
      } else if let origin, row < 4 * words {
        if row == 2 * words { try append(originHeader) }
        try writeRow(row - 2 * words, of: origin.parameters)
      } else {
        break
      }
      row += 1
    }
    if row < (origin == nil ? 2 : 4) * words { return true }
    if bytesWritten < totalBytes {
      var checksum = BinaryEncoder()
      checksum.append(hash.value)
      try append(checksum.bytes)
    }
    if try file.writeBack() { return true }
    try file.commit()
    return false
  }

  private func writeRow(_ row: Int, of parameters: borrowing Parameters) throws {
    try parameters.withMatrix(row < words ? .center : .outside) { matrix in
      // Every system that Swift runs on is little-endian.
      try matrix.withRow(row % words) { try append(UnsafeRawBufferPointer($0)) }
    }
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
