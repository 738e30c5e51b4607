import Glibc
import SystemPackage
import Word2Vec

/// Reads a whole file, such as a script.
///
/// - Parameters:
///   - path: The file.
///   - limit: The most bytes it may have.
///   - isRegular: Whether to refuse pipes and devices.
///   - cancellation: Ends the reading, also while a pipe is silent.
/// - Returns: The bytes.
/// - Throws: ``CommandError/file(_:)`` with the file's name and the reason, and the error of
///   `cancellation`.
func readFile<E>(
  _ path: String, limit: Int = 1 << 28, isRegular: Bool = false,
  cancellation: Cancellation<E> = .never
) throws -> [UInt8] {
  func failure(_ reason: String) -> CommandError {
    .file("\(displayText(path.utf8)): \(reason)")
  }
  var bytes: [UInt8] = []
  do {
    // Opening a pipe would wait until some program writes to it.
    let file = OpenFile(try .opening(path, .readOnly, options: .nonBlocking))
    if isRegular, FileIdentity(of: path) == nil { throw failure("not a regular file") }
    while bytes.count <= limit {
      try cancellation.check()
      guard file.descriptor.waitUntilReady(for: POLLIN, milliseconds: 20) else { continue }
      let chunk = try [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
        count = try file.descriptor.read(into: UnsafeMutableRawBufferPointer(buffer))
      }
      if chunk.isEmpty { return bytes }
      bytes += chunk
    }
  } catch let error as Errno {
    // A signal may have interrupted opening a pipe.
    try cancellation.check()
    throw failure("\(error)")
  }
  throw failure("larger than \(grouped(limit)) bytes")
}

extension Script {
  /// The lines of a script file.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - isRegular: Whether to refuse pipes and devices.
  ///   - isEchoed: Whether the lines are printed.
  ///   - trust: The trust in the lines.
  ///   - cancellation: Ends the reading.
  /// - Throws: ``CommandError/file(_:)``, and what `cancellation` throws.
  init<E>(
    file path: String, isRegular: Bool = false, isEchoed: Bool = false, trust: Trust = .full,
    cancellation: Cancellation<E> = .never
  ) throws {
    try self.init(
      readFile(path, isRegular: isRegular, cancellation: cancellation),
      name: displayText(path.utf8), file: path, isEchoed: isEchoed, trust: trust)
  }
}
