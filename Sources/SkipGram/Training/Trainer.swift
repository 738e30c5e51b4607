/// What the user has put in place of what the corpus and the sampler give the pending window.
public struct Interventions: Equatable, Sendable {
  /// A window made by hand; it takes no place in the corpus.
  public var window: Window?
  /// Draws forced on pairs, counted from 0.
  public var draws: [Int: [Int]] = [:]
  /// How often other draws were asked for.
  public var redraws = 0

  /// None.
  public init() {}
}

/// A training run standing before a window: corpus, parameters and position.
///
/// A run is a pure function of corpus, hyperparameters and interventions. Window `n` of the run is
/// the window it stands before after `n` updates.
public struct Trainer: ~Copyable {
  /// The corpus being trained on.
  public let corpus: Corpus
  /// Every choice that decides what is computed.
  public private(set) var hyperparameters: Hyperparameters
  /// `V` and `U`.
  public let parameters: Parameters
  /// The number of the pending window, which is the number of updates applied.
  public private(set) var number: Int
  /// What the user has put in place for the pending window.
  public var interventions: Interventions
  private var cursor: WindowCursor
  /// Where negative draws come from.
  public private(set) var sampler: NegativeSampler
  private var kernel = Kernel()
  private var update = Update()
  private var outsideBuffer: [Int32] = []

  /// A run standing before its window 0, with initial parameters.
  ///
  /// - Precondition: The corpus has a window.
  public init(corpus: Corpus, hyperparameters: Hyperparameters) {
    self.init(
      corpus: corpus, hyperparameters: hyperparameters,
      parameters: Parameters(
        words: corpus.vocabulary.count, hyperparameters: hyperparameters))
  }

  /// A run standing before a window with given parameters.
  public init(
    corpus: Corpus, hyperparameters: Hyperparameters, parameters: consuming Parameters,
    number: Int = 0, position: Position = Position(epoch: 0, token: 0),
    interventions: Interventions = Interventions()
  ) {
    self.corpus = corpus
    self.hyperparameters = hyperparameters
    self.parameters = parameters
    self.number = number
    self.interventions = interventions
    cursor = WindowCursor(corpus: corpus, hyperparameters: hyperparameters, at: position)
    sampler = NegativeSampler(
      noise: NoiseDistribution(
        counts: corpus.vocabulary.keptCounts, power: hyperparameters.power),
      hyperparameters: hyperparameters)
  }

  /// Where the corpus's next window is centred.
  public var position: Position { cursor.position }

  /// Whether every planned epoch has been passed.
  public var isFinished: Bool { position.epoch >= hyperparameters.epochs }

  /// The noise distribution negative draws come from.
  public var noise: NoiseDistribution { sampler.noise }

  /// The learning rate of the pending update.
  public var learningRate: Double {
    hyperparameters.learningRate(at: position, in: corpus)
  }

  /// The pending window.
  public var window: Window {
    interventions.window ?? cursor.window(number: number)
  }

  /// The center word of the pending window.
  public var center: Int { interventions.window?.center ?? cursor.center }

  /// The pending update, with the draws it would have under negative sampling in any objective.
  public func makeUpdate() -> Update {
    let window = window
    var update = Update(
      center: window.center, outside: window.outside.map(\.word), draws: NegativeDraws(),
      objective: hyperparameters.objective, order: hyperparameters.update,
      learningRate: learningRate)
    sampler.draw(for: &update, window: number, redraw: interventions.redraws)
    Self.force(interventions.draws, on: &update)
    return update
  }

  /// Applies the pending update and moves to the next window.
  ///
  /// A hand-made window leaves the corpus position where it is.
  public mutating func step() -> Kernel.Outcome {
    if let window = interventions.window {
      update.center = Int32(window.center)
      update.outside = window.outside.map { Int32($0.word) }
    } else {
      update.center = Int32(cursor.center)
      fillOutside()
    }
    update.objective = hyperparameters.objective
    update.order = hyperparameters.update
    update.learningRate = learningRate
    if hyperparameters.objective == .negativeSampling {
      sampler.draw(for: &update, window: number, redraw: interventions.redraws)
      Self.force(interventions.draws, on: &update)
    }
    let outcome = kernel.apply(update, to: parameters)
    if interventions.window == nil { cursor.advance() }
    if interventions != Interventions() { interventions = Interventions() }
    number += 1
    return outcome
  }

  /// The negative draws of the update applied last, if its objective was negative sampling.
  public var lastDraws: NegativeDraws { update.draws }

  /// Goes back to a state this run was in, or would have been in.
  public mutating func restore(
    number: Int, position: Position, hyperparameters: Hyperparameters,
    parameters saved: borrowing Parameters
  ) {
    parameters.assign(from: saved)
    self.number = number
    interventions = Interventions()
    set(hyperparameters)
    cursor.seek(to: position)
  }

  /// Changes hyperparameters that leave corpus and parameters as they are.
  public mutating func set(_ new: Hyperparameters) {
    precondition(
      new.dimension == parameters.dimension, "a new dimension takes new parameters")
    let power = hyperparameters.power
    hyperparameters = new
    cursor = WindowCursor(corpus: corpus, hyperparameters: new, at: position)
    sampler = NegativeSampler(
      noise: new.power == power
        ? sampler.noise
        : NoiseDistribution(counts: corpus.vocabulary.keptCounts, power: new.power),
      hyperparameters: new)
  }

  private mutating func fillOutside() {
    let capacity = 2 * hyperparameters.radius
    if outsideBuffer.count < capacity { outsideBuffer = Array(repeating: 0, count: capacity) }
    let count = outsideBuffer.withUnsafeMutableBufferPointer { buffer in
      buffer.baseAddress.map { cursor.copyOutside(number: number, to: $0) } ?? 0
    }
    update.outside.removeAll(keepingCapacity: true)
    update.outside.append(contentsOf: outsideBuffer[..<count])
  }

  private static func force(_ draws: [Int: [Int]], on update: inout Update) {
    guard !draws.isEmpty else { return }
    update.draws = NegativeDraws(
      update.outside.indices.map { pair in
        draws[pair] ?? update.draws[pair].map { Int($0) }
      })
  }
}

extension Vocabulary {
  /// How often each word of the vocabulary occurs, shape `[W]`.
  public var keptCounts: [Int] { (0..<count).map { occurrences(of: $0) } }
}
