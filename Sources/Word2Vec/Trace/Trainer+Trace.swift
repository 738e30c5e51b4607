extension Trainer {
  /// Every intermediate number of the pending window, in double precision; nothing is applied.
  ///
  /// - Parameter cancellation: Ends it early.
  /// - Returns: The trace at the parameters as they are.
  /// - Throws: The error of `cancellation`.
  /// - Complexity: O(*W*·*d*) under softmax, O(*n*·*K*·*d*) for *n* pairs under negative sampling.
  public mutating func trace<E>(
    cancellation: Cancellation<E> = .never
  ) throws(E) -> WindowTrace {
    settle()
    return try WindowTrace(
      of: makeUpdate(), window: window, number: number, parameters: parameters,
      cancellation: cancellation)
  }
}
