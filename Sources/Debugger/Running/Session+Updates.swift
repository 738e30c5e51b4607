import Runs
import Word2Vec

extension Session {
  /// Refuses to go on after the last planned epoch, except with a hand-made window.
  func requireWindowToApply() throws {
    if run.canApply { return }
    if let reason = noWindowReason { throw CommandError.other(reason) }
    throw CommandError.endOfTraining(epochs: hyperparameters.epochs)
  }

  /// Why the run has no window from the start, and the settings that leave some; `nil` if it has one.
  private var noWindowReason: String? {
    let subsample = hyperparameters.subsample
    guard run.number == 0, run.isFinished, subsample > 0 else { return nil }
    let vocabulary = corpus.vocabulary
    // Where a sentence keeps four words on average, hardly any run is without a window.
    let threshold = ["1e-7", "1e-6", "1e-5", "1e-4", "0.001", "0.01", "0.1", "1"].first { text in
      guard let threshold = Double(text), threshold > subsample else { return false }
      let words = (0..<vocabulary.count).reduce(0.0) { sum, word in
        let kept = Subsampling.keepProbability(of: word, in: vocabulary, threshold: threshold)
        return sum + kept * Double(vocabulary.occurrences(of: word))
      }
      return words >= 4 * Double(corpus.sentenceCount)
    }
    return "no window is left: subsample \(exactly(subsample)) drops nearly all words; "
      + (threshold.map { "`set subsample \($0)` leaves some, " } ?? "")
      + "`set subsample 0` leaves all"
  }

  /// Makes an edit, and reports the branch that begins with it.
  func make(_ edit: Edit) {
    let others = run.history.others
    report(run.make(edit), othersBefore: others)
    stopCount += 1
  }

  /// Reports the effect of an edit on the history, given the branches that nobody stood on before it.
  func report(_ result: Run.EditResult, othersBefore others: [Branch]) {
    if let branching = result.branching {
      report(
        "window \(grouped(branching.window)): branch \(branching.branch) begins here; "
          + "branch \(branching.parent) keeps its \(counted(branching.windows, "window"))")
    }
    if result.isBeginningLost { reportBeginningLost(othersBefore: others) }
  }

  /// Records the settings of a `with`, before the next update is applied under them.
  ///
  /// - Throws: ``Interruption``; nothing is changed then.
  func commitTriedSettings() throws(Interruption) {
    guard run.isTryingSettings else { return }
    try run.prepareUpdate()
    let others = run.history.others
    report(run.commitTriedSettings(), othersBefore: others)
  }

  /// Applies the pending update and reports the change of `J` and the breakpoints hit.
  ///
  /// - Returns: Whether to go on: no breakpoint was hit, and everything is finite.
  /// - Throws: ``Interruption``, before the update or after it.
  func stepOnce() throws -> Bool {
    _ = try pending.trace(cancellation)
    var matcher = BreakpointMatcher(self)
    try logPendingWindow()
    try commitTriedSettings()
    let omission = omissionText(of: run.window, kept: run.trainer.keptPairs)
    let isFinite = try applyUpdateAndEvaluate()
    comeToStop()
    try cancellation.check()
    try run.applyPendingEdits()
    reportLastUpdate(omission: omission)
    let reasons = matcher.reasonsToStop(self, counts: true)
    stopped(for: reasons)
    return isFinite && reasons.isEmpty
  }

  /// Applies the pending update and evaluates `J` after it; if the user interrupts the evaluation,
  /// there is no ``lastUpdate``.
  ///
  /// Recorded edits at the next window are pending.
  ///
  /// - Returns: Whether everything is finite.
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

  /// The end of a run, apart from breakpoints, divergence and the end of training.
  struct Goal {
    /// The most windows to apply; `nil` for no limit.
    var windows: Int?
    /// Whether the run ends before the pending window; `nil` for never.
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
      let isSilent = breakpoints.areSilent(reasons)
      if !reasons.isEmpty {
        stopped(for: reasons)
      } else if saysPlace {
        reportPlace()
      } else {
        reportEnd()
      }
      if isSilent { return }
      let words = tokens(from: firstPosition, to: run.position)
      // Float32 scores give six digits.
      let mean = formatted(lossSum / Double(windows), digits: min(interface.precision, 6))
      reportMeasured(
        "\(counted(windows, "window"))  \(counted(words, "word"))"
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
      report("interrupted")
      conclude([], saysPlace: true)
      throw Interruption(isReported: true)
    }
  }

  /// Tokens of the corpus between two positions, before subsampling.
  private func tokens(from first: Position, to last: Position) -> Int {
    (last.epoch - first.epoch) * corpus.tokens.count + last.token - first.token
  }

  // MARK: Stops

  /// Stops before a window, or at a pair of it: flushes the log, and shows displays when the command
  /// is done.
  func comeToStop() {
    flushLog()
    stopCount += 1
    output.displaysAreStale = true
  }

  /// Reports the reasons of a stop and the position, and queues the commands of the breakpoints.
  func stopped(for reasons: [StopReason]) {
    guard !reasons.isEmpty else { return }
    run.addStop()
    if !breakpoints.areSilent(reasons) {
      for reason in reasons { report(reason.message) }
      reportPlace()
    }
    let lines = breakpoints.stop(for: reasons, before: run.number)
    interpreter.waiting.insert(contentsOf: lines, at: 0)
  }

  /// What is left out of a window's update of which some pairs are applied; `nil` if nothing is.
  func omissionText(of window: Window, kept: [Int]?) -> String? {
    guard let kept else { return nil }
    if kept.isEmpty { return "omitted" }
    let omitted = window.outside.indices.filter { !kept.contains($0) }.map { "\($0 + 1)" }
    return "\(omitted.count == 1 ? "pair" : "pairs") \(omitted.joined(separator: ", ")) omitted"
  }

  /// Reports the last update in one line, with what was left out of it.
  func reportLastUpdate(omission: String? = nil) {
    guard let lastUpdate else { return }
    let trace = lastUpdate.trace
    report(
      "window \(grouped(trace.number)): \(windowText(trace.window))  "
        + "J \(number(trace.loss)) → \(number(lastUpdate.lossAfter))  "
        + (omission ?? "(first order: \(number(trace.loss + trace.predictedChange)))"))
    reportEnd()
  }

  /// Prints the position.
  func reportPlace() {
    report("window \(grouped(run.number)): \(windowText(run.window))")
    reportEnd()
  }

  /// Reports divergence and the end of training.
  func reportEnd() {
    if let divergence = run.divergence { report(divergence.description) }
    reportEndOfTraining()
  }

  /// Reports the end of training.
  func reportEndOfTraining() {
    if let reason = noWindowReason {
      report(reason)
    } else if run.isFinished {
      report(
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

  /// A word without control characters, shortened if it is longer than any line.
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
  /// A one-line report.
  package var description: String {
    "diverged at window \(grouped(window)): "
      + (parameter.map { "\($0) is not a finite number" } ?? "the loss is not a finite number")
  }
}
