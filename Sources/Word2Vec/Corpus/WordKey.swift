import CKernels

/// The bytes of a word of at most 16 bytes in two registers, zero-padded, and its length.
///
/// A longer word has its hash in `low` and in `high` where its bytes are: their address while it is
/// on its way to the table, there their offset in an arena.
struct WordKey: Equatable {
  var low: UInt64
  var high: UInt64
  /// Length in bytes; it tells a short word's padding from NUL bytes, and short from long words.
  var length: UInt32

  /// The longest word that fits in a key.
  static let capacity = 16

  /// The key of a short word.
  ///
  /// - Precondition: 16 bytes can be read from `start` on, and `length` is at most 16.
  @inline(__always)
  init(readingShort start: UnsafePointer<UInt8>, length: Int) {
    let key = scan_key(start, length)
    low = UInt64(littleEndian: key.low)
    high = UInt64(littleEndian: key.high)
    self.length = UInt32(truncatingIfNeeded: length)
  }

  /// The key of a short word whose surrounding memory may not be read.
  init(short bytes: UnsafeBufferPointer<UInt8>) {
    var padded: (UInt64, UInt64) = (0, 0)
    withUnsafeMutableBytes(of: &padded) { $0.copyMemory(from: UnsafeRawBufferPointer(bytes)) }
    low = UInt64(littleEndian: padded.0)
    high = UInt64(littleEndian: padded.1)
    length = UInt32(bytes.count)
  }

  /// The key of a long word on its way to the table.
  init(long bytes: UnsafeBufferPointer<UInt8>) {
    low = Self.hash(long: bytes)
    high = UInt64(UInt(bitPattern: bytes.baseAddress))
    length = UInt32(bytes.count)
  }

  /// The key of a long word in the table.
  init(longHash hash: UInt64, offset: Int, length: Int) {
    low = hash
    high = UInt64(offset)
    self.length = UInt32(length)
  }

  /// The bytes of a long word on its way to the table.
  var bytes: UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(
      start: UnsafePointer(bitPattern: UInt(high)), count: Int(length))
  }

  @inline(__always)
  static func == (a: WordKey, b: WordKey) -> Bool {
    (a.low ^ b.low) | (a.high ^ b.high) | UInt64(a.length ^ b.length) == 0
  }

  /// Whether the bytes are elsewhere.
  @inline(__always)
  var isLong: Bool { length > Self.capacity }

  /// Whether a byte is outside ASCII.
  @inline(__always)
  var hasHighBit: Bool { (low | high) & 0x8080_8080_8080_8080 != 0 }

  /// The hash of a word: of a short one, a 128-bit product folded in half.
  @inline(__always)
  var hash: UInt64 { isLong ? low : shortHash }

  /// The hash of a short word.
  @inline(__always)
  var shortHash: UInt64 {
    let product = (low ^ 0x9E37_79B9_7F4A_7C15).multipliedFullWidth(
      by: high ^ 0xD6E8_FEB8_6659_FD93)
    return product.high ^ product.low
  }

  /// The hash of a long word: the same folding, 16 bytes after 16 bytes.
  static func hash(long bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var hash = UInt64(truncatingIfNeeded: bytes.count)
    var rest = bytes[...]
    while !rest.isEmpty {
      var key = WordKey(short: UnsafeBufferPointer(rebasing: rest.prefix(capacity)))
      key.low ^= hash
      hash = key.shortHash &+ hash
      rest = rest.dropFirst(capacity)
    }
    return hash
  }
}
