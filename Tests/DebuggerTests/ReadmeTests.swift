import Foundation
import TestSupport
import Testing

@testable import Debugger

@Suite("README")
struct ReadmeTests {
  private static let path = "README.md"

  /// The tables of the reference, by heading.
  private static let tables: [(heading: String, rows: [String])] = [
    (
      "## Commands",
      row(["command", "short", "what it does"]) + row(["---", "---", "---"])
        + Command.all.flatMap { command in
          row([
            code(command.usage), command.abbreviations.map { code($0) }.joined(separator: " "),
            command.summary,
          ])
        }
    ),
    (
      "## Settings",
      row(["setting", "kind", "what it is", "values"]) + row(["---", "---", "---", "---"])
        + Setting.all.flatMap { setting in
          row([
            code(setting.name), setting.kind.rawValue, setting.summary, setting.expected,
          ])
        }
    ),
    (
      "## Expressions",
      row(["symbol", "meaning"]) + row(["---", "---"])
        + Symbol.all.flatMap { row([code($0.usage), $0.meaning]) }
        + ExpressionFunction.all.flatMap { row([code($0.usage), $0.meaning]) }
    ),
    (
      "## Layouts",
      row(["layout", "panes", "what it shows"]) + row(["---", "---", "---"])
        + PaneLayout.all.flatMap { row([code($0.name), code($0.text), $0.summary]) }
    ),
    (
      "## Files",
      row(["extension", "content"]) + row(["---", "---"])
        + FileKind.all.flatMap { kind in
          row([kind.extensions.map { code($0) }.joined(separator: ", "), kind.content])
        }
    ),
    (
      "## Keys",
      row(["key", "what it does"]) + row(["---", "---"])
        + KeyCard.parts.flatMap { part in
          row(["*\(part.title)*", ""]) + part.rows.flatMap { row([code($0.keys), $0.meaning]) }
        }
    ),
  ]

  private static func code(_ text: String) -> String { "`\(text)`" }

  private static func row(_ cells: [String]) -> [String] {
    ["| " + cells.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |"]
  }

  @Test("The reference matches the tables; if not, it is rewritten and the test fails")
  func reference() throws {
    var lines = try Repository.text(Self.path).components(separatedBy: "\n")
    for (heading, rows) in Self.tables {
      let start = try #require(lines.firstIndex(of: heading))
      let end = lines[(start + 1)...].firstIndex { $0.hasPrefix("## ") } ?? lines.endIndex
      let text = lines[(start + 1)..<end].filter { !$0.hasPrefix("|") }
      var section = text
      while section.last == "" { section.removeLast() }
      lines.replaceSubrange((start + 1)..<end, with: section + [""] + rows + [""])
    }
    try expectGolden(lines.joined(separator: "\n"), Self.path, recording: .changed)
  }

  @Test("Every plot has its picture, and every picture is there")
  func pictures() throws {
    let text = try Repository.text(Self.path)
    for plot in Plot.all {
      let picture = "docs/pictures/\(plot.name).svg"
      #expect(text.contains("](\(picture))"))
      #expect(FileManager.default.fileExists(atPath: Repository.file(picture).path))
    }
  }

  @Test("The licence and the two commands are named")
  func essentials() throws {
    let text = try Repository.text(Self.path)
    for essential in ["GPL-3.0-or-later", "Readline", "script/run", "script/test"] {
      #expect(text.contains(essential))
    }
    #expect(text.components(separatedBy: "\n").prefix(30).contains { $0.hasPrefix("script/run") })
  }
}
