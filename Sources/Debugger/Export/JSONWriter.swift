/// A streaming JSON writer that keeps the order of keys.
struct JSONWriter {
  private let write: (String) throws -> Void
  private var needsComma = false

  init(_ write: @escaping (String) throws -> Void) {
    self.write = write
  }

  /// Writes an object; `body` writes its members.
  mutating func object(_ key: String? = nil, _ body: (inout JSONWriter) throws -> Void) throws {
    try nest(key, "{", "}", body)
  }

  /// Writes an array; `body` writes its elements.
  mutating func array(_ key: String? = nil, _ body: (inout JSONWriter) throws -> Void) throws {
    try nest(key, "[", "]", body)
  }

  /// Writes a string.
  mutating func string(_ key: String? = nil, _ value: String) throws {
    try member(key, quotedJSON(value))
  }

  /// Writes an integer, or null.
  mutating func integer(_ key: String? = nil, _ value: Int?) throws {
    try member(key, value.map(String.init) ?? "null")
  }

  /// Writes a number that reads back exactly, or null if it is not finite.
  mutating func number(_ key: String? = nil, _ value: Double) throws {
    try member(key, value.isFinite ? exactly(value) : "null")
  }

  /// Writes a vector.
  mutating func vector(_ key: String? = nil, _ value: [Double]) throws {
    try array(key) { json in
      for component in value { try json.number(nil, component) }
    }
  }

  private mutating func member(_ key: String?, _ text: String) throws {
    if needsComma { try write(", ") }
    if let key { try write(quotedJSON(key) + ": ") }
    try write(text)
    needsComma = true
  }

  private mutating func nest(
    _ key: String?, _ open: String, _ close: String, _ body: (inout JSONWriter) throws -> Void
  ) throws {
    try member(key, open)
    needsComma = false
    try body(&self)
    try write(close)
    needsComma = true
  }
}

/// A JSON string literal with control and invisible characters escaped, safe to print.
private func quotedJSON(_ text: String) -> String {
  if text.utf8.allSatisfy({ 0x20...0x7E ~= $0 && $0 != 0x22 && $0 != 0x5C }) {
    return "\"\(text)\""
  }
  var result = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"": result += "\\\""
    case "\\": result += "\\\\"
    case _ where scalar.isShown:
      result.unicodeScalars.append(scalar)
    default:
      for unit in String(scalar).utf16 {
        result += "\\u" + String(0x10000 + Int(unit), radix: 16).dropFirst()
      }
    }
  }
  return result + "\""
}
