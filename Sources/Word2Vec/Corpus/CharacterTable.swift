/// Properties of Unicode scalars that the tokenizer needs, cached in pages of 256.
///
/// The standard library answers from compressed tables and returns lower case as a `String`; a page
/// makes each lookup one load. Entries are filled on first use, so plain ASCII costs nothing.
struct CharacterTable {
  private var pages = [[Entry]](repeating: [], count: 0x11_0000 >> 8)

  /// The properties of one scalar.
  struct Entry {
    fileprivate let bits: UInt32

    /// Whether the scalar separates words: Unicode's White_Space.
    var isBlank: Bool { bits & Self.blank != 0 }
    /// Whether it is stripped from the ends of a word.
    var isPunctuation: Bool { bits & Self.punctuation != 0 }
    /// Its lower case, or nil if that is more than one scalar.
    var lowercase: Unicode.Scalar? {
      bits & Self.expands != 0 ? nil : Unicode.Scalar(bits & Self.scalar)
    }

    private static let scalar: UInt32 = 0x1F_FFFF
    private static let blank: UInt32 = 1 << 29
    private static let punctuation: UInt32 = 1 << 30
    private static let expands: UInt32 = 1 << 31

    fileprivate init(_ scalar: Unicode.Scalar) {
      let properties = scalar.properties
      var bits = scalar.value
      let mapping = properties.lowercaseMapping.unicodeScalars
      if mapping.count > 1 {
        bits |= Self.expands
      } else if let lower = mapping.first {
        bits = lower.value
      }
      if properties.isWhitespace { bits |= Self.blank }
      if Self.isPunctuation(scalar) { bits |= Self.punctuation }
      self.bits = bits
    }

    /// A placeholder for an entry not filled yet; U+0000 looks like it, and is filled every time.
    fileprivate static let unknown = Entry(bits: 0)

    fileprivate var isUnknown: Bool { bits == 0 }

    private init(bits: UInt32) { self.bits = bits }

    private static func isPunctuation(_ scalar: Unicode.Scalar) -> Bool {
      if scalar.isASCII { return isASCIIPunctuation(UInt8(scalar.value)) }
      return switch scalar.properties.generalCategory {
      case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation,
        .initialPunctuation, .finalPunctuation, .otherPunctuation:
        true
      default: false
      }
    }
  }

  /// The properties of a scalar.
  subscript(scalar: Unicode.Scalar) -> Entry {
    mutating get {
      let page = Int(scalar.value >> 8)
      let place = Int(scalar.value & 0xFF)
      if pages[page].isEmpty { pages[page] = Array(repeating: .unknown, count: 256) }
      if pages[page][place].isUnknown { pages[page][place] = Entry(scalar) }
      return pages[page][place]
    }
  }
}

/// Whether a byte is ASCII punctuation, as in C's `ispunct`: visible, not a letter or digit.
func isASCIIPunctuation(_ byte: UInt8) -> Bool {
  switch byte {
  case 0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E: true
  default: false
  }
}
