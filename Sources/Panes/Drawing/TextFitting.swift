import Debugger

/// A text cut at a number of columns, with an ellipsis for the rest.
func fitted(_ text: String, columns: Int, ellipsis: String) -> String {
  if columns <= 0 { return "" }
  if text.utf8.count <= columns && text.utf8.allSatisfy({ $0 < 0x80 }) { return text }
  let mark = columnWidth(of: ellipsis) < columns ? ellipsis : ""
  let limit = columns - columnWidth(of: mark)
  var width = 0
  var cut = text.startIndex
  for index in text.indices {
    let next = width + columnWidth(of: text[index])
    if next <= limit { cut = text.index(after: index) }
    if next > columns { return String(text[..<cut]) + mark }
    width = next
  }
  return text
}

/// A text with blanks after it up to a number of columns.
func padded(_ text: String, columns: Int) -> String {
  text + String(repeating: " ", count: max(0, columns - columnWidth(of: text)))
}

/// Text without control characters: tabs become blanks, others `�`, so that widths are known.
func printable(_ text: String) -> String {
  if text.utf8.allSatisfy({ 0x20..<0x7F ~= $0 }) { return text }
  var result = ""
  var column = 0
  for character in text {
    if character == "\t" {
      let blanks = 8 - column % 8
      result += String(repeating: " ", count: blanks)
      column += blanks
    } else {
      let shown = character.drawable
      result.append(shown)
      column += columnWidth(of: shown)
    }
  }
  return result
}
