import Glibc

/// What a command may do with files and programs, by the file it comes from.
///
/// The user gives trust by the way a file is opened; no command of the file raises it.
package enum Trust: Equatable, Sendable {
  /// The user typed the command, or runs the script that contains it.
  case full
  /// Somebody else wrote the command: it writes no file and runs no program, and it reads only regular
  /// files beneath the folder, or none where there is no folder.
  case limited(folder: String?)
  /// The line comes out of a session file: it can only set breakpoints.
  case breakpoints

  /// The trust in the commands of somebody else's file.
  ///
  /// The root and the home directory hold more than belongs to the file, so neither is a folder to
  /// read from.
  static func limited(toFolderOf file: String) -> Trust {
    limited(to: file.lastIndex(of: "/").map { String(file[...$0]) } ?? ".")
  }

  /// The trust in commands that may read beneath a folder.
  static func limited(to folder: String) -> Trust {
    let folder = absolutePath(folder)
    let home = getenv("HOME").map { absolutePath(String(cString: $0)) }
    return .limited(folder: folder == "/" || folder == home ? nil : folder)
  }

  /// The trust in the commands of breakpoints that a line sets.
  var ofCommands: Trust { self == .breakpoints ? .limited(folder: nil) : self }

  /// The lesser of two trusts.
  func lesser(_ other: Trust) -> Trust { self == .full ? other : self }
}
