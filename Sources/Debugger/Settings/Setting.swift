import SkipGram

/// One setting: declared once, read by `set`, `show`, `with`, completion, help and the flags.
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

  /// What values it takes.
  package enum Values: Sendable {
    case choice([String])
    case integer(ClosedRange<Int>)
    case number(String, @Sendable (Double) -> Bool)
    /// The name of a file, or `off`.
    case file
    /// The name of a layout; the user's own are among them.
    case layout

    /// The values in words.
    package var description: String {
      switch self {
      case .choice(let names): "one of \(names.joined(separator: ", "))"
      case .integer(let range):
        range.upperBound == Int.max
          ? "a whole number from \(range.lowerBound) on"
          : "a whole number from \(range.lowerBound) to \(range.upperBound)"
      case .number(let text, _): text
      case .file: "a file, or off"
      case .layout:
        "one of \(PaneLayout.all.map(\.name).joined(separator: ", ")), or one of your own"
      }
    }

    /// Values to offer in completion.
    package func candidates(in session: Session) -> [String] {
      switch self {
      case .choice(let names): names
      case .file: ["off"]
      case .layout: session.screen.layouts.map(\.name)
      case .integer, .number: []
      }
    }
  }

  package let name: String
  package let kind: Kind
  /// What it is, in a few words.
  package let summary: String
  package let values: Values
  /// Its value as `set` takes it.
  package let get: @Sendable (Session) -> String
  /// Puts a checked value into a draft of all settings.
  let put: @Sendable (inout SettingsDraft, Value) -> Void

  /// A value of one of the kinds that `Values` describes.
  enum Value {
    case choice(String)
    case integer(Int)
    case number(Double)
    case file(String?)
    case layout(PaneLayout)
  }

  /// The setting of a name, exact or as an unambiguous prefix.
  package static func named(_ name: String) throws -> Setting {
    if let exact = all.first(where: { $0.name == name }) { return exact }
    let matches = all.filter { $0.name.hasPrefix(name) }
    guard let match = matches.first, matches.count == 1 else {
      guard matches.isEmpty else {
        throw CommandError.ambiguousSetting(name, candidates: matches.map(\.name))
      }
      throw CommandError.unknownSetting(
        name, nearest: nearestName(to: name, among: all.lazy.map(\.name)))
    }
    return match
  }

  /// Puts a value as typed into a draft, or says why it is none.
  func assign(_ text: String, to draft: inout SettingsDraft) throws {
    func reject() -> CommandError {
      .badValue(setting: name, value: text, expected: "it takes " + values.description)
    }
    switch values {
    case .choice(let names):
      let matches = names.contains(text) ? [text] : names.filter { $0.hasPrefix(text) }
      guard let match = matches.first, matches.count == 1, !text.isEmpty else { throw reject() }
      put(&draft, .choice(match))
    case .integer(let range):
      guard let value = Int(text), range.contains(value) else { throw reject() }
      put(&draft, .integer(value))
    case .number(_, let accepts):
      guard let value = Double(text), value.isFinite, accepts(value) else { throw reject() }
      put(&draft, .number(value))
    case .file:
      guard !text.isEmpty else { throw reject() }
      put(&draft, .file(text == "off" ? nil : text))
    case .layout:
      let layouts = draft.interface.screen.layouts
      let exact = layouts.filter { $0.name == text }
      let matches = exact.isEmpty ? layouts.filter { $0.name.hasPrefix(text) } : exact
      guard matches.count == 1, !text.isEmpty else { throw reject() }
      put(&draft, .layout(matches[0]))
    }
  }
}

/// All settings at once, to be changed as a whole or not at all.
package struct SettingsDraft: Equatable, Sendable {
  package var hyperparameters: Hyperparameters
  package var text: TextSettings
  package var interface: InterfaceSettings
}

/// How a text becomes a vocabulary.
package struct TextSettings: Equatable, Sendable {
  /// How lines are taken apart into words.
  package var tokenization = Tokenization.words
  /// The least count of a word in the vocabulary; `nil` leaves the choice to the corpus's size.
  package var minimumCount: Int?

  package init() {}
}
