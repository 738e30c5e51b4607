extension Session {
  /// The layout, the focus and the heights of panes.
  package var screen: ScreenSettings {
    get { interface.screen }
    set { interface.screen = newValue }
  }
}
