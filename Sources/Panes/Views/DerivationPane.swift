import Debugger
import SkipGram

extension PaneView {
  /// The derivation's lines; the current one with its numbers.
  static let derivation = PaneView(
    pane: .derivation,
    titles: { model in
      let title = model.session.derivation.map { ["derivation: \($0.section.title)"] } ?? []
      return title + ["derivation"]
    },
    leastRows: 4, weight: 6, showsPosition: true, idealRows: { _, _ in 30 },
    draw: { model, size, state in drawDerivation(model, size, &state) })
}

private func drawDerivation(
  _ model: ScreenModel, _ size: Size, _ state: inout ScreenState
) -> Canvas {
  var canvas = Canvas(size)
  let columns = size.columns - 2
  let session = model.session
  guard let walk = session.derivation else {
    canvas.write("`derive` shows the lines of the derivation here", column: 1, row: 0)
    return canvas
  }
  var rows: [StyledLine] = []
  var current = 0..<0
  for (index, evaluated) in session.derivationLines.enumerated() {
    let isCurrent = index == walk.line
    let line = evaluated.line
    var row = StyledLine(isCurrent ? model.glyphs[.observed] : " ", .observed)
    row.append(
      " " + model.glyphs.spelled(evaluated.verdict.mark) + " ",
      evaluated.verdict == .fails ? .failure : .sum)
    row.append(line.name + "  ", isCurrent ? .sum : .faint)
    row.append(
      model.glyphs.spelled(line.text(in: session.interface.convention)),
      isCurrent ? .reached : .plain)
    let first = rows.count
    rows.append(row.fitted(columns: columns, ellipsis: model.glyphs[.ellipsis]))
    if isCurrent {
      for text in session.derivationDetails(evaluated) {
        for piece in wrapped(model.glyphs.spelled(text), columns: max(1, columns - 6)) {
          rows.append(StyledLine("      " + piece))
        }
      }
      current = first..<rows.count
    }
  }
  // The current line with its numbers stays in sight, the lines above it too where they fit.
  let first = max(0, min(current.lowerBound - size.rows / 3, current.upperBound - 1))
  state.scroll[.derivation, default: ScrollPosition()].release()
  let visible = state.scroll[.derivation, default: ScrollPosition()].show(
    total: rows.count, height: size.rows,
    standard: max(first, min(current.lowerBound, current.upperBound - size.rows)))
  for (offset, index) in visible.enumerated() {
    canvas.write(rows[index], column: 1, row: offset, limit: columns)
  }
  return canvas
}
