import RealModule

/// What a window's scores and loss become along the line its gradient points down, at `θ - η∇J` for
/// any `η`, in double precision.
///
/// With `g = ∂J/∂v_c` and `∂J/∂u_w = a_w v_c`, the score of a word there is
/// `(u_w - η a_w v_c)ᵀ(v_c - η g) = z_w - η (u_wᵀg + a_w‖v_c‖²) + η² a_w v_cᵀg`,
/// so that one product of `U` with `g` serves every `η`.
public struct GradientLine: Sendable {
  /// What the scores are of; `nil` for the whole vocabulary.
  private let rows: [Int: Int]?
  private let scores: [Double]
  private let slopes: [Double]
  private let curvatures: [Double]
  private let observed: [Int]
  /// The rows drawn in each pair, and how often.
  private let drawn: [[(row: Int, count: Int)]]
  private let objective: Objective

  /// The line of a window.
  ///
  /// - Parameters:
  ///   - record: The window at some parameters.
  ///   - parameters: The same parameters.
  ///   - wholeVocabulary: Whether all words have scores; the loss under negative sampling needs
  ///     those of the observed and drawn words alone.
  /// - Complexity: O(*W*·*d*) for the whole vocabulary.
  public init(
    of record: WindowRecord, at parameters: borrowing Parameters, wholeVocabulary: Bool
  ) {
    let (v, g) = (record.centerVector, record.centerGradient)
    objective = record.update.objective
    let words: [Int]
    let products: [Double]
    if wholeVocabulary || objective == .softmax {
      words = Array(0..<parameters.words)
      rows = nil
      scores = record.softmax?.scores ?? scoresOfAllWords(against: v, outside: parameters.outside)
      products = scoresOfAllWords(against: g, outside: parameters.outside)
    } else {
      words = record.involvedWords
      rows = Dictionary(uniqueKeysWithValues: words.enumerated().map { ($1, $0) })
      scores = words.map { dot(row: $0, of: parameters.outside, v) }
      products = words.map { dot(row: $0, of: parameters.outside, g) }
    }
    let (vv, vg) = (squaredNorm(v), dot(v, g))
    let coefficients = words.map { record.coefficients[$0] }
    slopes = zip(products, coefficients).map { $0 + $1 * vv }
    curvatures = coefficients.map { $0 * vg }
    let rows = rows
    func row(_ word: Int) -> Int { rows.map { $0[word] ?? 0 } ?? word }
    observed = record.pairs.map { row($0.outside) }
    drawn = record.pairs.map { $0.negatives.map { (row($0.word), $0.count) } }
  }

  private func score(_ row: Int, at rate: Double) -> Double {
    scores[row] - rate * slopes[row] + rate * rate * curvatures[row]
  }

  private func allScores(at rate: Double) -> [Double] {
    let square = rate * rate
    return scores.withUnsafeBufferPointer { scores in
      slopes.withUnsafeBufferPointer { slopes in
        curvatures.withUnsafeBufferPointer { curvatures in
          scores.indices.map { scores[$0] - rate * slopes[$0] + square * curvatures[$0] }
        }
      }
    }
  }

  /// `J` at `θ - η∇J`, in nats.
  public func loss(at rate: Double) -> Double {
    switch objective {
    case .softmax:
      let logPartition = logPartition(of: allScores(at: rate))
      return observed.reduce(0) { $0 + (logPartition - score($1, at: rate)) }
    case .negativeSampling:
      return zip(observed, drawn).reduce(0) { sum, pair in
        sum - logLogistic(score(pair.0, at: rate))
          - pair.1.reduce(0) { $0 + Double($1.count) * logLogistic(-score($1.row, at: rate)) }
      }
    }
  }

  /// `ŷ` at `θ - η∇J`, shape `[W]`.
  ///
  /// - Precondition: The line is of the whole vocabulary.
  public func probabilities(at rate: Double) -> [Double] {
    precondition(rows == nil, "probabilities are of the whole vocabulary")
    let scores = allScores(at: rate)
    let logPartition = logPartition(of: scores)
    return scores.map { .exp($0 - logPartition) }
  }
}
