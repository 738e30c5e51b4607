/// Encodes integers and bit patterns of doubles as 64 bits, little-endian; strings and lists start
/// with their length.
struct BinaryEncoder {
  private(set) var bytes: [UInt8] = []

  mutating func append(_ number: UInt64) {
    withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
  }

  mutating func append(_ number: Int) { append(UInt64(bitPattern: Int64(number))) }
  mutating func append(_ number: Double) { append(number.bitPattern) }
  mutating func append(_ flag: Bool) { append(flag ? 1 : 0) }

  mutating func append(_ string: some Collection<UInt8>) {
    append(string.count)
    bytes.append(contentsOf: string)
  }

  mutating func append(_ string: String) { append(string.utf8) }

  mutating func append<Value>(
    _ values: some Collection<Value>, _ body: (inout BinaryEncoder, Value) -> Void
  ) {
    append(values.count)
    for value in values { body(&self, value) }
  }

  mutating func append<Value>(_ value: Value?, _ body: (inout BinaryEncoder, Value) -> Void) {
    append(value.map { [$0] } ?? [], body)
  }
}

/// An error for a field of a file with an invalid value.
struct InvalidField: Error {
  /// The field, its value, and the expected values.
  let description: String

  init(_ field: String, is value: some CustomStringConvertible, expected: String) {
    description = "\(field) is \(value); expected \(expected)"
  }

  init(_ description: String) {
    self.description = description
  }
}

/// Decodes the output of a ``BinaryEncoder``, in the same order.
///
/// Lengths are checked against the bytes left before anything is allocated. Every method takes the
/// name of the field, for its ``InvalidField`` error.
struct BinaryDecoder {
  private var bytes: ArraySlice<UInt8>

  init(_ bytes: [UInt8]) {
    self.bytes = bytes[...]
  }

  /// The number of bytes left.
  var bytesLeft: Int { bytes.count }

  mutating func unsigned(_ field: String) throws -> UInt64 {
    guard bytes.count >= 8 else { throw InvalidField("\(field) is missing") }
    let number = bytes.prefix(8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    bytes.removeFirst(8)
    return number
  }

  mutating func double(_ field: String) throws -> Double {
    Double(bitPattern: try unsigned(field))
  }

  /// An integer in a range.
  mutating func integer(_ field: String, in range: ClosedRange<Int>) throws -> Int {
    let number = Int(Int64(bitPattern: try unsigned(field)))
    guard range.contains(number) else {
      throw InvalidField(
        field, is: number,
        expected: "a whole number from \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }

  mutating func flag(_ field: String) throws -> Bool {
    try integer(field, in: 0...1) == 1
  }

  mutating func byteString(_ field: String, atMost limit: Int = .max) throws -> [UInt8] {
    let count = try count(of: field, each: 1, atMost: limit)
    defer { bytes.removeFirst(count) }
    return Array(bytes.prefix(count))
  }

  mutating func string(_ field: String, atMost limit: Int = .max) throws -> String {
    String(decoding: try byteString(field, atMost: limit), as: UTF8.self)
  }

  /// A list of values of at least 8 bytes each.
  mutating func list<Value>(
    _ field: String, _ body: (inout BinaryDecoder) throws -> Value
  ) throws -> [Value] {
    let count = try count(of: field, each: 8)
    return try (0..<count).map { _ in try body(&self) }
  }

  mutating func optional<Value>(
    _ field: String, _ body: (inout BinaryDecoder) throws -> Value
  ) throws -> Value? {
    try flag("whether there is \(field)") ? try body(&self) : nil
  }

  /// The number of values, of at least `size` bytes each, that follow.
  private mutating func count(
    of field: String, each size: Int, atMost limit: Int = .max
  ) throws -> Int {
    let count = try unsigned("the length of \(field)")
    let most = min(bytes.count / size, limit)
    guard count <= UInt64(most) else {
      throw InvalidField("the length of \(field)", is: count, expected: "at most \(most)")
    }
    return Int(count)
  }
}
