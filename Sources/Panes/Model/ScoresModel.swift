import Debugger
import Word2Vec

/// The forward pass, under either objective.
struct ScoresModel: Sendable {
  enum Rows: Sendable {
    case words(SoftmaxScores)
    case sigmas([SigmaScore])
  }

  let window: WindowModel
  let rows: Rows

  init(_ window: WindowModel, ranking: ScoreRanking?) {
    self.window = window
    rows = window.objective.scores(window, ranking: ranking)
  }
}

/// A row of the score pane under softmax: a word of the vocabulary.
struct SoftmaxScore {
  let word: Int
  /// The word's place by probability, from 1.
  let rank: Int
  /// How many pairs observe the word.
  let observations: Int
  /// `z_w = u_wᵀv_c`.
  let score: Double
  /// `ŷ_w`.
  let probability: Double
}

/// The forward pass under softmax, word by word.
struct SoftmaxScores: Sendable {
  private let softmax: SoftmaxForward
  private let ranking: ScoreRanking
  private let observations: [Int: Int]
  /// The places of the observed words by probability, from 0, in ascending order.
  let observedPlaces: [Int]
  /// The greatest probability.
  let greatest: Double
  /// Decimals that show a probability of 1/W in three digits.
  let decimals: Int

  init(_ softmax: SoftmaxForward, _ ranking: ScoreRanking, observations: [Int: Int]) {
    self.softmax = softmax
    self.ranking = ranking
    self.observations = observations
    observedPlaces = observations.keys.map { ranking.places[$0] }.sorted()
    greatest = ranking.order.first.map { softmax.probabilities[$0] } ?? 0
    var decimals = 3
    var share = ranking.order.count
    while share > 10 {
      share /= 10
      decimals += 1
    }
    self.decimals = min(max(decimals, 4), 9)
  }

  /// The vocabulary size `W`.
  var count: Int { ranking.order.count }

  /// The word at a place by probability, from 0.
  subscript(place: Int) -> SoftmaxScore {
    let word = ranking.order[place]
    return SoftmaxScore(
      word: word, rank: place + 1, observations: observations[word] ?? 0,
      score: softmax.scores[word], probability: softmax.probabilities[word])
  }
}

/// A row of the score pane under negative sampling: the observed word of a pair, or a draw.
struct SigmaScore: Sendable {
  /// The pair, from 1.
  let pair: Int
  let word: Int
  /// How often the word was drawn; `nil` for the observed word.
  let draws: Int?
  /// `z = u_wᵀv_c`.
  let score: Double
  /// `σ(z_o)` of the observed word, `σ(-z_k)` of a draw.
  let sigma: Double
  /// The factor of `v_c` in `∂F/∂u_w`: `-(1-σ(z_o))`, or `n(1-σ(-z_k))`.
  let coefficient: Double

  /// The rows of a window, pair by pair, the observed word before the draws.
  static func rows(of trace: WindowTrace) -> [SigmaScore] {
    trace.pairs.enumerated().flatMap { index, pair in
      [
        SigmaScore(
          pair: index + 1, word: pair.outside, draws: nil, score: pair.score, sigma: pair.sigma,
          coefficient: pair.observedCoefficient)
      ]
        + pair.negatives.map { draw in
          SigmaScore(
            pair: index + 1, word: draw.word, draws: draw.count, score: draw.score,
            sigma: draw.sigma, coefficient: draw.coefficient)
        }
    }
  }
}
