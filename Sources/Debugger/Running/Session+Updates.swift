import Runs
import SkipGram

extension Session {
  /// Refuses to go on after the last planned epoch; a hand-made window can be applied any time.
  func requireWindowToApply() throws {
    if !run.canApply { throw CommandError.endOfTraining(epochs: hyperparameters.epochs) }
  }

  /// Makes an edit, and says what it has cost.
  func make(_ edit: Edit) {
    let number = run.number
    say(run.make(edit), at: number)
    stopCount += 1
  }

  /// Says what a change of the run has cost.
  func say(_ loss: Run.Loss, at number: Int) {
    if loss.windows > 0 {
      say(
        "the record after window \(grouped(number)) is dropped "
          + "(\(counted(loss.windows, "window")))")
    }
    if loss.isBeginningLost { sayBeginningLost() }
  }

  /// Records the settings of a `with`, before the next update is applied under them.
  ///
  /// - Throws: ``Interruption``; nothing has been done then.
  func commitTriedSettings() throws(Interruption) {
    guard run.isTryingSettings else { return }
    try run.prepareUpdate()
    say(run.commitTriedSettings(), at: run.number)
  }

  /// Applies the pending update and says how `J` changed, and which breakpoints it has led to.
  ///
  /// - Returns: Whether it has led to none, and everything is still finite.
  /// - Throws: ``Interruption``, before the update or after it.
  func stepOnce() throws -> Bool {
    _ = try pending.trace(cancellation)
    var matcher = BreakpointMatcher(self)
    try logPendingWindow()
    try commitTriedSettings()
    let isFinite = try applyUpdateAndEvaluate()
    comeToStop()
    try cancellation.check()
    try run.applyPendingEdits()
    sayLastUpdate()
    let reasons = matcher.reasonsToStop(self, counts: true)
    stopped(for: reasons)
    return isFinite && reasons.isEmpty
  }

  /// Applies the pending update and evaluates `J` after it, unless the user interrupts that: then
  /// there is no ``lastUpdate``.
  ///
  /// Recorded edits at the next window are pending.
  ///
  /// - Returns: Whether everything is still finite.
  /// - Throws: ``Interruption``, before the update.
  func applyUpdateAndEvaluate() throws -> Bool {
    let before = try pending.trace(cancellation)
    let isFinite = try applyUpdates()
    // Reading the parameters can take as long as the update itself.
    if let after = try? loss(
      of: before.update, at: run.parameters, cancellation: cancellation)
    {
      lastUpdate = UpdateSummary(trace: before, lossAfter: after)
    }
    return isFinite
  }

  /// Applies pending updates with the kernel alone; see ``Run/applyUpdates(atMost:checkpointsSoon:mayStop:)``.
  func applyUpdates(
    atMost limit: Int = 1, matcher: BreakpointMatcher? = nil
  ) throws(Interruption) -> Bool {
    guard let matcher, !matcher.isEmpty else { return try run.applyUpdates(atMost: limit) }
    return try run.applyUpdates(atMost: limit) { matcher.mayStop(before: $0) }
  }

  // MARK: Long runs

  /// What ends a run, other than breakpoints, divergence and the end of training.
  struct Goal {
    /// The most windows to apply, where that is known.
    var windows: Int?
    /// Whether the run ends before the pending window; `nil` if no window can end it.
    var isReached: ((Session) -> Bool)?
  }

  /// Applies windows until something stops the run.
  func runUpdates(_ title: String, until goal: Goal) throws {
    let firstPosition = run.position
    let firstLossSum = run.tally.lossSum
    var (windows, lossSum) = (0, 0.0)
    interpreter.progress = {
      Progress(
        title: title, done: windows, total: goal.windows, unit: "windows",
        note: windows > 0 ? "mean J \(formatted(lossSum / Double(windows), digits: 4))" : "")
    }
    func conclude(_ reasons: [StopReason], saysPlace: Bool) {
      comeToStop()
      if !reasons.isEmpty {
        stopped(for: reasons)
      } else if saysPlace {
        sayPlace()
      } else {
        sayEnd()
      }
      let words = tokens(from: firstPosition, to: run.position)
      // To the digits that Float32 scores give it.
      let mean = formatted(lossSum / Double(windows), digits: min(interface.precision, 6))
      sayMeasured(
        "\(grouped(windows)) windows  \(grouped(words)) words"
          + (windows > 0 ? "  mean J \(mean)" : ""), words: words)
    }
    var matcher = BreakpointMatcher(self)
    let looksAtEach = logs.log != nil || goal.isReached != nil
    do {
      while true {
        try betweenWindows()
        let number = run.number
        let windowsLeft = goal.windows.map { $0 - windows } ?? .max
        let isLast = windowsLeft == 1
        if isLast { _ = try pending.trace(cancellation) }
        try logPendingWindow()
        try commitTriedSettings()
        let isFinite =
          isLast
          ? try applyUpdateAndEvaluate()
          : try applyUpdates(atMost: looksAtEach ? 1 : windowsLeft - 1, matcher: matcher)
        windows += run.number - number
        lossSum = run.tally.lossSum - firstLossSum
        try run.applyPendingEdits()
        let reasons = matcher.reasonsToStop(self, counts: true)
        let isReached = goal.isReached?(self) ?? false
        if !isFinite || !reasons.isEmpty || isLast || run.isFinished || isReached {
          return conclude(reasons, saysPlace: isReached)
        }
      }
    } catch is Interruption {
      say("interrupted")
      conclude([], saysPlace: true)
      throw Interruption(isReported: true)
    }
  }

  /// Tokens of the corpus between two positions, before subsampling.
  private func tokens(from first: Position, to last: Position) -> Int {
    (last.epoch - first.epoch) * corpus.tokens.count + last.token - first.token
  }

  // MARK: Stops

  /// Comes to a stop before a window, or at a pair of it: the log is written, and displays are shown
  /// once the command is over.
  func comeToStop() {
    flushLog()
    stopCount += 1
    output.displaysAreStale = true
  }

  /// Says why the run has stopped, and where; the commands of the breakpoints run next.
  func stopped(for reasons: [StopReason]) {
    guard !reasons.isEmpty else { return }
    run.addStop()
    for reason in reasons { say(reason.message) }
    sayPlace()
    let lines = breakpoints.stop(for: reasons, before: run.number)
    interpreter.waiting.insert(contentsOf: lines, at: 0)
  }

  /// Says what the last update did, in one line.
  func sayLastUpdate() {
    guard let lastUpdate else { return }
    let trace = lastUpdate.trace
    say(
      "window \(trace.number): \(windowText(trace.window))  "
        + "J \(number(trace.loss)) → \(number(lastUpdate.lossAfter))  "
        + "(first order: \(number(trace.loss + trace.predictedChange)))")
    sayEnd()
  }

  /// Says where the session is.
  func sayPlace() {
    say("window \(grouped(run.number)): \(windowText(run.window))")
    sayEnd()
  }

  /// Says what ends a run other than a breakpoint, where something does: divergence, the last epoch.
  func sayEnd() {
    if let divergence = run.divergence { say(divergence.description) }
    sayEndOfTraining()
  }

  /// Says that all planned epochs are done, where they are.
  func sayEndOfTraining() {
    if run.isFinished {
      say(
        "end of training: \(counted(hyperparameters.epochs, "epoch")), "
          + counted(run.number, "window"))
    }
  }

  // MARK: Words and numbers

  /// A window in one line: outside words around the center, left to right.
  package func windowText(_ window: Window) -> String {
    let words = window.outside.map { (offset: $0.offset, name: name($0.word)) }
    guard words.allSatisfy({ $0.offset != nil }) else {
      return ([name(window.center), ":"] + words.map(\.name)).joined(separator: " ")
    }
    let left = words.filter { ($0.offset ?? 0) < 0 }.map(\.name)
    let right = words.filter { ($0.offset ?? 0) > 0 }.map(\.name)
    return (left + ["[\(name(window.center))]"] + right).joined(separator: " ")
  }

  /// A word as text that cannot steer a terminal; of one too long for any line, its beginning.
  package func name(_ word: Int) -> String {
    let bytes = corpus.vocabulary.bytes(of: word)
    guard bytes.count > Self.longestName else { return corpus.vocabulary.name(of: word) }
    return displayText(bytes.prefix(Self.longestName)) + "…"
  }

  private static let longestName = 200

  /// A number in the transcript's precision.
  package func number(_ value: Double) -> String {
    formatted(value, digits: interface.precision)
  }
}

extension Divergence {
  /// One line that says so.
  package var description: String {
    "diverged at window \(window): "
      + (parameter.map { "\($0) is not a finite number" } ?? "the loss is not a finite number")
  }
}
