extension Command {
  static let screenCommands: [Command] = [
    Command(
      "layout", usage: "layout [NAME]", group: .screen,
      summary: "show or choose the panes that share the screen",
      examples: ["layout gradients", "layout step"],
      arguments: [.choice(PaneLayout.allCases.map(\.rawValue))], run: { try choose("layout", $0) }),
    Command(
      "focus", usage: "focus [PANE]", group: .screen,
      summary: "choose the pane that PgUp, PgDn, Home and End scroll",
      details: "Without a pane, the next one takes the focus.",
      examples: ["focus scores", "focus transcript"],
      arguments: [.choice(Pane.allCases.map(\.rawValue))], run: focus),
    Command(
      "refresh", usage: "refresh", group: .screen, summary: "paint the whole screen again",
      run: { invocation in
        _ = try invocation.arguments(atMost: 0)
        invocation.session.request(.repaint)
      }),
  ]

  @Sendable private static func choose(_ name: String, _ invocation: Invocation) throws {
    let session = invocation.session
    let setting = try Setting.named(name)
    guard let argument = try invocation.arguments(atMost: 1).first else {
      session.say("\(name) \(setting.get(session)); \(setting.values.description)")
      return
    }
    try session.assign(setting, argument.text)
  }

  @Sendable private static func focus(_ invocation: Invocation) throws {
    if try invocation.arguments(atMost: 1).isEmpty {
      let panes = Pane.allCases
      let index = panes.firstIndex(of: invocation.session.interface.focus) ?? 0
      invocation.session.interface.focus = panes[(index + 1) % panes.count]
    } else {
      try choose("focus", invocation)
    }
  }
}
