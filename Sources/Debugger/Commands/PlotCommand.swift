extension Command {
  static let plotCommands: [Command] = [
    Command(
      name: "plot", usage: "plot NAME [ARGUMENTS]", group: .looking,
      summary: "show a plot: " + Plot.all.map(\.name).joined(separator: ", "),
      details: """
        With panes, the plot is a pane that follows every step; `layout plots` shows several. \
        Without panes, it is printed. `export NAME FILE.svg` writes a picture, FILE.txt text. \
        Without NAME, lists the plots; `help plots` describes them.
        """,
      examples: ["plot"] + Plot.all.flatMap(\.examples).filter { $0.hasPrefix("plot ") },
      arguments: [.plot, .plotArgument], run: { try $0.plot() })
  ]
}

extension Invocation {
  fileprivate func plot() throws {
    let arguments = try arguments()
    guard let name = arguments.first else {
      session.report(TextTable(rows: Plot.all.map { [$0.name, $0.summary] }).text)
      return
    }
    let plot = try Plot.named(name.text)
    var choices = session.plots
    try plot.choose(
      PlotInvocation(invocation: self, plot: plot, arguments: arguments.dropFirst()), &choices)
    session.plots = choices
    session.show(plot.pane)
  }
}

extension Session {
  /// Shows a pane; without panes, prints its content.
  func show(_ pane: Pane) {
    if host.hasPanes { screen.reveal(pane) } else { request(.show(pane)) }
  }
}
