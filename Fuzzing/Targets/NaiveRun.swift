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
    package var omissions = Omissions()
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
  /// The states of the branches that nobody stands on, by number.
  package private(set) var others: [Int: [State]] = [:]
  /// The number of the branch that the states belong to.
  package private(set) var branch = 1
  package private(set) var branchesMade = 1
  /// The windows of this branch whose losses are known without a replay.
  package private(set) var knownLosses = 0
  package init(corpus: Corpus, hyperparameters: Hyperparameters) {
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
    (others, branch, branchesMade, knownLosses) = ([:], 1, 1, 0)
    let trainer = Trainer(corpus: corpus, hyperparameters: hyperparameters)
    states = [Self.state(of: trainer, loss: nil)]
    place = 0
  }

  /// Goes to window 0 with the settings as they are now.
  package mutating func startOver() {
    let hyperparameters = state.hyperparameters
    place = 0
    if state.hyperparameters != hyperparameters { change { $0.set(hyperparameters) } }
  }

  /// Applies the pending window, or goes to the next state of the record.
  package mutating func step() {
    if place == states.count - 1 {
      states.append(Self.next(state, in: corpus))
    }
    place += 1
    knownLosses = max(knownLosses, place)
  }

  /// The state after a window: straight training where nothing is omitted, else the kernel alone,
  /// given what is left of the update.
  private static func next(_ state: State, in corpus: Corpus) -> State {
    var trainer = trainer(of: state, in: corpus)
    let omissions = state.omissions
    let window = state.window
    let isOmitted =
      omissions.windows.contains(state.number) || omissions.words.contains(window.center)
      || window.place.map { omissions.sentences.contains($0.sentence) } ?? false
    let kept = window.outside.indices.filter { pair in
      let word = window.outside[pair].word
      return !isOmitted && !omissions.words.contains(word)
        && !omissions.pairs.contains(.init(center: window.center, outside: word))
    }
    if kept.count == window.outside.count {
      let result = trainer.step()
      trainer.settle()
      return Self.state(of: trainer, loss: result.loss)
    }
    var parameters = parameters(of: state, in: corpus)
    let update = trainer.makeUpdate()
    let windowLoss = loss(of: update, at: parameters)
    if !kept.isEmpty {
      var part = update
      part.outside = kept.map { update.outside[$0] }
      let draws = kept.map { pair in update.draws[pair].map { Int($0) } }
      // The rows of a list that pairs share are moved once.
      if state.hyperparameters.draws == .pair || state.overrides.draws.isEmpty == false
        || !update.objective.hasDraws
      {
        part.draws = NegativeDraws(draws)
      } else {
        part.draws = update.keeping(kept).draws
      }
      var kernel = Kernel()
      _ = kernel.apply(part, to: &parameters)
    }
    // The window after it is the one that follows without omissions.
    _ = trainer.step()
    trainer.settle()
    var next = Trainer(
      corpus: corpus, hyperparameters: state.hyperparameters, parameters: parameters,
      number: trainer.number, position: trainer.position)
    next.omissions = omissions
    return Self.state(of: next, loss: windowLoss)
  }

  /// Changes the current state; where there are later ones, a branch begins.
  package mutating func change(_ body: (inout Trainer) -> Void) {
    var trainer = self.trainer
    body(&trainer)
    if place < states.count - 1 {
      others[branch] = states
      branchesMade += 1
      branch = branchesMade
    }
    states.removeSubrange((place + 1)...)
    states[place] = Self.state(of: trainer, loss: state.loss)
    knownLosses = place
  }

  /// Stands on another branch.
  package mutating func stand(on number: Int) {
    guard number != branch, let new = others[number] else { return }
    others[branch] = states
    others[number] = nil
    // Losses are kept up to the window where both begin to differ.
    let common = zip(states, new).prefix { $0 == $1 }.count
    (states, branch) = (new, number)
    place = min(place, states.count - 1)
    knownLosses = max(min(knownLosses, max(common - 1, 0)), place)
  }

  package mutating func removeBranch(_ number: Int) { others[number] = nil }

  package mutating func go(to number: Int) {
    place = number - start
    knownLosses = max(knownLosses, place)
  }

  private var trainer: Trainer { Self.trainer(of: state, in: corpus) }

  private static func trainer(of state: State, in corpus: Corpus) -> Trainer {
    var trainer = Trainer(
      corpus: corpus, hyperparameters: state.hyperparameters,
      parameters: parameters(of: state, in: corpus), number: state.number,
      position: state.position, overrides: state.overrides)
    trainer.omissions = state.omissions
    return trainer
  }

  private static func parameters(of state: State, in corpus: Corpus) -> Parameters {
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
      omissions: trainer.omissions, bits: bits(of: trainer.parameters), loss: loss,
      window: trainer.window,
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
