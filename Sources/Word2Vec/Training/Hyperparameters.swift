/// When the gradients of a window are applied.
public enum UpdateOrder: String, CaseIterable, Sendable {
  /// All gradients of `J` at the same parameters, then one update (the derivation's reading).
  case window
  /// One update after every pair, left to right.
  case pair
}

/// Which pairs share a list of negative draws.
public enum DrawSharing: String, CaseIterable, Sendable {
  /// Each pair draws its own `K` words.
  case pair
  /// One list of `K` words is shared by all pairs of a window.
  case window
}

/// The rule for a negative draw that hits the observed word of its pair.
public enum Collision: String, CaseIterable, Sendable {
  /// It is drawn again, so that a pair has exactly `K` draws.
  case redraw
  /// It is left out, so that a pair may have fewer (as word2vec.c does).
  case skip
}

/// How the parameters of window 0 are chosen.
public enum Initialisation: String, CaseIterable, Sendable {
  /// `V` and `U` uniform in `(-d^{-1/4}, d^{-1/4})`: scores spread by about 1/3 at any `d`.
  case uniform
  /// `V` uniform in `(-0.5/d, 0.5/d)` and `U` zero, as word2vec.c: `∂J/∂v_c = 0` at first.
  case word2vec
}

/// How the learning rate falls over the planned epochs.
public enum Decay: String, CaseIterable, Sendable {
  /// It does not.
  case none
  /// Linearly in the tokens passed, down to `η / 10000` at the end of the last planned epoch.
  case linear
}

/// All settings that a training run is a function of, apart from the corpus.
public struct Hyperparameters: Equatable, Sendable {
  /// The loss of a pair.
  public var objective = Objective.softmax
  /// Components of a vector, `d`.
  public var dimension = 8
  /// The window radius `m`: offsets `-m…m` without 0.
  public var radius = 2
  /// Negative draws per pair, `K`.
  public var negatives = 5
  /// The learning rate `η` before decay.
  public var learningRate = 0.1
  /// Planned passes over the corpus.
  public var epochs = 5
  /// The key of all randomness.
  public var seed: UInt64 = 1
  /// How window 0's parameters are chosen.
  public var initialisation = Initialisation.uniform
  /// When the gradients of a window are applied.
  public var update = UpdateOrder.window
  /// Which pairs share draws.
  public var draws = DrawSharing.pair
  /// The rule for a draw equal to the observed word.
  public var collision = Collision.redraw
  /// The exponent of the unigram counts in the noise distribution.
  public var power = 0.75
  /// Whether each window draws its own radius in `1…m`.
  public var dynamicRadius = false
  /// The subsampling threshold `t`; 0 keeps every token.
  public var subsample = 0.0
  /// How the learning rate falls.
  public var decay = Decay.none

  /// The defaults, chosen so that a newcomer's first step visibly moves digits.
  public init() {}
}
