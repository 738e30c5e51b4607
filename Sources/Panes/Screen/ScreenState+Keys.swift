import Debugger
import RealModule

extension ScreenState {
  /// Applies a key to the panes in a frame.
  package mutating func handle(
    _ action: PaneKey.Action, in frame: DrawnFrame, session: Session
  ) {
    if overlay != nil {
      if case .scroll(let scroll) = action { return scrollOverlay(by: scroll, in: frame) }
      closeOverlay()
    }
    switch action {
    case .scroll(let scroll): self.scroll(session.screen.focus, by: scroll, in: frame, session)
    case .nextPane: session.screen.focusNext()
    case .onePane: session.screen.showFocusAlone()
    case .nextLayout: session.screen.showNextLayout()
    case .toggleTranscript: session.screen.toggleTranscript()
    case .singleKeys: takesSingleKeys.toggle()
    case .repaint: break
    }
  }

  /// Scrolls a pane; in the derivation, the current line moves, and the projection is zoomed.
  mutating func scroll(
    _ pane: Pane, by scroll: PaneKey.Scroll, in frame: DrawnFrame, _ session: Session
  ) {
    if pane == .projection {
      if let factor = scroll.zoom {
        session.plots.projection.zoom(by: factor)
      } else {
        session.plots.projection.fit()
      }
      return
    }
    guard let window = frame.windows[pane] else { return }
    let rows = scroll.rows(page: max(1, window.visible.count - 1), total: window.total)
    if pane == .derivation {
      session.moveDerivation(by: rows)
      return
    }
    let last = window.lastFirst
    let first = self.scroll[pane].map { min($0, last) } ?? window.visible.lowerBound
    let wanted = min(max(0, first + rows), last)
    // The end of the transcript is where it follows new text.
    self.scroll[pane] = pane == .transcript && wanted == last ? nil : wanted
  }
}

extension PaneKey.Scroll {
  /// How many times larger it draws a picture, smaller if downwards; `nil` if it shows all of it.
  fileprivate var zoom: Double? {
    switch self {
    case .pages(let pages): .pow(2, -pages)
    case .lines(let lines): .pow(1.1, -lines)
    case .top, .bottom: nil
    }
  }

  /// How many rows it moves by, downwards if positive.
  func rows(page: Int, total: Int) -> Int {
    switch self {
    case .pages(let pages): pages * page
    case .lines(let lines): lines
    case .top: -total
    case .bottom: total
    }
  }
}
