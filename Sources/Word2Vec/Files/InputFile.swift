import Glibc
import SystemPackage

/// An open file to be read once, in order; closed with its owner if that opened it.
///
/// It is read, not mapped, so that a file that shrinks meanwhile just ends early.
final class InputFile {
  /// The path, or another name for messages.
  let path: String
  /// The length in bytes, if it is a regular file.
  let byteCount: Int?

  private let descriptor: FileDescriptor
  /// Closes the file if it was opened here.
  private let opened: OpenFile?

  /// The result of a read.
  enum ReadResult: Equatable {
    /// Bytes read, at least 1.
    case bytes(Int)
    /// Nothing is left.
    case end
    /// A signal arrived before any byte, or no byte is available yet.
    case interrupted
  }

  /// Opens a file.
  init(path: String) throws(FileError) {
    self.path = path
    do {
      descriptor = try .opening(path, .readOnly)
    } catch Errno.noSuchFileOrDirectory, Errno.notDirectory {
      throw .missing(path: path)
    } catch {
      throw .unreadable(path: path, reason: "\(error)")
    }
    opened = OpenFile(descriptor)
    let status = try? descriptor.stat()
    if status?.type == .directory { throw .directory(path: path) }
    byteCount = status?.type == .regular ? status.map { Int($0.size) } : nil
  }

  /// Reads from a descriptor that the caller opened and will close.
  init(descriptor: FileDescriptor, name: String) {
    path = name
    self.descriptor = descriptor
    byteCount = nil
    opened = nil
  }

  /// Waits for bytes or the end, and returns whether there are any; reading itself waits for a pipe
  /// or a terminal without a limit.
  func isReady(within milliseconds: Int32) -> Bool {
    byteCount != nil || descriptor.waitUntilReady(for: POLLIN, milliseconds: milliseconds)
  }

  /// Reads at most as many bytes as there is room for.
  ///
  /// - Precondition: There is room.
  func read(into target: UnsafeMutableRawBufferPointer) throws(FileError) -> ReadResult {
    do {
      let count = try descriptor.read(into: target, retryOnInterrupt: false)
      return count > 0 ? .bytes(count) : .end
    } catch Errno.interrupted, Errno.wouldBlock {
      return .interrupted
    } catch {
      throw .unreadable(path: path, reason: "\(error)")
    }
  }
}
