import Debugger
import DequeModule

extension PaneView {
  /// The output of commands, and the line being typed.
  static let transcript = PaneView(
    pane: .transcript, leastRows: 3, weight: 3,
    content: { TranscriptModel(glyphs: $0.window.glyphs) })
}

/// How the transcript is spelled; its text is the state of the screen itself.
struct TranscriptModel: PaneContent {
  let glyphs: Glyphs

  var titles: [String] { ["transcript"] }

  func idealRows(on screen: Size) -> Int { .max }

  func draw(_ size: Size, _ state: ScreenState) -> DrawnPane {
    var canvas = Canvas(size)
    let columns = size.columns - 2
    // From the bottom up: the prompt, progress, completions, then the transcript.
    if state.awaitsSingleKey {
      drawSingleKeys(on: &canvas, row: size.rows - 1)
    } else {
      drawPrompt(state.input, on: &canvas, row: size.rows - 1, glyphs)
    }
    var end = size.rows - 1
    if !state.progress.isEmpty, end > 0 {
      end -= 1
      let text = fitted(
        glyphs.spelled(printable(state.progress)), columns: columns, ellipsis: glyphs[.ellipsis])
      canvas.write(text, column: 1, row: end, limit: columns, style: .progress)
    }
    if !state.candidates.isEmpty, end > 0 {
      let rows = candidateRows(state.candidates, columns: columns, most: end, glyphs)
      end -= rows.count
      for (offset, row) in rows.enumerated() {
        canvas.write(row, column: 1, row: end + offset, limit: columns)
      }
    }
    let rows = state.wrapped.rows(of: state.transcript, columns: columns, glyphs: glyphs)
    let window = state.window(
      of: .transcript, total: rows.count, height: end, standard: rows.count - end)
    // A short transcript is right above the prompt.
    let top = end - window.visible.count
    for (offset, index) in window.visible.enumerated() {
      canvas.write(
        rows[index].text, column: 1, row: top + offset, limit: columns,
        style: rows[index].kind.style)
    }
    return DrawnPane(
      canvas: canvas, window: window,
      rowsAbove: state.scroll[.transcript] == nil ? rowsAbove(window, rows) : 0)
  }

  /// How many rows of the latest command's output are above the visible ones.
  private func rowsAbove(_ window: ScrollWindow, _ rows: Deque<WrappedTranscript.Row>) -> Int {
    let start = rows.lastIndex { $0.kind == .command } ?? -1
    return max(0, window.visible.lowerBound - start - 1)
  }
}

extension TranscriptLine.Kind {
  var style: Style {
    switch self {
    case .command: .command
    case .output: .plain
    case .failure: .failure
    }
  }
}

/// Draws the keys that are commands, as many as fit, where the line would be.
private func drawSingleKeys(on canvas: inout Canvas, row: Int) {
  let columns = canvas.size.columns - 2
  var next = canvas.write("keys:", column: 1, row: row, limit: columns, style: .prompt) + 1
  for single in SingleKey.all {
    let width = 2 + columnWidth(of: single.summary)
    guard next - 1 + width <= columns else { continue }
    next = canvas.write(String(single.key), column: next, row: row, style: .reached)
    next = canvas.write(" " + single.summary, column: next, row: row, style: .faint) + 2
  }
  canvas.cursor = Point(column: 1, row: row)
}

/// Draws the prompt and the line being typed, moved left where the cursor would be out of sight.
private func drawPrompt(_ input: InputLine, on canvas: inout Canvas, row: Int, _ glyphs: Glyphs) {
  let columns = max(1, canvas.size.columns - 2)
  let prompt = fitted(
    glyphs.spelled(printable(input.prompt)), columns: columns / 2, ellipsis: glyphs[.ellipsis])
  let start = 1 + columnWidth(of: prompt)
  canvas.write(prompt, column: 1, row: row, limit: columns, style: .prompt)
  let room = max(1, 1 + columns - start)
  let (before, after) = input.shown(glyphs)
  let left = columnWidth(of: before)
  guard left + columnWidth(of: after) >= room else {
    canvas.write(before + after, column: start, row: row, limit: room)
    canvas.cursor = Point(column: start + left, row: row)
    return
  }
  // The cursor keeps a third of the room to its right, as long as there is text to show.
  let hidden = max(0, min(left - room * 2 / 3, left + columnWidth(of: after) + 1 - room))
  var skipped = 0
  var rest = (before + after)[...]
  while skipped < hidden, let character = rest.first {
    skipped += columnWidth(of: character)
    rest.removeFirst()
  }
  canvas.write(String(rest), column: start, row: row, limit: room)
  if hidden > 0 { canvas.write(glyphs.isASCII ? "<" : "‹", column: start, row: row, limit: 1) }
  if left + columnWidth(of: after) - skipped > room {
    canvas.write(glyphs.isASCII ? ">" : "›", column: start + room - 1, row: row, limit: 1)
  }
  canvas.cursor = Point(column: start + left - skipped, row: row)
}

/// Completions in columns, read downwards; where they are too many, row by row, and how many are
/// left out.
private func candidateRows(
  _ candidates: [String], columns: Int, most: Int, _ glyphs: Glyphs
) -> [String] {
  // More than one a column cannot be seen, so the rest need not be measured.
  let texts = candidates.prefix(columns * most).map {
    fitted(glyphs.spelled(printable($0)), columns: columns, ellipsis: glyphs[.ellipsis])
  }
  let width = (texts.map(columnWidth(of:)).max() ?? 0) + 2
  let across = max(1, (columns + 2) / width)
  let height = (candidates.count + across - 1) / across
  func row(_ texts: some Sequence<String>) -> String {
    texts.map { padded($0, columns: width) }.joined()
  }
  if height <= most {
    return (0..<height).map { first in
      row(stride(from: first, to: texts.count, by: height).lazy.map { texts[$0] })
    }
  }
  // The end of the last row shows how many there are.
  let note = "\(glyphs[.ellipsis])\(grouped(candidates.count)) in all"
  let last = max(0, (columns - columnWidth(of: note)) / width)
  return (0..<most).map { index in
    let start = index * across
    return index < most - 1
      ? row(texts[start..<start + across]) : row(texts[start..<start + last]) + note
  }
}
