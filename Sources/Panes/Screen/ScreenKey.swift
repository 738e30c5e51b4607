import Debugger

/// A key that scrolls the focused pane or moves the focus.
package enum ScreenKey: Sendable {
  case pageUp
  case pageDown
  case top
  case bottom
  case lineUp
  case lineDown
  case nextPane
}

extension ScreenKey {
  /// How many lines it moves a cursor by; `nil` if it moves none.
  fileprivate func lines(inPage page: Int) -> Int? {
    switch self {
    case .pageUp: -page
    case .pageDown: page
    case .top: -1_000_000
    case .bottom: 1_000_000
    case .lineUp: -1
    case .lineDown: 1
    case .nextPane: nil
    }
  }
}

extension ScreenState {
  /// Does what a key asks for.
  package mutating func handle(_ key: ScreenKey, session: Session) {
    let pane = focusedPane(session)
    var position = scroll[pane] ?? ScrollPosition()
    let page = max(1, position.visible.count - 1)
    if pane == .derivation, let lines = key.lines(inPage: page) {
      session.moveDerivation(by: lines)
      return
    }
    switch key {
    case .pageUp: position.move(by: -page)
    case .pageDown: position.move(by: page)
    case .top: position.move(by: -position.total)
    case .bottom: position.move(by: position.total)
    case .lineUp: position.move(by: -1)
    case .lineDown: position.move(by: 1)
    case .nextPane:
      let panes = session.interface.layout.panes
      let index = panes.firstIndex(of: pane) ?? panes.count - 1
      session.focus(on: panes[(index + 1) % panes.count])
      return
    }
    // The end of the transcript is where it follows new text.
    if pane == .transcript, position.isAtEnd { position.release() }
    scroll[pane] = position
  }

  /// The pane that keys scroll: the one the session names, if the layout shows it.
  func focusedPane(_ session: Session) -> Pane {
    let panes = session.interface.layout.panes
    return panes.contains(session.interface.focus) ? session.interface.focus : .transcript
  }
}
