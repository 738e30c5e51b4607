import SkipGram

/// The value of an expression along a run, evaluated only where it can have changed.
///
/// A value of rows of parameters alone keeps its bits until an update moves one of these rows or
/// vectors are written. So a condition on two words costs a run little more than finding out that a
/// window has neither.
struct WatchedValue {
  let expression: Expression
  /// The latest value; a condition that has none does not hold.
  private(set) var value: ExpressionValue?
  /// The value before, if the latest look has found another one.
  private(set) var previous: ExpressionValue?
  private var writeCount: Int

  /// The value at the pending window, to be followed from there.
  init(_ expression: Expression, in session: Session) {
    self.expression = expression
    writeCount = session.run.writeCount
    value = evaluate(session)
  }

  /// Whether it is a condition that holds, after one more update at most.
  mutating func holds(in session: Session) -> Bool {
    _ = hasChanged(in: session)
    return value == .boolean(true)
  }

  /// Whether the value has changed, after one more update at most.
  mutating func hasChanged(in session: Session) -> Bool {
    previous = nil
    guard writeCount != session.run.writeCount || canHaveChanged(in: session.run.trainer) else {
      return false
    }
    writeCount = session.run.writeCount
    guard let new = evaluate(session), new != value else { return false }
    (previous, value) = (value, new)
    return previous != nil
  }

  /// Whether it is a condition that may hold, after one more update.
  func mayHold(in trainer: borrowing Trainer) -> Bool {
    value == .boolean(true) || canHaveChanged(in: trainer)
  }

  /// Whether the last update can have changed it.
  func canHaveChanged(in trainer: borrowing Trainer) -> Bool {
    guard let rows = expression.decidingRows else { return true }
    for row in rows where trainer.lastUpdateTouched(row.side, row.word) { return true }
    return false
  }

  private func evaluate(_ session: Session) -> ExpressionValue? {
    let value = try? expression.value(in: session)
    return value ?? (expression.kind == .boolean ? .boolean(false) : nil)
  }
}
