import Glibc
import SkipGram

/// The layout of a session file, all numbers little-endian.
///
///     magic     8 bytes, spoilt by any transfer as text
///     version   8 bytes
///     length    8 bytes: how many bytes of content follow
///     content   the head with its length before it, the embedded text, V, U row by row
///     checksum  8 bytes: the hash of everything before it
enum SessionFormat {
  static let magic: [UInt8] = [0x89] + Array("SGDBS".utf8) + [0x0D, 0x0A]
  static let version = 1
  /// What the name of a session file ends with.
  static let fileExtension = ".sgdbs"
  /// Bytes before the content.
  static let headerByteCount = 24
  /// Bytes after the content.
  static let checksumByteCount = 8
}

/// A path that means the same wherever it is read.
func absolutePath(_ path: String) -> String {
  guard let resolved = realpath(path, nil) else { return path }
  defer { free(resolved) }
  return String(cString: resolved)
}
