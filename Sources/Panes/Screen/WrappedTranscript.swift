import Debugger
import DequeModule

/// The transcript in rows of one width, kept from frame to frame.
struct WrappedTranscript: Sendable {
  /// A row on the screen.
  struct Row: Equatable, Sendable {
    let text: String
    let kind: TranscriptLine.Kind
  }

  private(set) var rows = Deque<Row>()
  /// How many rows each line of the transcript takes.
  private var counts = Deque<Int>()
  private var columns = 0
  private var glyphs = Glyphs(isASCII: false)
  /// Lines at the end of the transcript that are not in rows yet.
  private var waiting = 0

  /// Notes that lines were added to the transcript.
  mutating func append(count: Int) {
    waiting += count
  }

  /// Notes that the oldest lines were dropped from the transcript.
  mutating func forget(_ lines: Int) {
    for _ in 0..<lines {
      if let count = counts.popFirst() { rows.removeFirst(count) } else { waiting -= 1 }
    }
  }

  /// The rows of a transcript for a width and a spelling, whatever they are kept for.
  func rows(of transcript: Deque<TranscriptLine>, columns: Int, glyphs: Glyphs) -> Deque<Row> {
    if (columns, glyphs) == (self.columns, self.glyphs), waiting == 0 { return rows }
    var updated = self
    updated.update(transcript, columns: columns, glyphs: glyphs)
    return updated.rows
  }

  /// Brings the rows up to date with the transcript, for a width and a spelling.
  mutating func update(_ transcript: Deque<TranscriptLine>, columns: Int, glyphs: Glyphs) {
    if (columns, glyphs) != (self.columns, self.glyphs) {
      (self.columns, self.glyphs) = (columns, glyphs)
      rows.removeAll()
      counts.removeAll()
      waiting = transcript.count
    }
    wrap(transcript)
  }

  /// Brings the rows up to date with the transcript, if there is a width for them.
  mutating func wrap(_ transcript: Deque<TranscriptLine>) {
    guard columns > 0 else { return }
    for line in transcript.suffix(waiting) {
      let text = glyphs.spelled(printable(line.text))
      let pieces = wrapped(text, columns: columns, hanging: hangingIndent(of: text, columns))
      rows.append(contentsOf: pieces.map { Row(text: $0, kind: line.kind) })
      counts.append(pieces.count)
    }
    waiting = 0
  }
}

/// The indent of rows after the first one, so that they are below the last column of a table.
///
/// Columns are two blanks or more apart. The last one has to begin in the first three fifths of the
/// row and to need no third row; longer lines do not belong to tables.
private func hangingIndent(of text: String, _ columns: Int) -> Int {
  guard text.utf8.count > columns else { return 0 }
  let total = columnWidth(of: text)
  var indent = 0
  var place = 0
  var blanks = 2
  for character in text {
    if place * 5 > columns * 3 { break }
    if character != " ", blanks >= 2, total - place <= 2 * (columns - place) { indent = place }
    blanks = character == " " ? blanks + 1 : 0
    place += columnWidth(of: character)
  }
  return indent
}

/// A line of text in rows of some columns, broken at blanks where there are any.
///
/// - Parameters:
///   - text: The line.
///   - columns: The columns of a row.
///   - hanging: The blanks at the start of every row but the first.
/// - Returns: At least one row.
func wrapped(_ text: String, columns: Int, hanging: Int = 0) -> [String] {
  if columns <= 0 { return [""] }
  if text.utf8.count <= columns { return [text] }
  let indent = String(repeating: " ", count: hanging)
  var rows: [String] = []
  var row = ""
  var width = 0
  // The row's text since its last blank, which a break may move to the next row.
  var word = ""
  var wordWidth = 0
  for character in text {
    let next = columnWidth(of: character)
    if width + next > columns {
      let start = rows.isEmpty ? 0 : hanging
      if character == " " {
        rows.append(row)
        (row, width, word, wordWidth) = (indent, hanging, "", 0)
        continue
      }
      if wordWidth < width - start && wordWidth * 2 < columns - hanging {
        row.removeLast(word.count)
        while row.last == " " { row.removeLast() }
        rows.append(row)
        (row, width) = (indent + word, hanging + wordWidth)
      } else {
        rows.append(row)
        (row, width, word, wordWidth) = (indent, hanging, "", 0)
      }
    }
    row.append(character)
    width += next
    if character == " " {
      (word, wordWidth) = ("", 0)
    } else {
      word.append(character)
      wordWidth += next
    }
  }
  rows.append(row)
  return rows
}
