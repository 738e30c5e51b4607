/// A JSON value with its keys in the order they are written; reads what tests write, no more.
indirect enum OrderedJSON: Equatable {
  case object([(key: String, value: OrderedJSON)])
  case array([OrderedJSON])
  case string(String)
  case number(Double)
  case null

  static func == (a: OrderedJSON, b: OrderedJSON) -> Bool {
    switch (a, b) {
    case (.object(let a), .object(let b)):
      a.count == b.count && zip(a, b).allSatisfy { $0.key == $1.key && $0.value == $1.value }
    case (.array(let a), .array(let b)): a == b
    case (.string(let a), .string(let b)): a == b
    case (.number(let a), .number(let b)): a == b
    case (.null, .null): true
    default: false
    }
  }

  struct SyntaxError: Error {
    let offset: Int
  }

  init(_ text: String) throws {
    var reader = Reader(bytes: Array(text.utf8))
    self = try reader.value()
    reader.skipBlanks()
    guard reader.index == reader.bytes.count else { throw SyntaxError(offset: reader.index) }
  }

  var keys: [String] {
    if case .object(let members) = self { return members.map(\.key) }
    return []
  }

  var elements: [OrderedJSON] {
    if case .array(let elements) = self { return elements }
    return []
  }

  var number: Double? {
    if case .number(let number) = self { return number }
    return nil
  }

  var string: String? {
    if case .string(let string) = self { return string }
    return nil
  }

  var numbers: [Double] { elements.compactMap(\.number) }

  subscript(key: String) -> OrderedJSON? {
    if case .object(let members) = self { return members.first { $0.key == key }?.value }
    return nil
  }

  private struct Reader {
    let bytes: [UInt8]
    var index = 0

    mutating func skipBlanks() {
      while index < bytes.count, [0x20, 0x0A, 0x0D, 0x09].contains(bytes[index]) { index += 1 }
    }

    mutating func skip(_ character: Unicode.Scalar) -> Bool {
      skipBlanks()
      guard index < bytes.count, bytes[index] == UInt8(ascii: character) else { return false }
      index += 1
      return true
    }

    mutating func expect(_ character: Unicode.Scalar) throws {
      guard skip(character) else { throw SyntaxError(offset: index) }
    }

    mutating func value() throws -> OrderedJSON {
      if skip("{") {
        var members: [(key: String, value: OrderedJSON)] = []
        while !skip("}") {
          if !members.isEmpty { try expect(",") }
          try expect("\"")
          let key = try string()
          try expect(":")
          members.append((key, try value()))
        }
        return .object(members)
      }
      if skip("[") {
        var elements: [OrderedJSON] = []
        while !skip("]") {
          if !elements.isEmpty { try expect(",") }
          elements.append(try value())
        }
        return .array(elements)
      }
      if skip("\"") { return .string(try string()) }
      let start = index
      while index < bytes.count, ![0x2C, 0x7D, 0x5D, 0x20, 0x0A].contains(bytes[index]) {
        index += 1
      }
      let token = String(decoding: bytes[start..<index], as: UTF8.self)
      if token == "null" { return .null }
      guard let number = Double(token) else { throw SyntaxError(offset: start) }
      return .number(number)
    }

    /// The rest of a string, after the quote that begins it.
    mutating func string() throws -> String {
      var content: [UInt8] = []
      while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
        guard bytes[index] >= 0x20 else { throw SyntaxError(offset: index) }
        if bytes[index] != UInt8(ascii: "\\") {
          content.append(bytes[index])
          index += 1
        } else if bytes[index + 1] == UInt8(ascii: "u") {
          content += String(decoding: try escapedUnits(), as: UTF16.self).utf8
        } else {
          content.append(bytes[index + 1])
          index += 2
        }
      }
      try expect("\"")
      return String(decoding: content, as: UTF8.self)
    }

    /// The units of UTF-16 in a row of `\uXXXX`.
    private mutating func escapedUnits() throws -> [UInt16] {
      var units: [UInt16] = []
      while bytes[index...].starts(with: Array("\\u".utf8)) {
        let digits = String(decoding: bytes[index + 2..<index + 6], as: UTF8.self)
        guard let unit = UInt16(digits, radix: 16) else { throw SyntaxError(offset: index) }
        units.append(unit)
        index += 6
      }
      return units
    }
  }
}
