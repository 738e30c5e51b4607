/// The values of a setting: their description, completion, parsing and printing.
struct SettingValues<Value: Sendable>: Sendable {
  /// The values in words.
  let description: String
  /// Values to offer in completion.
  var candidates: @Sendable (SettingsDraft) -> [String] = { _ in [] }
  /// Whether a value is the name of a file.
  var areFiles = false
  /// The value of a text, or `nil` if it has none.
  ///
  /// A layout is one of those in the draft.
  let parse: @Sendable (String, SettingsDraft) -> Value?
  /// A value as it is typed; `nil` if none was chosen.
  let text: @Sendable (Value) -> String?

  /// The values of a setting that need not be chosen.
  static func optional<Wrapped>(_ values: SettingValues<Wrapped>) -> SettingValues
  where Value == Wrapped? {
    SettingValues(
      description: values.description, candidates: values.candidates, areFiles: values.areFiles,
      parse: { values.parse($0, $1).map(Optional.some) }, text: { $0.flatMap(values.text) })
  }
}

extension SettingValues {
  /// Values with names.
  private static func named(
    _ names: [String], _ value: @escaping @Sendable (String) -> Value?,
    text: @escaping @Sendable (Value) -> String
  ) -> SettingValues {
    SettingValues(
      description: "one of \(names.joined(separator: ", "))", candidates: { _ in names },
      parse: { text, _ in NameMatch(text, in: names, by: \.self).value.flatMap(value) }, text: text)
  }
}

extension SettingValues where Value: RawRepresentable<String> & CaseIterable {
  /// The cases of an enumeration.
  static var choice: SettingValues {
    named(Value.allCases.map(\.rawValue), Value.init(rawValue:), text: \.rawValue)
  }
}

extension SettingValues<Bool> {
  static let toggle = named(["off", "on"], { $0 == "on" }, text: { $0 ? "on" : "off" })
}

extension SettingValues where Value: FixedWidthInteger {
  /// The whole numbers of a range; one up to `Int.max` is described without an upper bound.
  static func integer(_ range: ClosedRange<Value>) -> SettingValues {
    let isOpen = range.upperBound == Value(clamping: Int.max)
    return SettingValues(
      description: isOpen
        ? "a whole number, at least \(range.lowerBound)"
        : "a whole number from \(range.lowerBound) to \(range.upperBound)",
      parse: { text, _ in Value(text).flatMap { range.contains($0) ? $0 : nil } },
      text: { "\($0)" })
  }
}

extension SettingValues<Double> {
  /// The finite numbers that a condition accepts.
  static func number(
    _ description: String, _ accepts: @escaping @Sendable (Double) -> Bool
  ) -> SettingValues {
    SettingValues(
      description: description,
      parse: { text, _ in Double(text).flatMap { $0.isFinite && accepts($0) ? $0 : nil } },
      text: exactly)
  }
}

extension SettingValues<String?> {
  /// The name of a file, or `off`.
  static let file = SettingValues(
    description: "a file, or off", candidates: { _ in ["off"] }, areFiles: true,
    parse: { text, _ in text.isEmpty ? nil : .some(text == "off" ? nil : text) },
    text: { $0 ?? "off" })
}

extension SettingValues<PaneLayout> {
  /// The name of a layout, also one defined by the user.
  static let layout = SettingValues(
    description:
      "one of \(PaneLayout.all.map(\.name).joined(separator: ", ")), or one defined by `layout new`",
    candidates: { $0.interface.screen.layouts.map(\.name) },
    parse: { text, draft in NameMatch(text, in: draft.interface.screen.layouts, by: \.name).value },
    text: \.name)
}
