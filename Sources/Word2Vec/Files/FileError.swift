/// Why a file cannot be read or written.
public enum FileError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The file does not exist.
  case missing(path: String)
  /// The path names a directory.
  case directory(path: String)
  /// The system refuses to read it, for the reason it gives.
  case unreadable(path: String, reason: String)
  /// The system refuses to write it, for the reason it gives.
  case unwritable(path: String, reason: String)

  /// The file, the problem and a remedy.
  public var description: String {
    switch self {
    case .missing(let path):
      "no such file: \(shown(path)); check the name and the current directory"
    case .directory(let path): "\(shown(path)) is a directory; name a file in it"
    case .unreadable(let path, let reason): "\(shown(path)) cannot be read: \(reason)"
    case .unwritable(let path, let reason): "\(shown(path)) cannot be written: \(reason)"
    }
  }

  private func shown(_ path: String) -> String { displayText(path.utf8) }
}
