import Word2Vec

/// The enabled breakpoints, indexed so that windows none can match cost almost nothing.
///
/// It serves one run, in which the breakpoints do not change, and sees every update. Breakpoints are
/// identified by index.
struct BreakpointMatcher {
  private var windows: [(number: Int, breakpoint: Int)] = []
  private var centers: [(word: Int, breakpoint: Int)] = []
  private var outsideWords: [(word: Int, breakpoint: Int)] = []
  private var watches: [(value: WatchedValue, breakpoint: Int)] = []
  /// Breakpoints at any window with a condition.
  private var conditions: [(value: WatchedValue, breakpoint: Int)] = []
  /// Breakpoints at any window without a condition.
  private var everywhere: [Int] = []
  /// Whether an expression has no value at any window, which has to be reported.
  private var hasFault = false

  /// Indexes the breakpoints of a session; watchpoints start with their present values.
  init(_ session: Session) {
    for (index, breakpoint) in session.breakpoints.all.enumerated()
    where breakpoint.isEnabled && breakpoint.awaited == nil {
      switch breakpoint.trigger {
      case .window(let number): windows.append((number, index))
      case .center(let word): if let word { centers.append((word, index)) }
      case .outside(let word): if let word { outsideWords.append((word, index)) }
      case .watch(let expression):
        watches.append((WatchedValue(expression, in: session), index))
      case .anyWindow:
        if let condition = breakpoint.condition {
          conditions.append((WatchedValue(condition, in: session), index))
        } else {
          everywhere.append(index)
        }
      }
    }
    hasFault = (watches + conditions).contains {
      $0.value.lasting != nil && session.breakpoints.all[$0.breakpoint].fault == nil
    }
  }

  /// Whether nothing can stop the run.
  var isEmpty: Bool {
    windows.isEmpty && centers.isEmpty && outsideWords.isEmpty && watches.isEmpty
      && conditions.isEmpty && everywhere.isEmpty
  }

  /// Whether ``reasonsToStop(_:counts:)`` may find a stop before the pending window.
  ///
  /// - Parameter trainer: The trainer, one update further than at the last call.
  /// - Returns: False only if there is no stop.
  func mayStop(before trainer: borrowing Trainer) -> Bool {
    if !everywhere.isEmpty || hasFault { return true }
    for watch in watches where watch.value.canHaveChanged(in: trainer) { return true }
    for condition in conditions where condition.value.mayHold(in: trainer) { return true }
    return !matches(windowOf: trainer).isEmpty
  }

  /// The breakpoints that stop before the pending window.
  ///
  /// - Parameters:
  ///   - session: The session, at most one update further than at the last call, or where
  ///     ``mayStop(before:)`` was false.
  ///   - counts: Whether to count hits, as in a run but not in a search backwards.
  /// - Returns: The reasons, one per breakpoint; empty if the run goes on.
  mutating func reasonsToStop(_ session: Session, counts: Bool) -> [StopReason] {
    let matches = matches(session)
    if matches.isEmpty { return [] }
    return matches.sorted().compactMap { index in
      let condition = session.breakpoints.all[index].condition
      if let fault = fault(at: index) ?? session.lastingReason(of: condition) {
        guard counts, session.breakpoints.all[index].fault == nil else { return nil }
        session.breakpoints.change(at: index) { $0.fault = fault.description }
        let breakpoint = session.breakpoints.all[index]
        return StopReason(
          number: breakpoint.number,
          message: "\(breakpoint.title): \(breakpoint.place)\n  has no value: \(fault)")
      }
      guard session.holds(condition) else { return nil }
      if counts, !session.breakpoints.countHit(at: index) { return nil }
      let breakpoint = session.breakpoints.all[index]
      return StopReason(
        number: breakpoint.number, message: message(of: breakpoint, at: index, session))
    }
  }

  /// Why the expression of a breakpoint has no value at any window.
  private func fault(at index: Int) -> ExpressionError.Reason? {
    (watches + conditions).first { $0.breakpoint == index }?.value.lasting
  }

  /// The breakpoints that match the pending window, before conditions of those at a place.
  private mutating func matches(_ session: Session) -> [Int] {
    var matches = everywhere
    for place in watches.indices {
      let hasChanged = watches[place].value.hasChanged(in: session)
      if hasChanged && watches[place].value.value != .boolean(false)
        || watches[place].value.lasting != nil
      {
        matches.append(watches[place].breakpoint)
      }
    }
    for place in conditions.indices
    where conditions[place].value.holds(in: session) || conditions[place].value.lasting != nil {
      matches.append(conditions[place].breakpoint)
    }
    return matches + self.matches(windowOf: session.run.trainer)
  }

  /// The breakpoints that match the number or a word of the pending window.
  private func matches(windowOf trainer: borrowing Trainer) -> [Int] {
    var matches: [Int] = []
    for entry in windows where entry.number == trainer.number { matches.append(entry.breakpoint) }
    if !centers.isEmpty {
      let center = trainer.center
      for entry in centers where entry.word == center { matches.append(entry.breakpoint) }
    }
    for entry in outsideWords where trainer.pendingWindowHasOutside(entry.word) {
      matches.append(entry.breakpoint)
    }
    return matches
  }

  /// The message of a breakpoint that stops.
  private func message(of breakpoint: Breakpoint, at index: Int, _ session: Session) -> String {
    switch breakpoint.trigger {
    case .center, .outside, .window: return breakpoint.title
    case .anyWindow: return "\(breakpoint.title): \(breakpoint.place)"
    case .watch(let expression):
      let title = "\(breakpoint.title): \(expression.text)"
      guard let watched = watches.first(where: { $0.breakpoint == index })?.value,
        let old = watched.previous, let new = watched.value
      else { return title }
      if case .boolean = new { return title + " is true" }
      func shown(_ value: ExpressionValue) -> String {
        describe(value, session: session, indent: 6, most: Displays.mostNumbers)
      }
      return title + "\n  old \(shown(old))\n  new \(shown(new))"
    }
  }
}
