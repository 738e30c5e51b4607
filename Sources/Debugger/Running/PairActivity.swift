import SkipGram

/// `stepi N`: passes pairs one after the other.
final class PairActivity: Activity {
  private let count: Int
  private var passed = 0

  init(count: Int) {
    self.count = count
  }

  var title: String { "stepi \(count)" }

  var progress: Progress {
    Progress(title: title, done: passed, total: count, unit: "pairs")
  }

  func advance(_ session: Session, work: Int) throws -> Bool {
    for _ in 0..<work where passed < count {
      if session.trainer.isFinished, session.trainer.interventions.window == nil { return true }
      guard try session.passPair() else { return true }
      passed += 1
    }
    return passed == count
  }

  func interrupt(_ session: Session) {
    session.say("interrupted")
    session.sayPlace()
  }
}
