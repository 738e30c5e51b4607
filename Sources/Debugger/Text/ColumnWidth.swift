import CPlatform

/// The width of a text in terminal columns, by the C library's tables for UTF-8.
package func columnWidth(of text: String) -> Int {
  if text.utf8.allSatisfy({ 0x20..<0x7F ~= $0 }) { return text.utf8.count }
  return text.reduce(0) { $0 + columnWidth(of: $1) }
}

/// The width of a grapheme cluster: that of its widest scalar, as terminals draw it.
package func columnWidth(of character: Character) -> Int {
  character.unicodeScalars.reduce(0) { max($0, Int(column_width($1.value))) }
}
