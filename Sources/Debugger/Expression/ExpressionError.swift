import Word2Vec

/// An error in parsing or evaluating an expression, with its place in the text.
///
/// Some errors depend on the pending window (``Reason/dependsOnWindow``), such as `F[4]` at a
/// window of three pairs; a condition can meet one at any window.
package struct ExpressionError: Error, Equatable, CustomStringConvertible {
  /// The reason.
  package let reason: Reason
  /// The text that contains the fault.
  package private(set) var text: String
  /// The offset of the fault in UTF-8 bytes.
  package private(set) var offset: Int
  /// Whether the text is shown in ASCII; the caret's column depends on it.
  private let isASCII: Bool

  init(_ fault: Fault, in text: String, isASCII: Bool) {
    reason = fault.reason
    offset = fault.offset
    self.text = text
    self.isASCII = isASCII
  }

  /// The same error in a command line that contains the expression at a byte offset.
  package func inLine(_ line: String, at start: Int) -> ExpressionError {
    var error = self
    error.text = line
    error.offset += start
    return error
  }

  /// Three lines: the text, a caret under the fault, and the reason.
  package var description: String {
    let (shown, column) = excerpt
    return shown + "\n" + String(repeating: " ", count: column) + "^\n" + reason.description
  }

  /// The text around the fault, at most one line, and the column of the fault.
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

  /// The displayed form of each character, without terminal control sequences.
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

/// A reason and its offset in the text of an expression.
struct Fault: Error {
  let reason: ExpressionError.Reason
  /// The offset in UTF-8 bytes from the start of the text.
  let offset: Int

  init(_ reason: ExpressionError.Reason, at offset: Int) {
    self.reason = reason
    self.offset = offset
  }
}
