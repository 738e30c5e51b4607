import CKernels

/// The update of a window under negative sampling.
///
/// Written for speed. Where `U` exceeds the caches, the time goes into the cache lines of the rows a
/// window touches, each fetched from far once; so all scores are taken first, which lets the reads
/// of many rows overlap, then all coefficients at once, then the gradient and the new rows, which
/// are near by then; meanwhile the rows of the next window are fetched. Under `draws window`
/// a shared draw is one row with the weight of all its pairs.
///
/// `script/bench kernel` measures the parts beside their arithmetic alone. In the first cache scores and
/// moving take 1.1 to 1.4 times that. In a run a row also has to come from the second cache and go
/// back, seven lines of 64 bytes each way, which is as much again; the logistic function waits for
/// itself, a chain of some fifty operations for two blocks.
struct NegativeSamplingKernel: ~Copyable {
  /// Scores, then coefficients.
  private var scores = GrowableMemory<Float>()
  private var gradient = GrowableMemory<Float>()

  /// Applies the update of a window.
  ///
  /// - Parameters:
  ///   - update: Its rows.
  ///   - parameters: The parameters.
  ///   - next: Words whose rows the next update will need, as far as is known.
  /// - Returns: The result of the update.
  mutating func apply(
    _ update: borrowing WeightedRows, to parameters: inout Parameters,
    fetching next: UnsafeBufferPointer<Int32> = UnsafeBufferPointer(start: nil, count: 0)
  ) -> Kernel.StepResult {
    let (loss, areFinite) = score(update, parameters)
    let blocks = parameters.outside.stride / Matrix.block
    let v = parameters.center.mutableRow(Int(update.center))
    let rate = Float(update.learningRate)
    // No coefficient exceeds the weight of its row, nor that the number of pairs.
    let stayFinite =
      areFinite && vector_steps_stay_finite(v, blocks, rate * Float(update.pairs))
    gradient.reserve(parameters.outside.stride)
    let centerIsFinite = vector_move(
      parameters.outside.mutableStorage, blocks, update.rows.start, update.count, scores.start,
      rate, v,
      gradient.start, next.baseAddress, next.count)
    let isFinite =
      loss.isFinite && centerIsFinite
      && (stayFinite
        || (0..<update.count).allSatisfy {
          vector_is_finite(parameters.outside.row(Int(update.rows.start[$0])), blocks)
        })
    return Kernel.StepResult(loss: loss, isFinite: isFinite, rows: update.count)
  }

  /// The loss of all pairs of an update, in nats.
  mutating func loss(
    of update: borrowing WeightedRows, at parameters: borrowing Parameters
  ) -> Double {
    score(update, parameters).loss
  }

  /// Leaves the coefficients `-(1-σ(z_o))` and `w (1-σ(-z_k))` of the rows in `scores`.
  ///
  /// - Returns: Their loss, in nats, and whether all scores are finite.
  private mutating func score(
    _ update: borrowing WeightedRows, _ parameters: borrowing Parameters
  ) -> (loss: Double, areFinite: Bool) {
    let count = update.count
    scores.reserve(count &+ Matrix.block)
    vector_scores(
      parameters.outside.storage, parameters.outside.stride / Matrix.block, update.rows.start,
      count, parameters.center.row(Int(update.center)), scores.start)
    var areFinite = false
    let loss = vector_weigh_logistic(scores.start, update.weights.start, count, &areFinite)
    return (loss, areFinite)
  }
}
