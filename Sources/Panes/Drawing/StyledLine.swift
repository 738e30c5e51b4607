import Debugger

/// A line of text in pieces that look different.
struct StyledLine: Equatable, Sendable {
  /// A piece of one style.
  struct Piece: Equatable, Sendable {
    var text: String
    var style: Style
    /// The word of the vocabulary that it shows, if any.
    var word: Int?
  }

  private(set) var pieces: [Piece] = []
  /// The columns of all pieces.
  private(set) var columns = 0

  init() {}

  init(_ text: String, _ style: Style = .plain, word: Int? = nil) {
    append(text, style, word: word)
  }

  /// Adds a piece at the end.
  mutating func append(_ text: String, _ style: Style = .plain, word: Int? = nil) {
    if text.isEmpty { return }
    pieces.append(Piece(text: text, style: style, word: word))
    columns += columnWidth(of: text)
  }

  /// Adds the pieces of another line at the end.
  mutating func append(_ other: StyledLine) {
    pieces += other.pieces
    columns += other.columns
  }

  /// The line cut at a number of columns, with an ellipsis for the rest.
  func fitted(columns limit: Int, ellipsis: String) -> StyledLine {
    if columns <= limit { return self }
    var line = StyledLine()
    for piece in pieces {
      let room = limit - line.columns
      guard columnWidth(of: piece.text) < room else {
        // More follows, so the ellipsis belongs here even if this piece just fits.
        line.append(
          Panes.fitted(piece.text + " ", columns: room, ellipsis: ellipsis), piece.style,
          word: piece.word)
        break
      }
      line.append(piece.text, piece.style, word: piece.word)
    }
    return line
  }
}

extension Canvas {
  /// Writes a styled line from a place on, cut at `limit` columns and at the right edge.
  ///
  /// - Returns: The column after the last cell written.
  @discardableResult
  mutating func write(_ line: StyledLine, column: Int, row: Int, limit: Int = .max) -> Int {
    let end = limit == .max ? size.columns : column + limit
    var next = column
    for piece in line.pieces where next < end {
      let start = next
      next = write(piece.text, column: start, row: row, limit: end - start, style: piece.style)
      if let word = piece.word { note(word: word, columns: start..<max(start, next), row: row) }
    }
    return next
  }
}
