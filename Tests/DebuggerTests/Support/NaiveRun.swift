import Runs
import Word2Vec

@testable import Debugger

/// A run that keeps a full copy of every state, the reference for the history.
struct NaiveRun {
  /// The state before a window, with its edits.
  struct State: Equatable {
    var number = 0
    var position = Position.start
    var hyperparameters = Hyperparameters()
    var overrides = WindowOverrides()
    /// The bits of `V`, then `U`.
    var bits: [UInt32] = []
    /// The loss of the window before, as the kernel returned it.
    var loss: Double?
    /// The pending window.
    var window = Window(center: 0, outside: [], radius: 1, place: nil)
    var isFinished = false
  }

  let corpus: Corpus
  /// The record, from its first window on.
  private(set) var states: [State]
  /// The current state, an index of `states`.
  private(set) var place = 0
  /// Whether the states before the place are kept.
  var keepsPast = true
  /// Whether the record begins with a state that takes memory, rather than with an initial one.
  private(set) var needsMemory = false
  /// The losses of windows before the record.
  private(set) var earlierLosses: [Double] = []

  init(corpus: Corpus, hyperparameters: Hyperparameters) {
    self.corpus = corpus
    states = [State()]
    begin(hyperparameters)
  }

  var state: State { states[place] }
  var start: Int { states[0].number }
  var end: Int { start + states.count - 1 }
  /// The losses of the windows applied, from the first of the record on.
  var losses: [Double] { states[...place].compactMap(\.loss) }

  /// Starts over with initial parameters.
  mutating func begin(_ hyperparameters: Hyperparameters) {
    keepsPast = true
    needsMemory = false
    earlierLosses = []
    let trainer = Trainer(corpus: corpus, hyperparameters: hyperparameters)
    states = [Self.state(of: trainer, loss: nil)]
    place = 0
  }

  /// Starts over with the parameters that window 0 had, if it is there.
  mutating func startOver() {
    let hyperparameters = state.hyperparameters
    guard start == 0, keepsPast else { return begin(hyperparameters) }
    let trainer = Trainer(
      corpus: corpus, hyperparameters: hyperparameters, parameters: parameters(of: states[0]))
    earlierLosses = []
    states = [Self.state(of: trainer, loss: nil)]
    place = 0
  }

  /// Applies the pending window, or goes to the next state of the record.
  mutating func step() {
    if place == states.count - 1 {
      var trainer = self.trainer
      let outcome = trainer.step()
      trainer.settle()
      states.append(Self.state(of: trainer, loss: outcome.loss))
    }
    place += 1
    if !keepsPast { forgetPast() }
  }

  /// Changes the current state and drops later ones.
  mutating func change(_ body: (inout Trainer) -> Void) {
    var trainer = self.trainer
    body(&trainer)
    states.removeSubrange((place + 1)...)
    states[place] = Self.state(of: trainer, loss: state.loss)
  }

  mutating func go(to number: Int) { place = number - start }

  /// Starts a new history at the current state.
  mutating func load(keepsPast: Bool) {
    needsMemory = true
    self.keepsPast = keepsPast
    states.removeSubrange((place + 1)...)
    forgetPast()
  }

  /// Forgets everything before the place.
  mutating func forgetPast() {
    earlierLosses = (earlierLosses + states[..<place].compactMap(\.loss)).suffix(200)
    states.removeFirst(place)
    place = 0
  }

  private var trainer: Trainer {
    Trainer(
      corpus: corpus, hyperparameters: state.hyperparameters, parameters: parameters(of: state),
      number: state.number, position: state.position, overrides: state.overrides)
  }

  private func parameters(of state: State) -> Parameters {
    let dimension = state.hyperparameters.dimension
    var parameters = Parameters(words: corpus.vocabulary.count, dimension: dimension)
    for (index, bits) in state.bits.enumerated() {
      let row = index / dimension
      let words = corpus.vocabulary.count
      parameters.withMutableMatrix(row < words ? .center : .outside) { matrix in
        matrix[row % words, index % dimension] = Float(bitPattern: bits)
      }
    }
    return parameters
  }

  static func state(of run: Run, loss: Double?) -> State {
    // Reading them applies the kernel's pending update.
    _ = run.parameters.byteCount
    return state(of: run.trainer, loss: loss)
  }

  private static func state(of trainer: borrowing Trainer, loss: Double?) -> State {
    State(
      number: trainer.number, position: trainer.position,
      hyperparameters: trainer.hyperparameters, overrides: trainer.overrides,
      bits: bits(of: trainer.parameters), loss: loss, window: trainer.window,
      isFinished: trainer.isFinished)
  }
}

/// The bits of `V`, then `U`, row by row.
func bits(of parameters: borrowing Parameters) -> [UInt32] {
  var bits: [UInt32] = []
  bits.reserveCapacity(2 * parameters.words * parameters.dimension)
  for side in Side.allCases {
    parameters.withMatrix(side) { matrix in
      for row in 0..<matrix.rows {
        for column in 0..<matrix.columns { bits.append(matrix[row, column].bitPattern) }
      }
    }
  }
  return bits
}

extension Session {
  /// Everything that determines the rest of the run, and its position, as a user sees it.
  var runState: NaiveRun.State {
    try? run.applyPendingEdits()
    return NaiveRun.state(of: run, loss: run.tally.recentLosses.last)
  }

  /// Interrupts at a check of a computation where a condition holds.
  func interrupt(when isInterrupted: @escaping () -> Bool) {
    host.breathe = { _ throws(Interruption) in
      if isInterrupted() { throw Interruption() }
    }
  }

  /// Interrupts a run between two windows, before one of a number.
  func interrupt(before window: Int) {
    host.breathe = { [unowned self] pause throws(Interruption) in
      if pause == .betweenWindows, run.number >= window { throw Interruption() }
    }
  }

  /// Lets computations go on to their end again.
  func letFinish() {
    host.breathe = { _ throws(Interruption) in }
  }
}
