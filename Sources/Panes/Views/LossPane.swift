import Debugger

extension PaneView {
  /// The loss now, after, and over time.
  static let loss = PaneView(
    pane: .loss,
    titles: { model in
      model.record.softmax != nil
        ? ["loss: J = Σ_p F, F = −ln ŷ_o", "loss"]
        : [
          "loss: J = Σ_p F, F = −ln σ(u_oᵀv_c) − Σ_k ln σ(−u_kᵀv_c)",
          "loss: J = Σ_p F, F = −ln σ(z_o) − Σ_k ln σ(−z_k)", "loss",
        ]
    },
    leastRows: 1, weight: 2,
    showsSymbols: true,
    idealRows: { _, size in
      size.rows < 24 || size.columns >= 180 ? 1 : size.rows < 40 || size.columns >= 120 ? 2 : 3
    },
    draw: { model, size, state in drawLoss(model, size, &state) })
}

/// The sum over the pairs, the last step, the next one and the run so far, as many a row as fit.
private func drawLoss(_ model: ScreenModel, _ size: Size, _ state: inout ScreenState) -> Canvas {
  var canvas = Canvas(size)
  let columns = size.columns - 2
  let loss = LossModel(model)
  var items = [sum(loss, columns: columns, model.glyphs, &state.changes)]
  if let last = loss.last {
    var line = StyledLine("last step: ")
    line.append(fixed(last.before, decimals: 3))
    line.append(" \(model.glyphs[.arrow]) ")
    line.append(fixed(last.after, decimals: 3), .sum)
    line.append(", predicted " + fixed(last.predicted, decimals: 3))
    items.append(line)
  }
  items.append(
    StyledLine(
      "this step: \(fixed(loss.loss, decimals: 3)) \(model.glyphs[.arrow]) "
        + "\(fixed(loss.predicted, decimals: 3)) "
        + model.glyphs.spelled("predicted (−η‖∇J‖²)")))
  if !loss.applied.isEmpty {
    var line = StyledLine("applied with")
    for pair in loss.applied where line.columns <= columns {
      line.append(pair.number == 1 ? " " : ", ")
      line.append(
        model.glyphs.indexed("F", pair: pair.number) + " " + fixed(pair.loss, decimals: 3))
    }
    items.append(line)
  }
  if let mean = loss.mean {
    var line = StyledLine("mean of last \(loss.recent.count): " + fixed(mean, decimals: 3) + " ")
    line.append(
      model.glyphs.sparkline(loss.recent, columns: min(40, columns - line.columns)), .sparkline)
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
  let visible = state.scroll[.loss, default: ScrollPosition()].show(
    total: rows.count, height: size.rows)
  for (offset, index) in visible.enumerated() {
    var next = 1
    for item in rows[index] {
      let line = item.fitted(columns: columns, ellipsis: model.glyphs[.ellipsis])
      next = canvas.write(line, column: next, row: offset, limit: columns) + gap
    }
  }
  return canvas
}

/// `F¹ 2.793 + F² 2.899 = J 5.692`, with the last pairs left out where width is short.
private func sum(
  _ loss: LossModel, columns: Int, _ glyphs: Glyphs, _ changes: inout ChangeMarks
) -> StyledLine {
  func number(_ value: Double, _ key: ChangeMarks.Key, into line: inout StyledLine) {
    let text = fixed(value, decimals: 3)
    let isChanged = changes.isChanged(key, value, text: text) { fixed($0, decimals: 3) }
    line.append(text, isChanged ? .changed : .plain)
  }
  var end = StyledLine(" = ")
  if let partial = loss.partial {
    end.append(fixed(partial, decimals: 3))
    end.append(" so far, of ")
  }
  end.append("J ", .sum)
  number(loss.loss, ChangeMarks.Key(quantity: .loss, word: 0), into: &end)
  var line = StyledLine()
  for (index, pair) in loss.pairs.enumerated() {
    var summand = StyledLine(index == 0 ? "" : " + ")
    summand.append(glyphs.indexed("F", pair: pair.number) + " ")
    number(pair.loss, ChangeMarks.Key(quantity: .pairLoss, word: pair.number), into: &summand)
    let left = loss.pairs.count - index
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
