import Foundation

/// A folder for files of a target; it goes away with its owner.
final class ScratchFolder {
  private let path: String

  init() throws {
    path = NSTemporaryDirectory() + "/sgdb-fuzz-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  /// The path of a file.
  func file(_ name: String) -> String { path + "/" + name }

  /// Writes a file and returns its path.
  func write(_ bytes: some Sequence<UInt8>, to name: String) throws -> String {
    let path = file(name)
    try Data(bytes).write(to: URL(filePath: path))
    return path
  }

  /// Removes a file, if it is there.
  func remove(_ name: String) {
    try? FileManager.default.removeItem(atPath: file(name))
  }

  /// The bytes of a file.
  func bytes(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(filePath: file(name))))
  }
}
