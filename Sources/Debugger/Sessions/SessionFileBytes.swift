import SystemPackage
import Word2Vec

/// The bytes of an open session file.
struct SessionFileBytes: ~Copyable {
  let path: String
  /// The length of the file; 0 if it is not a regular file.
  let count: Int
  private let file: OpenFile

  /// Opens a file.
  ///
  /// - Throws: ``SessionFileError``.
  init(path: String) throws {
    let file = try Self.using(path) {
      OpenFile(try .opening(path, .readOnly, options: .nonBlocking))
    }
    let descriptor = file.descriptor
    let status = try Self.using(path) { try descriptor.stat() }
    self.path = path
    self.file = file
    count = status.type == .regular ? Int(status.size) : 0
  }

  /// Fills memory with the bytes from an offset on.
  ///
  /// - Throws: ``SessionFileError``.
  func read(into target: UnsafeMutableRawBufferPointer, at offset: Int) throws {
    var done = 0
    while done < target.count {
      let rest = UnsafeMutableRawBufferPointer(rebasing: target[done...])
      let length = try Self.using(path) {
        try file.descriptor.read(fromAbsoluteOffset: Int64(offset + done), into: rest)
      }
      guard length > 0 else {
        throw SessionFileError.truncated(path: path, found: offset + done, expected: count)
      }
      done += length
    }
  }

  /// The bytes of a range.
  ///
  /// - Throws: ``SessionFileError``.
  func bytes(_ range: Range<Int>) throws -> [UInt8] {
    try [UInt8](unsafeUninitializedCapacity: range.count) { buffer, count in
      try read(into: UnsafeMutableRawBufferPointer(buffer), at: range.lowerBound)
      count = range.count
    }
  }

  /// Runs `body`; its error becomes one that names the file.
  private static func using<Result: ~Copyable>(
    _ path: String, _ body: () throws -> Result
  ) throws -> Result {
    do {
      return try body()
    } catch {
      throw SessionFileError.unreadable(path: path, reason: "\(error)")
    }
  }
}
