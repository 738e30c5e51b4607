import Glibc

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
    var start = 0
    while start < buffer.count && error == nil {
      let written = buffer[start...].withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress, $0.count)
      }
      if written >= 0 {
        start += written
      } else if errno == EAGAIN {
        waitUntilWritable()
      } else if errno != EINTR {
        error = errno
      }
    }
    buffer.removeAll(keepingCapacity: true)
  }

  private func waitUntilWritable() {
    var watched = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
    poll(&watched, 1, -1)
  }
}

/// What the system calls an error.
func message(ofError number: Int32) -> String {
  String(cString: strerror(number))
}
