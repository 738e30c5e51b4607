import Debugger

/// Draws the whole screen of a session.
package func drawScreen(_ session: Session, _ state: inout ScreenState) -> Canvas {
  let size = state.size
  state.frames = []
  state.words = []
  guard size.columns >= Arrangement.least.columns, size.rows >= Arrangement.least.rows else {
    return drawTooSmall(size, Glyphs(isASCII: session.interface.ascii))
  }
  if session.isStarting {
    return drawStart(size, state.progress, Glyphs(isASCII: session.interface.ascii))
  }
  let isRunning = session.progress != nil
  if state.changes.begin(stop: session.stopCount, isRunning: isRunning) || isRunning {
    state.scroll[.corpus]?.release()
  }
  let model = ScreenModel(session)
  var canvas = Canvas(size)
  canvas.draw(drawStatusLine(model, columns: size.columns, &state), column: 0, row: 0)
  let focus = session.screen.focus
  let arrangement = Arrangement(session.screen, size: size, model: model)
  state.frames = arrangement.frames
  var borders = BorderGrid(size)
  for frame in arrangement.frames { borders.add(frame.border, isFocused: frame.pane == focus) }
  borders.draw(on: &canvas, glyphs: model.glyphs)
  // The last border may be below the screen.
  for frame in arrangement.frames {
    draw(frame, model, isFocused: frame.pane == focus, on: &canvas, &state)
  }
  state.words = canvas.words
  return canvas
}

/// Draws one pane of a session alone, with its border and title, as it is printed and written to a
/// file: of a fixed width, and as high as its content needs.
package func drawPane(_ pane: Pane, of session: Session) -> Canvas {
  let most = Size(columns: 96, rows: 30)
  var state = ScreenState(size: most)
  let model = ScreenModel(session)
  let rows = PaneView.of(pane).idealRows(model, most)
  var canvas = Canvas(Size(columns: most.columns, rows: min(most.rows, rows + 2)))
  let frame = Arrangement.Frame(
    pane: pane,
    border: Rectangle(
      column: 0, row: 0, columns: canvas.size.columns, rows: canvas.size.rows))
  var borders = BorderGrid(canvas.size)
  borders.add(frame.border, isFocused: false)
  borders.draw(on: &canvas, glyphs: model.glyphs)
  draw(frame, model, isFocused: false, on: &canvas, &state)
  return canvas
}

/// Draws what a picture shows of a session: the screen as a state has it, or a pane alone.
package func draw(_ picture: Picture, of session: Session, _ state: inout ScreenState) -> Canvas {
  switch picture {
  case .screen: drawScreen(session, &state)
  case .pane(let pane): drawPane(pane, of: session)
  }
}

/// Draws the content of a pane and the title on its border.
private func draw(
  _ frame: Arrangement.Frame, _ model: ScreenModel, isFocused: Bool, on canvas: inout Canvas,
  _ state: inout ScreenState
) {
  let view = PaneView.of(frame.pane)
  let inside = frame.inside
  let content = view.draw(model, inside.size, &state)
  canvas.draw(content, column: inside.column, row: inside.row)
  if view.showsSymbols { canvas.underline(model.symbolsInSight, in: frame.border) }
  drawTitle(frame, model, isFocused: isFocused, on: &canvas, state)
}

/// Writes a pane's title and the rows it shows onto its upper border.
private func drawTitle(
  _ frame: Arrangement.Frame, _ model: ScreenModel, isFocused: Bool, on canvas: inout Canvas,
  _ state: ScreenState
) {
  let view = PaneView.of(frame.pane)
  let room = frame.border.columns - 4
  let titles = view.titles(model).map { " \(model.glyphs.spelled($0)) " }
  let position = state.scroll[frame.pane].flatMap { scroll in
    scroll.isPartial && (view.showsPosition || isFocused) ? scroll : nil
  }
  let rowsAbove = frame.pane == .transcript && !isFocused ? state.rowsAbove : 0
  let (title, rows) = title(
    titles,
    rowsAbove > 0
      ? [" \(grouped(rowsAbove)) \(rowsAbove == 1 ? "row" : "rows") above: C-x a "]
      : position.map { positions($0, model.glyphs) } ?? [], room: room, isFocused: isFocused)
  canvas.write(
    title, column: frame.border.column + 2, row: frame.border.row, limit: max(0, room),
    style: .of(isFocused ? .focusedTitle : .title))
  canvas.write(
    rows, column: frame.border.column + frame.border.columns - 2 - columnWidth(of: rows),
    row: frame.border.row, style: .of(isFocused ? .focusedBorder : .border))
}

/// The rows that are seen, as `12–30 of 5,312`, and shorter.
private func positions(_ scroll: ScrollPosition, _ glyphs: Glyphs) -> [String] {
  let rows = scroll.visible
  let range =
    rows.isEmpty
    ? "0" : grouped(rows.lowerBound + 1) + glyphs[.range] + grouped(rows.upperBound)
  return [" of ", "/"].map { " \(range)\($0)\(grouped(scroll.total)) " }
}

/// The longest title that fits beside a position, and the position.
///
/// Where no title but the last fits beside one, a longer one does without; the focused pane always
/// has its position.
private func title(_ titles: [String], _ positions: [String], room: Int, isFocused: Bool)
  -> (title: String, position: String)
{
  func pair(_ titles: some Sequence<String>) -> (String, String)? {
    for title in titles {
      for position in positions
      where columnWidth(of: title) + 1 + columnWidth(of: position) <= room {
        return (title, position)
      }
    }
    return nil
  }
  if let pair = pair(isFocused ? titles : titles.dropLast()) { return pair }
  let title = titles.first { columnWidth(of: $0) <= room } ?? titles.last ?? ""
  return title == titles.last ? pair([title]) ?? (title, "") : (title, "")
}

/// The progress of loading the first text, before there is a window to show.
private func drawStart(_ size: Size, _ progress: String, _ glyphs: Glyphs) -> Canvas {
  var canvas = Canvas(size)
  let text = fitted(
    glyphs.spelled(printable(progress)), columns: size.columns - 2, ellipsis: glyphs[.ellipsis])
  canvas.write(text, column: 1, row: 0)
  return canvas
}

/// One line that says how large a terminal must be, as long as fits.
private func drawTooSmall(_ size: Size, _ glyphs: Glyphs) -> Canvas {
  var canvas = Canvas(size)
  let times = glyphs[.times]
  let least = "\(Arrangement.least.columns)\(times)\(Arrangement.least.rows)"
  let actual = "\(size.columns)\(times)\(size.rows)"
  let texts = [
    "sgdb needs \(least) cells; this terminal has \(actual)", "sgdb needs \(least), has \(actual)",
    "needs \(least)", least,
  ]
  let text = texts.first { columnWidth(of: $0) <= canvas.size.columns } ?? least
  canvas.write(text, column: 0, row: 0)
  return canvas
}
