/// Splits a run of bytes without ASCII blanks into words: every case the fast path leaves out.
///
/// A run may hold Unicode blanks, punctuation and capital letters, and bytes that are not UTF-8.
struct RunSplitter {
  /// How words are made.
  let tokenization: Tokenization
  /// Bytes that belonged to no well-formed scalar, so far.
  private(set) var invalidBytes = 0
  /// The words of the last run, as ranges of it where words stay as they are, else of ``bytes``.
  private(set) var words: [Range<Int>] = []
  /// The bytes of the last run's words where they do not stay as they are.
  private(set) var bytes: [UInt8] = []

  private var table = CharacterTable()
  /// Where the word at hand starts.
  private var start = 0
  /// Where it ends without the punctuation that may turn out to be at its end.
  private var stop = 0

  init(tokenization: Tokenization) {
    self.tokenization = tokenization
  }

  /// Splits a run into ``words``.
  ///
  /// - Complexity: O(bytes of the run).
  mutating func split(_ run: UnsafeBufferPointer<UInt8>) {
    words.removeAll(keepingCapacity: true)
    bytes.removeAll(keepingCapacity: true)
    switch tokenization {
    case .raw: splitRaw(run)
    case .words: splitWords(run)
    }
  }

  private mutating func splitRaw(_ run: UnsafeBufferPointer<UInt8>) {
    var start = 0
    var position = 0
    while position < run.count {
      guard run[position] >= 0x80 else {
        position += 1
        continue
      }
      let character = DecodedCharacter(at: UnsafeBufferPointer(rebasing: run[position...]))
      let next = position + character.length
      switch character {
      case .invalid: invalidBytes += 1
      case .scalar(let scalar, _):
        if table[scalar].isBlank {
          if start < position { words.append(start..<position) }
          start = next
        }
      }
      position = next
    }
    if start < run.count { words.append(start..<run.count) }
  }

  private mutating func endWord() {
    if stop > start { words.append(start..<stop) }
    start = bytes.count
    stop = start
  }

  private mutating func splitWords(_ run: UnsafeBufferPointer<UInt8>) {
    (start, stop) = (0, 0)
    var position = 0
    while position < run.count {
      let byte = run[position]
      if byte < 0x80 {
        position += 1
        if !isASCIIPunctuation(byte) {
          bytes.append(0x41...0x5A ~= byte ? byte | 0x20 : byte)
          stop = bytes.count
        } else if stop > start {
          bytes.append(byte)
        }
        continue
      }
      switch DecodedCharacter(at: UnsafeBufferPointer(rebasing: run[position...])) {
      case .invalid:
        invalidBytes += 1
        position += 1
        bytes.append(byte)
        stop = bytes.count
      case .scalar(let scalar, let length):
        let entry = table[scalar]
        if entry.isBlank {
          endWord()
        } else if !entry.isPunctuation {
          if let lower = entry.lowercase {
            append(lower)
          } else {
            for lower in scalar.properties.lowercaseMapping.unicodeScalars { append(lower) }
          }
          stop = bytes.count
        } else if stop > start {
          bytes.append(contentsOf: run[position..<position + length])
        }
        position += length
      }
    }
    endWord()
  }

  private mutating func append(_ scalar: Unicode.Scalar) {
    let value = scalar.value
    switch value {
    case ..<0x80:
      bytes.append(UInt8(value))
    case ..<0x800:
      bytes.append(UInt8(0xC0 | value >> 6))
      bytes.append(UInt8(0x80 | value & 0x3F))
    case ..<0x1_0000:
      bytes.append(UInt8(0xE0 | value >> 12))
      bytes.append(UInt8(0x80 | value >> 6 & 0x3F))
      bytes.append(UInt8(0x80 | value & 0x3F))
    default:
      bytes.append(UInt8(0xF0 | value >> 18))
      bytes.append(UInt8(0x80 | value >> 12 & 0x3F))
      bytes.append(UInt8(0x80 | value >> 6 & 0x3F))
      bytes.append(UInt8(0x80 | value & 0x3F))
    }
  }
}
