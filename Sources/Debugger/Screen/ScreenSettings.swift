/// Which panes are seen, how high they are, and which of them has the focus.
package struct ScreenSettings: Equatable, Sendable {
  /// The layout chosen by name.
  package var layout = PaneLayout.step {
    didSet { alone = nil }
  }
  /// The user's own layouts, in the order they were made.
  package private(set) var ownLayouts: [PaneLayout] = []
  /// The only pane beside the transcript; `nil` shows the whole layout.
  package private(set) var alone: Pane?
  /// The heights that were asked for in each layout; under no name those where a pane is alone.
  private var heightsByLayout: [String: [Pane: PaneHeight]] = [:]
  /// The pane that asked for the focus last; it may be out of sight.
  package var wantedFocus = Pane.scores
  /// Whether the mouse is listened to.
  package var mouse = true

  /// Every layout there is.
  package var layouts: [PaneLayout] { PaneLayout.all + ownLayouts }

  /// The rows of panes that are seen, as a layout holds them.
  package var rows: [[[Pane]]] {
    switch alone {
    case nil: layout.rows
    case .transcript: PaneLayout.transcript.rows
    case let pane?: [[[pane]], [[.transcript]]]
    }
  }

  /// The panes that are seen, in the order the focus moves through them.
  package var panes: [Pane] { rows.flatMap { $0.flatMap { $0 } } }

  /// The pane that keys scroll: the one that asked for it, if it is seen.
  package var focus: Pane { panes.contains(wantedFocus) ? wantedFocus : .transcript }

  /// The heights that were asked for in what is seen.
  package var heights: [Pane: PaneHeight] {
    get { heightsByLayout[alone == nil ? layout.name : ""] ?? [:] }
    set { heightsByLayout[alone == nil ? layout.name : ""] = newValue }
  }

  /// Gives a pane the focus, in the layout that is seen or else in the first that has it.
  mutating func reveal(_ pane: Pane) {
    if !panes.contains(pane), let layout = layouts.first(where: { $0.panes.contains(pane) }) {
      self.layout = layout
    }
    wantedFocus = pane
  }

  /// Keeps a layout of the user's own, in place of one of the same name, and shows it.
  mutating func add(_ layout: PaneLayout) {
    if let index = ownLayouts.firstIndex(where: { $0.name == layout.name }) {
      ownLayouts[index] = layout
    } else {
      ownLayouts.append(layout)
    }
    self.layout = layout
    heights = [:]
  }

  /// Gives the focus to the pane after the focused one.
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

  /// Shows nothing but the focused pane and the transcript.
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

  /// Asks for a height of a pane.
  mutating func setHeight(of pane: Pane, to height: PaneHeight) {
    switch (height, heights[pane]) {
    case (.change(let change), .rows(let rows)): heights[pane] = .rows(max(1, rows + change))
    case (.change(let change), .change(let earlier)): heights[pane] = .change(earlier + change)
    default: heights[pane] = height
    }
  }
}

/// A height that was asked for, in rows inside the border.
package enum PaneHeight: Equatable, Sendable {
  case rows(Int)
  /// So many more than it has by itself, or fewer.
  case change(Int)
}
