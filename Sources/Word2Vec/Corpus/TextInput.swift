/// Bytes to be read once, in order: an open file, or memory.
enum TextInput {
  case file(InputFile)
  case memory([UInt8], position: Int)

  /// Waits for bytes or the end, and returns whether there are any.
  func isReady(within milliseconds: Int32) -> Bool {
    switch self {
    case .file(let file): file.isReady(within: milliseconds)
    case .memory: true
    }
  }

  /// Reads at most as many bytes as there is room for.
  mutating func read(
    into target: UnsafeMutableRawBufferPointer
  ) throws(FileError) -> InputFile.ReadResult {
    switch self {
    case .file(let file):
      return try file.read(into: target)
    case .memory(let bytes, let position):
      let count = min(target.count, bytes.count - position)
      bytes.withUnsafeBytes { bytes in
        target.copyMemory(
          from: UnsafeRawBufferPointer(rebasing: bytes[position..<position + count]))
      }
      self = .memory(bytes, position: position + count)
      return count > 0 ? .bytes(count) : .end
    }
  }
}
