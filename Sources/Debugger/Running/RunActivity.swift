import SkipGram

/// `continue`, `until`, `finish` and `step N`: applies windows until something stops the run.
final class RunActivity: Activity {
  /// What ends the run, other than breakpoints, divergence and the end of training.
  struct Goal {
    /// How many windows there are to apply at most, where that is known.
    var windows: Int?
    /// Whether the run ends before the pending window; `nil` if no window can end it.
    var isReached: ((Session) -> Bool)?
  }

  let title: String
  private let goal: Goal
  private let firstPosition: Position
  private var lookout: Lookout
  private let firstLossSum: Double
  private var windows = 0
  private var lossSum = 0.0

  init(_ session: Session, title: String, goal: Goal) {
    self.title = title
    self.goal = goal
    firstPosition = session.trainer.position
    firstLossSum = session.tally.lossSum
    lookout = Lookout(session)
  }

  var progress: Progress {
    Progress(
      title: title, done: windows, total: goal.windows, unit: "windows",
      note: windows > 0 ? "mean J \(formatted(lossSum / Double(windows), digits: 4))" : "")
  }

  func advance(_ session: Session, work: Int) throws -> Bool {
    var left = work
    while left > 0, !session.isInterrupted() {
      let number = session.trainer.number
      let windowsLeft = goal.windows.map { $0 - windows } ?? .max
      let isLast = windowsLeft == 1
      if isLast { try session.prepare([.record]) }
      try session.logPendingWindow()
      let looksAtEach = session.log != nil || goal.isReached != nil
      let isFinite =
        isLast
        ? try session.stepAndLook()
        : try session.stepWithoutLooking(
          atMost: looksAtEach ? 1 : min(left, windowsLeft - 1), lookingOut: lookout)
      let passed = session.trainer.number - number
      left -= passed
      windows += passed
      lossSum = session.tally.lossSum - firstLossSum
      try session.makeOwedEdits()
      let reasons = lookout.reasonsToStop(session, counts: true)
      let isReached = goal.isReached?(session) ?? false
      if !isFinite || !reasons.isEmpty || isLast || session.trainer.isFinished || isReached {
        conclude(session, reasons, saysPlace: isReached)
        return true
      }
    }
    return false
  }

  func interrupt(_ session: Session) {
    session.say("interrupted")
    conclude(session, [], saysPlace: true)
  }

  /// The mean loss of the run, to the digits that Float32 scores give it.
  private func meanLoss(_ session: Session) -> String {
    formatted(lossSum / Double(windows), digits: min(session.interface.precision, 6))
  }

  private func conclude(_ session: Session, _ reasons: [StopReason], saysPlace: Bool) {
    session.comeToStop()
    if !reasons.isEmpty {
      session.stopped(for: reasons)
    } else if saysPlace {
      session.sayPlace()
    } else {
      session.sayEnd()
    }
    let words = session.tokens(from: firstPosition, to: session.trainer.position)
    session.sayMeasured(
      "\(grouped(windows)) windows  \(grouped(words)) words"
        + (windows > 0 ? "  mean J \(meanLoss(session))" : ""), words: words)
  }
}

extension Session {
  /// Tokens of the corpus between two positions, before subsampling.
  func tokens(from first: Position, to last: Position) -> Int {
    (last.epoch - first.epoch) * corpus.tokens.count + last.token - first.token
  }

  /// Says why the run has stopped, and where, and has the commands of the stops run next.
  func stopped(for reasons: [StopReason]) {
    guard !reasons.isEmpty else { return }
    lossHistory.noteStop(before: trainer.number)
    stoodAt = reasons.first.map { (stop: $0.number, window: trainer.number) }
    for reason in reasons { say(reason.message) }
    sayPlace()
    let numbers = Set(reasons.map(\.number))
    let lines = stops.filter { numbers.contains($0.number) }.flatMap { stop in
      stop.commands.map {
        WaitingLine(text: $0, source: "commands of breakpoint \(stop.number)", isEchoed: false)
      }
    }
    stops.removeAll { numbers.contains($0.number) && $0.isTemporary }
    waiting.insert(contentsOf: lines, at: 0)
  }
}
