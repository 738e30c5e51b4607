import SkipGram

/// Goes to a window of the record, or beyond its end, by replay.
final class TravelActivity: Activity {
  let title: String
  private let target: Int
  private var first: Int
  private var reached: Int
  private let middle: Int
  private let conclude: (Session) -> Void

  /// Travel to a window; `conclude` runs on arrival.
  ///
  /// - Throws: ``CommandError`` if the record does not reach back so far.
  init(
    _ session: Session, to target: Int, title: String,
    conclude: @escaping (Session) -> Void = { $0.sayPlace() }
  ) throws {
    try session.requireRecorded(target)
    self.title = title
    self.target = target
    self.conclude = conclude
    first = session.trainer.number
    if target > first { session.recordTriedSettings() }
    if target < first || session.hasCloserState(to: target) {
      first = try session.restoreState(atOrBefore: target)
    }
    reached = first
    // A state half-way makes the next trip back short.
    middle = first + (target - first) / 2
  }

  var progress: Progress {
    Progress(title: title, done: reached - first, total: target - first, unit: "windows")
  }

  func advance(_ session: Session, work: Int) throws -> Bool {
    defer { reached = session.trainer.number }
    try session.catchUp()
    var left = work
    while session.trainer.number < target {
      if left <= 0 { return false }
      if session.trainer.isFinished, session.trainer.interventions.window == nil { break }
      try session.pause()
      let number = session.trainer.number
      let isNew = number >= session.timeline.end
      if isNew { try session.logPendingWindow() }
      let arrivesInMiddle = number + 1 == middle
      let next = arrivesInMiddle || isNew ? number + 1 : number < middle ? middle - 1 : target
      let isFinite = try session.stepWithoutLooking(
        atMost: min(left, next - number), arrivesInMiddle: arrivesInMiddle)
      left -= session.trainer.number - number
      if !isFinite, session.trainer.number >= session.timeline.end { break }
    }
    try session.makeOwedEdits()
    session.comeToStop()
    conclude(session)
    return true
  }

  func interrupt(_ session: Session) {
    session.comeToStop()
    session.say("interrupted on the way to window \(grouped(target))")
    session.sayPlace()
  }
}

extension Session {
  /// Whether a kept state lies between here and a later window.
  func hasCloserState(to window: Int) -> Bool {
    guard window > trainer.number, let checkpoint = timeline.checkpoint(atOrBefore: window) else {
      return false
    }
    return checkpoint.number > trainer.number
  }

  /// Says where the session stands.
  func sayPlace() {
    say("window \(grouped(trainer.number)): \(windowText(trainer.window))")
    sayEnd()
  }
}
