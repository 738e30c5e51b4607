import RealModule

/// A window's scores and loss along the line of steepest descent, at `θ - η∇J` for any `η`, in
/// double precision.
///
/// With `g = ∂J/∂v_c` and `∂J/∂u_w = a_w v_c`, the score of a word there is
/// `(u_w - η a_w v_c)ᵀ(v_c - η g) = z_w - η (u_wᵀg + a_w‖v_c‖²) + η² a_w v_cᵀg`,
/// so that one product of `U` with `g` serves every `η`.
package struct GradientLine: Sendable {
  /// The row of each word that has a score; `nil` for the whole vocabulary.
  private let rows: [Int: Int]?
  /// How many words have scores.
  private let count: Int
  /// Filled up to whole lanes by words that are never predicted.
  private let scores: [Double]
  private let slopes: [Double]
  private let curvatures: [Double]
  /// The row observed in each pair.
  let observed: [Int]
  /// The rows drawn in each pair, and how often.
  let drawn: [[(row: Int, count: Int)]]
  private let definition: any ObjectiveDefinition

  /// The line of a window.
  ///
  /// - Parameters:
  ///   - trace: The window at some parameters.
  ///   - parameters: The same parameters.
  ///   - wholeVocabulary: Whether all words have scores; the loss under negative sampling needs
  ///     those of the observed and drawn words alone.
  ///   - cancellation: Ends it early.
  /// - Throws: The error of `cancellation`.
  /// - Complexity: O(*W*·*d*) for the whole vocabulary.
  package init<E>(
    of trace: WindowTrace, at parameters: borrowing Parameters, wholeVocabulary: Bool,
    cancellation: Cancellation<E> = .never
  ) throws(E) {
    let (v, g) = (trace.centerVector, trace.centerGradient)
    definition = trace.update.objective.definition
    let words: [Int]
    let scores: [Double]
    let products: [Double]
    if wholeVocabulary || definition.readsWholeVocabulary {
      words = Array(0..<parameters.words)
      rows = nil
      if let known = trace.softmax?.scores {
        scores = known
      } else {
        scores = try scoresOfAllWords(
          against: v, outside: parameters.outside, cancellation: cancellation)
      }
      products = try scoresOfAllWords(
        against: g, outside: parameters.outside, cancellation: cancellation)
    } else {
      words = trace.involvedWords
      rows = Dictionary(uniqueKeysWithValues: words.enumerated().map { ($1, $0) })
      scores = words.map { dot(parameters.outside.vector($0), v) }
      products = words.map { dot(parameters.outside.vector($0), g) }
    }
    let (vv, vg) = (squaredNorm(v), dot(v, g))
    let coefficients = words.map { trace.coefficients[$0] }
    count = words.count
    let fill = [Double](repeating: 0, count: (8 - count % 8) % 8)
    self.scores = scores + fill.map { _ in -.infinity }
    slopes = zip(products, coefficients).map { $0 + $1 * vv } + fill
    curvatures = coefficients.map { $0 * vg } + fill
    let rows = rows
    func row(_ word: Int) -> Int { rows.map { $0[word] ?? 0 } ?? word }
    observed = trace.pairs.map { row($0.outside) }
    drawn = trace.pairs.map { $0.negatives.map { (row($0.word), $0.count) } }
  }

  /// Whether every word has a score.
  package var isOfAllWords: Bool { rows == nil }

  /// The score of a row at `θ - η∇J`.
  func score(_ row: Int, at rate: Double) -> Double {
    scores[row] - rate * slopes[row] + rate * rate * curvatures[row]
  }

  /// `ln Σ_w e^{z_w}` at `θ - η∇J`, in nats, without overflow; some 100 of them make a curve.
  func logPartition(at rate: Double) -> Double {
    scores.withUnsafeBufferPointer { scores in
      slopes.withUnsafeBufferPointer { slopes in
        curvatures.withUnsafeBufferPointer { curvatures in
          let square = rate * rate
          func eight(_ row: Int) -> SIMD8<Double> {
            lanes(scores, row) - rate * lanes(slopes, row) + square * lanes(curvatures, row)
          }
          var largest = SIMD8<Double>(repeating: -.infinity)
          for row in stride(from: 0, to: scores.count, by: 8) {
            largest = pointwiseMax(largest, eight(row))
          }
          let maximum = largest.max()
          var sum = SIMD8<Double>.zero
          for row in stride(from: 0, to: scores.count, by: 8) {
            sum += exponential(eight(row) - maximum)
          }
          return maximum + .log(sum.sum())
        }
      }
    }
  }

  /// `J` at `θ - η∇J`, in nats.
  package func loss(at rate: Double) -> Double { definition.loss(along: self, at: rate) }

  /// `ŷ` at `θ - η∇J`, shape `[W]`.
  ///
  /// - Precondition: The line is of the whole vocabulary.
  package func probabilities(at rate: Double) -> [Double] {
    precondition(isOfAllWords, "probabilities are of the whole vocabulary")
    let logPartition = logPartition(at: rate)
    return (0..<count).map { .exp(score($0, at: rate) - logPartition) }
  }
}
