/// All keys, as `help keys` and the manual show them.
package enum KeyCard {
  /// A part of the card: a title, then keys with their meanings.
  package struct Part: Sendable {
    package let title: String
    package let rows: [(keys: String, meaning: String)]
  }

  package static let parts: [Part] = [
    Part(title: "Panes", rows: PaneKey.all.map { ($0.caps, $0.summary) }),
    Part(
      title: "Single keys, after C-x s",
      rows: SingleKey.all.map { (String($0.key), $0.summary) }
        + [
          ("Enter", "repeat the last command"),
          ("any other", "type one command"),
        ]),
    Part(
      title: "A long answer, open over the panes",
      rows: [("PgUp, PgDn", "scroll it; so do Home, End and the wheel")]
        + OverlayKey.allCases.map { ($0.caps, $0.summary) }
        + [("any other", "close it and type")]),
    Part(
      title: "Mouse, unless `set mouse off`",
      rows: [
        ("click", "give the pane the focus"),
        ("click on a word", "print its center vector, in the corpus and score panes"),
        ("wheel", "scroll the pane under the pointer"),
        ("Shift and mouse", "select text, as the terminal does"),
      ]),
    Part(
      title: "Line",
      rows: [
        ("TAB", "complete a command, setting, word, symbol or file"),
        ("Enter", "on an empty line, repeat the last command"),
        ("Up, C-r", "earlier lines, one by one or by search"),
        ("C-c", "drop the line, or stop a run at a window"),
        ("C-d", "on an empty line, quit"),
      ]),
  ]

  /// The card as text.
  package static var text: String {
    let width = parts.flatMap(\.rows).map { columnWidth(of: $0.keys) }.max() ?? 0
    return parts.map { part in
      ([part.title + ":"]
        + part.rows.map { row in
          let gap = String(repeating: " ", count: width - columnWidth(of: row.keys))
          return "  \(row.keys)\(gap)  \(row.meaning)"
        })
        .joined(separator: "\n")
    }
    .joined(separator: "\n")
  }
}
