/// A key that runs a command while single keys are on.
package struct SingleKey: Equatable, Sendable {
  package let key: Character
  /// The command it runs; `nil` goes back to the line.
  package let command: String?
  /// A description, in a word or two.
  package let summary: String

  /// All single keys; any other opens the line for one command.
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
