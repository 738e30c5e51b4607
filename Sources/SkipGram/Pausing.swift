// What takes long on a large vocabulary takes a closure `pausing`, which is called every few
// milliseconds: what it throws ends the work, and nothing is left half done but what is said to be.
// These are the same without pauses: with a default closure for `pausing`, a call that leaves it out
// would count as one that can throw.

/// The numbers below `count` in parts: one takes a few milliseconds where a number takes some tens of
/// nanoseconds.
package func parts(of count: Int) -> some Sequence<Range<Int>> {
  let length = 1 << 16
  return stride(from: 0, to: count, by: length).lazy.map { $0..<min($0 + length, count) }
}

extension NoiseDistribution {
  /// The noise distribution of a vocabulary.
  public init(counts: [Int], power: Double) {
    self.init(counts: counts, power: power, pausing: {})
  }
}

extension Matrix {
  /// A matrix of zeros.
  ///
  /// - Precondition: `columns > 0`, and the size in bytes fits in memory.
  public init(rows: Int, columns: Int) {
    self.init(rows: rows, columns: columns, pausing: {})
  }

  /// A matrix of the same shape and bits.
  public func copy() -> Matrix { copy {} }

  /// Overwrites this matrix with the bits of another of the same shape.
  public func assign(from other: borrowing Matrix) { assign(from: other) {} }
}

extension Parameters {
  /// Zero parameters of a vocabulary of `words` words in `dimension` components.
  public init(words: Int, dimension: Int) {
    self.init(words: words, dimension: dimension, pausing: {})
  }

  /// The parameters of window 0.
  public init(words: Int, hyperparameters: Hyperparameters) {
    self.init(words: words, hyperparameters: hyperparameters, pausing: {})
  }

  /// Parameters with the same bits.
  public func copy() -> Parameters { copy {} }

  /// Overwrites these parameters with the bits of others of the same shape.
  public func assign(from other: borrowing Parameters) { assign(from: other) {} }

  /// A 64-bit FNV-1a hash of the bits of `V`, then `U`, padding left out.
  public var hash: UInt64 { makeHash {} }
}

extension LoadedVectors {
  /// Overwrites the rows of the words that were in the file; other rows stay.
  public func assign(to matrix: borrowing Matrix) { assign(to: matrix) {} }
}

extension Trainer {
  /// A run standing before a window with given parameters.
  public init(
    corpus: Corpus, hyperparameters: Hyperparameters, parameters: consuming Parameters,
    number: Int = 0, position: Position = .start, interventions: Interventions = Interventions()
  ) {
    self.init(
      corpus: corpus, hyperparameters: hyperparameters, parameters: parameters, number: number,
      position: position, interventions: interventions, pausing: {})
  }

  /// `J` of the pending update, in nats, with the bits that its record gives it.
  public var pendingLoss: Double { makePendingLoss {} }
}

extension Kernel {
  /// Applies an update to the parameters.
  public mutating func apply(_ update: Update, to parameters: borrowing Parameters) -> Outcome {
    apply(update, to: parameters) {}
  }
}

/// `J` of an update's window at some parameters, in nats, without its gradients.
public func loss(of update: Update, at parameters: borrowing Parameters) -> Double {
  loss(of: update, at: parameters) {}
}

extension SoftmaxForward {
  /// The forward pass at some parameters.
  public init(center: Int, parameters: borrowing Parameters) {
    self.init(center: center, parameters: parameters, pausing: {})
  }
}

extension WindowRecord {
  /// The record of a window at some parameters.
  public init(
    of update: Update, window: Window, number: Int, parameters: borrowing Parameters
  ) {
    self.init(
      of: update, window: window, number: number, parameters: parameters, pausing: {})
  }
}

extension Trial {
  /// A trial of an update, not yet applied.
  public init(of update: Update, at parameters: borrowing Parameters) {
    self.init(of: update, at: parameters, pausing: {})
  }

  /// Applies the whole update.
  public mutating func apply() { apply {} }

  /// `J` of the window at the parameters of the trial, in nats.
  public func loss() -> Double { loss {} }

  /// One pair's loss and `∂F/∂v_c` at the parameters of the trial.
  public func pair(_ pair: Int) -> (loss: Double, centerGradient: [Double]) {
    self.pair(pair) {}
  }

  /// `ŷ` of a center word at the parameters of the trial, shape `[W]`; words that the update does not
  /// touch have their vectors in `parameters`, the real ones.
  public func probabilities(center: Int, others parameters: borrowing Parameters) -> [Double] {
    probabilities(center: center, others: parameters) {}
  }
}

extension Comparison {
  /// Compares the objectives on an update's window; nothing is applied.
  public init(
    of update: Update, window: Window, number: Int, parameters: borrowing Parameters
  ) {
    self.init(
      of: update, window: window, number: number, parameters: parameters, pausing: {})
  }
}

extension GradientLine {
  /// The line of a window.
  public init(
    of record: WindowRecord, at parameters: borrowing Parameters, wholeVocabulary: Bool
  ) {
    self.init(of: record, at: parameters, wholeVocabulary: wholeVocabulary, pausing: {})
  }
}

extension GradientCheck {
  /// Checks the gradients of a record at the parameters it was made from.
  public init(
    of record: WindowRecord, _ scope: Scope = .window, parameters: borrowing Parameters,
    options: Options = Options()
  ) {
    self.init(of: record, scope, parameters: parameters, options: options, pausing: {})
  }
}

extension DerivationContext {
  /// The numbers of an update's window.
  public init(
    _ section: DerivationSection, of update: Update, window: Window, number: Int,
    parameters: borrowing Parameters, pair: Int = 0, word: Int? = nil, argument: Double? = nil,
    budget: Int = standardBudget
  ) {
    self.init(
      section, of: update, window: window, number: number, parameters: parameters, pair: pair,
      word: word, argument: argument, budget: budget, pausing: {})
  }

  /// The lines of the section with this window's numbers.
  public func evaluate() -> [EvaluatedLine] { evaluate {} }
}
