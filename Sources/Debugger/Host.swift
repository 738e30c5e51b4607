import Runs

/// The program around a session: whether it has panes, the width of text, and a call that lets it
/// handle events while a command computes.
package final class Host {
  /// A point in a computation where the host can handle events.
  package enum Pause: Sendable {
    /// Within a computation: signals and progress only.
    case within
    /// Between two windows: the whole screen can be drawn.
    case betweenWindows
  }

  /// Whether there are panes.
  package var hasPanes = false
  /// The columns for text in panes; `nil` without a limit.
  package var textColumns: Int?
  /// Whether commands come from a prompt, after those of the command line.
  package var isAtPrompt = false
  /// Called by long computations every few milliseconds; throws when the user interrupts.
  package var breathe: (Pause) throws(Interruption) -> Void = { _ throws(Interruption) in }

  package init() {}
}
