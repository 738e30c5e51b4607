import Debugger

/// Rows of cells in aligned columns, fitted to the width there is.
///
/// Where width is short, columns that may be cut are cut, then the least important ones leave. A
/// bar column takes what the others leave over.
struct Table {
  /// A column and its heading.
  struct Column {
    var heading: String
    var alignment = Alignment.right
    /// How narrow the column may be cut; `nil` if its cells stay whole.
    var narrowest: Int?
    /// Columns of the least importance leave first.
    var importance = 10
    /// Blanks between the column and the one before.
    var gap = 1
    /// The columns of the screen that bars may take; `nil` for text.
    var bars: ClosedRange<Int>?
  }

  /// What stands in a row and a column.
  enum Entry {
    case text(String, Role = .plain)
    /// A bar, by its share of the column.
    case bar(Double, Role)
    /// A bar, and a line at another share of the column.
    case markedBar(Double, mark: Double, Role)

    static let empty = Entry.text("")
  }

  var columns: [Column]
  var rows: [[Entry]] = []

  init(_ columns: [Column]) {
    self.columns = columns
  }

  /// The columns that a table leaves free at either side of a pane.
  static func margin(in columns: Int) -> Int { columns < 34 ? 0 : 1 }

  /// The columns that a pane leaves for a table.
  static func room(in columns: Int) -> Int { columns - 2 * margin(in: columns) }

  /// Draws the headings and the rows below each other.
  func draw(on canvas: inout Canvas, glyphs: Glyphs) {
    let places = places(in: Self.room(in: canvas.size.columns))
    draw(
      columns.map { .text($0.heading, .heading) }, at: places, on: &canvas, row: 0, glyphs: glyphs)
    for (index, entries) in rows.enumerated() {
      draw(entries, at: places, on: &canvas, row: index + 1, glyphs: glyphs)
    }
  }

  private func draw(
    _ entries: [Entry], at places: [Range<Int>?], on canvas: inout Canvas, row: Int, glyphs: Glyphs
  ) {
    let margin = Self.margin(in: canvas.size.columns)
    for (index, entry) in entries.enumerated() {
      guard let range = places[index] else { continue }
      let place = range.lowerBound + margin..<range.upperBound + margin
      switch entry {
      case .text(let text, let role):
        let shown = fitted(text, columns: place.count, ellipsis: glyphs[.ellipsis])
        let slack = place.count - columnWidth(of: shown)
        canvas.write(
          shown, column: place.lowerBound + (columns[index].alignment == .right ? slack : 0),
          row: row, limit: place.count, style: .of(role))
      case .bar(let share, let role):
        draw(share, role, at: place, on: &canvas, row: row, glyphs: glyphs)
      case .markedBar(let share, let mark, let role):
        draw(share, role, at: place, on: &canvas, row: row, glyphs: glyphs)
        guard mark.isFinite else { continue }
        let column = place.lowerBound + Int(min(max(mark, 0), 1) * Double(place.count - 1))
        var style = Style.of(.sum)
        // Within the bar the mark is cut out of it.
        if canvas[column, row].text == glyphs.bar(1, columns: 1) {
          style = .of(role)
          style.reverse = true
        }
        canvas.write(glyphs.line([.up, .down]), column: column, row: row, style: style)
      }
    }
  }

  private func draw(
    _ share: Double, _ role: Role, at place: Range<Int>, on canvas: inout Canvas, row: Int,
    glyphs: Glyphs
  ) {
    canvas.write(
      glyphs.bar(share, columns: place.count), column: place.lowerBound, row: row,
      limit: place.count, style: .of(role))
  }

  /// Where each column stands in a width; `nil` for those that have left.
  private func places(in available: Int) -> [Range<Int>?] {
    let natural = columns.indices.map(naturalWidth)
    let least = columns.indices.map { column in
      columns[column].narrowest.map { min($0, natural[column]) } ?? natural[column]
    }
    // A column that nothing stands in takes no room.
    var staying = columns.indices.filter { natural[$0] > 0 }
    func room(_ widths: [Int]) -> Int {
      staying.enumerated().reduce(0) { sum, item in
        sum + widths[item.element] + (item.offset == 0 ? 0 : columns[item.element].gap)
      }
    }
    while staying.count > 1, room(least) > available,
      let first = staying.min(by: { columns[$0].importance < columns[$1].importance })
    {
      staying.removeAll { $0 == first }
    }
    var widths = least
    var spare = max(0, available - room(least))
    for column in staying where columns[column].bars == nil {
      let wanted = min(spare, natural[column] - least[column])
      widths[column] += wanted
      spare -= wanted
    }
    for column in staying {
      guard let bars = columns[column].bars else { continue }
      let wanted = min(spare, bars.upperBound - bars.lowerBound)
      widths[column] += wanted
      spare -= wanted
    }
    var places = [Range<Int>?](repeating: nil, count: columns.count)
    var next = 0
    for (position, column) in staying.enumerated() {
      if position > 0 { next += columns[column].gap }
      let end = min(next + widths[column], max(next, available))
      places[column] = next..<end
      next = end
    }
    return places
  }

  private func naturalWidth(_ column: Int) -> Int {
    if let bars = columns[column].bars { return bars.lowerBound }
    return rows.reduce(columnWidth(of: columns[column].heading)) { widest, row in
      guard case .text(let text, _) = row[column] else { return widest }
      return max(widest, columnWidth(of: text))
    }
  }
}
