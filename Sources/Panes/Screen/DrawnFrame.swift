import Debugger

/// A drawn screen, with the geometry that keys and the mouse need.
package struct DrawnFrame: Sendable {
  package internal(set) var canvas: Canvas
  /// Where the panes are.
  var panes: [PaneArea] = []
  /// The rows that are seen of each pane that can be scrolled.
  var windows: [Pane: ScrollWindow] = [:]

  /// The answer drawn over the panes, if one is open.
  var overlay: DrawnOverlay?
  /// How many rows of the latest answer are out of sight above the transcript.
  package internal(set) var hiddenAnswerRows = 0

  /// Numbers that an open question covers.
  var coveredNumbers: [Double] = []

  /// The columns of a line of the transcript; `nil` where it is not on the screen.
  package var textColumns: Int? { area(of: .transcript)?.textColumns }

  func area(of pane: Pane) -> PaneArea? {
    panes.first { $0.pane == pane }
  }

  /// The pane at a point; a border belongs to the pane whose title is on it.
  func pane(at point: Point) -> Pane? {
    panes.last { area in
      area.border.contains(point) && point.row < area.border.row + area.border.rows - 1
    }?
    .pane
  }

  /// The word of the vocabulary that can be clicked on at a point.
  func word(at point: Point) -> Int? {
    canvas.words.first { $0.contains(point) }?.word
  }

  /// The same with the transcript drawn again.
  ///
  /// It costs little, whatever there is to compute for the other panes.
  package func redrawingTranscript(_ state: ScreenState, isASCII: Bool) -> DrawnFrame {
    guard let inside = area(of: .transcript)?.inside else { return self }
    var frame = self
    let content = TranscriptModel(glyphs: Glyphs(isASCII: isASCII)).draw(inside.size, state)
    frame.canvas.draw(content.canvas, column: inside.column, row: inside.row)
    frame.windows[.transcript] = content.window
    if let overlay = state.overlay { frame.draw(overlay, Glyphs(isASCII: isASCII)) }
    frame.cover()
    return frame
  }
}

/// Draws a screen: a pure function of its arguments, which computes nothing that the
/// screen shows.
package func drawScreen(_ model: ScreenModel, _ state: ScreenState) -> DrawnFrame {
  switch model.content {
  case .tooSmall: DrawnFrame(canvas: drawTooSmall(model.size, model.glyphs))
  case .starting: DrawnFrame(canvas: drawStart(model.size, state.progress, model.glyphs))
  case .panes(let panes): drawPanes(panes, state)
  }
}

/// Draws one pane of a session alone, with its border and title, as it is printed and written to a
/// file: of a fixed width, and as high as its content needs.
///
/// - Throws: ``Interruption``, if the user interrupts the computation of its content.
package func drawPane(_ pane: Pane, of session: Session) throws -> Canvas {
  let most = Size(columns: 96, rows: 30)
  return drawPanes(
    try PanesModel(pane, of: session, atMost: most), ScreenState(size: most)
  ).canvas
}

/// Draws a picture of a session: the screen in a state, or a pane alone.
///
/// - Throws: ``Interruption``, if the user interrupts the computation of its content.
package func draw(
  _ picture: Picture, of session: Session, _ state: ScreenState
) throws -> Canvas {
  switch picture {
  case .screen:
    var state = state
    return try state.nextFrame(of: session).canvas
  case .pane(let pane): return try drawPane(pane, of: session)
  }
}

/// Draws the status line, if there is one, the borders, and in them the panes.
private func drawPanes(_ panes: PanesModel, _ state: ScreenState) -> DrawnFrame {
  let size = panes.arrangement.size
  let glyphs = panes.glyphs
  var frame = DrawnFrame(canvas: Canvas(size), panes: panes.arrangement.panes.map(\.area))
  if let status = panes.status {
    frame.canvas.draw(
      drawStatusLine(status, columns: size.columns, state.reference, glyphs), column: 0, row: 0)
  }
  var borders = BorderGrid(size)
  for area in frame.panes { borders.add(area.border, isFocused: area.pane == panes.focus) }
  borders.draw(on: &frame.canvas, glyphs: glyphs)
  // The last border may be below the screen.
  for placed in panes.arrangement.panes {
    let inside = placed.area.inside
    let drawn = placed.content.draw(inside.size, state)
    frame.canvas.draw(drawn.canvas, column: inside.column, row: inside.row)
    if placed.view.showsSymbols {
      frame.canvas.underline(panes.symbols, in: placed.area.border)
    }
    drawTitle(
      placed, drawn, isFocused: placed.area.pane == panes.focus, on: &frame.canvas, glyphs)
    frame.windows[placed.area.pane] = drawn.window
    if placed.area.pane == .transcript { frame.hiddenAnswerRows = drawn.rowsAbove }
  }
  if let overlay = state.overlay { frame.draw(overlay, glyphs) }
  frame.coveredNumbers = panes.coveredNumbers
  frame.cover()
  return frame
}

/// Writes a pane's title and the rows it shows onto its upper border.
private func drawTitle(
  _ placed: Arrangement.PlacedPane, _ drawn: DrawnPane, isFocused: Bool, on canvas: inout Canvas,
  _ glyphs: Glyphs
) {
  let border = placed.area.border
  let room = border.columns - 4
  let titles = placed.content.titles.map { " \(glyphs.spelled($0)) " }
  let window = drawn.window.flatMap { window in
    window.isPartial && (placed.view.showsPosition || isFocused) ? window : nil
  }
  let rowsAbove = isFocused ? 0 : drawn.rowsAbove
  let (title, rows) = title(
    titles,
    rowsAbove > 0
      ? [" \(grouped(rowsAbove)) \(rowsAbove == 1 ? "row" : "rows") above: C-x a "]
      : window.map { positions($0, glyphs) } ?? [], room: room, isFocused: isFocused)
  canvas.write(
    title, column: border.column + 2, row: border.row, limit: max(0, room),
    style: isFocused ? .focusedTitle : .title)
  canvas.write(
    rows, column: border.column + border.columns - 2 - columnWidth(of: rows), row: border.row,
    style: isFocused ? .focusedBorder : .border)
}

/// The rows that are seen, as `12–30 of 5,312`, and shorter.
func positions(_ window: ScrollWindow, _ glyphs: Glyphs) -> [String] {
  let rows = window.visible
  let range =
    rows.isEmpty
    ? "0" : grouped(rows.lowerBound + 1) + glyphs[.range] + grouped(rows.upperBound)
  return [" of ", "/"].map { " \(range)\($0)\(grouped(window.total)) " }
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

/// The longest line that fits about how large a terminal must be.
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
