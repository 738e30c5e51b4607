/// The result of training on some windows.
public struct TrainingResult: Equatable, Sendable {
  /// The number of windows trained on, which is the number of updates applied.
  public let windows: Int
  /// The mean of `J` over these windows, each before its update, in nats; nan without a window.
  public let meanLoss: Double
  /// Whether all losses and parameters are finite numbers; training ends where they are not.
  public let isFinite: Bool
}

extension Trainer {
  /// Applies one update after another, to the end of the planned epochs at most.
  ///
  /// - Parameters:
  ///   - windows: The most windows to train on.
  ///   - epochs: The most epochs to train through, counted from the current one; a begun one counts.
  ///   - cancellation: Ends it early, between two windows.
  /// - Returns: How many windows were trained on, and their mean loss.
  /// - Throws: The error of `cancellation`; the updates applied until then stay.
  /// - Complexity: O(*n*·*K*·*d*) a window of *n* pairs under negative sampling, O(*W*·*d*) under
  ///   softmax.
  @discardableResult
  public mutating func train<E>(
    windows: Int = .max, epochs: Int = .max, cancellation: Cancellation<E> = .never
  ) throws(E) -> TrainingResult {
    defer { settle() }
    let end = min(epochs, .max - position.epoch) + position.epoch
    var (count, sum, isFinite) = (0, 0.0, true)
    while count < windows, isFinite, position.epoch < end, !isFinished {
      try cancellation.check()
      try prepareStep(cancellation: cancellation)
      let result = step()
      count += 1
      sum += result.loss
      isFinite = result.isFinite
    }
    return TrainingResult(windows: count, meanLoss: sum / Double(count), isFinite: isFinite)
  }
}
