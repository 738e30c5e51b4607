import SkipGram

/// Writes to a file descriptor through a buffer.
final class FileOutput {
  private static let capacity = 1 << 16

  private let descriptor: Int32
  private var buffer: [UInt8] = []
  /// The number of the first error; nothing is written after it.
  private(set) var error: Int32?

  init(_ descriptor: Int32) {
    self.descriptor = descriptor
  }

  /// Writes a text, sooner or later.
  func write(_ text: String) {
    buffer.append(contentsOf: text.utf8)
    if buffer.count >= Self.capacity { flush() }
  }

  /// Writes what waits.
  func flush() {
    if error == nil { error = writeAll(buffer, to: descriptor) }
    buffer.removeAll(keepingCapacity: true)
  }
}
