import RealModule

/// The Float32 update of one window: the only code of training that changes parameters.
///
/// The gradients are those of rows `table.1` to `table.6`. Goals, in order: the same bits in
/// every build on every machine (fixed lane order, no fused multiply-add, no C library function
/// decides a bit of a parameter); agreement with the microscope to Float32 rounding; speed.
///
/// All gradients of an update are taken at the parameters it finds: scores of all rows first, then
/// the gradient of `v_c`, then the rows of `U`. Negative sampling stays within the cache lines of
/// its `n(K+1)` rows; softmax reads `U` twice and writes it once, and memory bandwidth bounds it.
public struct Kernel: ~Copyable {
  /// What an update came to.
  public struct Outcome: Equatable, Sendable {
    /// `J` at the parameters the update found, in nats, from Float32 scores.
    public let loss: Double
    /// Whether the loss and every parameter written are finite numbers.
    public let isFinite: Bool
    /// How many rows of `U` it read and wrote, each as often as it did: what it cost.
    public let rows: Int
  }

  private var rows: [Int32] = []
  private var scores: [Float] = []
  private var coefficients: [Float] = []
  private var complements: [Float] = []
  private var exponentials: [Float] = []
  private var gradient: [Lanes] = []
  private var observations: [Int32: Float] = [:]

  /// A kernel with empty working memory.
  public init() {}

  /// Applies an update to the parameters.
  ///
  /// - Complexity: O(*n*·*K*·*d*) for *n* pairs under negative sampling, O(*W*·*d*) under softmax;
  ///   softmax with update order `pair` takes that for every pair.
  public mutating func apply(_ update: Update, to parameters: borrowing Parameters) -> Outcome {
    switch (update.objective, update.order) {
    case (.negativeSampling, .window):
      applyNegativeSampling(update, pairs: 0..<update.outside.count, to: parameters)
    case (.softmax, .window):
      applySoftmax(update, pairs: 0..<update.outside.count, to: parameters)
    case (_, .pair): applyPairByPair(update, to: parameters)
    }
  }

  private mutating func applyPairByPair(
    _ update: Update, to parameters: borrowing Parameters
  ) -> Outcome {
    // J is the loss at the parameters found, so it is taken before the first pair is applied.
    let loss: Double
    switch update.objective {
    case .negativeSampling:
      gatherRows(update, pairs: 0..<update.outside.count)
      score(rows, update.center, parameters)
      loss = negativeSamplingLossAndCoefficients(update, pairs: 0..<update.outside.count)
    case .softmax:
      let logPartition = softmaxForward(update.center, parameters)
      loss = update.outside.reduce(0) { $0 + (logPartition - Double(scores[Int($1)])) }
    }
    var isFinite = loss.isFinite
    var rows = 0
    for pair in update.outside.indices {
      let outcome =
        switch update.objective {
        case .negativeSampling:
          applyNegativeSampling(update, pairs: pair..<pair + 1, to: parameters)
        case .softmax: applySoftmax(update, pairs: pair..<pair + 1, to: parameters)
        }
      isFinite = isFinite && outcome.isFinite
      rows += outcome.rows
    }
    return Outcome(loss: loss, isFinite: isFinite, rows: rows)
  }

  // MARK: Negative sampling

  private mutating func applyNegativeSampling(
    _ update: Update, pairs: Range<Int>, to parameters: borrowing Parameters
  ) -> Outcome {
    gatherRows(update, pairs: pairs)
    score(rows, update.center, parameters)
    let loss = negativeSamplingLossAndCoefficients(update, pairs: pairs)

    let blocks = parameters.outside.stride / Lanes.scalarCount
    let v = lanes(of: parameters.center, Int(update.center))
    let rate = Float(update.learningRate)
    var excess = Lanes.zero
    gradient.withUnsafeMutableBufferPointer { gradient in
      for block in 0..<blocks { gradient[block] = .zero }
      for (index, row) in rows.enumerated() {
        let u = lanes(of: parameters.outside, Int(row))
        let coefficient = coefficients[index]
        for block in 0..<blocks { gradient[block] = gradient[block] + coefficient * u[block] }
      }
      for (index, row) in rows.enumerated() {
        let u = lanes(of: parameters.outside, Int(row))
        let step = rate * coefficients[index]
        for block in 0..<blocks {
          u[block] = u[block] - step * v[block]
          excess = excess + u[block] * Lanes.zero
        }
      }
      for block in 0..<blocks {
        v[block] = v[block] - rate * gradient[block]
        excess = excess + v[block] * Lanes.zero
      }
    }
    // Anything finite times 0 is 0, anything else is not a number.
    return Outcome(
      loss: loss, isFinite: loss.isFinite && horizontalSum(excess) == 0, rows: rows.count)
  }

  /// Lists the rows of some pairs: the observed word of each, then its draws.
  private mutating func gatherRows(_ update: Update, pairs: Range<Int>) {
    rows.removeAll(keepingCapacity: true)
    for pair in pairs {
      rows.append(update.outside[pair])
      rows.append(contentsOf: update.draws[pair])
    }
  }

  /// Scores of the rows gathered, padded to whole blocks.
  private mutating func score(
    _ rows: [Int32], _ center: Int32, _ parameters: borrowing Parameters
  ) {
    let blocks = parameters.outside.stride / Lanes.scalarCount
    resize(rows: rows.count, blocks: blocks)
    let v = lanes(of: parameters.center, Int(center))
    for (index, row) in rows.enumerated() {
      let u = lanes(of: parameters.outside, Int(row))
      var sum = Lanes.zero
      for block in 0..<blocks { sum = sum + u[block] * v[block] }
      scores[index] = horizontalSum(sum)
    }
  }

  /// Turns scores into coefficients `-(1-σ(z_o))` and `1-σ(-z_k)`, and returns their loss.
  ///
  /// The loss is `Σ max(0, ∓z) + ln Π (1 + e^{-|z|})`: one logarithm for about 1,000 factors.
  private mutating func negativeSamplingLossAndCoefficients(
    _ update: Update, pairs: Range<Int>
  ) -> Double {
    let count = rows.count
    for start in stride(from: 0, to: count, by: Lanes.scalarCount) {
      var z = Lanes.zero
      for lane in 0..<min(Lanes.scalarCount, count - start) { z[lane] = scores[start + lane] }
      let magnitude = z.replacing(with: -z, where: z .< Lanes.zero)
      let e = exponentialOfNonPositive(-magnitude)
      let larger = Lanes(repeating: 1) / (Lanes(repeating: 1) + e)
      let smaller = e * larger
      let sigma = smaller.replacing(with: larger, where: z .>= Lanes.zero)
      for lane in 0..<min(Lanes.scalarCount, count - start) {
        coefficients[start + lane] = sigma[lane]
        // The observed words are put right below; their σ(-z) is the other of the two.
        complements[start + lane] = z[lane] >= 0 ? smaller[lane] : larger[lane]
        exponentials[start + lane] = e[lane]
      }
    }
    var linear = 0.0
    var product = 1.0
    var logarithms = 0.0
    var index = 0
    for pair in pairs {
      coefficients[index] = -complements[index]
      for row in index...index + update.draws[pair].count {
        let z = Double(row == index ? -scores[row] : scores[row])
        linear += z > 0 ? z : 0
        product *= 1 + Double(exponentials[row])
        // Every factor is at most 2.
        if product > 0x1p1000 {
          logarithms += .log(product)
          product = 1
        }
      }
      index += 1 + update.draws[pair].count
    }
    return linear + logarithms + .log(product)
  }

  private mutating func resize(rows: Int, blocks: Int) {
    if scores.count < rows {
      scores = Array(repeating: 0, count: rows)
      coefficients = scores
      complements = scores
      exponentials = scores
    }
    if gradient.count < blocks { gradient = Array(repeating: .zero, count: blocks) }
  }

  // MARK: Softmax

  private mutating func applySoftmax(
    _ update: Update, pairs: Range<Int>, to parameters: borrowing Parameters
  ) -> Outcome {
    let blocks = parameters.outside.stride / Lanes.scalarCount
    let logPartition = softmaxForward(update.center, parameters)
    var loss = 0.0
    observations.removeAll(keepingCapacity: true)
    for pair in pairs {
      loss += logPartition - Double(scores[Int(update.outside[pair])])
      observations[update.outside[pair], default: 0] += 1
    }
    let v = lanes(of: parameters.center, Int(update.center))
    let rate = Float(update.learningRate)
    let count = Float(pairs.count)
    var excess = Lanes.zero
    var chunk = 0
    for block in 0..<blocks { gradient[block] = .zero }
    var sums = [SIMD16<Double>](repeating: .zero, count: blocks)
    // The observed words differ from the rest in their coefficient alone.
    for (word, times) in observations { coefficients[Int(word)] -= times / count }
    gradient.withUnsafeMutableBufferPointer { gradient in
      coefficients.withUnsafeBufferPointer { coefficients in
        for row in 0..<parameters.words {
          let u = lanes(of: parameters.outside, row)
          let coefficient = count * coefficients[row]
          let step = rate * coefficient
          for block in 0..<blocks {
            let old = u[block]
            gradient[block] = gradient[block] + coefficient * old
            let new = old - step * v[block]
            u[block] = new
            excess = excess + new * Lanes.zero
          }
          chunk += 1
          // Partial sums of 64 rows keep the rounding of long sums at that of short ones.
          if chunk == 64 || row == parameters.words - 1 {
            for block in 0..<blocks {
              sums[block] += SIMD16<Double>(gradient[block])
              gradient[block] = .zero
            }
            chunk = 0
          }
        }
      }
    }
    for block in 0..<blocks {
      v[block] = v[block] - rate * Lanes(sums[block])
      excess = excess + v[block] * Lanes.zero
    }
    return Outcome(
      loss: loss, isFinite: loss.isFinite && horizontalSum(excess) == 0, rows: parameters.words)
  }

  /// Leaves the scores of all words in `scores` and `ŷ` in `coefficients`.
  ///
  /// - Returns: `ln Σ_w e^{z_w}`, in nats.
  private mutating func softmaxForward(
    _ center: Int32, _ parameters: borrowing Parameters
  ) -> Double {
    let words = parameters.words
    let blocks = parameters.outside.stride / Lanes.scalarCount
    resize(rows: words, blocks: blocks)
    let v = lanes(of: parameters.center, Int(center))
    var maximum = -Float.infinity
    scores.withUnsafeMutableBufferPointer { scores in
      for row in 0..<words {
        let u = lanes(of: parameters.outside, row)
        var sum = Lanes.zero
        for block in 0..<blocks { sum = sum + u[block] * v[block] }
        let z = horizontalSum(sum)
        scores[row] = z
        maximum = z > maximum ? z : maximum
      }
    }
    var partition = 0.0
    for start in stride(from: 0, to: words, by: Lanes.scalarCount) {
      let count = min(Lanes.scalarCount, words - start)
      var z = Lanes(repeating: -.infinity)
      for lane in 0..<count { z[lane] = scores[start + lane] - maximum }
      let e = exponentialOfNonPositive(z)
      partition += Double(horizontalSum(e))
      for lane in 0..<count { coefficients[start + lane] = e[lane] }
    }
    let scale = Float(1 / partition)
    for row in 0..<words { coefficients[row] *= scale }
    return Double(maximum) + .log(partition)
  }
}

/// A row of a matrix as whole blocks.
@inline(__always)
private func lanes(of matrix: borrowing Matrix, _ row: Int) -> UnsafeMutablePointer<Lanes> {
  UnsafeMutableRawPointer(matrix.row(row)).assumingMemoryBound(to: Lanes.self)
}
