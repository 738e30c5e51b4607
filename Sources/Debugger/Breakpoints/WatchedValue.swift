import Word2Vec

/// The value of an expression along a run, evaluated only where it may have changed.
///
/// A value that depends only on rows of parameters keeps its bits until an update changes one of these
/// rows or vectors are edited. So a condition on two words costs a run little at windows without them.
struct WatchedValue {
  let expression: Expression
  /// The latest value; a condition without a value is false.
  private(set) var value: ExpressionValue?
  /// The value before, if the latest evaluation changed it.
  private(set) var previous: ExpressionValue?
  /// Why it had no value at the latest evaluation, and has none at other windows either.
  private(set) var lasting: ExpressionError.Reason?
  private var writeCount: Int

  /// Evaluates an expression at the pending window.
  init(_ expression: Expression, in session: Session) {
    self.expression = expression
    writeCount = session.run.writeCount
    value = evaluate(session)
  }

  /// Whether it is a condition and true, after at most one more update.
  mutating func holds(in session: Session) -> Bool {
    _ = hasChanged(in: session)
    return value == .boolean(true)
  }

  /// Whether the value has changed, after at most one more update.
  mutating func hasChanged(in session: Session) -> Bool {
    previous = nil
    guard writeCount != session.run.writeCount || canHaveChanged(in: session.run.trainer) else {
      return false
    }
    writeCount = session.run.writeCount
    let new = evaluate(session)
    guard let new, new != value else { return false }
    (previous, value) = (value, new)
    return previous != nil
  }

  /// Whether it is a condition that may be true, after one more update.
  func mayHold(in trainer: borrowing Trainer) -> Bool {
    value == .boolean(true) || canHaveChanged(in: trainer)
  }

  /// Whether the last update may have changed it.
  func canHaveChanged(in trainer: borrowing Trainer) -> Bool {
    guard let rows = expression.decidingRows else { return true }
    for row in rows where trainer.lastUpdateTouched(row.side, row.word) { return true }
    return false
  }

  private mutating func evaluate(_ session: Session) -> ExpressionValue? {
    lasting = nil
    do {
      return try expression.value(in: session)
    } catch {
      lasting = session.lastingReason(of: error)
      return expression.kind == .boolean ? .boolean(false) : nil
    }
  }
}

extension Session {
  /// The reason of an error, if an expression has no value at other windows either under these settings.
  func lastingReason(of error: any Error) -> ExpressionError.Reason? {
    guard let reason = (error as? ExpressionError)?.reason else { return nil }
    return switch reason {
    case .noSuchPair(let pair, _) where pair > 0 && pair <= 2 * hyperparameters.radius: nil
    case .noSuchDraw(let draw, _) where draw > 0 && draw <= hyperparameters.negatives: nil
    case .handMadeWindow, .interrupted: nil
    default: reason
    }
  }

  /// Why a condition has no value here, and has none at other windows either.
  func lastingReason(of condition: Expression?) -> ExpressionError.Reason? {
    do {
      _ = try condition?.value(in: self)
      return nil
    } catch {
      return lastingReason(of: error)
    }
  }
}
