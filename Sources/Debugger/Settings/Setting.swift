/// A setting, as `set`, `show`, `with`, completion, help, flags and session files use it.
package struct Setting: Sendable {
  /// The effect of a change on the run.
  package enum Kind: String, CaseIterable, Sendable {
    /// Part of the history from the pending window on.
    case training
    /// Starts over at window 0 with new parameters.
    case rebuilding
    /// Never part of the history.
    case interface
  }

  package let name: String
  package let kind: Kind
  /// A description, in a few words.
  package let summary: String
  /// The valid values, in words.
  package let expected: String
  /// Values to offer in completion.
  package let candidates: @Sendable (SettingsDraft) -> [String]
  /// Whether its value is the name of a file.
  package let takesFile: Bool
  /// Whether commands of somebody else's file may not change it.
  let needsTrust: Bool
  /// Its value in a session as `set` takes it.
  package let get: @Sendable (Session) -> String
  /// Its value in a draft as `set` takes it; `nil` if none was chosen.
  let text: @Sendable (SettingsDraft) -> String?
  /// The change of a draft for a value as typed; `nil` if the value is not valid.
  private let parse: @Sendable (String, SettingsDraft) -> (@Sendable (inout SettingsDraft) -> Void)?

  /// A setting at a place of the draft.
  ///
  /// - Parameters:
  ///   - name: Its name.
  ///   - kind: What changing it does to the run.
  ///   - summary: A description, in a few words.
  ///   - values: Its values.
  ///   - path: Its place in the draft.
  ///   - needsTrust: Whether commands of somebody else's file may not change it.
  ///   - standard: The value that a session uses by default.
  init<Value>(
    _ name: String, _ kind: Kind, _ summary: String, _ values: SettingValues<Value>,
    _ path: WritableKeyPath<SettingsDraft, Value> & Sendable, needsTrust: Bool = false,
    standard: @escaping @Sendable (Session) -> Value? = { _ in nil }
  ) {
    self.name = name
    self.kind = kind
    self.summary = summary
    expected = values.description
    candidates = values.candidates
    takesFile = values.areFiles
    self.needsTrust = needsTrust
    get = { values.text($0.settings[keyPath: path]) ?? standard($0).flatMap(values.text) ?? "" }
    text = { values.text($0[keyPath: path]) }
    parse = { text, draft in
      guard let value = values.parse(text, draft) else { return nil }
      return { $0[keyPath: path] = value }
    }
  }

  /// The setting of a name, exact or as an unambiguous prefix.
  package static func named(_ name: String) throws -> Setting {
    try aliased(name) ?? lookUp(name, in: all, kind: .setting, by: \.name)
  }

  /// Assigns a value as typed in a draft.
  ///
  /// - Throws: ``CommandError/badValue(setting:value:expected:)``; the draft is unchanged then.
  func assign(_ text: String, to draft: inout SettingsDraft) throws {
    guard let change = parse(text, draft) else {
      throw CommandError.badValue(setting: name, value: text, expected: expected)
    }
    change(&draft)
  }
}
