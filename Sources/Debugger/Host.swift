import Runs

/// What the program around a session provides: whether there are panes, how wide text may be, and
/// time for the terminal while a command computes.
package final class Host {
  /// Where a computation lets the terminal have its time.
  package enum Pause: Sendable {
    /// In the middle of something: signals and progress alone.
    case within
    /// Between two windows: the whole screen can be drawn.
    case betweenWindows
  }

  /// Whether there are panes to show what a command asks for.
  package var hasPanes = false
  /// The columns that text has where panes show it; `nil` where lines may have any length.
  package var textColumns: Int?
  /// Whether commands are typed at a prompt, and no longer those that the program was started with.
  package var isAtPrompt = false
  /// Called by long computations every few milliseconds; throws when the user interrupts.
  package var breathe: (Pause) throws(Interruption) -> Void = { _ throws(Interruption) in }

  package init() {}
}
