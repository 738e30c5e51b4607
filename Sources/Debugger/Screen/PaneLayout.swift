/// Which panes share the screen, and how they stand.
///
/// In writing, panes below each other are separated by blanks; `+` puts panes beside each other, and
/// `/` one above another within such a row: `corpus scores+center/outside transcript`.
package struct PaneLayout: Equatable, Sendable {
  package let name: String
  /// What it is for, in a few words.
  package let summary: String
  /// From top to bottom, rows of columns from left to right, each of panes from top to bottom.
  package let rows: [[[Pane]]]

  /// Every pane, in the order the focus moves through them.
  package var panes: [Pane] { rows.flatMap { $0.flatMap { $0 } } }

  /// The panes as they are written.
  package var text: String {
    rows.map { row in
      row.map { $0.map(\.rawValue).joined(separator: "/") }.joined(separator: "+")
    }
    .joined(separator: " ")
  }
}

extension PaneLayout {
  package static let step = PaneLayout(
    name: "step", summary: "all that the pending update is made of",
    rows: [[[.corpus]], [[.scores], [.center, .outside]], [[.loss]], [[.transcript]]])
  static let transcript = PaneLayout(
    name: "transcript", summary: "what commands print, and nothing else", rows: [[[.transcript]]])

  /// The layouts there always are, in the order `layout` lists them.
  package static let all: [PaneLayout] = [
    step,
    PaneLayout(
      name: "scores", summary: "the forward pass",
      rows: [[[.corpus]], [[.scores]], [[.transcript]]]),
    PaneLayout(
      name: "gradients", summary: "the gradients, with as many components as fit",
      rows: [[[.corpus]], [[.center, .outside]], [[.transcript]]]),
    PaneLayout(
      name: "derivation", summary: "the lines of the derivation above the numbers they speak of",
      rows: [
        [[.corpus]], [[.derivation]], [[.scores], [.center, .outside]], [[.transcript]],
      ]),
    PaneLayout(
      name: "debug", summary: "what `display` shows, beside scores and gradient",
      rows: [
        [[.corpus]], [[.scores], [.center, .display]], [[.loss]], [[.transcript]],
      ]),
    PaneLayout(
      name: "plots", summary: "training as pictures",
      rows: [
        [[.corpus]], [[.projection], [.heat, .lossPlot]], [[.yhat], [.eta], [.samples]],
        [[.transcript]],
      ]),
    transcript,
  ]

  /// A layout of one's own; the transcript, where commands are typed, comes last if it is not named.
  ///
  /// - Parameters:
  ///   - name: Letters, digits and hyphens; no name of a layout that there always is.
  ///   - texts: Its rows as they are written.
  /// - Throws: ``CommandError`` that says which name or pane is wrong.
  init(named name: String, rows texts: [String]) throws {
    guard name.wholeMatch(of: /[A-Za-z0-9][A-Za-z0-9-]*/) != nil else {
      throw CommandError.other(
        "'\(name)' cannot name a layout: letters, digits and hyphens can, as in my-layout")
    }
    guard name != "new", !Self.all.contains(where: { $0.name == name }) else {
      throw CommandError.other("'\(name)' is taken; a layout of your own needs another name")
    }
    var rows = try texts.map { text in
      try text.split(separator: "+", omittingEmptySubsequences: false).map { column in
        try column.split(separator: "/", omittingEmptySubsequences: false).map {
          try Pane.named(String($0))
        }
      }
    }
    let panes = rows.joined().joined()
    for pane in Set(panes) where panes.count(where: { $0 == pane }) > 1 {
      throw CommandError.other("the pane '\(pane.rawValue)' is named twice")
    }
    if !panes.contains(.transcript) { rows.append([[.transcript]]) }
    self.init(name: name, summary: "your own", rows: rows)
  }
}
