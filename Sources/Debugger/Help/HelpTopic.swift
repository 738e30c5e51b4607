/// Help on a concept rather than a command.
package struct HelpTopic: Sendable {
  package let name: String
  /// What it is about, in a few words.
  package let title: String
  package let paragraphs: [String]
  /// What stands below the paragraphs as it is.
  package var card = ""
  /// Commands to try.
  package let examples: [String]

  /// The whole topic, ending with commands to try.
  package var text: String {
    ([title] + paragraphs.map(wrapped) + (card.isEmpty ? [] : [card]) + [
      "try:\n" + examples.map { "  " + $0 }.joined(separator: "\n")
    ])
    .joined(separator: "\n")
  }
}
