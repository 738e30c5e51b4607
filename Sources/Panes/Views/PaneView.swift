import Debugger

/// A pane as the screen knows it: declared once, read by layout and drawing.
struct PaneView: Sendable {
  let pane: Pane
  /// The rows without which it is not worth showing.
  let leastRows: Int
  /// Its part of the rows that are left when every pane has its least.
  let weight: Int
  /// Its part of the columns beside other panes, and how few and how many it can use.
  var share = 50
  var columns = 1...Int.max
  /// Whether its border shows the visible rows even without the focus.
  var showsPosition = false
  /// Whether the symbols of the derivation's current line are underlined in it.
  var showsSymbols = false
  /// Computes its content; the user can interrupt long computations.
  let content: @Sendable (SessionReader) throws -> any PaneContent

  /// Every pane.
  static let all: [PaneView] = [
    corpus, lesson, scores, center, outside, loss, derivation, display, projection, heat, lossPlot,
    yhat, eta, samples, transcript,
  ]

  private static let byPane = Dictionary(uniqueKeysWithValues: all.map { ($0.pane, $0) })

  /// The view of a pane.
  static func of(_ pane: Pane) -> PaneView {
    guard let view = byPane[pane] else { preconditionFailure("every pane has a view") }
    return view
  }
}

/// The computed content of a pane: words and numbers, and how they are drawn.
protocol PaneContent: Sendable {
  /// The titles for its border, the longest first.
  var titles: [String] { get }

  /// The rows beyond which it has nothing more to show, on a screen of a size.
  func idealRows(on screen: Size) -> Int

  /// Draws the inside of its border: the rows that the state scrolls to, with marks on the numbers
  /// that have changed.
  func draw(_ size: Size, _ state: ScreenState) -> DrawnPane
}

/// The inside of a pane's border, drawn.
struct DrawnPane {
  var canvas: Canvas
  /// The visible rows, where the pane can be scrolled.
  var window: ScrollWindow?
  /// How many rows of the latest command's output are above the visible ones.
  var rowsAbove = 0
}

extension DrawnPane {
  /// One text, broken into rows.
  init(_ text: String, _ size: Size) {
    canvas = Canvas(size)
    for (row, line) in wrapped(text, columns: size.columns - 2).enumerated() {
      canvas.write(line, column: 1, row: row)
    }
  }

  /// The visible ones of some lines below each other.
  init(_ lines: [StyledLine], _ size: Size, _ window: ScrollWindow) {
    canvas = Canvas(size)
    self.window = window
    for (row, index) in window.visible.enumerated() {
      canvas.write(lines[index], column: 1, row: row, limit: size.columns - 2)
    }
  }
}
