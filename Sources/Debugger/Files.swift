import SkipGram

#if canImport(Glibc)
import Glibc
#endif

/// The bytes of a file that is read as a whole, such as a script.
///
/// - Throws: ``CommandError/file(_:)`` that names the file and says what is wrong.
func readFile(_ path: String, limit: Int = 1 << 28) throws -> [UInt8] {
  let descriptor = open(path, O_RDONLY | O_CLOEXEC)
  guard descriptor >= 0 else { throw fileError(path) }
  defer { close(descriptor) }
  var bytes: [UInt8] = []
  while bytes.count <= limit {
    let chunk = try [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
      repeat {
        count = read(descriptor, buffer.baseAddress, buffer.count)
      } while count < 0
        && errno == EINTR
      guard count >= 0 else {
        count = 0
        throw fileError(path)
      }
    }
    if chunk.isEmpty { return bytes }
    bytes += chunk
  }
  throw CommandError.file("\(displayText(path.utf8)): larger than \(grouped(limit)) bytes")
}

private func fileError(_ path: String) -> CommandError {
  .file("\(displayText(path.utf8)): \(systemMessage(errno))")
}

extension Script {
  /// The lines of a script file.
  init(file path: String) throws {
    try self.init(readFile(path), name: displayText(path.utf8))
  }
}
