extension Command {
  static let tourCommands: [Command] = [
    Command(
      name: "tour", usage: "tour [next|off]", group: .help,
      summary: "a guided first quarter of an hour inside the program",
      details: """
        It says what to type, waits for it, and explains what changed. Other commands work \
        meanwhile; `tour` asks again, `tour next` skips a step, `tour off` ends.
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
