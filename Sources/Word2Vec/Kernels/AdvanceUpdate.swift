/// An update computed on copies beside the parameters, which do not change until it is put in
/// place.
///
/// A window that softmax applies pair by pair takes two sweeps over `U` for every pair. On a large
/// vocabulary that is too long to wait for after an interruption, and half a window must not be
/// left behind. So it is applied to a copy of `U`; copying takes about as long as a sweep.
struct AdvanceUpdate: ~Copyable {
  /// The computed update and its result.
  private var made: (update: Update, result: Kernel.StepResult)?
  /// `U` and `v_c` after it.
  private var outside = Matrix(rows: 0, columns: 1)
  private var center: [Float] = []

  /// Makes an update, unless that has been done.
  ///
  /// - Parameters:
  ///   - update: The update.
  ///   - kernel: Applies it; nothing is pending in it afterwards.
  ///   - parameters: The parameters, which have the same bits afterwards.
  ///   - cancellation: Ends it early.
  /// - Throws: The error of `cancellation`; nothing has been made then.
  mutating func make<E>(
    _ update: Update, with kernel: inout Kernel, at parameters: inout Parameters,
    cancellation: Cancellation<E>
  ) throws(E) {
    if made?.update == update { return }
    forget()
    kernel.settle(&parameters)
    if outside.rows == parameters.words, outside.columns == parameters.dimension {
      try outside.assign(from: parameters.outside, cancellation: cancellation)
    } else {
      outside = try parameters.outside.copy(cancellation: cancellation)
    }
    let word = Int(update.center)
    let old = Self.row(word, of: parameters.center)
    swap(&parameters.outside, &outside)
    defer {
      swap(&parameters.outside, &outside)
      center = Self.row(word, of: parameters.center)
      parameters.center.mutableRow(word).update(from: old, count: old.count)
    }
    do throws(E) {
      made = (update, try kernel.apply(update, to: &parameters, cancellation: cancellation))
    } catch {
      // Its pending update belongs to the copy.
      kernel = Kernel()
      throw error
    }
  }

  /// Puts an update in place if it has been made.
  ///
  /// - Parameters:
  ///   - update: The update.
  ///   - parameters: The parameters it was made at.
  /// - Returns: The result of the update; `nil` if it has not been made.
  mutating func putInPlace(
    _ update: Update, in parameters: inout Parameters
  ) -> Kernel.StepResult? {
    guard let made, made.update == update else { return nil }
    forget()
    swap(&parameters.outside, &outside)
    parameters.center.mutableRow(Int(update.center)).update(from: center, count: center.count)
    return made.result
  }

  /// A row with its padding.
  private static func row(_ row: Int, of matrix: borrowing Matrix) -> [Float] {
    Array(UnsafeBufferPointer(start: matrix.row(row), count: matrix.stride))
  }

  /// Discards the computed update: the parameters change.
  mutating func forget() {
    if made != nil { made = nil }
  }
}
