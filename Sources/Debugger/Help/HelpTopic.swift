/// Help on a concept rather than a command.
package struct HelpTopic: Sendable {
  package let name: String
  /// A title, in a few words.
  package let title: String
  package let paragraphs: [String]
  /// Preformatted text below the paragraphs.
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
