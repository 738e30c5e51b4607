import Foundation
import TestSupport
import Testing

@testable import Debugger

@Suite("Pages of the reference")
struct PageTests {
  @Test(
    "A page has what the tables have; one that differs is written again, and the test fails",
    arguments: ReferencePage.all)
  func reference(page: ReferencePage) throws {
    try expectGolden(try page.updatedText(), page.path, recording: .changed)
  }

  @Test("Every plot has its picture on the page about plots", arguments: Plot.all)
  func pictures(plot: Plot) throws {
    let picture = "pictures/\(plot.name).svg"
    #expect(
      FileManager.default.fileExists(atPath: Repository.file("docs/\(picture)").path),
      "the plot '\(plot.name)' has no docs/\(picture); export it in script/pictures and run that")
    let isShown = try Repository.text("docs/plots.md").contains("](\(picture))")
    #expect(isShown, "docs/plots.md does not show \(picture)")
  }
}

/// A page with parts that are generated from tables of the program, between marks that name them.
struct ReferencePage: CustomTestStringConvertible {
  /// A generated part.
  typealias Part = (name: String, lines: [String])

  let path: String
  let parts: [Part]

  var testDescription: String { path }

  /// The page on file with its generated parts as the tables have them.
  ///
  /// - Throws: An error of the test if a mark is missing.
  func updatedText() throws -> String {
    var lines = try Repository.text(path).components(separatedBy: "\n")
    for part in parts {
      let start = try #require(
        lines.firstIndex(of: "<!-- \(part.name): generated -->"),
        "\(path) has no mark where '\(part.name)' begins")
      let end = try #require(
        lines[start...].firstIndex(of: "<!-- end -->"),
        "\(path) has no mark where '\(part.name)' ends")
      lines.replaceSubrange((start + 1)..<end, with: [""] + part.lines + [""])
    }
    return lines.joined(separator: "\n")
  }

  /// Every page with generated parts.
  static let all = [
    ReferencePage(
      path: "docs/commands.md",
      parts: [("overview", commandOverview), ("commands", Command.all.flatMap(section))]),
    ReferencePage(
      path: "docs/settings.md",
      parts: Setting.Kind.allCases.map { kind in
        (
          kind.rawValue,
          table(["setting", "description", "values"]) {
            Setting.all.filter { $0.kind == kind }
              .map { [code($0.name), $0.summary, $0.expected] }
          }
        )
      }),
    ReferencePage(
      path: "docs/expressions.md",
      parts: [
        (
          "symbols",
          table(["symbol", "meaning"]) { Symbol.all.map { [code($0.usage), $0.meaning] } }
        ),
        (
          "functions",
          table(["function", "value"]) {
            ExpressionFunction.all.map { [code($0.usage), $0.meaning] }
          }
        ),
      ]),
    ReferencePage(path: "docs/plots.md", parts: [("plots", Plot.all.flatMap(section))]),
    ReferencePage(
      path: "docs/files.md",
      parts: [
        (
          "files",
          table(["extension", "content"]) {
            FileKind.all.map { [$0.extensions.map(code).joined(separator: ", "), $0.content] }
          }
        )
      ]),
    ReferencePage(
      path: "docs/keys.md",
      parts: [
        (
          "layouts",
          table(["layout", "panes", "description"]) {
            PaneLayout.all.map { [code($0.name), code($0.text), $0.summary] }
          }
        ),
        ("keys", KeyCard.parts.flatMap(section)),
      ]),
  ]

  // MARK: Parts

  private static let commandOverview = Command.Group.allCases.flatMap { group in
    ["**\(group.rawValue)**", ""]
      + table(["command", "short", "description"]) {
        Command.all.filter { $0.group == group }.map { command in
          [
            "[\(code(command.name))](#\(command.name))",
            command.abbreviations.map(code).joined(separator: " "), command.summary,
          ]
        }
      } + [""]
  }

  private static func section(_ command: Command) -> [String] {
    let short = command.abbreviations.map(code).joined(separator: ", ")
    return ["### \(command.name)", ""]
      + block(command.usage.replacing("  |  ", with: "\n").components(separatedBy: "\n"))
      + [sentence(command.summary) + (short.isEmpty ? "" : " Short: \(short)."), ""]
      + (command.details.isEmpty ? [] : [text(command.details), ""])
      + (command.examples.isEmpty ? [] : ["Examples:", ""] + block(command.examples))
  }

  private static func section(_ plot: Plot) -> [String] {
    ["### \(plot.name)", ""] + block(plot.usage)
      + [sentence(plot.summary), "", text(plot.details), ""]
      + ["![\(plot.summary)](pictures/\(plot.name).svg)", ""]
  }

  private static func section(_ part: KeyCard.Part) -> [String] {
    ["### \(part.title)", ""]
      + table(["key", "description"]) { part.rows.map { [code($0.keys), $0.meaning] } } + [""]
  }

  // MARK: Markdown

  private static func code(_ text: String) -> String { "`\(text)`" }

  private static func block(_ lines: [String]) -> [String] { ["```"] + lines + ["```", ""] }

  private static func sentence(_ summary: String) -> String {
    text(summary.prefix(1).uppercased() + summary.dropFirst() + ".")
  }

  /// A text whose characters mean themselves outside of code.
  private static func text(_ text: String) -> String {
    text.components(separatedBy: "`").enumerated()
      .map { index, part in
        index.isMultiple(of: 2)
          ? part.replacing("*", with: "\\*").replacing("<", with: "\\<") : part
      }
      .joined(separator: "`")
  }

  private static func table(_ titles: [String], _ rows: () -> [[String]]) -> [String] {
    ([titles, titles.map { _ in "---" }] + rows()).map { cells in
      "| " + cells.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |"
    }
  }
}
