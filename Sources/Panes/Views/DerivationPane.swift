import Debugger

extension PaneView {
  /// The derivation's lines; the current one with its numbers.
  static let derivation = PaneView(
    pane: .derivation, leastRows: 6, weight: 6, showsPosition: true,
    content: { try DerivationModel($0) })
}

extension DerivationModel: PaneContent {
  var titles: [String] {
    (title.map { ["derivation: \($0)"] } ?? []) + ["derivation"]
  }

  func idealRows(on screen: Size) -> Int { 30 }

  func draw(_ size: Size, _ state: ScreenState) -> DrawnPane {
    let columns = size.columns - 2
    guard title != nil else {
      return DrawnPane("`derive` shows the lines of the derivation here", size)
    }
    var rows: [StyledLine] = []
    var currentRows = 0..<0
    for (index, line) in lines.enumerated() {
      let first = rows.count
      rows.append(
        row(line, isCurrent: index == current)
          .fitted(columns: columns, ellipsis: glyphs[.ellipsis]))
      guard abs(index - current) <= 1 else { continue }
      rows.append(
        StyledLine("      " + glyphs.spelled(line.reason), .faint)
          .fitted(columns: columns, ellipsis: glyphs[.ellipsis]))
      guard index == current else { continue }
      for text in details {
        for piece in wrapped(glyphs.spelled(text), columns: max(1, columns - 6)) {
          rows.append(StyledLine("      " + piece))
        }
      }
      currentRows = first..<rows.count
    }
    // The current line with its numbers stays in sight, the lines above it too where they fit.
    let first = max(
      0, min(currentRows.lowerBound - size.rows / 3, currentRows.upperBound - 1))
    let window = ScrollWindow(
      total: rows.count, height: size.rows,
      first: max(first, min(currentRows.lowerBound, currentRows.upperBound - size.rows)))
    return DrawnPane(rows, size, window)
  }

  private func row(_ line: Line, isCurrent: Bool) -> StyledLine {
    var row = StyledLine(isCurrent ? glyphs[.observed] : " ", .observed)
    row.append(
      " " + glyphs.spelled(line.verdict.mark) + " ", line.verdict == .fails ? .failure : .sum)
    row.append(line.name + "  ", isCurrent ? .sum : .faint)
    row.append(glyphs.spelled(line.text), isCurrent ? .reached : .plain)
    return row
  }
}
