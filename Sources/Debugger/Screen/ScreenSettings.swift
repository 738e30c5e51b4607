/// The visible panes, their heights and the focus.
package struct ScreenSettings: Equatable, Sendable {
  /// The layout chosen by name.
  package var layout = PaneLayout.step {
    didSet { alone = nil }
  }
  /// The layouts defined by the user, in order.
  package private(set) var ownLayouts: [PaneLayout] = []
  /// The only pane beside the transcript; `nil` shows the whole layout.
  package private(set) var alone: Pane?
  /// The chosen heights by layout; under an empty name while a pane is alone.
  private var heightsByLayout: [String: [Pane: PaneHeight]] = [:]
  /// The pane focused last; it may be hidden.
  package var wantedFocus = Pane.scores
  /// Whether panes use the mouse.
  package var mouse = true

  /// All layouts.
  package var layouts: [PaneLayout] { PaneLayout.all + ownLayouts }

  /// The rows of visible panes, as in a layout.
  package var rows: [[[Pane]]] {
    switch alone {
    case nil: layout.rows
    case .transcript: PaneLayout.transcript.rows
    case let pane?: [[[pane]], [[.transcript]]]
    }
  }

  /// The visible panes, in the order of the focus.
  package var panes: [Pane] { rows.flatMap { $0.flatMap { $0 } } }

  /// The pane that keys scroll: the one focused last, if it is visible.
  package var focus: Pane { panes.contains(wantedFocus) ? wantedFocus : .transcript }

  /// The chosen heights of the visible panes.
  package var heights: [Pane: PaneHeight] {
    get { heightsByLayout[alone == nil ? layout.name : ""] ?? [:] }
    set { heightsByLayout[alone == nil ? layout.name : ""] = newValue }
  }

  /// Focuses a pane, in the current layout or else in the first layout that has it.
  mutating func reveal(_ pane: Pane) {
    if !panes.contains(pane), let layout = layouts.first(where: { $0.panes.contains(pane) }) {
      self.layout = layout
    }
    wantedFocus = pane
  }

  /// Adds or replaces a layout defined by the user, and shows it.
  mutating func add(_ layout: PaneLayout) {
    if let index = ownLayouts.firstIndex(where: { $0.name == layout.name }) {
      ownLayouts[index] = layout
    } else {
      ownLayouts.append(layout)
    }
    self.layout = layout
    heights = [:]
  }

  /// Focuses the next pane.
  package mutating func focusNext() {
    let panes = panes
    let index = panes.firstIndex(of: focus) ?? panes.count - 1
    wantedFocus = panes[(index + 1) % panes.count]
  }

  /// Shows the transcript alone, or the layout again.
  package mutating func toggleTranscript() {
    alone = panes == [.transcript] ? nil : .transcript
    if alone == nil, layout == .transcript { layout = .step }
  }

  /// Shows only the focused pane and the transcript.
  package mutating func showFocusAlone() {
    alone = focus
  }

  /// Shows the whole layout again, or the next one that has several panes.
  package mutating func showNextLayout() {
    if alone != nil, layout.panes.count > 1 {
      alone = nil
      return
    }
    let several = layouts.filter { $0.panes.count > 1 }
    let index = several.firstIndex(of: layout) ?? several.count - 1
    layout = several[(index + 1) % several.count]
  }

  /// Chooses the height of a pane.
  mutating func setHeight(of pane: Pane, to height: PaneHeight) {
    switch (height, heights[pane]) {
    case (.change(let change), .rows(let rows)): heights[pane] = .rows(max(1, rows + change))
    case (.change(let change), .change(let earlier)): heights[pane] = .change(earlier + change)
    default: heights[pane] = height
    }
  }
}

/// A chosen height, in rows inside the border.
package enum PaneHeight: Equatable, Sendable {
  case rows(Int)
  /// A difference from the default height.
  case change(Int)
}
