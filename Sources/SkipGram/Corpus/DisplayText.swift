/// The bytes of a word as text that is safe to show.
///
/// Well-formed UTF-8 is shown as it is. Whatever could steer a terminal or hide is escaped: control
/// characters and bytes outside UTF-8 as `\xNN`; other blanks, invisible format characters and
/// unassigned or private scalars as `\u{N}`; a backslash is doubled. Different words have different
/// texts.
public func displayText(_ bytes: some Collection<UInt8>) -> String {
  let direct = bytes.withContiguousStorageIfAvailable { buffer -> String in
    if buffer.allSatisfy({ (0x21...0x7E).contains($0) && $0 != 0x5C }) {
      return String(decoding: buffer, as: UTF8.self)
    }
    var text = ""
    var rest = UnsafeBufferPointer(rebasing: buffer[...])
    while !rest.isEmpty {
      let character = DecodedCharacter(at: rest)
      append(character, to: &text)
      rest = UnsafeBufferPointer(rebasing: rest[character.length...])
    }
    return text
  }
  return direct ?? displayText(Array(bytes))
}

private func append(_ character: DecodedCharacter, to text: inout String) {
  switch character {
  case .invalid(let byte):
    text += hexadecimal(byte)
  case .scalar("\\", _):
    text += "\\\\"
  case .scalar(let scalar, _):
    switch scalar.properties.generalCategory {
    case .control where scalar.isASCII:
      text += hexadecimal(UInt8(scalar.value))
    case .spaceSeparator where scalar == " ":
      text.unicodeScalars.append(scalar)
    case .control, .format, .lineSeparator, .paragraphSeparator, .spaceSeparator, .privateUse,
      .unassigned, .surrogate:
      text += "\\u{" + String(scalar.value, radix: 16) + "}"
    default:
      text.unicodeScalars.append(scalar)
    }
  }
}

private func hexadecimal(_ byte: UInt8) -> String {
  (byte < 16 ? "\\x0" : "\\x") + String(byte, radix: 16)
}
