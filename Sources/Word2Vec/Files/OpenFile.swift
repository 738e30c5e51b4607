import Glibc
import SystemPackage

/// An open file that closes with its owner, even if the initializer of the owner throws.
package struct OpenFile: ~Copyable {
  package let descriptor: FileDescriptor

  /// Takes a descriptor over.
  package init(_ descriptor: FileDescriptor) { self.descriptor = descriptor }

  deinit {
    try? descriptor.close()
  }
}

extension FileDescriptor {
  /// Opens a file that programs started from here do not inherit.
  ///
  /// A signal ends the waiting for the other end of a pipe.
  ///
  /// - Throws: `Errno`, whose description is the system's reason.
  package static func opening(
    _ path: String, _ mode: AccessMode, options: OpenOptions = [],
    permissions: FilePermissions = [.ownerReadWrite, .groupReadWrite, .otherReadWrite]
  ) throws -> FileDescriptor {
    try open(
      path, mode, options: options.union(.closeOnExec), permissions: permissions,
      retryOnInterrupt: false)
  }

  /// Writes all bytes, waiting where the descriptor takes none for now; `writeAll` fails there.
  ///
  /// - Throws: `Errno`, whose description is the system's reason.
  package func writeWaiting(_ bytes: [UInt8]) throws {
    var rest = bytes[...]
    while !rest.isEmpty {
      do {
        rest = rest.dropFirst(try rest.withUnsafeBytes { try write($0) })
      } catch Errno.wouldBlock {
        waitUntilReady(for: POLLOUT)
      }
    }
  }

  /// Waits until the descriptor is ready, or a signal arrives.
  ///
  /// - Parameters:
  ///   - event: `POLLIN` or `POLLOUT`.
  ///   - milliseconds: How long to wait; forever if negative.
  /// - Returns: Whether it is ready, which it also is at its end or after an error.
  @discardableResult
  package func waitUntilReady(for event: Int32, milliseconds: Int32 = -1) -> Bool {
    var watched = pollfd(fd: rawValue, events: Int16(event), revents: 0)
    return poll(&watched, 1, milliseconds) > 0
  }
}
