import Runs
import Word2Vec

extension Symbol {
  /// All symbols.
  ///
  /// Values belong to the pending window at the current parameters, in double precision. Symbols
  /// that need only the window or the parameters do not compute its trace.
  package static let all: [Symbol] =
    numbersOfTheRun + words + vectors + distributions + losses + gradients

  private static let numbersOfTheRun: [Symbol] = [
    Symbol(
      "W", "the vocabulary size",
      .scalar { window, _ in Double(window.run.corpus.vocabulary.count) }),
    Symbol(
      "d", "the dimension of a vector",
      .scalar { window, _ in Double(window.run.hyperparameters.dimension) }),
    Symbol(
      "K", "negative draws per pair",
      .scalar { window, _ in Double(window.run.hyperparameters.negatives) }),
    Symbol(
      "radius", "the window radius m",
      .scalar { window, _ in Double(window.run.window.radius) }),
    Symbol(
      "m", "the largest window radius, the setting",
      .scalar { window, _ in Double(window.run.hyperparameters.radius) }),
    Symbol(
      "eta", aliases: ["η"], "the learning rate of the pending update",
      .scalar { window, _ in window.run.trainer.learningRate }),
    Symbol(
      "step", "the number of the pending window, from 0",
      .scalar { window, _ in Double(window.run.number) }),
    Symbol(
      "epoch", "the pass over the corpus, from 0",
      .scalar { window, _ in
        Double(window.run.window.place?.epoch ?? window.run.position.epoch)
      }),
    Symbol(
      "sentence", "the sentence of the window, from 0",
      .scalar { window, _ throws(ExpressionError.Reason) in
        guard let place = window.run.window.place else { throw .handMadeWindow("sentence") }
        return Double(place.sentence)
      }),
  ]

  private static let words: [Symbol] = [
    Symbol("center", "the center word c", .word { window, _ in window.run.window.center }),
    Symbol(
      "outside", "the observed words o, one a pair, left to right",
      .words(.pairs) { window, _ in window.run.window.outside.map(\.word) }),
    Symbol(
      "negative", subscripts: [.pair], "a pair's negative draws, in order, with multiplicity",
      objective: .negativeSampling,
      .words(.draws, reading(.trace) { $0.pairs[$1.pair].draws })),
  ]

  private static let vectors: [Symbol] = [
    Symbol(
      "v", subscripts: [.word], "a word's center vector, a row of V", .row(.center) { $1.word }),
    Symbol(
      "u", subscripts: [.word], "a word's outside vector, a row of U", .row(.outside) { $1.word }),
    Symbol(
      "v_c", "the center word's center vector",
      .row(.center) { window, _ in window.run.window.center }),
    Symbol(
      "u_o", subscripts: [.pair], "the outside vector of a pair's observed word",
      .row(.outside) { window, subscripts in window.run.window.outside[subscripts.pair].word }),
  ]

  private static let distributions: [Symbol] = [
    Symbol(
      "z", "the scores u_wᵀv_c of all words",
      .vector(.words, reading(.forward) { forward, _ in forward.scores })),
    Symbol(
      "yhat", aliases: ["ŷ"], "the predicted distribution softmax(z)",
      .vector(.words, reading(.forward) { forward, _ in forward.probabilities })),
    Symbol(
      "y", subscripts: [.pair], "the observed distribution of a pair: 1 at o, 0 elsewhere",
      .vector(.words) { window, subscripts in
        var y = [Double](repeating: 0, count: window.run.corpus.vocabulary.count)
        y[window.run.window.outside[subscripts.pair].word] = 1
        return y
      }),
  ]

  private static let losses: [Symbol] = [
    Symbol(
      "F", subscripts: [.pair], "the loss of a pair, in nats",
      .scalar(reading(.trace) { $0.pairs[$1.pair].loss })),
    Symbol(
      "J", "the loss of the window, in nats: the sum of its pairs' losses",
      .scalar(reading(.loss) { loss, _ in loss })),
    Symbol(
      "lossAfter", "J at the parameters after the pending update",
      .scalar(reading(.preview) { preview, _ in preview.lossAfter })),
  ]

  private static let gradients: [Symbol] = [
    Symbol(
      "grad.v", subscripts: [.word], "∂J/∂v_w: zero unless w is the center word",
      .vector(.components, reading(.trace) { $0.gradientOfCenterVector(of: $1.word) })),
    Symbol(
      "grad.u", subscripts: [.word], "∂J/∂u_w: zero if the window does not touch w",
      .vector(.components, reading(.trace) { $0.outsideGradient($1.word) })),
    Symbol(
      "grad.center", subscripts: [.pair], "∂F/∂v_c of a pair",
      .vector(.components, reading(.trace) { $0.pairs[$1.pair].centerGradient })),
    Symbol(
      "grad.outside", subscripts: [.pair, .word], "∂F/∂u_w of a pair",
      .vector(.components, reading(.trace) { $0.outsideGradient($1.word, pair: $1.pair) })),
  ]
}

extension WindowTrace {
  /// `∂J/∂v_w`, shape `[d]`; zero unless `w` is the center word.
  fileprivate func gradientOfCenterVector(of word: Int) -> [Double] {
    word == window.center ? centerGradient : [Double](repeating: 0, count: centerGradient.count)
  }
}
