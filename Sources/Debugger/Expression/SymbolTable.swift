import SkipGram

extension Symbol {
  /// Every symbol.
  ///
  /// Values are those of the pending window at the parameters as they are, in double precision.
  /// Symbols that need no more than the window or the parameters do not compute its record.
  package static let all: [Symbol] =
    numbersOfTheRun + words + vectors + distributions + losses + gradients

  private static let numbersOfTheRun: [Symbol] = [
    Symbol(
      "W", "the vocabulary size",
      .scalar { session, _ in Double(session.corpus.vocabulary.count) }),
    Symbol(
      "d", "the dimension of a vector",
      .scalar { session, _ in Double(session.hyperparameters.dimension) }),
    Symbol(
      "K", "negative draws per pair",
      .scalar { session, _ in Double(session.hyperparameters.negatives) }),
    Symbol(
      "radius", "the window radius m",
      .scalar { session, _ in Double(session.trainer.window.radius) }),
    Symbol(
      "eta", aliases: ["η"], "the learning rate of the pending update",
      .scalar { session, _ in session.trainer.learningRate }),
    Symbol(
      "step", "the number of the pending window, from 0",
      .scalar { session, _ in Double(session.trainer.number) }),
    Symbol(
      "epoch", "the pass over the corpus, from 0",
      .scalar { session, _ in
        Double(session.trainer.window.place?.epoch ?? session.trainer.position.epoch)
      }),
    Symbol(
      "sentence", "the sentence of the window, from 0",
      .scalar { session, _ throws(ExpressionError.Reason) in
        guard let place = session.trainer.window.place else { throw .handMadeWindow("sentence") }
        return Double(place.sentence)
      }),
  ]

  private static let words: [Symbol] = [
    Symbol("center", "the center word c", .word { session, _ in session.trainer.window.center }),
    Symbol(
      "outside", "the observed words o, one a pair, left to right",
      .words(.pairs) { session, _ in session.trainer.window.outside.map(\.word) }),
    Symbol(
      "negative", subscripts: [.pair], "a pair's negative draws, in order, with multiplicity",
      objective: .negativeSampling, of: .record,
      .words(.draws) { session, place in session.record.pairs[place.pair].draws }),
  ]

  private static let vectors: [Symbol] = [
    Symbol(
      "v", subscripts: [.word], "a word's center vector, a row of V", .row(.center) { $1.word }),
    Symbol(
      "u", subscripts: [.word], "a word's outside vector, a row of U", .row(.outside) { $1.word }),
    Symbol(
      "v_c", "the center word's center vector",
      .row(.center) { session, _ in session.trainer.window.center }),
    Symbol(
      "u_o", subscripts: [.pair], "the outside vector of a pair's observed word",
      .row(.outside) { session, place in session.trainer.window.outside[place.pair].word }),
  ]

  private static let distributions: [Symbol] = [
    Symbol(
      "z", "the scores u_wᵀv_c of all words", of: .forward,
      .vector(.words) { session, _ in session.softmaxForward.scores }),
    Symbol(
      "yhat", aliases: ["ŷ"], "the predicted distribution softmax(z)", of: .forward,
      .vector(.words) { session, _ in session.softmaxForward.probabilities }),
    Symbol(
      "y", subscripts: [.pair], "the observed distribution of a pair: 1 at o, 0 elsewhere",
      .vector(.words) { session, place in
        oneHot(
          session.trainer.window.outside[place.pair].word,
          count: session.corpus.vocabulary.count)
      }),
  ]

  private static let losses: [Symbol] = [
    Symbol(
      "F", subscripts: [.pair], "the loss of a pair, in nats", of: .record,
      .scalar { session, place in session.record.pairs[place.pair].loss }),
    Symbol(
      "J", "the loss of the window, in nats: the sum of its pairs' losses", of: .loss,
      .scalar { session, _ in session.pendingLoss }),
    Symbol(
      "lossAfter", "J at the parameters after the pending update", of: .trial,
      .scalar { session, _ in session.trial.lossAfter }),
  ]

  private static let gradients: [Symbol] = [
    Symbol(
      "grad.v", subscripts: [.word], "∂J/∂v_w: zero unless w is the center word", of: .record,
      .vector(.components) { session, place in
        session.record.gradientOfCenterVector(of: place.word)
      }),
    Symbol(
      "grad.u", subscripts: [.word], "∂J/∂u_w: zero if the window does not touch w",
      of: .record,
      .vector(.components) { session, place in session.record.outsideGradient(place.word) }),
    Symbol(
      "grad.center", subscripts: [.pair], "∂F/∂v_c of a pair", of: .record,
      .vector(.components) { session, place in session.record.pairs[place.pair].centerGradient }),
    Symbol(
      "grad.outside", subscripts: [.pair, .word], "∂F/∂u_w of a pair", of: .record,
      .vector(.components) { session, place in
        session.record.outsideGradient(place.word, pair: place.pair)
      }),
  ]
}

/// Zeros, and a 1 at an index.
private func oneHot(_ index: Int, count: Int) -> [Double] {
  var vector = [Double](repeating: 0, count: count)
  vector[index] = 1
  return vector
}

extension WindowRecord {
  /// `∂J/∂v_w`: zeros but for the center word.
  fileprivate func gradientOfCenterVector(of word: Int) -> [Double] {
    word == window.center ? centerGradient : [Double](repeating: 0, count: centerGradient.count)
  }
}
