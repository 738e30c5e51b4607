import Glibc
import SkipGram

/// The layout of a session file, all numbers little-endian.
///
///     magic     8 bytes, spoilt by any transfer as text
///     version   8 bytes
///     length    8 bytes: how many bytes of content follow
///     content   sections
///     checksum  8 bytes: the hash of everything before it
///
/// A section is its name with the length before it, a flag in 8 bytes, its length in 8 bytes, and as
/// many bytes. The flag says whether a program has to know the section to use the file; one that does
/// not know a section without the flag passes over it. No name comes twice, and the order is free.
/// The sections are those of ``SessionSection/all``, and two that can be large:
///
///     text        the text of the corpus, where it cannot be read again
///     parameters  V, then U, row by row, in Float32
///
/// The content of version 1 is a head with its length before it, the text if the head says so, and
/// the parameters; ``SavedSession/readVersion1(from:)`` reads the head.
enum SessionFormat {
  static let magic: [UInt8] = [0x89] + Array("SGDBS".utf8) + [0x0D, 0x0A]
  static let version = 2
  /// What the name of a session file ends with.
  static let fileExtension = ".sgdbs"
  /// Bytes before the content.
  static let headerByteCount = 24
  /// Bytes after the content.
  static let checksumByteCount = 8
  /// The names of the sections that are read and written piece by piece.
  static let text = "text"
  static let parameters = "parameters"
  /// The most bytes of a section that is read as a whole.
  static let sectionLimit = 1 << 28
  /// The most sections of a file.
  static let sectionCountLimit = 1000
  /// The most bytes of a section's name.
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

/// A path that means the same wherever it is read.
func absolutePath(_ path: String) -> String {
  guard let resolved = realpath(path, nil) else { return path }
  defer { free(resolved) }
  return String(cString: resolved)
}
