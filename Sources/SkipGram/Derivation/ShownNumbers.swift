/// What sgdb shows of the pending window: the numbers the derivation arrives at.
struct ShownNumbers: Sendable {
  /// The window under each objective, where a line needs it.
  let records: [WindowRecord]
  /// The objective of the pending update.
  let objective: Objective
  /// The pair that lines about one pair speak of.
  let pair: Int
  /// The observed word of that pair.
  let observed: Int
  /// The word of each kind of line that speaks of one.
  let choice: WordChoice
  /// `x` of the logistic function's lines.
  let x: Double

  /// The record under an objective, or under that of the pending update.
  ///
  /// - Precondition: The section's lines need it.
  func record(_ chosen: Objective? = nil) -> WindowRecord {
    let record = records.first { $0.update.objective == chosen ?? objective }
    guard let record else { preconditionFailure("a line reads a record its section has not made") }
    return record
  }
}
