extension Session {
  /// What is seen of the panes.
  package var screen: ScreenSettings {
    get { interface.screen }
    set { interface.screen = newValue }
  }
}
