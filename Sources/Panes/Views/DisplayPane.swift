import Debugger

extension PaneView {
  /// Expressions shown at every stop.
  static let display = PaneView(
    pane: .display, leastRows: 2, weight: 2,
    content: { DisplayModel(lines: try $0.session.displayLines(), glyphs: $0.window.glyphs) })
}

/// The expressions of `display` with their values, one or more lines each.
struct DisplayModel: PaneContent {
  let lines: [String]
  let glyphs: Glyphs

  var titles: [String] { ["display"] }

  func idealRows(on screen: Size) -> Int { max(2, lines.count) }

  func draw(_ size: Size, _ state: ScreenState) -> DrawnPane {
    let hint = ["`display EXPR` shows an expression here at every stop"]
    let shown = (lines.isEmpty ? hint : lines).flatMap { text in
      text.split(separator: "\n").flatMap {
        wrapped(glyphs.spelled(printable(String($0))), columns: size.columns - 2)
      }
    }
    let window = state.window(of: .display, total: shown.count, height: size.rows)
    return DrawnPane(shown.map { StyledLine($0) }, size, window)
  }
}
