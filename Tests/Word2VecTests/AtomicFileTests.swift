import Foundation
import TestSupport
import Testing

@testable import Word2Vec

@Suite("Files replaced as a whole")
struct AtomicFileTests {
  @Test("Whether replaced or given up, nothing of a file stays open, and what is there is whole")
  func descriptors() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("file")
    for round in 0..<20 {
      let file = try AtomicFile(path: path)
      try file.append(String(repeating: "\(round)", count: 1 << 18))
      if round % 3 != 1 { try file.commit() }
      let lines = try String(contentsOfFile: path, encoding: .utf8)
      #expect(lines == String(repeating: "\(round % 3 == 1 ? round - 1 : round)", count: 1 << 18))
    }
    let names = folder.names
    #expect(names == ["file"])
    // Large files are closed aside.
    for _ in 0..<100 where !openFiles(below: folder.path).isEmpty {
      usleep(10_000)
    }
    let open = openFiles(below: folder.path)
    #expect(open.isEmpty)
  }

  @Test("A link is written through, also to a file that is not there yet")
  func links() throws {
    let folder = try TemporaryFolder()
    _ = try folder.write("", to: "in/other")
    for (link, target) in [
      ("a", "b"), ("b", folder.file("in/c")), ("in/d", "e"), ("f", "in/d"),
    ] {
      try FileManager.default.createSymbolicLink(
        atPath: folder.file(link), withDestinationPath: target)
    }
    for (link, target) in [("a", "in/c"), ("f", "in/e"), ("a", "in/c")] {
      let file = try AtomicFile(path: folder.file(link))
      try file.append(link)
      try file.commit()
      #expect(try folder.text(target) == link)
      let type = try FileManager.default.attributesOfItem(atPath: folder.file(link))[.type]
      #expect(type as? FileAttributeType == .typeSymbolicLink)
    }
    for (link, target) in [("lost", "nowhere/x"), ("loop", "loop")] {
      try FileManager.default.createSymbolicLink(
        atPath: folder.file(link), withDestinationPath: target)
      #expect(throws: FileError.self) { try AtomicFile(path: folder.file(link)) }
    }
  }

  /// The files of this process that are or were in a folder.
  private func openFiles(below folder: String) -> [String] {
    let descriptors = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []
    return descriptors.compactMap {
      try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\($0)")
    }
    .filter { $0.contains(folder) }
  }
}
