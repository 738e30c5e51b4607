import TestSupport
import Testing

/// Rules that keep tables complete: help, completion, pages and tests read nothing but tables.
@Suite("Tables")
struct TableTests {
  /// The tables by the type of their rows, with the file that lists all of them.
  private static let tables = [
    ("Command", "Sources/Debugger/Commands/CommandTable.swift"),
    ("Setting", "Sources/Debugger/Settings/SettingTable.swift"),
    ("Symbol", "Sources/Debugger/Expression/SymbolTable.swift"),
    ("Plot", "Sources/Debugger/Plots/Plot.swift"),
    ("PaneLayout", "Sources/Debugger/Screen/PaneLayout.swift"),
    ("PaneView", "Sources/Panes/Views/PaneView.swift"),
  ]

  @Test("Rows that are declared are in their table", arguments: tables)
  func rows(type: String, path: String) throws {
    let code = try SourceFile(path).code
    let start = try #require(
      code.firstIndex { $0.contains("static let all: [\(type)]") }, "\(path) has no \(type).all")
    let all = code[start...].prefix { $0.contains(/[^\s}]/) }.joined(separator: " ")
    let listed = Set(all.matches(of: /\w+/).map { String($0.output) })
    let declaration = try Regex(
      #"static let (\w+)(?:: \[\#(type)\] =| = \#(type)\()"#, as: (Substring, Substring).self)
    for file in SourceFile.all {
      for match in file.code.compactMap({ $0.firstMatch(of: declaration) }) {
        let name = String(match.output.1)
        #expect(
          name == "all" || listed.contains(name),
          "\(name) in \(file.path) is not in \(type).all; add it in \(path)")
      }
    }
  }

  /// Files whose structs store the values of settings.
  private static let settingStorage = [
    "Sources/Word2Vec/Training/Hyperparameters.swift",
    "Sources/Debugger/Settings/InterfaceSettings.swift",
    "Sources/Debugger/Settings/SettingsDraft.swift",
  ]

  @Test("Settings are read where something is computed or shown", arguments: settingStorage)
  func settingsAreRead(path: String) throws {
    let readers = SourceFile.all.filter {
      $0.path != path && $0.path != "Sources/Debugger/Settings/SettingTable.swift"
    }
    let words = Set(
      readers.flatMap(\.code).flatMap { $0.matches(of: /\w+/).map { String($0.output) } })
    for line in try SourceFile(path).code {
      guard let match = line.firstMatch(of: /^  (?:public|package) var (\w+)(?!.*\{)/) else {
        continue
      }
      let name = String(match.output.1)
      let isRead = words.contains(name)
      #expect(isRead, "nothing reads the setting '\(name)' of \(path)")
    }
  }
}
