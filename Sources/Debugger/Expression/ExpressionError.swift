import SkipGram

/// Why an expression cannot be read or has no value, and where in its text.
///
/// Some reasons lie in the text (``Reason/isOfTheMoment`` is false), some only in the window at hand,
/// as `F[4]` where the window has three pairs: a condition may meet one at any window.
package struct ExpressionError: Error, Equatable, CustomStringConvertible {
  /// What is wrong.
  package let reason: Reason
  /// The text with the fault in it.
  package private(set) var text: String
  /// Where the fault is, in UTF-8 bytes from the start of the text.
  package private(set) var offset: Int
  /// Whether the text is shown in ASCII, which decides where the caret stands.
  private let isASCII: Bool

  init(_ fault: Fault, in text: String, isASCII: Bool) {
    reason = fault.reason
    offset = fault.offset
    self.text = text
    self.isASCII = isASCII
  }

  /// The same error, shown in a line that the expression is a part of, from a byte on.
  package func inLine(_ line: String, at start: Int) -> ExpressionError {
    var error = self
    error.text = line
    error.offset += start
    return error
  }

  /// Three lines: the text, a caret under the fault, and what is wrong with it.
  package var description: String {
    let (shown, column) = excerpt
    return shown + "\n" + String(repeating: " ", count: column) + "^\n" + reason.description
  }

  /// The text around the fault in at most a line's columns, and the column of the fault.
  private var excerpt: (shown: String, column: Int) {
    let bytes = Array(text.utf8)
    let offset = min(offset, bytes.count)
    var start = max(0, offset - Self.reach)
    var end = min(bytes.count, offset + Self.reach)
    while start > 0, start < bytes.count, bytes[start] & 0xC0 == 0x80 { start -= 1 }
    while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }

    var before = pieces(bytes[start..<offset])[...]
    var column = before.reduce(0) { $0 + columnWidth(of: $1) }
    while column > Self.columnsBefore, let first = before.popFirst() {
      column -= columnWidth(of: first)
    }
    let after = pieces(bytes[offset..<end])
    var width = column
    let fitting = after.prefix { piece in
      width += columnWidth(of: piece)
      return width <= Self.columns
    }
    let mark = isASCII ? "..." : "…"
    let markBefore = start > 0 || before.startIndex > 0 ? mark : ""
    let markAfter = end < bytes.count || fitting.count < after.count ? mark : ""
    return (
      markBefore + before.joined() + fitting.joined() + markAfter,
      columnWidth(of: markBefore) + column
    )
  }

  /// Characters as they are shown: nothing that steers a terminal, each on its own columns.
  private func pieces(_ bytes: ArraySlice<UInt8>) -> [String] {
    String(decoding: bytes, as: UTF8.self).map { character in
      if character == "\\" { return "\\" }
      let safe = character.isWhitespace ? " " : displayText(String(character).utf8)
      return isASCII ? asciiSpelling(safe) : safe
    }
  }

  private static let reach = 400
  private static let columns = 76
  private static let columnsBefore = 60
}

/// A fault at a place in an expression's text.
struct Fault: Error {
  let reason: ExpressionError.Reason
  /// In UTF-8 bytes from the start of the text.
  let offset: Int

  init(_ reason: ExpressionError.Reason, at offset: Int) {
    self.reason = reason
    self.offset = offset
  }
}
