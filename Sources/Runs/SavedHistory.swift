import Word2Vec

/// What a file keeps of a history, apart from the parameters it begins with.
package struct SavedHistory {
  /// The state it begins with.
  package let origin: SavedOrigin
  /// Whether window 0 of the run had the initial parameters of its settings.
  package let hasInitialParameters: Bool
  /// By number, each once.
  package let branches: [Branch]
  /// The place of the current branch in ``branches``.
  package let current: Int
  /// The number of branches made so far, removed ones included.
  package let branchesMade: Int
  /// The replay cost of the current window, in rows read and written.
  package let cost: Int

  package init(
    origin: SavedOrigin, hasInitialParameters: Bool, branches: [Branch], current: Int,
    branchesMade: Int, cost: Int
  ) {
    self.origin = origin
    self.hasInitialParameters = hasInitialParameters
    self.branches = branches
    self.current = current
    self.branchesMade = branchesMade
    self.cost = cost
  }

  /// The dimensions of all settings in it, which are those of the run.
  package var dimensions: [Int] {
    [origin.hyperparameters.dimension]
      + branches.flatMap(\.entries).compactMap { entry in
        if case .settings(let settings) = entry.edit { settings.dimension } else { nil }
      }
  }
}

/// A state that a history begins with, without its parameters.
package struct SavedOrigin {
  package var number = 0
  package var position = Position.start
  package var hyperparameters: Hyperparameters
  package var omissions = Omissions()
  package var tally = RunTally()
  package var divergence: Divergence?

  /// Window 0 under some settings.
  package init(_ hyperparameters: Hyperparameters) {
    self.hyperparameters = hyperparameters
  }
}

extension Checkpoint {
  /// A checkpoint that a history begins with.
  convenience init(_ saved: SavedOrigin, parameters: consuming Parameters) {
    self.init(parameters: parameters)
    number = saved.number
    position = saved.position
    hyperparameters = saved.hyperparameters
    omissions = saved.omissions
    tally = saved.tally
    divergence = saved.divergence
  }

  /// What a file keeps of it, apart from its parameters.
  var saved: SavedOrigin {
    var saved = SavedOrigin(hyperparameters)
    saved.number = number
    saved.position = position
    saved.omissions = omissions
    saved.tally = tally
    saved.divergence = divergence
    return saved
  }
}
