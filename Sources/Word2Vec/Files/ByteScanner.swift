import SystemPackage

/// Hands out a file's bytes in pieces that end at a delimiter or have a given length.
final class ByteScanner {
  /// Bytes handed out so far.
  private(set) var offset = 0
  /// The length of the file, where it is known.
  let byteCount: Int?

  private let file: InputFile
  private var buffer: [UInt8]
  /// The bytes read and not handed out, as a range of the buffer.
  private var start = 0
  private var end = 0

  /// Opens a file.
  init(path: String) throws(FileError) {
    file = try InputFile(path: path)
    byteCount = file.byteCount
    buffer = Array(repeating: 0, count: 1 << 18)
  }

  /// The bytes up to a delimiter, which is skipped, or to the end of the file; nil at the end.
  ///
  /// - Returns: A slice, and whether the delimiter was there.
  func piece(
    endingWith delimiter: UInt8
  ) throws(FileError) -> (bytes: ArraySlice<UInt8>, isComplete: Bool)? {
    var searched = start
    while true {
      if let found = buffer[searched..<end].firstIndex(of: delimiter) {
        let piece = buffer[start..<found]
        offset += found + 1 - start
        start = found + 1
        return (piece, true)
      }
      searched = end
      let moved = start
      guard try fill() else {
        guard start < end else { return nil }
        let piece = buffer[start..<end]
        offset += end - start
        start = end
        return (piece, false)
      }
      searched -= moved - start
    }
  }

  /// The next `count` bytes; fewer only at the end of the file.
  func piece(count: Int) throws(FileError) -> ArraySlice<UInt8> {
    while end - start < count {
      guard try fill() else { break }
    }
    let piece = buffer[start..<min(start + count, end)]
    offset += piece.count
    start += piece.count
    return piece
  }

  /// Skips a byte if it comes next.
  func skip(_ byte: UInt8) throws(FileError) {
    if start == end { _ = try fill() }
    if start < end && buffer[start] == byte {
      start += 1
      offset += 1
    }
  }

  /// Reads more bytes; slices handed out before become invalid.
  ///
  /// - Returns: Whether there were any.
  private func fill() throws(FileError) -> Bool {
    if start > 0 {
      buffer.replaceSubrange(0..<end - start, with: Array(buffer[start..<end]))
      end -= start
      start = 0
    }
    if end == buffer.count {
      buffer.append(contentsOf: repeatElement(0, count: buffer.count))
    }
    let result = try buffer.withUnsafeMutableBufferPointer { bytes throws(FileError) in
      let room = UnsafeMutableBufferPointer(rebasing: bytes[end...])
      return try file.read(into: UnsafeMutableRawBufferPointer(room))
    }
    switch result {
    case .bytes(let count):
      end += count
      return true
    case .end: return false
    // A pipe may never deliver another byte.
    case .interrupted: throw .unreadable(path: file.path, reason: "\(Errno.interrupted)")
    }
  }
}
