import SkipGram

/// What a run looks out for before its windows, arranged so that a window where nothing can stop it
/// is passed at a glance.
///
/// It serves one run, in which stops neither come nor go, and is asked after every update. Stops are
/// meant by their places in the session's list.
struct Lookout {
  private var windows: [(number: Int, stop: Int)] = []
  private var centers: [(word: Int, stop: Int)] = []
  private var outsideWords: [(word: Int, stop: Int)] = []
  private var watches: [(value: FollowedValue, stop: Int)] = []
  /// Conditions of breakpoints at any window.
  private var conditions: [(value: FollowedValue, stop: Int)] = []
  /// Breakpoints at any window that have no condition.
  private var everywhere: [Int] = []

  /// Looks out for nothing.
  init() {}

  /// Looks out for what a session's stops wait for; watchpoints begin with the values they have here.
  init(_ session: Session) {
    for (index, stop) in session.stops.enumerated() where stop.isEnabled {
      switch stop.trigger {
      case .window(let number): windows.append((number, index))
      case .center(let word): if let word { centers.append((word, index)) }
      case .outside(let word): if let word { outsideWords.append((word, index)) }
      case .watch(let expression):
        watches.append((FollowedValue(expression, in: session), index))
      case .anyWindow:
        if let condition = stop.condition {
          conditions.append((FollowedValue(condition, in: session), index))
        } else {
          everywhere.append(index)
        }
      }
    }
  }

  /// Whether ``reasonsToStop(_:counts:)`` may find a stop before the pending window.
  ///
  /// - Parameter trainer: The run, one update further than this was asked last.
  /// - Returns: Whether it may; if not, it finds none.
  func mayStop(before trainer: borrowing Trainer) -> Bool {
    if !everywhere.isEmpty { return true }
    for watch in watches where watch.value.canHaveChanged(in: trainer) { return true }
    for condition in conditions where condition.value.mayHold(in: trainer) { return true }
    return !stopsMet(byWindowOf: trainer).isEmpty
  }

  /// The stops that hold before the pending window, counting their hits.
  ///
  /// - Parameters:
  ///   - session: The session, at most one update further than the last window that this was asked
  ///     at, or where ``mayStop(before:)`` said no.
  ///   - counts: Whether hits and ignore counts are used up, as in a run; not while the past is
  ///     searched.
  /// - Returns: Why to stop, stop by stop; nothing if there is no reason.
  mutating func reasonsToStop(_ session: Session, counts: Bool) -> [StopReason] {
    let met = stopsMet(session)
    if met.isEmpty { return [] }
    return met.sorted().compactMap { index in
      guard session.holds(session.stops[index].condition) else { return nil }
      if counts {
        session.stops[index].hits += 1
        if session.stops[index].ignored > 0 {
          session.stops[index].ignored -= 1
          return nil
        }
      }
      let stop = session.stops[index]
      return StopReason(number: stop.number, message: message(of: stop, at: index, session))
    }
  }

  /// The stops that wait for a window like the pending one, conditions of breakpoints left aside.
  private mutating func stopsMet(_ session: Session) -> [Int] {
    var met = everywhere
    for place in watches.indices
    where watches[place].value.hasChanged(in: session)
      && watches[place].value.value != .boolean(false)
    {
      met.append(watches[place].stop)
    }
    for place in conditions.indices where conditions[place].value.holds(in: session) {
      met.append(conditions[place].stop)
    }
    return met + stopsMet(byWindowOf: session.trainer)
  }

  /// The stops that wait for the number or a word of the pending window.
  private func stopsMet(byWindowOf trainer: borrowing Trainer) -> [Int] {
    var met: [Int] = []
    for entry in windows where entry.number == trainer.number { met.append(entry.stop) }
    if !centers.isEmpty {
      let center = trainer.center
      for entry in centers where entry.word == center { met.append(entry.stop) }
    }
    for entry in outsideWords where trainer.pendingWindowHasOutside(entry.word) {
      met.append(entry.stop)
    }
    return met
  }

  /// What a stop has to say where it holds.
  private func message(of stop: Stop, at index: Int, _ session: Session) -> String {
    switch stop.trigger {
    case .center, .outside, .window: return stop.title
    case .anyWindow: return "\(stop.title): \(stop.place)"
    case .watch(let expression):
      let title = "\(stop.title): \(expression.text)"
      guard let followed = watches.first(where: { $0.stop == index })?.value,
        let old = followed.previous, let new = followed.value
      else { return title }
      if case .boolean = new { return title + " is true" }
      func shown(_ value: ExpressionValue) -> String {
        describe(value, session: session, indent: 6, most: Session.mostNumbers)
      }
      return title + "\n  old \(shown(old))\n  new \(shown(new))"
    }
  }
}
