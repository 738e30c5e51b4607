/// `reverse-continue`: searches the record backwards, stretch by stretch, for the latest stop.
///
/// A stretch lies between two kept states; it is replayed forward, and the last stop in it counts.
final class ReverseActivity: Activity {
  let title = "reverse-continue"
  private let origin: Int
  /// Where the stretch being searched begins, and the last window looked at in it.
  private var first = 0
  private var limit: Int
  private var lookout = Lookout()
  private var found: (window: Int, reasons: [StopReason])?

  init(_ session: Session) throws {
    origin = session.trainer.number
    limit = origin - 1
    try session.requirePast()
    try enter(session)
  }

  var progress: Progress {
    Progress(title: title, done: origin - limit, total: origin, unit: "windows")
  }

  /// Stands at the beginning of the stretch before `limit`, which is looked at from its second
  /// window on: watchpoints compare a window with the one before.
  private func enter(_ session: Session) throws {
    first = try session.restoreState(atOrBefore: max(session.timeline.start, limit - 1))
    try session.makeOwedEdits()
    lookout = Lookout(session)
    if first == session.timeline.start { look(session) }
  }

  private func look(_ session: Session) {
    let reasons = lookout.reasonsToStop(session, counts: false)
    if !reasons.isEmpty { found = (session.trainer.number, reasons) }
  }

  func advance(_ session: Session, work: Int) throws -> Bool {
    var left = work
    while left > 0 {
      try session.pause()
      let number = session.trainer.number
      if number < limit {
        _ = try session.stepWithoutLooking(atMost: min(left, limit - number), lookingOut: lookout)
        try session.makeOwedEdits()
        look(session)
        left -= session.trainer.number - number
      } else if let found {
        session.begin(
          try TravelActivity(session, to: found.window, title: title) {
            $0.stopped(for: found.reasons)
          })
        return false
      } else if first > session.timeline.start {
        limit = first
        try enter(session)
        left -= 1
      } else {
        session.begin(
          try TravelActivity(session, to: session.timeline.start, title: title) { session in
            session.say("the beginning of the record; no stop before it")
            session.sayPlace()
          })
        return false
      }
    }
    return false
  }

  func interrupt(_ session: Session) {
    session.comeToStop()
    session.say("interrupted")
    session.sayPlace()
  }
}
