/// One setting: declared once, read by `set`, `show`, `with`, completion, help, the flags and session
/// files.
package struct Setting: Sendable {
  /// What changing it does to the run.
  package enum Kind: String, CaseIterable, Sendable {
    /// Part of the record from the pending window on.
    case training
    /// Starts over at window 0 with new parameters.
    case rebuilding
    /// Never part of the record.
    case interface
  }

  package let name: String
  package let kind: Kind
  /// What it is, in a few words.
  package let summary: String
  /// The values it takes, in words.
  package let expected: String
  /// Values to offer in completion.
  package let candidates: @Sendable (SettingsDraft) -> [String]
  /// Whether its value is the name of a file.
  package let takesFile: Bool
  /// Its value in a session as `set` takes it.
  package let get: @Sendable (Session) -> String
  /// Its value in a draft as `set` takes it; `nil` where nothing was chosen.
  let text: @Sendable (SettingsDraft) -> String?
  /// The change that a value as typed makes to a draft; `nil` if the setting does not take it.
  private let parse: @Sendable (String, SettingsDraft) -> (@Sendable (inout SettingsDraft) -> Void)?

  /// A setting at a place of the draft.
  ///
  /// - Parameters:
  ///   - name: Its name.
  ///   - kind: What changing it does to the run.
  ///   - summary: What it is, in a few words.
  ///   - values: The values it takes.
  ///   - path: Where the draft has it.
  ///   - standard: The value that the session uses where nothing was chosen.
  init<Value>(
    _ name: String, _ kind: Kind, _ summary: String, _ values: SettingValues<Value>,
    _ path: WritableKeyPath<SettingsDraft, Value> & Sendable,
    standard: @escaping @Sendable (Session) -> Value? = { _ in nil }
  ) {
    self.name = name
    self.kind = kind
    self.summary = summary
    expected = values.description
    candidates = values.candidates
    takesFile = values.areFiles
    get = { values.text($0.settings[keyPath: path]) ?? standard($0).flatMap(values.text) ?? "" }
    text = { values.text($0[keyPath: path]) }
    parse = { text, draft in
      guard let value = values.parse(text, draft) else { return nil }
      return { $0[keyPath: path] = value }
    }
  }

  /// The setting of a name, exact or as an unambiguous prefix.
  package static func named(_ name: String) throws -> Setting {
    try lookUp(name, in: all, kind: .setting, by: \.name)
  }

  /// Puts a value as typed into a draft.
  ///
  /// - Throws: ``CommandError/badValue(setting:value:expected:)``; the draft is as it was then.
  func assign(_ text: String, to draft: inout SettingsDraft) throws {
    guard let change = parse(text, draft) else {
      throw CommandError.badValue(setting: name, value: text, expected: "it takes " + expected)
    }
    change(&draft)
  }
}
