import Debugger

/// What the mouse has done, on a cell of the screen.
package struct MouseEvent: Equatable, Sendable {
  package enum Kind: Equatable, Sendable {
    /// The main button was pressed.
    case click
    case wheelUp
    case wheelDown
  }

  package var kind: Kind
  package var place: Point

  package init(_ kind: Kind, at place: Point) {
    self.kind = kind
    self.place = place
  }
}

extension ScreenState {
  /// How many rows a notch of the wheel scrolls.
  private static let notch = 3

  /// Does what the mouse asks of the panes as they were drawn last.
  ///
  /// - Returns: The word of the vocabulary that was clicked on, if any.
  package mutating func handle(_ event: MouseEvent, session: Session) -> Int? {
    guard let pane = pane(at: event.place) else { return nil }
    switch event.kind {
    case .wheelUp: scroll(pane, by: .lines(pane == .derivation ? -1 : -Self.notch), session)
    case .wheelDown: scroll(pane, by: .lines(pane == .derivation ? 1 : Self.notch), session)
    case .click:
      session.screen.wantedFocus = pane
      return words.first { $0.contains(event.place) }?.word
    }
    return nil
  }

  /// The pane at a place; a border belongs to the pane whose title is on it.
  func pane(at place: Point) -> Pane? {
    frames.last { frame in
      frame.border.contains(place) && place.row < frame.border.row + frame.border.rows - 1
    }?
    .pane
  }
}
