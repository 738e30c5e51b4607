extension Command {
  static let plotCommands: [Command] = [
    Command(
      name: "plot", usage: "plot NAME [ARGUMENTS]", group: .looking,
      summary: "a picture: " + Plot.all.map(\.name).joined(separator: ", "),
      details: """
        In panes it is a pane that changes with every step; `layout plots` shows several. Without \
        panes it is printed. `export NAME FILE.svg` writes it as a picture, FILE.txt as text. \
        Without a name, all plots are listed; `help plots` says what is in them.
        """,
      examples: ["plot"] + Plot.all.flatMap(\.examples).filter { $0.hasPrefix("plot ") },
      arguments: [.plot, .plotArgument], run: { try $0.plot() })
  ]
}

extension Invocation {
  fileprivate func plot() throws {
    let arguments = try arguments()
    guard let name = arguments.first else {
      session.say(TextTable(rows: Plot.all.map { [$0.name, $0.summary] }).text)
      return
    }
    let plot = try Plot.named(name.text)
    session.plots = try plot.choices(
      PlotInvocation(invocation: self, plot: plot, arguments: arguments.dropFirst()))
    session.show(plot.pane)
  }
}

extension Session {
  /// Brings a pane into sight; without panes its content is printed.
  func show(_ pane: Pane) {
    if host.hasPanes { screen.reveal(pane) } else { request(.show(pane)) }
  }
}
