import SkipGram

/// The value of an expression along a run, evaluated only where it can have changed.
///
/// What rows of parameters alone decide keeps its value, bit for bit, until an update moves one of
/// these rows or vectors are written. So a condition on two words costs a run little more than
/// finding out that a window has neither.
struct FollowedValue {
  let expression: Expression
  /// The value it had last; a condition that has none does not hold.
  private(set) var value: ExpressionValue?
  /// The value before, if the last look has found another one.
  private(set) var previous: ExpressionValue?
  private var writeCount: Int

  /// The value at the pending window, to be followed from there.
  init(_ expression: Expression, in session: Session) {
    self.expression = expression
    writeCount = session.writeCount
    value = evaluate(session)
  }

  /// Whether it is a condition that holds, after one more update at most.
  mutating func holds(in session: Session) -> Bool {
    _ = hasChanged(in: session)
    return value == .boolean(true)
  }

  /// Whether it is another value than the last one there was, after one more update at most.
  mutating func hasChanged(in session: Session) -> Bool {
    previous = nil
    guard canHaveChanged(session) else { return false }
    writeCount = session.writeCount
    guard let new = evaluate(session), new != value else { return false }
    (previous, value) = (value, new)
    return previous != nil
  }

  private func canHaveChanged(_ session: Session) -> Bool {
    guard let rows = expression.decidingRows, writeCount == session.writeCount else { return true }
    return rows.contains { session.trainer.lastUpdateTouched($0.side, $0.word) }
  }

  private func evaluate(_ session: Session) -> ExpressionValue? {
    let value = try? expression.value(in: session)
    return value ?? (expression.kind == .boolean ? .boolean(false) : nil)
  }
}
