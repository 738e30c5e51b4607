extension Command {
  static let screenCommands: [Command] = [
    Command(
      name: "layout", usage: "layout [NAME]  |  layout new NAME PANE…", group: .screen,
      summary: "choose a layout (default: list them), or define one",
      details: """
        In `layout new`, panes are arranged from top to bottom; `+` puts panes side by side and \
        `/` puts one above another within a row. The transcript, where commands are typed, comes \
        last unless it is named. Choosing a layout resets the heights of panes.
        """,
      examples: [
        "layout", "layout gradients", "layout new mine corpus scores+center/outside transcript",
      ], arguments: [.layout, .choice([]), .panes], run: { try $0.layout() }),
    Command(
      name: "focus", usage: "focus [PANE]", group: .screen,
      summary: "choose the pane that PgUp, PgDn, Home and End scroll",
      details: "Without PANE, moves the focus to the next pane.",
      examples: ["focus scores", "focus transcript"], arguments: [.pane], run: { try $0.focus() }),
    Command(
      name: "winheight", usage: "winheight PANE [+|-]N", group: .screen,
      summary: "set the height of a pane to N rows, or change it by N",
      details: """
        Other panes may limit the height; panes side by side have the height of the highest. \
        `layout NAME` resets heights.
        """,
      examples: ["winheight transcript 8", "winheight scores +2"],
      arguments: [.pane, .choice([])], run: { try $0.setHeight() }),
    Command(
      name: "record", usage: "record FILE.cast  |  record off", group: .screen,
      summary: "start or end an asciinema recording",
      details: """
        Records the screen as it changes, or without panes the lines printed. The file is complete \
        after `record off` or when the program ends.
        """,
      examples: ["record run.cast", "record off"], arguments: [.file], run: { try $0.record() }),
    Command(
      name: "refresh", usage: "refresh", group: .screen, summary: "redraw the screen",
      run: {
        _ = try $0.arguments(atMost: 0)
        $0.session.request(.repaint)
      }),
  ]
}

extension Invocation {
  fileprivate func layout() throws {
    var reader = try reader()
    guard let first = reader.next() else { return session.report(session.layoutTable) }
    guard first.isKeyword("new") else {
      try reader.end()
      try session.assign(try Setting.named("layout"), first.text)
      session.screen.heights = [:]
      return
    }
    let name = try reader.next("a name").text
    if reader.rest.isEmpty { throw missing("a pane") }
    let layout = try PaneLayout(named: name, rows: reader.rest.map(\.text))
    session.screen.add(layout)
    session.report("layout \(layout.name): \(layout.text)")
  }

  fileprivate func focus() throws {
    guard let argument = try arguments(atMost: 1).first else { return session.screen.focusNext() }
    let pane = try Pane.named(argument.text)
    try session.requireSight(of: pane)
    session.screen.wantedFocus = pane
  }

  fileprivate func record() throws {
    let argument = try argument("a file, or off")
    try session.requireTrust(to: "record")
    if !argument.isKeyword("off") {
      try session.beginRecording(path: argument.text)
    } else if session.recording != nil {
      session.finishRecording()
    } else {
      throw CommandError.other("nothing is being recorded; `record FILE.cast` starts")
    }
  }

  fileprivate func setHeight() throws {
    var reader = try reader()
    let pane = try Pane.named(reader.next("a pane").text)
    let text = try reader.next("a number of rows").text
    try reader.end()
    let isChange = text.hasPrefix("+") || text.hasPrefix("-")
    guard let rows = Int(text), isChange || rows > 0, (-1000...1000).contains(rows) else {
      throw CommandError.badNumber(
        text, expected: "a number of rows, as 8, or a change, as +2 or -2")
    }
    try session.requireSight(of: pane)
    session.screen.setHeight(of: pane, to: isChange ? .change(rows) : .rows(rows))
  }
}

extension Session {
  /// A table of layouts; the current one is marked.
  fileprivate var layoutTable: String {
    let screen = self.screen
    return TextTable(
      rows: screen.layouts.map {
        [$0 == screen.layout ? "▸" : "", $0.name, $0.text, $0.summary]
      }
    ).text
  }

  /// Refuses a pane that is not on the screen, and names the layouts that show it.
  fileprivate func requireSight(of pane: Pane) throws {
    let screen = self.screen
    guard !screen.panes.contains(pane) else { return }
    let names = screen.layouts.filter { $0.panes.contains(pane) }.map { "`layout \($0.name)`" }
    let advice =
      names.isEmpty
      ? "`layout new NAME \(pane.rawValue)` would" : "\(names.joined(separator: ", ")) would"
    throw CommandError.other("the pane '\(pane.rawValue)' is not on the screen; \(advice) show it")
  }
}
