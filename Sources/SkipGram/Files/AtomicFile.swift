import CPlatform

#if canImport(Glibc)
import Glibc
#endif

/// A file that is replaced as a whole or not at all.
///
/// What is appended goes to a temporary file in the same directory; ``commit()`` flushes it to the
/// disk and renames it. Without a commit the temporary file is removed and the old file stays. What
/// is no regular file, such as `/dev/stdout` or a pipe, is written directly instead.
public final class AtomicFile {
  /// The path to write to.
  public let path: String

  private let descriptor: Int32
  /// Where the bytes are until the commit, and where they belong; nil if written directly.
  private var pending: (temporary: String, target: String)?
  private var buffer: [UInt8] = []
  private static let bufferSize = 1 << 18
  /// Bytes that have been handed to the system, and those of them that are on the disk.
  private var handedOver = 0
  private var writtenBack = 0
  /// Bytes that a disk writes in some milliseconds.
  private static let part = 1 << 21

  /// Opens the file for writing.
  ///
  /// - Throws: ``FileError`` naming the path and the system's reason.
  public init(path: String) throws(FileError) {
    self.path = path
    var status = stat()
    let exists = stat(path, &status) == 0
    let kind = status.st_mode & S_IFMT
    if exists && kind == S_IFDIR { throw .directory(path: path) }
    if exists && kind != S_IFREG {
      descriptor = open(path, O_WRONLY | O_CLOEXEC)
      guard descriptor >= 0 else { throw .unwritable(path: path, reason: systemMessage(errno)) }
    } else {
      let target = exists ? Self.resolvingLinks(path) : path
      let (descriptor, temporary) = try Self.openTemporary(beside: target, path: path)
      self.descriptor = descriptor
      pending = (temporary, target)
      // A file keeps its permissions when its content is replaced.
      if exists { fchmod(descriptor, status.st_mode & 0o7777) }
    }
    buffer.reserveCapacity(Self.bufferSize)
  }

  deinit {
    if let pending {
      unlink(pending.temporary)
      file_close_aside(descriptor)
    } else {
      close(descriptor)
    }
  }

  private static func resolvingLinks(_ path: String) -> String {
    guard let resolved = realpath(path, nil) else { return path }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  private static func openTemporary(
    beside target: String, path: String
  ) throws(FileError) -> (Int32, String) {
    let directory = target.lastIndex(of: "/").map { target[...$0] } ?? ""
    for attempt in 0..<1000 {
      let temporary = "\(directory).sgdb-\(getpid())-\(attempt).tmp"
      let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
      if descriptor >= 0 { return (descriptor, temporary) }
      guard errno == EEXIST else { break }
    }
    throw .unwritable(path: path, reason: systemMessage(errno))
  }

  /// Appends bytes.
  public func append(_ bytes: some Sequence<UInt8>) throws(FileError) {
    buffer.append(contentsOf: bytes)
    if buffer.count >= Self.bufferSize { try flush() }
  }

  /// Appends text as UTF-8.
  public func append(_ text: String) throws(FileError) {
    try append(text.utf8)
  }

  /// Has the disk write a part of what was appended, so that ``commit()`` need not wait for all of it
  /// at once.
  ///
  /// - Returns: Whether there is more.
  public func writeBack() throws(FileError) -> Bool {
    try flush()
    guard pending != nil, writtenBack < handedOver else { return false }
    file_write_back(descriptor, writtenBack, Self.part)
    writtenBack += Self.part
    return writtenBack < handedOver
  }

  /// Makes what was appended the content of the file.
  ///
  /// - Throws: ``FileError``; the old content then stays.
  public func commit() throws(FileError) {
    try flush()
    guard let pending else { return }
    // Held open, what is replaced is not freed by renaming, which would have to wait for that.
    let replaced = open(pending.target, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    defer { if replaced >= 0 { file_close_aside(replaced) } }
    // A disk may only find out here that it is full.
    guard fsync(descriptor) == 0, rename(pending.temporary, pending.target) == 0 else {
      throw .unwritable(path: path, reason: systemMessage(errno))
    }
    self.pending = nil
  }

  private func flush() throws(FileError) {
    if let error = writeAll(buffer, to: descriptor) {
      throw .unwritable(path: path, reason: systemMessage(error))
    }
    handedOver += buffer.count
    buffer.removeAll(keepingCapacity: true)
  }
}
