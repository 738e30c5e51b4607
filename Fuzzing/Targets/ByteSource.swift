import Word2Vec

/// Choices made by the bytes of an input, in order.
struct ByteSource {
  private var rest: ArraySlice<UInt8>

  init(_ bytes: some Sequence<UInt8>) {
    rest = Array(bytes)[...]
  }

  var isEmpty: Bool { rest.isEmpty }

  /// The next byte; 0 at the end.
  mutating func byte() -> Int { Int(rest.popFirst() ?? 0) }

  /// A number below a bound of at most 2¹⁶.
  mutating func number(below bound: Int) -> Int {
    (bound <= 256 ? byte() : byte() << 8 | byte()) % bound
  }

  /// An element of a collection that is not empty.
  mutating func element<Elements: RandomAccessCollection>(
    of elements: Elements
  ) -> Elements.Element {
    let offset = number(below: elements.count)
    return elements[elements.index(elements.startIndex, offsetBy: offset)]
  }

  /// The bytes up to a delimiter, which is skipped, or to the end.
  mutating func bytes(until delimiter: UInt8) -> [UInt8] {
    let piece = rest.prefix { $0 != delimiter }
    rest = rest.dropFirst(piece.count + 1)
    return Array(piece)
  }

  /// All bytes left.
  mutating func remaining() -> [UInt8] {
    defer { rest = [] }
    return Array(rest)
  }
}

/// A generator whose numbers are led by the bytes of an input.
///
/// A byte gives the high bits of a number, so that it makes one choice; a counter gives the others, so
/// that no choice is sought for ever.
package struct ByteRandom: RandomNumberGenerator {
  private var source: ByteSource
  private var count = 0

  init(_ source: ByteSource) {
    self.source = source
  }

  var isEmpty: Bool { source.isEmpty }

  package mutating func next() -> UInt64 {
    count += 1
    let low = Randomness(seed: 15, for: .check).keyed(by: count).integer(below: 1 << 48)
    let high = UInt64(source.byte()) << 56 | UInt64(source.byte()) << 48
    return high | UInt64(low)
  }
}
