/// Why a file cannot be read or written.
public enum FileError: Error, Equatable, Sendable, CustomStringConvertible {
  /// There is no such file.
  case missing(path: String)
  /// The path names a directory.
  case directory(path: String)
  /// The system refuses to read it, for the reason it gives.
  case unreadable(path: String, reason: String)
  /// The system refuses to write it, for the reason it gives.
  case unwritable(path: String, reason: String)

  /// Which file, what is wrong, and what to try.
  public var description: String {
    switch self {
    case .missing(let path):
      "there is no file \(shown(path)); check the name and the directory you are in"
    case .directory(let path): "\(shown(path)) is a directory; name a file in it"
    case .unreadable(let path, let reason): "\(shown(path)) cannot be read: \(reason)"
    case .unwritable(let path, let reason): "\(shown(path)) cannot be written: \(reason)"
    }
  }

  private func shown(_ path: String) -> String { displayText(path.utf8) }
}
