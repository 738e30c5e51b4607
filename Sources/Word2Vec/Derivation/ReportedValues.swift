/// The numbers of the pending window that sgdb shows: the results of the derivation.
struct ReportedValues: Sendable {
  /// The window under each objective, where a line needs it.
  let traces: [WindowTrace]
  /// The objective of the pending update.
  let objective: Objective
  /// The pair of lines about one pair.
  let pair: Int
  /// The observed word of that pair.
  let observed: Int
  /// The words of lines about another word.
  let choice: WordChoice
  /// `x` of the logistic function's lines.
  let x: Double

  /// The trace under an objective, or under that of the pending update.
  ///
  /// - Precondition: The section's lines need it.
  func trace(_ chosen: Objective? = nil) -> WindowTrace {
    let trace = traces.first { $0.update.objective == chosen ?? objective }
    guard let trace else { preconditionFailure("a line reads a trace its section has not made") }
    return trace
  }
}
