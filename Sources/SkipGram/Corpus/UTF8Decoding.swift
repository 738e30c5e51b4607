/// A character of a text that may not be valid UTF-8.
enum DecodedCharacter: Equatable {
  /// A well-formed scalar and the bytes it takes.
  case scalar(Unicode.Scalar, length: Int)
  /// A byte that begins no well-formed scalar.
  case invalid(UInt8)

  /// The bytes it takes.
  var length: Int {
    switch self {
    case .scalar(_, let length): length
    case .invalid: 1
    }
  }

  /// The character at the start of some bytes.
  ///
  /// Overlong forms, surrogates and scalars above U+10FFFF are not well-formed (Unicode, table 3-7).
  /// - Precondition: `bytes` is not empty.
  init(at bytes: UnsafeBufferPointer<UInt8>) {
    let first = bytes[0]
    if first < 0x80 {
      self = .scalar(Unicode.Scalar(first), length: 1)
      return
    }
    let length: Int
    let second: ClosedRange<UInt8>
    switch first {
    case 0xC2...0xDF: (length, second) = (2, 0x80...0xBF)
    case 0xE0: (length, second) = (3, 0xA0...0xBF)
    case 0xED: (length, second) = (3, 0x80...0x9F)
    case 0xE1...0xEF: (length, second) = (3, 0x80...0xBF)
    case 0xF0: (length, second) = (4, 0x90...0xBF)
    case 0xF1...0xF3: (length, second) = (4, 0x80...0xBF)
    case 0xF4: (length, second) = (4, 0x80...0x8F)
    default:
      self = .invalid(first)
      return
    }
    guard bytes.count >= length, second ~= bytes[1] else {
      self = .invalid(first)
      return
    }
    var value = UInt32(first) & (0x7F >> UInt32(length))
    value = value << 6 | UInt32(bytes[1] & 0x3F)
    for index in 2..<max(length, 2) {
      guard bytes[index] & 0xC0 == 0x80 else {
        self = .invalid(first)
        return
      }
      value = value << 6 | UInt32(bytes[index] & 0x3F)
    }
    guard let scalar = Unicode.Scalar(value) else {
      self = .invalid(first)
      return
    }
    self = .scalar(scalar, length: length)
  }
}
