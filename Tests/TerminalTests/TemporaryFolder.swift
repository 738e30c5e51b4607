import Foundation

/// A folder that goes away, with all in it, when this value does.
final class TemporaryFolder {
  let path: String

  init() throws {
    // Short, because the name of a socket may have no more than about a hundred bytes.
    var template = Array("/tmp/sgdb-XXXXXX".utf8CString)
    guard let made = mkdtemp(&template) else { throw SystemError(call: "mkdtemp", number: errno) }
    path = String(cString: made)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  /// Writes a file into the folder, which may name one folder more, and returns its path.
  func write(_ text: String, to name: String) throws -> String {
    let parts = name.split(separator: "/")
    if parts.count > 1 { mkdir("\(path)/\(parts[0])", 0o700) }
    let file = "\(path)/\(name)"
    guard let stream = fopen(file, "w") else { throw SystemError(call: file, number: errno) }
    defer { fclose(stream) }
    var bytes = Array(text.utf8)
    fwrite(&bytes, 1, bytes.count, stream)
    return file
  }
}
