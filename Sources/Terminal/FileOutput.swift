import SystemPackage
import Word2Vec

/// Writes to a file descriptor through a buffer.
final class FileOutput {
  private static let capacity = 1 << 16

  private let descriptor: FileDescriptor
  private var buffer: [UInt8] = []
  /// The first error, as the system describes it; nothing is written after it.
  private(set) var error: (any Error)?

  init(_ descriptor: FileDescriptor) {
    self.descriptor = descriptor
  }

  /// Adds a text to the buffer.
  func write(_ text: String) {
    buffer.append(contentsOf: text.utf8)
    if buffer.count >= Self.capacity { flush() }
  }

  /// Writes a text and everything before it at once.
  func print(_ text: String) {
    write(text)
    flush()
  }

  /// Writes the buffer.
  func flush() {
    if error == nil {
      do { try descriptor.writeWaiting(buffer) } catch { self.error = error }
    }
    buffer.removeAll(keepingCapacity: true)
  }
}
