extension Command {
  static let historyCommands: [Command] = [
    Command(
      "back", ["rs"], usage: "back [N]", group: .running,
      summary: "go back N windows, bit for bit",
      details: """
        Parameters, position and settings are those of the moment before that window was applied. \
        Stepping forward again replays the record; changing anything there drops the rest of it.
        """,
      examples: ["back", "back 10"], repeats: true, run: back),
    Command(
      "reverse-step", usage: "reverse-step [N]", group: .running, summary: "the same as back",
      examples: ["reverse-step"], repeats: true, run: back),
    Command(
      "goto", usage: "goto N", group: .running,
      summary: "stand before window N, back or forward", examples: ["goto 0", "goto 1000"],
      run: goTo),
  ]

  @Sendable private static func back(_ invocation: Invocation) throws {
    let session = invocation.session
    let count = try invocation.count(default: 1)
    try session.requirePast()
    let target = max(session.run.history.start, session.run.number - count)
    try session.travel(to: target, title: "back \(count)") { session.sayPlace() }
  }

  @Sendable private static func goTo(_ invocation: Invocation) throws {
    guard let argument = try invocation.arguments(atMost: 1).first else {
      throw invocation.missing("the number of a window")
    }
    let window = try invocation.integer(argument, from: 0, "the number of a window, from 0")
    let session = invocation.session
    try session.travel(to: window, title: "goto \(window)") { session.sayPlace() }
  }
}
