import Runs
import Word2Vec

extension Session {
  /// Goes to a window of the history, or beyond its end, by replay.
  ///
  /// - Parameters:
  ///   - target: The window.
  ///   - title: The command, for the progress shown.
  ///   - arrive: Reports the arrival.
  /// - Throws: ``CommandError`` for a window before the history, or ``Interruption``.
  func travel(to target: Int, title: String, arrive: () -> Void) throws {
    try requireRecorded(target)
    if target > run.number { try commitTriedSettings() }
    var (first, reached) = (run.number, run.number)
    interpreter.progress = {
      Progress(title: title, done: reached - first, total: target - first, unit: "windows")
    }
    do {
      try run.go(to: target) {
        try logPendingWindow()
      } betweenWindows: { start in
        (first, reached) = (start, run.number)
        try betweenWindows()
      }
    } catch is Interruption {
      comeToStop()
      report("interrupted on the way to window \(grouped(target))")
      reportPlace()
      throw Interruption(isReported: true)
    }
    comeToStop()
    arrive()
  }

  /// Searches the history backwards for the latest stop, and goes there.
  ///
  /// The segments between checkpoints are replayed forward, the latest first.
  ///
  /// - Parameter count: Which stop counts, from the latest on.
  /// - Throws: ``CommandError`` at the start of the history, or ``Interruption``.
  func reverseContinue(to count: Int = 1) throws {
    try requirePast()
    let title = "reverse-continue"
    let origin = run.number
    var limit = origin - 1
    interpreter.progress = {
      Progress(title: title, done: origin - limit, total: origin, unit: "windows")
    }
    var found: (window: Int, reasons: [StopReason])?
    var left = count
    do {
      while found == nil {
        let first = try run.restore(atOrBefore: max(run.history.start, limit - 1))
        try run.applyPendingEdits()
        var matcher = BreakpointMatcher(self)
        var stops: [(window: Int, reasons: [StopReason])] = []
        func look() {
          let reasons = matcher.reasonsToStop(self, counts: false)
          if !reasons.isEmpty { stops.append((run.number, reasons)) }
        }
        // Watchpoints compare a window with the one before, so a segment's first window counts only
        // at the start of the history.
        if first == run.history.start { look() }
        while run.number < limit {
          try betweenWindows()
          _ = try applyUpdates(atMost: limit - run.number, matcher: matcher)
          try run.applyPendingEdits()
          look()
        }
        if left <= stops.count { found = stops[stops.count - left] }
        left -= stops.count
        if first == run.history.start { break }
        limit = first
      }
    } catch {
      comeToStop()
      report("interrupted")
      reportPlace()
      throw Interruption(isReported: true)
    }
    try travel(to: found?.window ?? run.history.start, title: title) {
      if let found {
        stopped(for: found.reasons)
      } else {
        report("the beginning of the history; no earlier stop")
        reportPlace()
      }
    }
  }

  /// Goes to window 0 of this branch under the settings as they are now.
  ///
  /// - Throws: ``Interruption``; nothing is changed then.
  func startOver() throws {
    let others = run.history.others
    let (start, result) = try run.startOver()
    breakpoints.resetHits()
    stopCount += 1
    if start == .fromSeed {
      report(
        "the vectors of window 0 are not kept; starting over with the initial vectors of the seed")
    }
    report(result, othersBefore: others)
  }

  // MARK: Memory

  /// Limits the history to its setting.
  func fitHistory() {
    let others = run.history.others
    if run.limitHistory(to: interface.historyLimit) { reportBeginningLost(othersBefore: others) }
  }

  private func reportUnreachable(_ branches: [Branch]) {
    guard !branches.isEmpty else { return }
    report(
      "cannot be reached any more: " + branches.map(\.title).joined(separator: ", "))
  }

  /// Reports that the history begins here, and which branches it has lost.
  func reportBeginningLost(othersBefore others: [Branch]) {
    reportUnreachable(others)
    report(
      "history-memory \(interface.historyMemory) MiB is too small for the history: "
        + "it now begins at window \(grouped(run.number))")
  }

  /// Refuses to go back to a window before the history.
  func requireRecorded(_ window: Int) throws {
    if window < run.history.start {
      throw beforeHistory("window \(grouped(window)) is before it")
    }
  }

  /// Refuses to go back from the start of the history.
  func requirePast() throws {
    if run.number == run.history.start { throw beforeHistory("nothing is before it") }
  }

  private func beforeHistory(_ reason: String) -> CommandError {
    .other(
      run.history.isWithoutBeginning
        ? "history-memory \(interface.historyMemory) MiB is too small for a state of this run; "
          + "`set history-memory` to go back"
        : "the history begins at window \(grouped(run.history.start)); \(reason)")
  }
}

extension InterfaceSettings {
  /// The memory limit of the history, in bytes.
  var historyLimit: Int { historyMemory << 20 }
}
