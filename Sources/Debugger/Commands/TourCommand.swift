extension Command {
  static let tourCommands: [Command] = [
    Command(
      "tour", usage: "tour [next|off]", group: .help,
      summary: "a guided first quarter of an hour inside the program",
      details: """
        It says what to type, waits for it, and explains what changed. Other commands work \
        meanwhile; `tour` asks again, `tour next` skips a step, `tour off` ends.
        """,
      examples: ["tour", "tour next"], arguments: [.choice(["next", "off"])], run: tour)
  ]

  @Sendable private static func tour(_ invocation: Invocation) throws {
    let session = invocation.session
    let argument = try invocation.arguments(atMost: 1).first
    switch argument?.text {
    case nil: session.beginTour()
    case "next": try session.skipTourStep()
    case "off": try session.endTour()
    default: throw argument.map(invocation.unexpected) ?? invocation.missing("next or off")
    }
  }
}
