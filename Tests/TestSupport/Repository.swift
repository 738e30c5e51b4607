import Foundation

/// The repository that the tests belong to, wherever they were built.
package enum Repository {
  /// Its top folder.
  package static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// A file, or a folder, by its path from the top.
  package static func file(_ path: String) -> URL { root.appending(path: path) }

  /// The text of a file, by its path from the top.
  package static func text(_ path: String) throws -> String {
    try String(contentsOf: file(path), encoding: .utf8)
  }
}
