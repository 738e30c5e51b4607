import Foundation
import TestSupport
import Testing

/// The pictures that pages show.
struct PicturesTests {
  @Test("They are those that script/pictures makes, all of them and no others")
  func pictures() async throws {
    let root = Repository.root.path
    let folder = try TemporaryFolder()
    let result = try await Tool.named("bash").run(
      [root + "/script/pictures", folder.file("made")],
      environment: [
        "PATH": "/usr/bin:/bin", "HOME": folder.path, "LANG": "C.UTF-8", "SGDB": BuiltProgram.path,
      ])
    try #require(result.status == 0, "\(result.errors)")
    let made = try FileManager.default.contentsOfDirectory(atPath: folder.file("made")).sorted()
    let kept = root + "/docs/pictures"
    #expect(try FileManager.default.contentsOfDirectory(atPath: kept).sorted() == made)
    let pages = try ["README.md", "docs/plots.md"].map { try Repository.text($0) }.joined()
    for name in made {
      #expect(pages.contains("pictures/\(name))"), "no page shows \(name)")
      let isSame = try folder.text("made/\(name)") == readFile("\(kept)/\(name)")
      #expect(isSame, "\(name) has changed: look at what script/pictures makes of it")
    }
  }
}
