extension Command {
  static let plotCommands: [Command] = [
    Command(
      "plot", usage: "plot NAME [ARGUMENTS]", group: .looking,
      summary: "a picture: " + Plot.all.map(\.name).joined(separator: ", "),
      details: """
        In panes it is a pane that changes with every step; `layout plots` shows several. Without \
        panes it is printed. `export NAME FILE.svg` writes it as a picture, FILE.txt as text. \
        Without a name, all plots are listed; `help plots` says what is in them.
        """,
      examples: ["plot"] + Plot.all.flatMap(\.examples).filter { $0.hasPrefix("plot ") },
      arguments: [.plot, .plotArgument], run: plot)
  ]

  @Sendable private static func plot(_ invocation: Invocation) throws {
    let session = invocation.session
    let arguments = try invocation.arguments()
    guard let name = arguments.first else {
      var table = TextTable([.left, .left])
      for plot in Plot.all { table.add([plot.name, plot.summary]) }
      session.say(table.text)
      return
    }
    let plot = try Plot.named(name.text)
    var choices = session.plots
    try plot.choose(
      PlotInvocation(invocation: invocation, plot: plot, arguments: arguments.dropFirst()),
      &choices)
    session.plots = choices
    session.show(plot.pane)
  }
}

extension Session {
  /// Brings a pane into sight; without panes its content is printed.
  func show(_ pane: Pane) {
    guard host.hasPanes else {
      request(.show(pane))
      return
    }
    screen.reveal(pane)
  }
}
