import CReadline
import Glibc
import SystemPackage
import Word2Vec

/// The lines of this and earlier runs, in `$XDG_STATE_HOME/sgdb/history`.
///
/// Each line is written when it is entered, so that nothing is lost when the program is killed and
/// several programs can add to one file. Where the file cannot be written, lines are remembered
/// until the end of the run.
struct LineHistory {
  /// More lines than this are forgotten, oldest first.
  static let limit: Int32 = 10_000

  /// The file; `nil` to remember lines only in memory.
  let path: String?

  /// The history of the user, made if there is none.
  static func ofUser() -> LineHistory {
    guard let state = userDirectory("XDG_STATE_HOME", orInHome: ".local/state") else {
      return LineHistory(path: nil)
    }
    let directory = state + "/sgdb"
    makeDirectories(directory)
    let path = directory + "/history"
    let file = try? FileDescriptor.opening(
      path, .writeOnly, options: [.create, .append], permissions: .ownerReadWrite)
    try? file?.close()
    return LineHistory(path: file == nil ? nil : path)
  }

  /// Makes the lines of earlier runs available; after readline was started.
  func read() { line_history_read(path, Self.limit) }

  /// Remembers a line, unless it repeats the one before.
  func add(_ line: String) { line_history_add(line, path) }
}

/// A directory of the XDG base directory specification: that of an environment variable if it is
/// absolute, else a place in the home directory.
package func userDirectory(_ variable: String, orInHome place: String) -> String? {
  if let value = getenv(variable).map({ String(cString: $0) }), value.hasPrefix("/") {
    return value
  }
  return getenv("HOME").map { String(cString: $0) + "/" + place }
}

/// Makes a directory and those it lies in, for the user alone.
private func makeDirectories(_ path: String) {
  var made = ""
  for part in path.split(separator: "/") {
    made += "/" + part
    mkdir(made, 0o700)
  }
}
