import Runs
import Word2Vec

/// A run that keeps a full copy of every state, the reference for the history.
package struct NaiveRun {
  /// The state before a window, with its edits.
  package struct State: Equatable {
    package var number = 0
    package var position = Position.start
    package var hyperparameters = Hyperparameters()
    package var overrides = WindowOverrides()
    /// The bits of `V`, then `U`.
    package var bits: [UInt32] = []
    /// The loss of the window before, as the kernel returned it.
    package var loss: Double?
    /// The pending window.
    package var window = Window(center: 0, outside: [], radius: 1, place: nil)
    package var isFinished = false
  }

  package let corpus: Corpus
  /// The record, from its first window on.
  package private(set) var states: [State]
  /// The current state, an index of `states`.
  package private(set) var place = 0
  /// Whether the states before the place are kept.
  package var keepsPast = true
  /// Whether the record begins with a state that takes memory, rather than with an initial one.
  package private(set) var needsMemory = false
  /// The losses of windows before the record.
  package private(set) var earlierLosses: [Double] = []

  init(corpus: Corpus, hyperparameters: Hyperparameters) {
    self.corpus = corpus
    states = [State()]
    begin(hyperparameters)
  }

  package var state: State { states[place] }
  package var start: Int { states[0].number }
  package var end: Int { start + states.count - 1 }
  /// The losses of the windows applied, from the first of the record on.
  package var losses: [Double] { states[...place].compactMap(\.loss) }

  /// Starts over with initial parameters.
  package mutating func begin(_ hyperparameters: Hyperparameters) {
    keepsPast = true
    needsMemory = false
    earlierLosses = []
    let trainer = Trainer(corpus: corpus, hyperparameters: hyperparameters)
    states = [Self.state(of: trainer, loss: nil)]
    place = 0
  }

  /// Starts over with the parameters that window 0 had, if it is there.
  package mutating func startOver() {
    let hyperparameters = state.hyperparameters
    guard start == 0, keepsPast else { return begin(hyperparameters) }
    let trainer = Trainer(
      corpus: corpus, hyperparameters: hyperparameters, parameters: parameters(of: states[0]))
    earlierLosses = []
    states = [Self.state(of: trainer, loss: nil)]
    place = 0
  }

  /// Applies the pending window, or goes to the next state of the record.
  package mutating func step() {
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
  package mutating func change(_ body: (inout Trainer) -> Void) {
    var trainer = self.trainer
    body(&trainer)
    states.removeSubrange((place + 1)...)
    states[place] = Self.state(of: trainer, loss: state.loss)
  }

  package mutating func go(to number: Int) { place = number - start }

  /// Starts a new history at the current state.
  package mutating func load(keepsPast: Bool) {
    needsMemory = true
    self.keepsPast = keepsPast
    states.removeSubrange((place + 1)...)
    forgetPast()
  }

  /// Forgets everything before the place.
  package mutating func forgetPast() {
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

  package static func state(of run: Run, loss: Double?) -> State {
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
package func bits(of parameters: borrowing Parameters) -> [UInt32] {
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
