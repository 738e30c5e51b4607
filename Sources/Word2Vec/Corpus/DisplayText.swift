/// The bytes of a word as text that is safe to show.
///
/// Well-formed UTF-8 is shown as it is. Whatever could steer a terminal or hide is escaped: control
/// characters and bytes outside UTF-8 as `\xNN`; other blanks, invisible format characters and
/// unassigned or private scalars as `\u{N}`; a backslash is doubled. Different words have different
/// texts.
package func displayText(_ bytes: some Collection<UInt8>) -> String {
  let direct = bytes.withContiguousStorageIfAvailable { buffer -> String in
    if buffer.allSatisfy({ (0x21...0x7E).contains($0) && $0 != 0x5C }) {
      return String(decoding: buffer, as: UTF8.self)
    }
    var text = ""
    var position = 0
    var rest = buffer.makeIterator()
    var parser = UTF8.ForwardParser()
    while true {
      switch parser.parseScalar(from: &rest) {
      case .valid(let encoded):
        append(UTF8.decode(encoded), escaping: "\\", to: &text)
        position += encoded.count
      case .error(let length):
        for byte in buffer[position..<position + length] { text += hexadecimal(byte) }
        position += length
      case .emptyInput: return text
      }
    }
  }
  return direct ?? displayText(Array(bytes))
}

/// A text of several lines made safe to show, whatever it contains.
///
/// It escapes the same as ``displayText(_:)`` except newlines, tabs and backslashes: words in the
/// text may have been escaped before.
package func safeText(_ text: String) -> String {
  if text.utf8.allSatisfy({ 0x20...0x7E ~= $0 || $0 == 0x0A }) { return text }
  var safe = ""
  for scalar in text.unicodeScalars {
    if scalar == "\n" || scalar == "\t" {
      safe.unicodeScalars.append(scalar)
    } else {
      append(scalar, to: &safe)
    }
  }
  return safe
}

private func append(
  _ scalar: Unicode.Scalar, escaping escape: Unicode.Scalar? = nil, to text: inout String
) {
  if scalar == escape {
    text += "\\\(scalar)"
  } else if scalar.isShown {
    text.unicodeScalars.append(scalar)
  } else if scalar.isASCII {
    text += hexadecimal(UInt8(scalar.value))
  } else {
    text += "\\u{" + String(scalar.value, radix: 16) + "}"
  }
}

extension Unicode.Scalar {
  /// Whether it shows something, or is a plain blank, and steers nothing.
  package var isShown: Bool {
    switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned,
      .surrogate:
      false
    case .spaceSeparator: self == " "
    default: true
    }
  }
}

private func hexadecimal(_ byte: UInt8) -> String {
  (byte < 16 ? "\\x0" : "\\x") + String(byte, radix: 16)
}
