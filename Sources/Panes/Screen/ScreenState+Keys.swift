import Debugger
import RealModule

extension ScreenState {
  /// Does what a key asks of the panes.
  package mutating func handle(_ action: PaneKey.Action, session: Session) {
    switch action {
    case .scroll(let scroll): self.scroll(session.screen.focus, by: scroll, session)
    case .nextPane: session.screen.focusNext()
    case .onePane: session.screen.showFocusAlone()
    case .nextLayout: session.screen.showNextLayout()
    case .toggleTranscript: session.screen.toggleTranscript()
    case .singleKeys: takesSingleKeys.toggle()
    case .repaint: break
    }
  }

  /// Scrolls a pane; in the derivation, the current line moves, and the projection is zoomed.
  mutating func scroll(_ pane: Pane, by scroll: PaneKey.Scroll, _ session: Session) {
    var position = self.scroll[pane] ?? ScrollPosition()
    let page = max(1, position.visible.count - 1)
    if pane == .derivation {
      session.moveDerivation(by: scroll.rows(page: page, total: session.derivationLines.count))
      return
    }
    if pane == .projection {
      if let factor = scroll.zoom {
        session.zoomProjection(by: factor)
      } else {
        session.fitProjection()
      }
      return
    }
    position.move(by: scroll.rows(page: page, total: position.total))
    // The end of the transcript is where it follows new text.
    if pane == .transcript, position.isAtEnd { position.release() }
    self.scroll[pane] = position
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
  fileprivate func rows(page: Int, total: Int) -> Int {
    switch self {
    case .pages(let pages): pages * page
    case .lines(let lines): lines
    case .top: -total
    case .bottom: total
    }
  }
}
