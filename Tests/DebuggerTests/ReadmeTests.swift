import Foundation
import TestSupport
import Testing

@testable import Debugger

@Suite("README and the pages it links to")
struct ReadmeTests {
  private static let readme = "README.md"

  /// The pages for people.
  private static let pages =
    [readme, "CONTRIBUTING.md", "CHANGELOG.md"]
    + ((try? FileManager.default.contentsOfDirectory(atPath: Repository.file("docs").path)) ?? [])
    .filter { $0.hasSuffix(".md") }.sorted().map { "docs/\($0)" }

  @Test("README is short, and names how to start, how to test and the licence")
  func essentials() throws {
    let text = try Repository.text(Self.readme)
    let lines = text.components(separatedBy: "\n")
    #expect(lines.count < 150, "README.md has \(lines.count) lines; details belong in docs/")
    for essential in ["script/run", "script/test", "GPL-3.0-or-later", "Readline"] {
      #expect(text.contains(essential), "README.md does not name \(essential)")
    }
    let start = lines.prefix(20).joined(separator: "\n")
    #expect(start.contains("](docs/pictures/"), "README.md does not begin with a picture")
  }

  @Test("The first session has its true output; if not, it is rewritten and the test fails")
  func firstSession() throws {
    let prompt = "(sgdb) "
    var lines = try Repository.text(Self.readme).components(separatedBy: "\n")
    let start = try #require(lines.firstIndex { $0.hasPrefix(prompt) })
    let end = try #require(lines[start...].firstIndex(of: "```"))
    let commands = lines[start..<end].filter { $0.hasPrefix(prompt) }
    #expect(commands.count > 5)
    let session = Session(corpus: try Session.defaultCorpus())
    let transcript = commands.flatMap { line in
      let outcome = session.outcome(String(line.dropFirst(prompt.count)))
      #expect(outcome.failure == nil, "\(line)")
      return [line] + (outcome.output.isEmpty ? [] : outcome.output.components(separatedBy: "\n"))
    }
    lines.replaceSubrange(start..<end, with: transcript)
    try expectGolden(lines.joined(separator: "\n"), Self.readme, recording: .changed)
  }

  @Test("Links and paths on a page lead to files", arguments: pages)
  func links(page: String) throws {
    let text = try Repository.text(page)
    let folder = Repository.file(page).deletingLastPathComponent()
    for match in text.matches(of: /\]\(([^):#]+)(?:#[^)]*)?\)/) {
      let file = folder.appending(path: String(match.1)).standardizedFileURL.path
      #expect(FileManager.default.fileExists(atPath: file), "\(page) links to \(match.1)")
    }
    for match in text.matches(
      of: /`((?:Sources|Tests|Benchmarks|script|docs|corpora)\/[\w.+\/-]+)`/)
    {
      let path = String(match.1)
      #expect(
        FileManager.default.fileExists(atPath: Repository.file(path).path),
        "\(page) names \(path), which does not exist")
    }
  }

  @Test("Every page can be reached from README", arguments: pages.dropFirst())
  func reachable(page: String) throws {
    let isLinked = try Repository.text(Self.readme).contains("](\(page))")
    #expect(isLinked, "README.md does not link to \(page)")
  }
}
