import ArgumentParser
import Debugger
import Testing

@testable import sgdb

@Suite("Initial settings")
struct InitialSettingsTests {
  @Test("Every flag names a setting, and its value is for that setting")
  func flags() throws {
    let words = InitialSettings.helpMessage().split { $0.isWhitespace || $0 == "," }
    let flags = words.filter { $0.hasPrefix("--") && $0 != "--help" }.map { $0.dropFirst(2) }
    #expect(flags.count > 10)
    for flag in flags.map(String.init) {
      #expect(Setting.all.contains { $0.name == flag }, "\(flag)")
      let typed = try InitialSettings.parse(["--\(flag)", "-1"]).typed
      #expect(typed == [InitialSetting(name: flag, value: "-1")])
    }
  }
}
