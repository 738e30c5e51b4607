import Runs
import SkipGram

extension Session {
  /// Goes to a window of the history, or beyond its end, by replay.
  ///
  /// - Parameters:
  ///   - target: The window.
  ///   - title: The command, to show how far it has come.
  ///   - arrive: Says where the session is.
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
      say("interrupted on the way to window \(grouped(target))")
      sayPlace()
      throw Interruption(isReported: true)
    }
    comeToStop()
    arrive()
  }

  /// Searches the history backwards for the latest stop, and goes there.
  ///
  /// The segments between checkpoints are replayed forward, the latest first; the last stop in one
  /// counts.
  func reverseContinue() throws {
    try requirePast()
    let title = "reverse-continue"
    let origin = run.number
    var limit = origin - 1
    interpreter.progress = {
      Progress(title: title, done: origin - limit, total: origin, unit: "windows")
    }
    var found: (window: Int, reasons: [StopReason])?
    do {
      while found == nil {
        let first = try run.restore(atOrBefore: max(run.history.start, limit - 1))
        try run.applyPendingEdits()
        var matcher = BreakpointMatcher(self)
        func look() {
          let reasons = matcher.reasonsToStop(self, counts: false)
          if !reasons.isEmpty { found = (run.number, reasons) }
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
        if first == run.history.start { break }
        limit = first
      }
    } catch {
      comeToStop()
      say("interrupted")
      sayPlace()
      throw Interruption(isReported: true)
    }
    try travel(to: found?.window ?? run.history.start, title: title) {
      if let found {
        stopped(for: found.reasons)
      } else {
        say("the beginning of the record; no stop before it")
        sayPlace()
      }
    }
  }

  /// Starts over at window 0 under the settings as they are now.
  ///
  /// - Throws: ``Interruption``; nothing has been done then.
  func startOver() throws {
    let start = try run.startOver()
    breakpoints.resetHits()
    stopCount += 1
    if start == .fromSeed {
      say(
        "the vectors that window 0 of this run had are not kept; "
          + "it starts over with the initial ones of its seed")
    }
  }

  // MARK: Memory

  /// Makes the history fit into the memory that the settings give it.
  func fitHistory() {
    if run.limitHistory(to: interface.historyLimit) { sayBeginningLost() }
  }

  func sayBeginningLost() {
    say(
      "history-memory \(interface.historyMemory) MiB does not hold the record: "
        + "there is no going back beyond window \(grouped(run.number)) any more")
  }

  /// Refuses to go back to a window before the history.
  func requireRecorded(_ window: Int) throws {
    if window < run.history.start {
      throw noWayBack("window \(grouped(window)) is before it")
    }
  }

  /// Refuses to go back from the start of the history.
  func requirePast() throws {
    if run.number == run.history.start { throw noWayBack("there is nothing before it") }
  }

  private func noWayBack(_ reason: String) -> CommandError {
    .other(
      run.history.isWithoutBeginning
        ? "history-memory \(interface.historyMemory) MiB holds no state of this run, so there is no "
          + "going back; `set history-memory` gives more"
        : "the record begins at window \(grouped(run.history.start)); \(reason)")
  }
}

extension InterfaceSettings {
  /// The memory that going back may take, in bytes.
  var historyLimit: Int { historyMemory << 20 }
}
