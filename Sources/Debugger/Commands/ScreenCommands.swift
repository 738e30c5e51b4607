extension Command {
  static let screenCommands: [Command] = [
    Command(
      "layout", usage: "layout [NAME]  |  layout new NAME PANE…", group: .screen,
      summary: "list the layouts, choose one, or make one of your own",
      details: """
        In a layout of your own, panes stand below each other in the order they are named; `+` \
        puts panes beside each other and `/` one above another within such a row. The transcript, \
        where commands are typed, comes last unless you name it. Choosing a layout gives every \
        pane its usual height.
        """,
      examples: [
        "layout", "layout gradients", "layout new mine corpus scores+center/outside transcript",
      ], arguments: [.layout, .choice([]), .panes], run: layout),
    Command(
      "focus", usage: "focus [PANE]", group: .screen,
      summary: "choose the pane that PgUp, PgDn, Home and End scroll",
      details: "Without a pane, the next one takes the focus.",
      examples: ["focus scores", "focus transcript"], arguments: [.pane], run: focus),
    Command(
      "winheight", usage: "winheight PANE [+|-]N", group: .screen,
      summary: "give a pane a height of N rows, or N rows more or fewer",
      details: """
        The height is kept as far as the other panes leave room for it; panes beside each other \
        are as high as the highest of them. `layout NAME` gives every pane its usual height.
        """,
      examples: ["winheight transcript 8", "winheight scores +2"],
      arguments: [.pane, .choice([])], run: setHeight),
    Command(
      "record", usage: "record FILE.cast  |  record off", group: .screen,
      summary: "record the session for asciinema, or end that",
      details: """
        What the screen shows is written as it changes, with its times; without panes, the lines \
        are. The file is there when the recording ends, at `record off` or with the program.
        """,
      examples: ["record run.cast", "record off"], arguments: [.file], run: record),
    Command(
      "refresh", usage: "refresh", group: .screen, summary: "paint the whole screen again",
      run: { invocation in
        _ = try invocation.arguments(atMost: 0)
        invocation.session.request(.repaint)
      }),
  ]

  @Sendable private static func layout(_ invocation: Invocation) throws {
    let session = invocation.session
    let arguments = try invocation.arguments()
    guard let first = arguments.first else {
      session.say(session.layoutTable)
      return
    }
    guard first.text == "new", !first.isQuoted else {
      if arguments.count > 1 { throw invocation.unexpected(arguments[1]) }
      try session.assign(try Setting.named("layout"), first.text)
      session.screen.heights = [:]
      return
    }
    guard arguments.count > 1 else { throw invocation.missing("a name") }
    guard arguments.count > 2 else { throw invocation.missing("a pane") }
    let layout = try PaneLayout(
      named: arguments[1].text, rows: arguments.dropFirst(2).map(\.text))
    session.screen.add(layout)
    session.say("layout \(layout.name): \(layout.text)")
  }

  @Sendable private static func focus(_ invocation: Invocation) throws {
    guard let argument = try invocation.arguments(atMost: 1).first else {
      invocation.session.screen.focusNext()
      return
    }
    let pane = try Pane.named(argument.text)
    try invocation.session.requireSight(of: pane)
    invocation.session.screen.wantedFocus = pane
  }

  @Sendable private static func record(_ invocation: Invocation) throws {
    let session = invocation.session
    guard let argument = try invocation.arguments(atMost: 1).first else {
      throw invocation.missing("a file, or off")
    }
    if argument.text != "off" || argument.isQuoted {
      try session.beginRecording(path: argument.text)
    } else if session.recording != nil {
      session.finishRecording()
    } else {
      throw CommandError.other("nothing is being recorded; `record FILE.cast` begins")
    }
  }

  @Sendable private static func setHeight(_ invocation: Invocation) throws {
    let session = invocation.session
    let arguments = try invocation.arguments(atMost: 2)
    guard let first = arguments.first else { throw invocation.missing("a pane") }
    let pane = try Pane.named(first.text)
    guard arguments.count > 1 else { throw invocation.missing("a number of rows") }
    let text = arguments[1].text
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
  /// Every layout with its panes; the one that is shown is marked.
  fileprivate var layoutTable: String {
    let screen = self.screen
    var table = TextTable([.left, .left, .left, .left])
    for layout in screen.layouts {
      table.add([
        layout == screen.layout ? "▸" : "", layout.name, layout.text, layout.summary,
      ])
    }
    return table.text
  }

  /// Refuses a pane that is out of sight, and says which layouts show it.
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
