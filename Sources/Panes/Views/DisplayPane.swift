import Debugger

extension PaneView {
  /// Expressions shown at every stop.
  static let display = PaneView(
    pane: .display, titles: { _ in ["display"] }, leastRows: 2, weight: 2,
    idealRows: { model, _ in max(2, model.session.displayLines.count) },
    draw: { model, size, state in drawDisplays(model, size, &state) })
}

private func drawDisplays(
  _ model: ScreenModel, _ size: Size, _ state: inout ScreenState
) -> Canvas {
  var canvas = Canvas(size)
  let columns = size.columns - 2
  let displays = model.session.displayLines
  let hint = ["`display EXPR` shows an expression here at every stop"]
  let shown = (displays.isEmpty ? hint : displays).flatMap { text in
    text.split(separator: "\n").flatMap {
      wrapped(model.glyphs.spelled(printable(String($0))), columns: columns)
    }
  }
  let visible = state.scroll[.display, default: ScrollPosition()].show(
    total: shown.count, height: size.rows)
  for (offset, index) in visible.enumerated() {
    canvas.write(shown[index], column: 1, row: offset, limit: columns)
  }
  return canvas
}
