/// A command line, split into the command's name and the text after it.
package struct ParsedLine: Equatable, Sendable {
  /// The first word, as typed.
  package let name: String
  /// The rest of the line without a comment and surrounding blanks.
  package let rest: String
  /// The start of the rest, in UTF-8 bytes from the start of the line.
  package let restOffset: Int

  /// Splits a line; `nil` if it is blank or only a comment.
  package init?(_ line: String) {
    let bytes = Array(line.utf8)
    let content = bytes[..<(commentStart(in: bytes) ?? bytes.count)].drop(while: isBlank)
    if content.isEmpty { return nil }
    let nameEnd = max(
      content.startIndex + 1, content.firstIndex { !isNameByte($0) } ?? content.endIndex)
    name = String(decoding: content[..<nameEnd], as: UTF8.self)
    let rest = content[nameEnd...].drop(while: isBlank)
    self.rest = String(decoding: rest, as: UTF8.self).trimmingBlanks
    restOffset = rest.startIndex
  }

  /// The full name of the command, whatever its spelling; `nil` if there is none.
  var commandName: String? { (try? Command.named(name))?.name }
}

/// A word of a command's arguments.
package struct CommandArgument: Equatable, Sendable {
  /// Its bytes, with quotes and escapes resolved.
  package let bytes: [UInt8]
  /// Whether it was in quotes, so that it is a word and nothing else.
  package let isQuoted: Bool
  /// Its bytes in the text, quotes included.
  package let range: Range<Int>

  /// Its bytes as text.
  package var text: String { String(decoding: bytes, as: UTF8.self) }
}

/// Splits text into words at blanks; a word in double quotes may contain blanks.
///
/// In quotes `\"` is a quote, `\\` a backslash, `\xNN` a byte, and `\u{N}` a character.
package func splitArguments(_ text: String) throws -> [CommandArgument] {
  let bytes = Array(text.utf8)
  var arguments: [CommandArgument] = []
  var index = 0
  while index < bytes.count {
    if isBlank(bytes[index]) {
      index += 1
      continue
    }
    let start = index
    if bytes[index] == UInt8(ascii: "\"") {
      guard let (word, end) = readQuoted(bytes, from: index) else {
        throw CommandError.unterminatedQuote(text)
      }
      arguments.append(CommandArgument(bytes: word, isQuoted: true, range: start..<end))
      index = end
    } else {
      while index < bytes.count, !isBlank(bytes[index]) { index += 1 }
      arguments.append(
        CommandArgument(bytes: Array(bytes[start..<index]), isQuoted: false, range: start..<index))
    }
  }
  return arguments
}

/// Reads a word in double quotes.
///
/// - Returns: The word's bytes and the index after the closing quote; `nil` without one.
package func readQuoted(_ bytes: [UInt8], from start: Int) -> (word: [UInt8], end: Int)? {
  var word: [UInt8] = []
  var index = start + 1
  while index < bytes.count {
    switch bytes[index] {
    case UInt8(ascii: "\""):
      return (word, index + 1)
    case UInt8(ascii: "\\") where index + 1 < bytes.count:
      if bytes[index + 1] == UInt8(ascii: "x"), index + 3 < bytes.count,
        let byte = UInt8(String(decoding: bytes[index + 2...index + 3], as: UTF8.self), radix: 16)
      {
        word.append(byte)
        index += 4
      } else if let (scalar, end) = readScalar(bytes, from: index + 1) {
        word += String(Character(scalar)).utf8
        index = end
      } else {
        word.append(bytes[index + 1])
        index += 2
      }
    default:
      word.append(bytes[index])
      index += 1
    }
  }
  return nil
}

/// Reads a character as `u{200d}`.
///
/// - Returns: The character and the index after it.
private func readScalar(_ bytes: [UInt8], from start: Int) -> (Unicode.Scalar, end: Int)? {
  guard bytes[start...].starts(with: "u{".utf8),
    let end = bytes[start...].prefix(10).firstIndex(of: UInt8(ascii: "}")),
    let number = UInt32(String(decoding: bytes[start + 2..<end], as: UTF8.self), radix: 16),
    let scalar = Unicode.Scalar(number)
  else { return nil }
  return (scalar, end + 1)
}

/// A word in double quotes, as ``splitArguments(_:)`` reads it.
package func quoted(_ bytes: [UInt8]) -> String {
  let text = String(decoding: bytes, as: UTF8.self)
  // In text that is not UTF-8 or has control characters, all bytes beyond ASCII are escaped.
  let isPrintable = text.utf8.elementsEqual(bytes) && !bytes.contains { $0 < 0x20 || $0 == 0x7F }
  var spelled: [UInt8] = []
  for byte in bytes {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): spelled += [UInt8(ascii: "\\"), byte]
    case _ where isPrintable || 0x20..<0x7F ~= byte: spelled.append(byte)
    default: spelled += "\\x\(hexadecimal(byte, digits: 2))".utf8
    }
  }
  return "\"\(String(decoding: spelled, as: UTF8.self))\""
}

/// The start of a comment: a `#` at the start of the line or after a blank, outside quotes.
package func commentStart(in bytes: [UInt8]) -> Int? {
  var index = 0
  while index < bytes.count {
    if bytes[index] == UInt8(ascii: "\""), let (_, end) = readQuoted(bytes, from: index) {
      index = end
      continue
    }
    if bytes[index] == UInt8(ascii: "#"), index == 0 || isBlank(bytes[index - 1]) { return index }
    index += 1
  }
  return nil
}

extension String {
  /// The text without blanks around it.
  var trimmingBlanks: String {
    let bytes = utf8.drop(while: isBlank)
    let end = bytes.lastIndex { !isBlank($0) }.map { bytes.index(after: $0) }
    return String(decoding: bytes[..<(end ?? bytes.startIndex)], as: UTF8.self)
  }
}

package func isBlank(_ byte: UInt8) -> Bool {
  byte == 0x20 || (0x09...0x0D).contains(byte)
}

private func isNameByte(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
    UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "0")...UInt8(ascii: "9"),
    // No command has these, but a letter must not be split.
    0x80...:
    true
  default: false
  }
}
