extension Session {
  /// Says what is recorded, what is kept of it, and how far back it reaches.
  func sayHistory() {
    let memory = "history-memory \(interface.historyMemory) MiB"
    if run.history.isWithoutBeginning {
      say(
        "\(memory) holds no state of this run, which takes \(grouped(run.stateByteCount)) bytes: "
          + "there is no going back from window \(grouped(run.number))")
    } else {
      say(
        "windows \(grouped(run.history.start)) to \(grouped(run.history.end)) are recorded; "
          + "this is window \(grouped(run.number))")
    }
    switch run.history.beginning {
    case .initial: say("it begins with initial parameters, which are computed again")
    case .kept: say("it begins with a state that is kept")
    case .none: break
    }
    let count = run.history.checkpoints.count
    say(
      "\(counted(count, "checkpoint")) between; all that is kept "
        + "takes \(grouped(run.history.byteCount)) bytes of \(memory)")
    if count > 0 { say("checkpoints at windows \(checkpointList())") }
    let entries = run.history.entries
    if let first = entries.first, let last = entries.last {
      say(
        "\(counted(entries.count, "change")) of settings, vectors "
          + "or windows recorded, "
          + (first.window == last.window
            ? "at window \(grouped(first.window))"
            : "at windows \(grouped(first.window)) to \(grouped(last.window))"))
    }
  }

  /// The windows of all checkpoints, or of the first and the last of many.
  private func checkpointList() -> String {
    let numbers = run.history.checkpoints.map { grouped($0.number) }
    guard numbers.count > 16 else { return numbers.joined(separator: " ") }
    return (numbers.prefix(4) + ["…"] + numbers.suffix(11)).joined(separator: " ")
  }
}
