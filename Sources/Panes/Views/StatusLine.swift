import Debugger

/// Draws the status line: the position of the session on the left, the loss on the right.
func drawStatusLine(
  _ model: StatusModel, columns: Int, _ before: StopNumbers?, _ glyphs: Glyphs
) -> Canvas {
  var canvas = Canvas(Size(columns: columns, rows: 1))
  canvas.fill(Rectangle(column: 0, row: 0, columns: columns, rows: 1), style: .status)
  let loss = MarkedNumber(model.loss, before: before?.loss) { fixed($0, decimals: 3) }
  let spark = glyphs.sparkline(model.recentLosses, columns: max(0, min(12, columns / 8)))
  var right = StyledLine()
  right.append("J ", .status)
  right.append(loss.text, loss.isChanged ? .notice : .status)
  if !spark.isEmpty { right.append(" " + spark, .status) }
  right.append(" ", .status)

  let room = columns - right.columns - 3
  var items = model.items
  let gap = columns < 90 ? 1 : 2
  func width() -> Int { items.reduce(0) { $0 + columnWidth(of: $1.text) + gap } - gap }
  while width() > room, items.count > 1,
    let least = items.indices.min(by: { items[$0].importance < items[$1].importance })
  {
    items.remove(at: least)
  }
  var left = StyledLine()
  for item in items {
    if left.columns > 0 { left.append(String(repeating: " ", count: gap), .status) }
    left.append(item.text, item.style)
  }
  canvas.write(
    left.fitted(columns: room, ellipsis: glyphs[.ellipsis]), column: 1, row: 0, limit: room)
  canvas.write(right, column: columns - right.columns, row: 0)
  return canvas
}
