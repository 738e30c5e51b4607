import Corpora
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

  /// Lets sessions load the bundled texts that are files, where the tests were built elsewhere:
  /// they are looked for in the folders above the program.
  package static func linkCorpora() { _ = corporaLink }

  private static let corporaLink: Void = {
    guard BundledTexts.path(ofFile: "royals.txt") == nil else { return }
    let program = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    try? FileManager.default.createSymbolicLink(
      at: program.deletingLastPathComponent().appending(path: "corpora"),
      withDestinationURL: file("corpora"))
  }()
}
