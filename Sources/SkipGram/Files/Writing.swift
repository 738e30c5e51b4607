#if canImport(Glibc)
import Glibc
#endif

/// Writes bytes to a descriptor, all of them, waiting where it takes none for now.
///
/// - Returns: The number of the error that kept some from being written; `nil` if all were.
public func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Int32? {
  var written = 0
  while written < bytes.count {
    let count = bytes[written...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    if count >= 0 {
      written += count
    } else if errno == EAGAIN {
      var watched = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
      poll(&watched, 1, -1)
    } else if errno != EINTR {
      return errno
    }
  }
  return nil
}
