import Debugger

/// An event of the mouse on a cell of the screen.
package struct MouseEvent: Equatable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// The main button was pressed.
    case click
    case wheelUp
    case wheelDown
  }

  package var kind: Kind
  package var point: Point

  package init(_ kind: Kind, at point: Point) {
    self.kind = kind
    self.point = point
  }
}

extension ScreenState {
  /// How many rows a notch of the wheel scrolls.
  private static let notch = 3

  /// Applies an event of the mouse to the panes in a frame.
  ///
  /// - Returns: The word of the vocabulary that was clicked on, if any.
  package mutating func handle(
    _ event: MouseEvent, in frame: DrawnFrame, session: Session
  ) -> Int? {
    if overlay != nil {
      if let rows = [.wheelUp: -Self.notch, .wheelDown: Self.notch][event.kind] {
        scrollOverlay(by: .lines(rows), in: frame)
      }
      return nil
    }
    guard let pane = frame.pane(at: event.point) else { return nil }
    let notch = pane == .derivation ? 1 : Self.notch
    switch event.kind {
    case .wheelUp: scroll(pane, by: .lines(-notch), in: frame, session)
    case .wheelDown: scroll(pane, by: .lines(notch), in: frame, session)
    case .click:
      session.screen.wantedFocus = pane
      return frame.word(at: event.point)
    }
    return nil
  }
}
