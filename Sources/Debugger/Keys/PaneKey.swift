/// A key that is for the panes and not for the line: declared once, read by what binds it, by
/// `help keys`, the pages and the manual.
package struct PaneKey: Sendable {
  /// The action of a key.
  package enum Action: Equatable, Sendable {
    case scroll(Scroll)
    case nextPane
    case toggleTranscript
    case onePane
    case nextLayout
    case singleKeys
    case repaint
  }

  /// A distance to scroll the focused pane.
  package enum Scroll: Equatable, Sendable {
    /// Pages, downwards if positive.
    case pages(Int)
    /// Lines, downwards if positive.
    case lines(Int)
    case top
    case bottom
  }

  package let action: Action
  /// Its label.
  package let caps: String
  /// The name under which an inputrc can bind it to other keys.
  package let function: String
  /// The sequences that terminals send.
  package let sequences: [String]
  /// A description, in a few words.
  package let summary: String

  /// All pane keys.
  package static let all: [PaneKey] = [
    PaneKey(
      action: .scroll(.pages(-1)), caps: "PgUp", function: "pane-page-up",
      sequences: ["\u{1B}[5~"], summary: "scroll the focused pane up by a page"),
    PaneKey(
      action: .scroll(.pages(1)), caps: "PgDn", function: "pane-page-down",
      sequences: ["\u{1B}[6~"], summary: "scroll it down by a page"),
    PaneKey(
      action: .scroll(.top), caps: "Home", function: "pane-top",
      sequences: ["\u{1B}[H", "\u{1B}OH", "\u{1B}[1~", "\u{1B}[7~"],
      summary: "to its first row, if the line is empty"),
    PaneKey(
      action: .scroll(.bottom), caps: "End", function: "pane-bottom",
      sequences: ["\u{1B}[F", "\u{1B}OF", "\u{1B}[4~", "\u{1B}[8~"],
      summary: "to its last row, if the line is empty"),
    PaneKey(
      action: .scroll(.lines(-1)), caps: "Ctrl-Up", function: "pane-line-up",
      sequences: ["\u{1B}[1;5A", "\u{1B}[1;2A", "\u{1B}Oa", "\u{1B}[a"],
      summary: "scroll it up by a row"),
    PaneKey(
      action: .scroll(.lines(1)), caps: "Ctrl-Down", function: "pane-line-down",
      sequences: ["\u{1B}[1;5B", "\u{1B}[1;2B", "\u{1B}Ob", "\u{1B}[b"],
      summary: "scroll it down by a row"),
    PaneKey(
      action: .nextPane, caps: "C-x o", function: "pane-next", sequences: ["\u{18}o", "\u{1B}[Z"],
      summary: "focus the next pane, like Shift-TAB"),
    PaneKey(
      action: .onePane, caps: "C-x 1", function: "pane-alone", sequences: ["\u{18}1"],
      summary: "leave only the focused pane and the transcript"),
    PaneKey(
      action: .nextLayout, caps: "C-x 2", function: "pane-layout", sequences: ["\u{18}2"],
      summary: "show the whole layout again, or the next one"),
    PaneKey(
      action: .toggleTranscript, caps: "C-x a", function: "pane-toggle",
      sequences: ["\u{18}a", "\u{18}\u{01}"],
      summary: "leave only the transcript, or show the panes again"),
    PaneKey(
      action: .singleKeys, caps: "C-x s", function: "single-keys", sequences: ["\u{18}s"],
      summary: "commands by single keys, or back to the line"),
    PaneKey(
      action: .repaint, caps: "C-l", function: "pane-repaint", sequences: ["\u{0C}"],
      summary: "redraw the screen"),
  ]
}
