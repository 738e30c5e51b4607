import Debugger

/// Rows of cells in aligned columns, fitted to the width there is.
///
/// Where width is short, columns that may be cut are cut, then the least important ones leave. A
/// bar column takes the rest.
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

  /// The content of a cell.
  enum Entry {
    case text(String, Style = .plain)
    /// A bar by its share of the column, with a line at another share.
    case bar(Double, Style, mark: Double? = nil)

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
    let margin = Self.margin(in: canvas.size.columns)
    let places = places(in: canvas.size.columns - 2 * margin).map { place in
      place.map { $0.lowerBound + margin..<$0.upperBound + margin }
    }
    let headings = columns.map { Entry.text($0.heading, .heading) }
    for (row, entries) in ([headings] + rows).enumerated() {
      for (index, entry) in entries.enumerated() {
        guard let place = places[index] else { continue }
        draw(entry, columns[index].alignment, at: place, row: row, on: &canvas, glyphs)
      }
    }
  }

  private func draw(
    _ entry: Entry, _ alignment: Alignment, at place: Range<Int>, row: Int,
    on canvas: inout Canvas, _ glyphs: Glyphs
  ) {
    switch entry {
    case .text(let text, let style):
      let shown = fitted(text, columns: place.count, ellipsis: glyphs[.ellipsis])
      let slack = alignment == .right ? place.count - columnWidth(of: shown) : 0
      canvas.write(
        shown, column: place.lowerBound + slack, row: row, limit: place.count, style: style)
    case .bar(let share, let style, let mark):
      canvas.write(
        glyphs.bar(share, columns: place.count), column: place.lowerBound, row: row,
        limit: place.count, style: style)
      guard let mark, mark.isFinite else { return }
      let column = place.lowerBound + Int(min(max(mark, 0), 1) * Double(place.count - 1))
      // Within the bar the mark is cut out of it.
      var markStyle = Style.sum
      if canvas[column, row].text == glyphs.bar(1, columns: 1) {
        markStyle = style
        markStyle.reverse = true
      }
      canvas.write(glyphs.line([.up, .down]), column: column, row: row, style: markStyle)
    }
  }

  /// The columns of the screen for each column of the table; `nil` for hidden ones.
  private func places(in available: Int) -> [Range<Int>?] {
    let natural = columns.indices.map(naturalWidth)
    let least = columns.indices.map { column in
      columns[column].narrowest.map { min($0, natural[column]) } ?? natural[column]
    }
    // An empty column takes no room.
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
    let texts = staying.filter { columns[$0].bars == nil }
    for column in texts + staying.filter({ columns[$0].bars != nil }) {
      let wanted = min(spare, (columns[column].bars?.upperBound ?? natural[column]) - least[column])
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

  /// The columns a column takes where nothing is cut.
  func naturalWidth(_ column: Int) -> Int {
    if let bars = columns[column].bars { return bars.lowerBound }
    return rows.reduce(columnWidth(of: columns[column].heading)) { widest, row in
      guard case .text(let text, _) = row[column] else { return widest }
      return max(widest, columnWidth(of: text))
    }
  }
}
