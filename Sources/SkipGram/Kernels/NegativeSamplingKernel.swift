import CVector

/// The update of a window under negative sampling.
///
/// Written for speed. Where `U` exceeds the caches, the time goes into the cache lines of the rows a
/// window touches, each fetched from far once; so all scores are taken first, which lets the reads
/// of many rows overlap, then all coefficients at once, then the gradient and the new rows, which
/// are near by then; meanwhile the rows of the next window's draws are fetched. Under `draws window`
/// a shared draw is one row with the weight of all its pairs.
///
/// Where `U` fits into the third cache (W = 5,330, d = 100, 31 rows a window), `perf` finds 36 % of the
/// time in moving rows, which the storing of a row bounds, 19 % in scores, 9 % in the logistic
/// function, 12 % in draws and the rest in forming windows.
struct NegativeSamplingKernel: ~Copyable {
  private var rows = GrowableMemory<Int32>()
  /// Each row's weight, negative where the word is observed.
  private var weights = GrowableMemory<Float>()
  /// Scores, then coefficients.
  private var scores = GrowableMemory<Float>()
  private var gradient = GrowableMemory<Float>()

  /// Applies some pairs of an update at once.
  ///
  /// - Parameters:
  ///   - update: The update.
  ///   - pairs: Which of its pairs.
  ///   - parameters: The parameters.
  ///   - next: Words whose rows the next update will need, as far as is known.
  /// - Returns: What it came to.
  mutating func apply(
    _ update: Update, pairs: Range<Int>, to parameters: borrowing Parameters,
    fetching next: UnsafeBufferPointer<Int32> = UnsafeBufferPointer(start: nil, count: 0)
  ) -> Kernel.Outcome {
    let count = gatherRows(update, pairs: pairs)
    let (loss, areFinite) = score(count, update.center, parameters)
    let outside = parameters.outside.storage
    let blocks = parameters.outside.stride / Matrix.block
    let v = parameters.center.row(Int(update.center))
    let rate = Float(update.learningRate)
    // No coefficient exceeds the weight of its row, nor that the number of pairs.
    let stayFinite =
      areFinite && vector_steps_stay_finite(v, blocks, rate * Float(pairs.count))
    gradient.reserve(parameters.outside.stride)
    vector_move(
      outside, blocks, rows.start, count, scores.start, rate, v, gradient.start,
      next.baseAddress, next.count)
    let isFinite =
      loss.isFinite && vector_is_finite(v, blocks)
      && (stayFinite
        || (0..<count).allSatisfy {
          vector_is_finite(parameters.outside.row(Int(rows.start[$0])), blocks)
        })
    return Kernel.Outcome(loss: loss, isFinite: isFinite, rows: count)
  }

  /// The loss of all pairs of an update, in nats.
  mutating func loss(of update: Update, at parameters: borrowing Parameters) -> Double {
    let count = gatherRows(update, pairs: 0..<update.outside.count)
    return score(count, update.center, parameters).loss
  }

  /// Leaves the coefficients `-(1-σ(z_o))` and `w (1-σ(-z_k))` of the gathered rows in `scores`.
  ///
  /// - Returns: Their loss, in nats, and whether all scores are finite.
  private func score(
    _ count: Int, _ center: Int32, _ parameters: borrowing Parameters
  ) -> (loss: Double, areFinite: Bool) {
    let stride = parameters.outside.stride
    vector_scores(
      parameters.outside.storage, stride / Matrix.block, rows.start, count,
      parameters.center.row(Int(center)), scores.start)
    for padding in 0..<Matrix.block { scores.start[count &+ padding] = 0 }
    var areFinite = false
    let loss = vector_weigh_logistic(scores.start, weights.start, count, &areFinite)
    return (loss, areFinite)
  }

  /// Lists the rows of some pairs with their weights: the observed word of each, then its draws; or
  /// all observed words, then the draws they share.
  ///
  /// - Returns: How many there are.
  private mutating func gatherRows(_ update: Update, pairs: Range<Int>) -> Int {
    let most = pairs.count + update.draws.mostWords(ofPairs: pairs)
    rows.reserve(most + 3)
    weights.reserve(most + Matrix.block)
    scores.reserve(most + Matrix.block)
    let (rows, weights) = (rows.start, weights.start)
    var count = 0
    update.outside.withUnsafeBufferPointer { outside in
      update.draws.withUnsafeWords { words, ranges, shared in
        if pairs.count > 1, shared > 0 {
          for pair in pairs {
            rows[count] = outside[pair]
            weights[count] = -1
            count &+= 1
          }
          for word in words[..<shared] {
            var weight: Float = 0
            for pair in pairs where outside[pair] != word { weight += 1 }
            guard weight > 0 else { continue }
            rows[count] = word
            weights[count] = weight
            count &+= 1
          }
        } else {
          for pair in pairs {
            rows[count] = outside[pair]
            weights[count] = -1
            count &+= 1
            for index in ranges[pair] {
              rows[count] = words[index]
              weights[count] = 1
              count &+= 1
            }
          }
        }
      }
    }
    // What fills the last block weighs nothing; what fills the last four rows is any row.
    for padding in 0..<Matrix.block { weights[count &+ padding] = 0 }
    for padding in 0..<3 { rows[count &+ padding] = rows[0] }
    return count
  }
}
