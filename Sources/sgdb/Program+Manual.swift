import ArgumentParser
import Debugger

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

extension Program {
  /// The manual page of this version.
  static func manual() throws -> String {
    let tool = try JSONDecoder().decode(Tool.self, from: Data(_dumpHelp().utf8))
    return Manual(
      flags: tool.command.arguments.filter { $0.kind != "positional" && $0.shouldDisplay }
        .map(\.flag), version: configuration.version
    ).text
  }

  /// The part of ArgumentParser's description of the flags that the manual needs.
  private struct Tool: Decodable {
    struct Command: Decodable {
      var arguments: [Argument]
    }

    var command: Command
  }

  private struct Argument: Decodable {
    struct Name: Decodable {
      var kind: String
      var name: String

      var typed: String { (kind == "long" ? "--" : "-") + name }
    }

    var kind: String
    var names: [Name]?
    var valueName: String?
    var abstract: String?
    var shouldDisplay: Bool

    var flag: Manual.Flag {
      Manual.Flag(
        names: (names ?? []).map(\.typed), value: kind == "option" ? valueName : nil,
        meaning: abstract ?? "")
    }
  }
}
