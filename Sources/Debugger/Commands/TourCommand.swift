extension Command {
  static let tourCommands: [Command] = [
    Command(
      name: "tour", usage: "tour [next|off]", group: .help,
      summary: "take a guided tour of 15 minutes",
      details: """
        Each step names a command, waits for it, and explains what changed. Other commands work \
        meanwhile; `tour` repeats the step, `tour next` skips it, `tour off` ends the tour.
        """,
      examples: ["tour", "tour next"], arguments: [.choice(["next", "off"])], run: { try $0.tour() }
    )
  ]
}

extension Invocation {
  fileprivate func tour() throws {
    var reader = try reader()
    if reader.take("next") {
      try session.skipTourStep()
    } else if reader.take("off") {
      try session.endTour()
    } else {
      try reader.end()
      session.beginTour()
    }
  }
}
