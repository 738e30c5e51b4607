import Debugger
import Word2Vec

extension PaneView {
  /// Rows of V and U beside their gradients.
  static let heat = PaneView(
    pane: .heat, leastRows: 5, weight: 5, share: 42, showsPosition: true,
    content: { HeatModel(rows: try $0.session.heatRows(), window: $0.window) })
}

/// Rows of V and U, and their gradients.
struct HeatModel: PaneContent {
  let rows: [HeatRow]
  let window: WindowModel

  var titles: [String] {
    ["heat: v_w and u_w beside ∂J/∂v_w and ∂J/∂u_w", "heat: v, u and ∂J", "heat"]
  }

  func idealRows(on screen: Size) -> Int { rows.count + 3 }

  func draw(_ size: Size, _ state: ScreenState) -> DrawnPane {
    var canvas = Canvas(size)
    let glyphs = window.glyphs
    let labels = rows.map { label(of: $0) }
    let labelWidth = min(
      labels.map { columnWidth(of: $0.text) }.max() ?? 0, max(6, size.columns / 4))
    let room = max(1, (size.columns - labelWidth - 5) / 2)
    let maps = [
      HeatMap(["v_w, u_w", "v, u", "v"], rows.map(\.vector), columns: room),
      HeatMap(
        ["∂J/∂v_w, ∂J/∂u_w", "∂J/∂v, ∂J/∂u", "∂J/∂v, u", "∂J"], rows.map(\.gradient), columns: room),
    ]
    let shown = state.window(of: .heat, total: rows.count, height: size.rows - 2)
    for (offset, index) in shown.visible.enumerated() {
      canvas.write(
        fitted(labels[index].text, columns: labelWidth, ellipsis: glyphs[.ellipsis]), column: 1,
        row: offset + 1, style: labels[index].role)
    }
    for (number, map) in maps.enumerated() {
      let left = 1 + labelWidth + 1 + number * (room + 2)
      canvas.write(map.heading(columns: room, glyphs), column: left, row: 0, limit: room)
      for (offset, index) in shown.visible.enumerated() {
        for component in 0..<map.shown {
          let value = map.vectors[index][component]
          canvas.write(
            map.text(value, glyphs), column: left + component * map.cell, row: offset + 1,
            limit: map.cell, style: DivergingPalette.style(of: value / map.scale))
        }
      }
      map.drawScale(on: &canvas, column: left, row: size.rows - 1, room: room, glyphs)
    }
    // Where a map has no room for its scale, both share one below the names of the rows.
    if maps.contains(where: { $0.scaleSteps(columns: room) == nil }) {
      maps[0].drawRamp(
        steps: maps[0].cell == 1 ? 5 : 3, on: &canvas, column: 1, row: size.rows - 1,
        limit: labelWidth, glyphs)
    }
    return DrawnPane(canvas: canvas, window: shown)
  }

  private func label(of row: HeatRow) -> (text: String, role: Style) {
    let glyphs = window.glyphs
    let word = window.word(row.word)
    switch row.role {
    case .center:
      return (
        row.side.rawValue + " " + glyphs[.centerOpening] + word + glyphs[.centerClosing], .center
      )
    case .observed: return (row.side.rawValue + " " + glyphs[.observed] + word, .observed)
    case .drawn, .named: return (row.side.rawValue + " " + word, .plain)
    }
  }
}

/// One of the two maps: some vectors with the magnitude that is the end of their scale.
private struct HeatMap {
  let titles: [String]
  let vectors: [[Double]]
  let scale: Double
  /// The columns of a component.
  let cell: Int
  /// How many components are shown.
  let shown: Int

  init(_ titles: [String], _ vectors: [[Double]], columns: Int) {
    self.titles = titles
    self.vectors = vectors
    let greatest = vectors.joined().lazy.filter(\.isFinite).map(\.magnitude).max() ?? 0
    scale = greatest > 0 ? greatest : 1
    let dimension = vectors.first?.count ?? 0
    // Numbers where there is room, else a sign and a digit, else a symbol.
    cell = [7, 6, 3, 2].first { dimension * $0 <= columns } ?? 1
    shown = min(dimension, max(0, columns) / cell)
  }

  /// The line above the map: the longest title that fits, then, where there is room, how
  /// many components are hidden.
  func heading(columns: Int, _ glyphs: Glyphs) -> StyledLine {
    let left = (vectors.first?.count ?? 0) - shown
    let spelled = titles.map(glyphs.spelled)
    for rest in left > 0 ? [" " + glyphs[.ellipsis] + grouped(left), ""] : [""] {
      let room = columns - columnWidth(of: rest)
      guard let title = spelled.first(where: { columnWidth(of: $0) <= room }) else { continue }
      var line = StyledLine(rest.isEmpty ? title : padded(title, columns: room), .heading)
      line.append(rest, .faint)
      return line
    }
    return StyledLine()
  }

  /// How a component reads.
  func text(_ value: Double, _ glyphs: Glyphs) -> String {
    let share = value / scale
    switch cell {
    case 6, 7:
      let text = signed(value, decimals: scale < 10 ? cell - 4 : scale < 100 ? cell - 5 : 0)
      return String(repeating: " ", count: max(0, cell - text.utf8.count)) + text.prefix(cell)
    case 2, 3: return DivergingPalette.digit(of: share) + (cell == 3 ? " " : "")
    default: return DivergingPalette.symbol(of: share, glyphs)
    }
  }

  /// Draws `−0.52 ▼▽·△▲ +0.52`, in the cells of the map, or `±0.52`.
  func drawScale(on canvas: inout Canvas, column: Int, row: Int, room: Int, _ glyphs: Glyphs) {
    let ends = scaleEnds
    guard let steps = scaleSteps(columns: room) else {
      canvas.write(
        glyphs.spelled("±") + ends[1].dropFirst(), column: column, row: row, limit: room,
        style: .faint)
      return
    }
    var next = canvas.write(ends[0] + " ", column: column, row: row, style: .faint)
    next = drawRamp(steps: steps, on: &canvas, column: next, row: row, glyphs)
    canvas.write(" " + ends[1], column: next, row: row, style: .faint)
  }

  /// The numbers at the ends of the scale.
  private var scaleEnds: [String] {
    [-scale, scale].map { signed($0, decimals: scale < 0.1 ? 4 : 2) }
  }

  /// How many steps of the scale fit between its ends; `nil` if not even three.
  func scaleSteps(columns: Int) -> Int? {
    let free = columns - scaleEnds.reduce(2) { $0 + $1.utf8.count }
    return [9, 5, 3].first { $0 * (cell == 1 ? 1 : 2) <= free }
  }

  /// Draws the scale from its low to its high end, as the map draws such numbers.
  ///
  /// - Returns: The column after it.
  @discardableResult
  func drawRamp(
    steps: Int, on canvas: inout Canvas, column: Int, row: Int, limit: Int = .max, _ glyphs: Glyphs
  ) -> Int {
    let end = limit == .max ? canvas.size.columns : column + limit
    var next = column
    for step in 0..<steps {
      let share = Double(step) / Double(steps - 1) * 2 - 1
      let text =
        cell == 1
        ? DivergingPalette.symbol(of: share, glyphs) : DivergingPalette.digit(of: share)
      guard next + columnWidth(of: text) <= end else { break }
      next = canvas.write(text, column: next, row: row, style: DivergingPalette.style(of: share))
    }
    return next
  }
}
