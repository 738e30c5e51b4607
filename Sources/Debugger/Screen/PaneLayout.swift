/// An arrangement of panes on the screen.
///
/// As text, rows from top to bottom are separated by blanks; `+` puts panes side by side, and `/` one
/// above another within a row: `corpus scores+center/outside transcript`.
package struct PaneLayout: Equatable, Sendable {
  package let name: String
  /// A description, in a few words.
  package let summary: String
  /// Rows from top to bottom, of columns from left to right, of panes from top to bottom.
  package let rows: [[[Pane]]]

  /// Every pane, in the order the focus moves through them.
  package var panes: [Pane] { rows.flatMap { $0.flatMap { $0 } } }

  /// The layout as text.
  package var text: String {
    rows.map { row in
      row.map { $0.map(\.rawValue).joined(separator: "/") }.joined(separator: "+")
    }
    .joined(separator: " ")
  }
}

extension PaneLayout {
  package static let step = PaneLayout(
    name: "step", summary: "all parts of the pending update",
    rows: [[[.corpus]], [[.scores], [.center, .outside]], [[.loss]], [[.transcript]]])
  static let transcript = PaneLayout(
    name: "transcript", summary: "the output of commands alone", rows: [[[.transcript]]])

  /// The predefined layouts, in the order `layout` lists them.
  package static let all: [PaneLayout] = [
    step,
    PaneLayout(
      name: "scores", summary: "the forward pass",
      rows: [[[.corpus]], [[.scores]], [[.transcript]]]),
    PaneLayout(
      name: "gradients", summary: "the gradients, with as many components as fit",
      rows: [[[.corpus]], [[.center, .outside]], [[.transcript]]]),
    PaneLayout(
      name: "class", summary: "few panes for a projector, with the lesson",
      rows: [[[.corpus]], [[.lesson]], [[.scores], [.center]], [[.transcript]]]),
    PaneLayout(
      name: "derivation", summary: "the lines of the derivation above their numbers",
      rows: [
        [[.corpus]], [[.derivation]], [[.scores], [.center, .outside]], [[.transcript]],
      ]),
    PaneLayout(
      name: "debug", summary: "displays beside scores and gradient",
      rows: [
        [[.corpus]], [[.scores], [.center, .display]], [[.loss]], [[.transcript]],
      ]),
    PaneLayout(
      name: "plots", summary: "plots of the training",
      rows: [
        [[.corpus]], [[.projection], [.heat, .lossPlot]], [[.yhat], [.eta], [.samples]],
        [[.transcript]],
      ]),
    transcript,
  ]

  /// A layout defined by the user; the transcript, where commands are typed, is last if not named.
  ///
  /// - Parameters:
  ///   - name: Letters, digits and hyphens; not the name of a predefined layout.
  ///   - texts: Its rows as text.
  /// - Throws: ``CommandError`` for a wrong name or pane.
  init(named name: String, rows texts: [String]) throws {
    guard name.wholeMatch(of: /[A-Za-z0-9][A-Za-z0-9-]*/) != nil else {
      throw CommandError.other(
        "'\(name)' is not a valid name for a layout; use letters, digits and hyphens, as in my-layout"
      )
    }
    guard name != "new", !Self.all.contains(where: { $0.name == name }) else {
      throw CommandError.other("'\(name)' is predefined; choose another name")
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
      throw CommandError.other("pane '\(pane.rawValue)' is named twice")
    }
    if !panes.contains(.transcript) { rows.append([[.transcript]]) }
    self.init(name: name, summary: "user-defined", rows: rows)
  }
}
