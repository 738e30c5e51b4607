import Word2Vec

/// Thrown when the user interrupts a computation (Ctrl-C).
///
/// It is not a failure: the run is then before a window, and the session unchanged or at that
/// window.
package struct Interruption: Error, Equatable, CustomStringConvertible {
  /// Whether the user has been told where the interrupted command has left the session.
  package var isReported: Bool

  package init(isReported: Bool = false) {
    self.isReported = isReported
  }

  package var description: String { "interrupted" }
}
