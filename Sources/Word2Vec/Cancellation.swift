/// A way to end a long computation early.
///
/// Functions that take long on a large vocabulary check it every few milliseconds. They throw the
/// error of the check, and leave nothing half done unless documented otherwise.
///
///     let copy = try parameters.copy(
///       cancellation: Cancellation { try Task.checkCancellation() })
public struct Cancellation<Failure: Error> {
  private let body: () throws(Failure) -> Void

  /// Ends computations by throwing.
  ///
  /// - Parameter body: Returns to let a computation continue; throws to end it.
  public init(_ body: @escaping () throws(Failure) -> Void) {
    self.body = body
  }

  /// Throws if the computation is to end.
  public func check() throws(Failure) {
    try body()
  }
}

extension Cancellation where Failure == Never {
  /// Never cancels; functions that take it by default throw nothing.
  public static var never: Cancellation<Never> { Cancellation {} }
}

/// Calls a function whose errors are all of one type, as those of long work without a cancellation.
///
/// - Parameters:
///   - type: The type of the errors.
///   - body: The function.
/// - Returns: The result of `body`.
/// - Throws: The error of `body`.
func throwing<Failure: Error, Result>(
  only type: Failure.Type, _ body: () throws -> Result
) throws(Failure) -> Result {
  do {
    return try body()
  } catch let error as Failure {
    throw error
  } catch {
    preconditionFailure("unexpected error: \(error)")
  }
}

/// The numbers below `count` in parts between which to check a ``Cancellation``, for loops that take
/// some tens of nanoseconds a number.
package func parts(of count: Int) -> some Sequence<Range<Int>> {
  let length = 1 << 16
  return stride(from: 0, to: count, by: length).lazy.map { $0..<min($0 + length, count) }
}
