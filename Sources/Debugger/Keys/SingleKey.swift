/// A key that is a command by itself while single keys are on: declared once, as ``PaneKey``.
package struct SingleKey: Equatable, Sendable {
  package let key: Character
  /// The command it runs; `nil` goes back to the line.
  package let command: String?
  /// What it does, in a word or two.
  package let summary: String

  /// Every such key; any other one opens the line for a single command.
  package static let all: [SingleKey] = [
    SingleKey(key: "q", command: nil, summary: "leave"),
    SingleKey(key: "s", command: "step", summary: "step"),
    SingleKey(key: "i", command: "stepi", summary: "stepi"),
    SingleKey(key: "c", command: "continue", summary: "continue"),
    SingleKey(key: "t", command: "toggle", summary: "toggle"),
    SingleKey(key: "d", command: "derive next", summary: "derive next"),
    SingleKey(key: "S", command: "back", summary: "step back"),
    SingleKey(key: "C", command: "reverse-continue", summary: "run back"),
  ]
}
