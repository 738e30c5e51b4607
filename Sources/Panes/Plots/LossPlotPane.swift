import Debugger
import Runs

extension PaneView {
  /// J window by window over the history.
  static let lossPlot = PaneView(
    pane: .lossPlot, leastRows: 7, weight: 4, share: 42,
    content: { reader in
      let session = reader.session
      return LossPlotModel(
        history: session.run.losses, marks: session.runMarks, choices: session.plots.loss,
        here: reader.window.trace.number, glyphs: reader.window.glyphs)
    })
}

/// J of each window, with marks for events at windows.
struct LossPlotModel: PaneContent {
  let history: LossHistory
  let marks: [(window: Int, mark: Session.RunMark)]
  let choices: LossChoices
  /// The number of the pending window.
  let here: Int
  let glyphs: Glyphs

  var titles: [String] {
    let kind = choices.isLogarithmic ? "log J" : "J"
    return [
      "loss: \(kind) of each window, ━ running mean, ▲ here",
      "loss: \(kind) of each window, ━ mean", "loss: \(kind)", "loss",
    ]
  }

  func idealRows(on screen: Size) -> Int { 24 }

  func draw(_ size: Size, _ state: ScreenState) -> DrawnPane {
    guard let last = history.entries.last else {
      return DrawnPane("`step` or `continue` applies windows; their losses appear here", size)
    }
    var canvas = Canvas(size)
    let end = max(last.window, here)
    let first = max(history.entries[0].window, choices.last.map { end - $0 + 1 } ?? 0)
    let shown = history.entries.indices.filter { history.entries[$0].window >= first }
    let stretch = max(10, (end - first + 1) / 20)
    let losses = shown.map { history.entries[$0].loss }.filter {
      $0.isFinite && (!choices.isLogarithmic || $0 > 0)
    }
    let (low, high) = (losses.min() ?? 0, losses.max() ?? 1)
    let margin = 0.04 * (high - low)
    let frame = PlotFrame(
      size, x: PlotScale(Double(first), Double(max(end, first + 1)), .count),
      y: choices.isLogarithmic
        ? PlotScale(low, high, .logarithmic) : PlotScale(low - margin, high + margin))
    frame.draw(on: &canvas, xTitle: "window", yTitle: "J", glyphs: glyphs)
    let bottom = frame.area.row + frame.area.rows
    for (window, mark) in marks {
      guard let column = frame.column(of: Double(window)) else { continue }
      canvas.write(
        mark.rawValue, column: column, row: bottom, style: mark == .stop ? .failure : .sum)
    }

    var grid = frame.grid
    for index in shown {
      let entry = history.entries[index]
      grid.set(frame.dot(Double(entry.window), entry.loss), .trail)
    }
    grid.draw(on: &canvas, column: frame.area.column, row: frame.area.row, glyphs: glyphs)
    drawHere(frame, on: &canvas)

    // The mean is a separate line: a height in thirds of a row for each column.
    var column = -1
    for index in shown.reversed() {
      let entry = history.entries[index]
      guard let place = frame.column(of: Double(entry.window)), place != column else { continue }
      column = place
      let mean = history.mean(upTo: index, stretch: stretch)
      let height = (1 - frame.y.share(of: mean)) * Double(frame.area.rows)
      guard height >= 0, height < Double(frame.area.rows) else { continue }
      canvas.write(
        glyphs.level(height - height.rounded(.down)), column: place,
        row: frame.area.row + Int(height), style: .sum)
    }
    let text =
      "mean of \(grouped(min(stretch, history.entries.count))) windows: "
      + fixed(history.mean(upTo: history.entries.count - 1, stretch: stretch), decimals: 3)
    let start = size.columns - 1 - columnWidth(of: text)
    if start > frame.area.column + 4 {
      canvas.write(text, column: start, row: 0, style: .faint)
    }
    return DrawnPane(canvas: canvas)
  }

  /// Marks the current window, with a line unless it is at the end of the history.
  private func drawHere(_ frame: PlotFrame, on canvas: inout Canvas) {
    guard let column = frame.column(of: Double(here)) else { return }
    let bottom = frame.area.row + frame.area.rows
    canvas.write(glyphs[.above], column: column, row: bottom, style: .named)
    guard here <= history.entries.last?.window ?? here else { return }
    for row in frame.area.row..<bottom where canvas[column, row].text == " " {
      canvas.write(glyphs[.here], column: column, row: row, style: .named)
    }
  }
}

extension Glyphs {
  /// A horizontal stroke within a row, by its part from the top.
  func level(_ part: Double) -> String {
    let levels = Array(isASCII ? "~=_" : "▔━▁")
    return String(levels[min(levels.count - 1, max(0, Int(part * Double(levels.count))))])
  }
}
