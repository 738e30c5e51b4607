import Glibc
import Word2Vec

/// The layout of a session file, all numbers little-endian.
///
///     magic     8 bytes, changed by any transfer as text
///     version   8 bytes
///     length    8 bytes: the length of the content in bytes
///     content   sections
///     checksum  8 bytes: the hash of everything before it
///
/// A section is its name after the length of the name, a flag in 8 bytes, the length of its
/// content in 8 bytes, and its content. The flag tells whether the section is required; programs
/// skip unknown sections without the flag. Names are unique, and the order is free. The sections
/// are ``SessionSection/all`` and three that can be large:
///
///     text        the text of the corpus, where it cannot be read again
///     parameters  V, then U, row by row, in Float32
///     origin      those that the history begins with, unless settings determine them
///
/// The content of version 1 is a head after its length, the text if the head has its flag, and the
/// parameters; ``SavedSession/readVersion1(from:)`` reads the head.
enum SessionFormat {
  static let magic: [UInt8] = [0x89] + Array("SGDBS".utf8) + [0x0D, 0x0A]
  static let version = 2
  /// The extension of session files.
  static let fileExtension = ".sgdbs"
  /// Bytes before the content.
  static let headerByteCount = 24
  /// Bytes after the content.
  static let checksumByteCount = 8
  /// The names of the sections that are read and written in pieces.
  static let text = "text"
  static let parameters = "parameters"
  static let origin = "origin"
  /// The maximum length of a section that is read at once.
  static let sectionLimit = 1 << 28
  /// The maximum number of sections in a file.
  static let sectionCountLimit = 1000
  /// The maximum length of a section's name, in bytes.
  static let nameLimit = 64

  /// The start of a section, up to its content.
  static func sectionHeader(_ name: String, isRequired: Bool, byteCount: Int) -> [UInt8] {
    var header = BinaryEncoder()
    header.append(name)
    header.append(isRequired)
    header.append(byteCount)
    return header.bytes
  }
}

/// The absolute path of a file, with links resolved; the path itself if that fails.
func absolutePath(_ path: String) -> String {
  guard let resolved = realpath(path, nil) else { return path }
  defer { free(resolved) }
  return String(cString: resolved)
}
