import Debugger

extension PaneView {
  /// The loss now, after, and over time.
  static let loss = PaneView(
    pane: .loss, leastRows: 1, weight: 2, showsSymbols: true, content: { LossModel($0) })
}

extension LossModel: PaneContent {
  func idealRows(on screen: Size) -> Int {
    screen.rows < 24 || screen.columns >= 180
      ? 1 : screen.rows < 40 || screen.columns >= 120 ? 2 : 3
  }

  /// The sum over the pairs, the last step, the next one and the run so far, as many a row as fit.
  func draw(_ size: Size, _ state: ScreenState) -> DrawnPane {
    var canvas = Canvas(size)
    let columns = size.columns - 2
    var items = [sum(columns: columns, before: state.reference)]
    if let last {
      var line = StyledLine("last step: ")
      line.append(fixed(last.before, decimals: 3))
      line.append(" \(glyphs[.arrow]) ")
      line.append(fixed(last.after, decimals: 3), .sum)
      line.append(", predicted " + fixed(last.predicted, decimals: 3))
      items.append(line)
    }
    items.append(
      StyledLine(
        "this step: \(fixed(loss, decimals: 3)) \(glyphs[.arrow]) "
          + "\(fixed(predicted, decimals: 3)) "
          + glyphs.spelled("predicted (−η‖∇J‖²)")))
    if !applied.isEmpty {
      var line = StyledLine("applied with")
      for pair in applied where line.columns <= columns {
        line.append(pair.number == 1 ? " " : ", ")
        line.append(
          glyphs.indexed("F", pair: pair.number) + " " + fixed(pair.loss, decimals: 3))
      }
      items.append(line)
    }
    if let mean {
      var line = StyledLine("mean of last \(recent.count): " + fixed(mean, decimals: 3) + " ")
      line.append(
        glyphs.sparkline(recent, columns: min(40, columns - line.columns)), .sparkline)
      items.append(line)
    }
    let gap = 4
    var rows: [[StyledLine]] = []
    var used = Int.max
    for item in items {
      if used == .max || used + gap + item.columns > columns {
        rows.append([item])
        used = item.columns
      } else {
        rows[rows.count - 1].append(item)
        used += gap + item.columns
      }
    }
    let window = state.window(of: .loss, total: rows.count, height: size.rows)
    for (offset, index) in window.visible.enumerated() {
      var next = 1
      for item in rows[index] {
        let line = item.fitted(columns: columns, ellipsis: glyphs[.ellipsis])
        next = canvas.write(line, column: next, row: offset, limit: columns) + gap
      }
    }
    return DrawnPane(canvas: canvas, window: window)
  }

  /// `F¹ 2.793 + F² 2.899 = J 5.692`, with the last pairs left out where width is short.
  private func sum(columns: Int, before: StopNumbers?) -> StyledLine {
    func number(_ value: Double, before: Double?, into line: inout StyledLine) {
      let number = MarkedNumber(value, before: before) { fixed($0, decimals: 3) }
      line.append(number.text, number.style)
    }
    var end = StyledLine(" = ")
    if let partial {
      end.append(fixed(partial, decimals: 3))
      end.append(" so far, of ")
    }
    end.append("J ", .sum)
    number(loss, before: before?.loss, into: &end)
    var line = StyledLine()
    for (index, pair) in pairs.enumerated() {
      var summand = StyledLine(index == 0 ? "" : " + ")
      summand.append(glyphs.indexed("F", pair: pair.number) + " ")
      number(pair.loss, before: before?.loss(ofPair: pair.number), into: &summand)
      let left = pairs.count - index
      let rest = " + \(glyphs[.ellipsis])\(left) more"
      let isLast = left == 1
      let room = columns - end.columns - (isLast ? 0 : columnWidth(of: rest))
      if line.columns + summand.columns > room {
        line.append(rest, .faint)
        break
      }
      line.append(summand)
    }
    line.append(end)
    return line
  }
}
