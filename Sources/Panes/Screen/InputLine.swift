import Debugger

/// The line being typed, as readline would show it.
package struct InputLine: Equatable, Sendable {
  /// The prompt, as `(sgdb) `, or readline's own while it searches.
  package var prompt = ""
  /// The text typed so far; newlines are shown as marks.
  package var text = ""
  /// The cursor, in UTF-8 bytes from the start of `text`.
  package var cursor = 0

  package init(prompt: String = "", text: String = "", cursor: Int = 0) {
    self.prompt = prompt
    self.text = text
    self.cursor = cursor
  }

  /// The text before and after the cursor, with marks for unprintable characters.
  func shown(_ glyphs: Glyphs) -> (before: String, after: String) {
    let bytes = Array(text.utf8)
    let split = min(max(0, cursor), bytes.count)
    return (
      marked(String(decoding: bytes[..<split], as: UTF8.self), glyphs),
      marked(String(decoding: bytes[split...], as: UTF8.self), glyphs)
    )
  }

  /// Text with a mark for each newline and `^X` for other control characters.
  private func marked(_ text: String, _ glyphs: Glyphs) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x0A: result += glyphs[.newline]
      case 0..<0x20: result += "^" + String(UnicodeScalar(UInt8(scalar.value + 0x40)))
      case 0x7F: result += "^?"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return glyphs.spelled(printable(result))
  }
}
