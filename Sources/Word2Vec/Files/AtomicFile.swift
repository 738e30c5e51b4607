import CPlatform
import Glibc
import SystemPackage

/// A file that is replaced as a whole or not at all.
///
/// Appended bytes go to a temporary file in the same directory; ``commit()`` flushes it to the disk
/// and renames it. Without a commit the temporary file is removed and the old file stays. Anything
/// but a regular file, such as `/dev/stdout` or a pipe, is written directly.
package final class AtomicFile {
  /// The path to write to.
  package let path: String

  private let descriptor: FileDescriptor
  /// Where the bytes are until the commit, and where they belong; nil if written directly.
  private var pending: (temporary: String, target: String)?
  /// The place where a signal that ends the program finds the temporary file.
  private var place: Int32 = -1
  private var buffer: [UInt8] = []
  private static let bufferSize = 1 << 18
  /// Bytes handed to the system, and bytes of these on the disk.
  private var handedOver = 0
  private var writtenBack = 0
  /// Bytes that a disk writes in some milliseconds.
  private static let part = 1 << 21

  /// Opens the file for writing.
  ///
  /// - Throws: ``FileError`` naming the path and the system's reason.
  package init(path: String) throws(FileError) {
    self.path = path
    let status = try? Stat(path)
    switch status?.type {
    case .directory: throw .directory(path: path)
    case .regular, nil:
      do {
        let target = try Self.resolvingLinks(path)
        let (descriptor, temporary, place) = try Self.openTemporary(beside: target)
        self.descriptor = descriptor
        pending = (temporary, target)
        self.place = place
      } catch {
        throw .unwritable(path: path, reason: "\(error)")
      }
      // A file keeps its permissions when its content is replaced.
      if let status { fchmod(descriptor.rawValue, status.permissions.rawValue) }
    default:
      do { descriptor = try .opening(path, .writeOnly) } catch {
        throw .unwritable(path: path, reason: "\(error)")
      }
    }
    buffer.reserveCapacity(Self.bufferSize)
  }

  deinit {
    if let pending {
      unlink(pending.temporary)
      temporary_forget(place)
      file_close_aside(descriptor.rawValue)
    } else {
      try? descriptor.close()
    }
  }

  /// The file that a path names through links, whether it exists or not.
  private static func resolvingLinks(_ path: String) throws(Errno) -> String {
    var path = path
    // The system follows as many links.
    for _ in 0..<40 {
      if let resolved = realpath(path, nil) {
        defer { free(resolved) }
        return String(cString: resolved)
      }
      let content = [UInt8](unsafeUninitializedCapacity: Int(PATH_MAX)) { buffer, count in
        count = buffer.withMemoryRebound(to: CChar.self) { characters in
          characters.baseAddress.map { max(0, readlink(path, $0, characters.count)) } ?? 0
        }
      }
      if content.isEmpty { return path }
      let next = String(decoding: content, as: UTF8.self)
      let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
      path = next.hasPrefix("/") ? next : folder + next
    }
    throw .tooManySymbolicLinkLevels
  }

  private static func openTemporary(beside target: String) throws -> (
    FileDescriptor, String, place: Int32
  ) {
    let directory = target.lastIndex(of: "/").map { target[...$0] } ?? ""
    for attempt in 0..<1000 {
      let temporary = "\(directory).sgdb-\(getpid())-\(attempt).tmp"
      // Named before it is there, so that no signal comes between.
      let place = temporary_add(temporary)
      do {
        let descriptor = try FileDescriptor.opening(
          temporary, .writeOnly, options: [.create, .exclusiveCreate])
        return (descriptor, temporary, place)
      } catch {
        temporary_forget(place)
        guard error as? Errno == .fileExists else { throw error }
      }
    }
    throw Errno.fileExists
  }

  /// Appends bytes.
  package func append(_ bytes: some Sequence<UInt8>) throws(FileError) {
    buffer.append(contentsOf: bytes)
    if buffer.count >= Self.bufferSize { try flush() }
  }

  /// Appends text as UTF-8.
  package func append(_ text: String) throws(FileError) {
    try append(text.utf8)
  }

  /// Starts writing a part of the appended bytes to the disk, so that ``commit()`` waits less.
  ///
  /// - Returns: Whether there is more.
  package func writeBack() throws(FileError) -> Bool {
    try flush()
    guard pending != nil, writtenBack < handedOver else { return false }
    file_write_back(descriptor.rawValue, writtenBack, Self.part)
    writtenBack += Self.part
    return writtenBack < handedOver
  }

  /// Makes the appended bytes the content of the file.
  ///
  /// - Throws: ``FileError``; the old content then stays.
  package func commit() throws(FileError) {
    try flush()
    guard let pending else { return }
    // Renaming would wait until the replaced file is freed; holding it open avoids that.
    let replaced = try? FileDescriptor.opening(pending.target, .readOnly, options: .nonBlocking)
    defer { if let replaced { file_close_aside(replaced.rawValue) } }
    // A disk may only find out here that it is full.
    guard fsync(descriptor.rawValue) == 0, rename(pending.temporary, pending.target) == 0 else {
      throw .unwritable(path: path, reason: "\(Errno(rawValue: errno))")
    }
    temporary_forget(place)
    self.pending = nil
  }

  private func flush() throws(FileError) {
    do { try descriptor.writeWaiting(buffer) } catch {
      throw .unwritable(path: path, reason: "\(error)")
    }
    handedOver += buffer.count
    buffer.removeAll(keepingCapacity: true)
  }
}
