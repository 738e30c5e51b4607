import Debugger
import FuzzTargets
import Runs

extension Session {
  /// Everything that determines the rest of the run, and its position, as a user sees it.
  var runState: NaiveRun.State {
    try? run.applyPendingEdits()
    return NaiveRun.state(of: run, loss: run.tally.recentLosses.last)
  }

  /// Interrupts at a check of a computation where a condition holds.
  func interrupt(when isInterrupted: @escaping () -> Bool) {
    host.breathe = { _ throws(Interruption) in
      if isInterrupted() { throw Interruption() }
    }
  }

  /// Interrupts a run between two windows, before one of a number.
  func interrupt(before window: Int) {
    host.breathe = { [unowned self] pause throws(Interruption) in
      if pause == .betweenWindows, run.number >= window { throw Interruption() }
    }
  }

  /// Lets computations go on to their end again.
  func letFinish() {
    host.breathe = { _ throws(Interruption) in }
  }
}
