#if canImport(Glibc)
import Glibc
#endif

/// An open file to be read once, in order; closed with its owner if that opened it.
///
/// It is read, not mapped, so that a file that shrinks meanwhile just ends early.
final class InputFile {
  /// The path, or what else to call it.
  let path: String
  /// The length in bytes, if it is a regular file.
  let byteCount: Int?

  private let descriptor: Int32
  private let isOwned: Bool

  /// What a read came to.
  enum Outcome: Equatable {
    /// That many bytes, at least 1.
    case bytes(Int)
    /// Nothing is left.
    case end
    /// A signal arrived before any byte.
    case interrupted
  }

  /// Opens a file.
  init(path: String) throws(FileError) {
    self.path = path
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      switch errno {
      case ENOENT, ENOTDIR: throw .missing(path: path)
      case let code: throw .unreadable(path: path, reason: systemMessage(code))
      }
    }
    isOwned = true
    var status = stat()
    let isKnown = fstat(descriptor, &status) == 0
    let kind = status.st_mode & S_IFMT
    byteCount = isKnown && kind == S_IFREG ? Int(status.st_size) : nil
    if isKnown && kind == S_IFDIR { throw .directory(path: path) }
  }

  /// Takes a descriptor that somebody else opened and will close.
  init(descriptor: Int32, name: String) {
    path = name
    self.descriptor = descriptor
    isOwned = false
    byteCount = nil
  }

  deinit {
    if isOwned { close(descriptor) }
  }

  /// Whether there is something to read, or the end, once so many milliseconds have passed at most:
  /// reading itself waits for what a pipe or a terminal will say.
  func isReady(within milliseconds: Int32) -> Bool {
    guard byteCount == nil else { return true }
    var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&request, 1, milliseconds) > 0
  }

  /// Reads at most as many bytes as there is room for.
  ///
  /// - Precondition: There is room.
  func read(into target: UnsafeMutableRawBufferPointer) throws(FileError) -> Outcome {
    let count = Glibc.read(descriptor, target.baseAddress, target.count)
    if count > 0 { return .bytes(count) }
    if count == 0 { return .end }
    guard errno == EINTR || errno == EAGAIN else {
      throw .unreadable(path: path, reason: systemMessage(errno))
    }
    return .interrupted
  }
}
