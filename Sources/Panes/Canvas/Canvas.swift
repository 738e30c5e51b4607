import Debugger

/// A size in cells.
package struct Size: Hashable, Sendable {
  package var columns: Int
  package var rows: Int

  package init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
  }
}

/// A place on a canvas, from the top left corner.
package struct Point: Equatable, Sendable {
  package var column: Int
  package var row: Int

  package init(column: Int, row: Int) {
    self.column = column
    self.row = row
  }
}

/// A rectangle of cells.
package struct Rectangle: Equatable, Sendable {
  package var column: Int
  package var row: Int
  package var columns: Int
  package var rows: Int

  package init(column: Int, row: Int, columns: Int, rows: Int) {
    self.column = column
    self.row = row
    self.columns = max(0, columns)
    self.rows = max(0, rows)
  }

  /// Its columns and rows.
  package var size: Size { Size(columns: columns, rows: rows) }

  /// Whether a place is inside.
  package func contains(_ point: Point) -> Bool {
    column..<column + columns ~= point.column && row..<row + rows ~= point.row
  }
}

/// A grid of cells that panes draw on; it knows no terminal, and can be printed as text.
package struct Canvas: Equatable, Sendable {
  /// The size, at least 1 × 1.
  package let size: Size
  /// The cells, row after row.
  package private(set) var cells: [Cell]
  /// Where the terminal's cursor belongs, if anywhere.
  package var cursor: Point?
  /// The words of the vocabulary that can be clicked on, with their cells.
  package private(set) var words: [ClickableWord] = []

  /// The cells of a row that show a word of the vocabulary.
  package struct ClickableWord: Equatable, Sendable {
    package var word: Int
    var row: Int
    var columns: Range<Int>

    func contains(_ point: Point) -> Bool {
      point.row == row && columns.contains(point.column)
    }
  }

  package init(_ size: Size) {
    self.size = Size(columns: max(1, size.columns), rows: max(1, size.rows))
    cells = Array(repeating: Cell(), count: self.size.columns * self.size.rows)
  }

  /// The cell at a place inside the canvas.
  package subscript(column: Int, row: Int) -> Cell {
    get { cells[row * size.columns + column] }
    set { cells[row * size.columns + column] = newValue }
  }

  /// Writes a line of text from a place on, cut at `limit` columns and at the right edge.
  ///
  /// Control characters are shown as `�`: nothing written here can steer a terminal. Of a cluster
  /// of many combining marks only the first few are kept, as terminals do.
  ///
  /// - Returns: The column after the last cell written.
  @discardableResult
  package mutating func write(
    _ text: String, column: Int, row: Int, limit: Int = .max, style: Style = .plain
  ) -> Int {
    guard 0..<size.rows ~= row else { return column }
    let end = min(size.columns, limit == .max ? size.columns : column + limit)
    var next = column
    for character in text {
      guard next < end else { break }
      let shown = character.drawable
      let width = shown.isASCII ? 1 : columnWidth(of: shown)
      if width == 0 { continue }
      if next + width > end { break }
      if next >= 0 { put(shown, width: width, column: next, row: row, style: style) }
      next += width
    }
    return next
  }

  /// Puts one grapheme into its cells; halves of wide ones that it cuts in two become blanks.
  private mutating func put(
    _ text: Character, width: Int, column: Int, row: Int, style: Style
  ) {
    if self[column, row].text.isEmpty, column > 0 { self[column - 1, row].text = " " }
    let last = column + width - 1
    if last + 1 < size.columns, self[last + 1, row].text.isEmpty { self[last + 1, row].text = " " }
    self[column, row] = Cell(String(text), style)
    if width == 2 { self[last, row] = Cell("", style) }
  }

  /// Fills a rectangle with one narrow character.
  package mutating func fill(_ rectangle: Rectangle, with text: String = " ", style: Style) {
    for row in rectangle.row..<rectangle.row + rectangle.rows where 0..<size.rows ~= row {
      let columns = rectangle.column..<rectangle.column + rectangle.columns
      for column in columns.clamped(to: 0..<size.columns) { self[column, row] = Cell(text, style) }
    }
  }

  /// Records that some cells of a row show a word.
  mutating func note(word: Int, columns: Range<Int>, row: Int) {
    words.append(ClickableWord(word: word, row: row, columns: columns))
  }

  /// Draws a canvas onto this one, its top left corner at a place.
  package mutating func draw(_ other: Canvas, column: Int, row: Int) {
    for y in 0..<other.size.rows where 0..<size.rows ~= row + y {
      for x in 0..<other.size.columns where 0..<size.columns ~= column + x {
        self[column + x, row + y] = other[x, y]
      }
      // A wide grapheme that the right edge cuts in two would stick out.
      let last = size.columns - 1 - column
      if 0..<other.size.columns - 1 ~= last, other[last + 1, y].text.isEmpty {
        self[column + last, row + y].text = " "
      }
    }
    for place in other.words {
      let columns = place.columns.lowerBound + column..<place.columns.upperBound + column
      note(word: place.word, columns: columns, row: place.row + row)
    }
    if let inner = other.cursor {
      cursor = Point(column: column + inner.column, row: row + inner.row)
    }
  }

  /// The canvas as lines of text without trailing blanks.
  package var text: String {
    (0..<size.rows)
      .map { row in
        var line = ""
        for column in 0..<size.columns { line += self[column, row].text }
        while line.utf8.last == 0x20 { line.removeLast() }
        return line
      }
      .joined(separator: "\n")
  }
}

extension Character {
  /// Scalars of a cluster that a cell keeps.
  private static let scalarLimit = 8

  /// The character as it is drawn: `�` for control, few combining marks for many.
  var drawable: Character {
    if isASCII { return isControl ? "\u{FFFD}" : self }
    if isControl { return "\u{FFFD}" }
    guard unicodeScalars.count > Self.scalarLimit else { return self }
    return String(String.UnicodeScalarView(unicodeScalars.prefix(Self.scalarLimit))).first ?? self
  }

  private var isControl: Bool {
    unicodeScalars.contains {
      switch $0.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate:
        $0.value != 0x200D
      default: false
      }
    }
  }
}
