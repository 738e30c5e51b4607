/// What sgdb shows of the pending window: the numbers the derivation arrives at.
struct ShownNumbers: Sendable {
  /// The window under full softmax, where a line needs it.
  private let softmax: WindowRecord?
  /// The window under negative sampling, where a line needs it.
  private let negativeSampling: WindowRecord?
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

  init(
    records: [WindowRecord], objective: Objective, pair: Int, observed: Int, choice: WordChoice,
    x: Double
  ) {
    softmax = records.first { $0.update.objective == .softmax }
    negativeSampling = records.first { $0.update.objective == .negativeSampling }
    self.objective = objective
    self.pair = pair
    self.observed = observed
    self.choice = choice
    self.x = x
  }

  /// The record under an objective, or under that of the pending update.
  ///
  /// - Precondition: The section's lines need it.
  func record(_ chosen: Objective? = nil) -> WindowRecord {
    let record = (chosen ?? objective) == .softmax ? softmax : negativeSampling
    guard let record else { preconditionFailure("a line reads a record its section has not made") }
    return record
  }
}
