extension Session {
  /// Gives a pane the focus, as `focus` does.
  package func focus(on pane: Pane) {
    interface.focus = pane
  }
}
