extension Command {
  static let historyCommands: [Command] = [
    Command(
      name: "back", abbreviations: ["rs"], usage: "back [N]", group: .running,
      summary: "go back N windows, bit for bit",
      details: """
        Restores parameters, position and settings as they were before that window was applied. \
        Stepping forward replays the history; changing anything there begins a branch.
        """,
      examples: ["back", "back 10"], repeats: true, run: { try $0.back() }),
    Command(
      name: "reverse-step", usage: "reverse-step [N]", group: .running, summary: "alias of back",
      examples: ["reverse-step"], repeats: true, run: { try $0.back() }),
    Command(
      name: "goto", usage: "goto N", group: .running,
      summary: "go to window N, back or forward", examples: ["goto 0", "goto 1000"],
      run: { try $0.goTo() }),
  ]
}

extension Invocation {
  fileprivate func back() throws {
    let count = try count(default: 1)
    try session.requirePast()
    let target = max(session.run.history.start, session.run.number - count)
    try session.travel(to: target, title: "back \(count)") { session.reportPlace() }
  }

  fileprivate func goTo() throws {
    let window = try window(argument("the number of a window"))
    let session = session
    try session.travel(to: window, title: "goto \(window)") {
      if session.run.number < window {
        session.report(
          "there is no window \(grouped(window)): training ends before it, at window "
            + grouped(session.run.number))
      }
      session.reportPlace()
    }
  }
}
