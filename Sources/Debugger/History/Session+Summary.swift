extension Session {
  /// Describes the history: its windows, checkpoints and edits.
  func reportHistory() {
    let memory = "history-memory \(interface.historyMemory) MiB"
    if run.history.isWithoutBeginning {
      report(
        "\(memory) is too small for a state of this run, \(grouped(run.stateByteCount)) bytes: "
          + "the history is off")
    } else {
      report(
        "history of windows \(grouped(run.history.start)) to \(grouped(run.history.end)), "
          + "now at window \(grouped(run.number))")
    }
    switch run.history.beginning {
    case .initial: report("begins with the initial parameters, which are recomputed")
    case .kept: report("begins with a checkpoint")
    case .none: break
    }
    let count = run.history.checkpoints.count
    report(
      "\(counted(count, "further checkpoint")), \(grouped(run.history.byteCount)) bytes of "
        + memory)
    if count > 0 { report("checkpoints at windows \(checkpointList())") }
    let entries = run.history.entries
    if let first = entries.first, let last = entries.last {
      report(
        counted(entries.count, "edit") + " "
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
