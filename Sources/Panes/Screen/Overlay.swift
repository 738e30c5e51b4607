import Debugger
import DequeModule

/// The answer of a command, open over the panes because it is taller than the transcript.
package struct Overlay: Sendable {
  /// The command.
  let title: String
  let lines: Deque<TranscriptLine>
  /// The first visible row wanted.
  fileprivate(set) var first = 0
  /// Whether the text to search for is being typed.
  package fileprivate(set) var isSearching = false
  /// The text searched for; `nil` before a search.
  package fileprivate(set) var search: String?
  /// The row found last.
  fileprivate(set) var found: Int?
}

/// An open answer as it was drawn.
struct DrawnOverlay: Sendable {
  /// All of its rows.
  let rows: Deque<WrappedTranscript.Row>
  let window: ScrollWindow
}

extension ScreenState {
  /// Opens the answer of the latest command over the panes.
  package mutating func openOverlay() {
    guard let start = transcript.lastIndex(where: { $0.kind == .command }) else { return }
    let line = transcript[start].text
    let prompt = "(sgdb) "
    overlay = Overlay(
      title: line.hasPrefix(prompt) ? String(line.dropFirst(prompt.count)) : line,
      lines: Deque(transcript[(start + 1)...]))
  }

  package mutating func closeOverlay() { overlay = nil }

  /// Handles a key of the open answer.
  package mutating func handle(_ key: OverlayKey, in frame: DrawnFrame) {
    switch key {
    case .search: overlay?.isSearching = true
    case .next: find(forward: true, in: frame)
    case .previous: find(forward: false, in: frame)
    case .close, .escape: closeOverlay()
    }
  }

  /// Searches the open answer for a text, regardless of case; an empty one repeats the last search.
  package mutating func search(for text: String, in frame: DrawnFrame) {
    overlay?.isSearching = false
    if !text.isEmpty {
      overlay?.search = text
      overlay?.found = nil
    }
    find(forward: true, in: frame)
  }

  /// Goes to the next or the previous row with the text searched for, round the end.
  private mutating func find(forward: Bool, in frame: DrawnFrame) {
    guard let overlay, let drawn = frame.overlay, let search = overlay.search else { return }
    let matches = drawn.rows.indices.filter { !places(of: search, in: drawn.rows[$0].text).isEmpty }
    let start = overlay.found ?? (forward ? drawn.window.visible.lowerBound - 1 : .max)
    let next =
      forward
      ? matches.first { $0 > start } ?? matches.first
      : matches.last { $0 < start } ?? matches.last
    self.overlay?.found = next
    if let next, !drawn.window.visible.contains(next) {
      self.overlay?.first = min(next, drawn.window.lastFirst)
    }
  }

  /// Scrolls the open answer.
  mutating func scrollOverlay(by scroll: PaneKey.Scroll, in frame: DrawnFrame) {
    guard let window = frame.overlay?.window else { return }
    let rows = scroll.rows(page: max(1, window.visible.count - 1), total: window.total)
    overlay?.first = min(max(0, window.visible.lowerBound + rows), window.lastFirst)
  }
}

/// The places of a text in another, as ranges of characters, regardless of case.
private func places(of text: String, in row: String) -> [Range<Int>] {
  let (wanted, row) = (Array(text.lowercased()), Array(row.lowercased()))
  guard !wanted.isEmpty, wanted.count <= row.count else { return [] }
  return (0...row.count - wanted.count).filter { row[$0..<$0 + wanted.count].elementsEqual(wanted) }
    .map { $0..<$0 + wanted.count }
}

extension DrawnFrame {
  /// Draws an answer over the panes; the corpus, the lesson and the prompt stay in sight.
  mutating func draw(_ overlay: Overlay, _ glyphs: Glyphs) {
    let size = canvas.size
    var top = min(1, size.rows - 1)
    for area in panes where area.border.row == top && [.corpus, .lesson].contains(area.pane) {
      top = area.border.row + area.border.rows - 1
    }
    let prompt =
      area(of: .transcript).map { $0.inside.row + $0.inside.rows - 1 } ?? size.rows - 1
    guard prompt - top > 2 else { return }
    // Panes above a short answer stay in sight.
    let rows = WrappedTranscript().rows(
      of: overlay.lines, columns: size.columns - 4, glyphs: glyphs)
    let height = min(prompt - top, rows.count + 2)
    let border = Rectangle(
      column: 0, row: prompt - height, columns: size.columns, rows: height)
    let inside = PaneArea(pane: .transcript, border: border).inside
    let columns = inside.columns - 2
    canvas.fill(inside, style: .plain)
    var borders = BorderGrid(size)
    borders.add(border, isFocused: true)
    borders.draw(on: &canvas, glyphs: glyphs)
    let window = ScrollWindow(total: rows.count, height: inside.rows, first: overlay.first)
    for (offset, index) in window.visible.enumerated() {
      let row = inside.row + offset
      canvas.write(
        rows[index].text, column: inside.column + 1, row: row, limit: columns,
        style: rows[index].kind.style)
      guard let search = overlay.search else { continue }
      let characters = Array(rows[index].text)
      for place in places(of: search, in: rows[index].text)
      where place.upperBound <= characters.count {
        canvas.write(
          String(characters[place]),
          column: inside.column + 1 + columnWidth(of: String(characters[..<place.lowerBound])),
          row: row, limit: columns, style: index == overlay.found ? .focusedTitle : .reached)
      }
    }
    let position = positions(window, glyphs)[0]
    canvas.write(
      position, column: size.columns - 2 - columnWidth(of: position), row: border.row,
      style: .focusedBorder)
    canvas.write(
      fitted(
        " \(glyphs.spelled(printable(overlay.title))) ",
        columns: max(0, size.columns - 5 - columnWidth(of: position)), ellipsis: glyphs[.ellipsis]),
      column: 2, row: border.row, style: .focusedTitle)
    let keys = overlay.search == nil ? "/ search" : "n next  N previous"
    canvas.write(
      " PgUp PgDn scroll  \(keys)  Enter closes ", column: 2,
      row: border.row + border.rows - 1, limit: max(0, size.columns - 4), style: .focusedBorder)
    self.overlay = DrawnOverlay(rows: rows, window: window)
  }
}
