/// Appends numbers and strings to bytes: integers and bit patterns of doubles as 64 bits,
/// little-endian; strings and lists with their length before them.
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

  mutating func append(_ string: String) { append(Array(string.utf8)) }

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

/// Reads what a ``BinaryEncoder`` wrote, in the same order.
///
/// Nothing is read or allocated that the bytes do not hold, whatever lengths they claim.
struct BinaryDecoder {
  /// The bytes end early, or say what cannot be.
  struct Invalid: Error {}

  private var bytes: ArraySlice<UInt8>

  init(_ bytes: [UInt8]) {
    self.bytes = bytes[...]
  }

  /// Whether everything has been read.
  var isAtEnd: Bool { bytes.isEmpty }

  mutating func unsigned() throws -> UInt64 {
    guard bytes.count >= 8 else { throw Invalid() }
    let number = bytes.prefix(8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    bytes.removeFirst(8)
    return number
  }

  mutating func integer() throws -> Int { Int(Int64(bitPattern: try unsigned())) }
  mutating func double() throws -> Double { Double(bitPattern: try unsigned()) }

  /// An integer in a range.
  mutating func integer(in range: some RangeExpression<Int>) throws -> Int {
    let number = try integer()
    guard range.contains(number) else { throw Invalid() }
    return number
  }

  mutating func flag() throws -> Bool { try integer(in: 0...1) == 1 }

  mutating func byteString() throws -> [UInt8] {
    let count = try integer(in: 0...bytes.count)
    defer { bytes.removeFirst(count) }
    return Array(bytes.prefix(count))
  }

  mutating func string() throws -> String { String(decoding: try byteString(), as: UTF8.self) }

  mutating func list<Value>(_ body: (inout BinaryDecoder) throws -> Value) throws -> [Value] {
    // A value takes 8 bytes at least.
    let count = try integer(in: 0...bytes.count / 8)
    var values: [Value] = []
    for _ in 0..<count { values.append(try body(&self)) }
    return values
  }

  mutating func optional<Value>(_ body: (inout BinaryDecoder) throws -> Value) throws -> Value? {
    let values = try list(body)
    guard values.count <= 1 else { throw Invalid() }
    return values.first
  }

  /// A value of an enumeration by its name.
  mutating func choice<Value: RawRepresentable>() throws -> Value where Value.RawValue == String {
    guard let value = Value(rawValue: try string()) else { throw Invalid() }
    return value
  }
}
