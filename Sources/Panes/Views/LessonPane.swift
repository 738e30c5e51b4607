import Debugger

extension PaneView {
  /// A lesson, one paragraph at a time.
  static let lesson = PaneView(
    pane: .lesson, leastRows: 2, weight: 1, content: { LessonModel($0) })
}

extension LessonModel: PaneContent {
  var titles: [String] {
    (page.map { ["lesson: \(printable($0.title))", printable($0.title)] } ?? []) + ["lesson"]
  }

  func idealRows(on screen: Size) -> Int { lines(columns: screen.columns - 4).count }

  func draw(_ size: Size, _ state: ScreenState) -> DrawnPane {
    var lines = lines(columns: size.columns - 2)
    // What to do is never cut off.
    if lines.count > size.rows, let request = lines.popLast() {
      lines = Array(lines.prefix(max(0, size.rows - 1)))
      if let last = lines.popLast() {
        lines.append(
          last.fitted(columns: size.columns - 2 - 1, ellipsis: glyphs[.ellipsis]))
        lines[lines.count - 1].append(glyphs[.ellipsis], .faint)
      }
      lines.append(request)
    }
    return DrawnPane(lines, size, ScrollWindow(total: lines.count, height: size.rows, first: 0))
  }

  private func lines(columns: Int) -> [StyledLine] {
    guard let page else { return [StyledLine("`preset` lists the lessons")] }
    let text = glyphs.spelled(printable(page.text))
    var lines = wrapped(text, columns: max(1, columns)).map { StyledLine($0) }
    var request = StyledLine(glyphs[.observed] + " ", .observed)
    request.append(
      glyphs.spelled(printable(page.line ?? page.request)), page.line == nil ? .faint : .sum)
    if page.line != nil { request.append("   (Enter types it)", .faint) }
    lines.append(request.fitted(columns: max(1, columns), ellipsis: glyphs[.ellipsis]))
    return lines
  }
}
