import Runs

extension Session {
  /// The mark of an event of the history in a plot.
  package enum RunMark: String, Sendable {
    /// Training settings were changed.
    case settings = "s"
    /// Vectors were written.
    case vectors = "v"
    /// A hand-made window or forced draws.
    case window = "w"
    /// Updates were left out from there on.
    case omission = "o"
    /// A breakpoint stopped before it.
    case stop = "b"
  }

  /// The events of the history, in order of windows.
  package var runMarks: [(window: Int, mark: RunMark)] {
    let events = run.history.entries.map { entry -> (window: Int, mark: RunMark) in
      switch entry.edit {
      case .settings: (entry.window, .settings)
      case .overrides: (entry.window, .window)
      case .omissions: (entry.window, .omission)
      case .assignment, .vectors: (entry.window, .vectors)
      }
    }
    return (run.losses.stops.map { ($0, .stop) } + events).sorted { $0.window < $1.window }
  }
}
