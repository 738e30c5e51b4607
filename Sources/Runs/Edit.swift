import Word2Vec

/// A change that the user makes at a window, other than applying it.
package enum Edit {
  /// Training settings were changed.
  case settings(Hyperparameters)
  /// A hand-made window or forced draws were put in place, or removed.
  case overrides(WindowOverrides)
  /// Updates, or pairs of them, are left out from here on.
  case omissions(Omissions)
  /// Numbers were written into a vector.
  case assignment(Assignment)
  /// Vectors were read into `V` or `U`.
  case vectors(Side, LoadedVectors)

  /// The memory it takes beyond a few words, in bytes.
  var byteCount: Int {
    switch self {
    case .vectors(_, let loaded):
      loaded.words.count
        * (loaded.dimension * MemoryLayout<Float>.stride + MemoryLayout<Int>.stride)
    case .assignment(let assignment): assignment.values.count * MemoryLayout<Double>.stride
    case .overrides(let overrides):
      MemoryLayout<Int>.stride
        * (3 * (overrides.window?.outside.count ?? 0)
          + overrides.draws.values.reduce(0) { $0 + $1.count })
    case .omissions(let omissions): omissions.byteCount
    case .settings: 0
    }
  }

  /// Whether it writes into `V` or `U`.
  package var changesParameters: Bool {
    switch self {
    case .assignment, .vectors: true
    case .settings, .overrides, .omissions: false
    }
  }

  /// Applies it to a trainer, for the first time or again.
  ///
  /// - Throws: The error of `cancellation`; only a part of it is applied then, and applying it once
  ///   more completes it.
  func apply<E>(to trainer: inout Trainer, cancellation: Cancellation<E> = .never) throws(E) {
    switch self {
    case .settings(let hyperparameters):
      trainer.set(hyperparameters)
    case .overrides(let overrides):
      trainer.overrides = overrides
    case .omissions(let omissions):
      trainer.omissions = omissions
    case .assignment(let assignment):
      trainer.withMutableMatrix(assignment.side) { matrix in
        if let component = assignment.component {
          matrix[assignment.word, component] = Float(assignment.values[0])
        } else {
          matrix.setVector(assignment.word, to: assignment.values)
        }
      }
    case .vectors(let side, let loaded):
      try trainer.withMutableMatrix(side) { (matrix) throws(E) in
        try loaded.assign(to: &matrix, cancellation: cancellation)
      }
    }
  }
}
