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
      switch parseCharacter(of: run, at: position) {
      case .valid(let encoded):
        let next = position + encoded.count
        if table[UTF8.decode(encoded)].isBlank {
          if start < position { words.append(start..<position) }
          start = next
        }
        position = next
      case .error(let length):
        invalidBytes += length
        position += length
      case .emptyInput: return
      }
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
      switch parseCharacter(of: run, at: position) {
      case .valid(let encoded):
        take(encoded)
        position += encoded.count
      case .error(let length):
        invalidBytes += length
        bytes.append(contentsOf: run[position..<position + length])
        stop = bytes.count
        position += length
      case .emptyInput: return
      }
    }
    endWord()
  }

  @inline(__always)
  private mutating func take(_ encoded: UTF8.EncodedScalar) {
    let scalar = UTF8.decode(encoded)
    let entry = table[scalar]
    if entry.isBlank {
      endWord()
    } else if entry.isPunctuation {
      if stop > start { bytes.append(contentsOf: encoded) }
    } else {
      // Most are small letters already: encoding them again would take a third of the time.
      if entry.lowercase == scalar {
        for byte in encoded { bytes.append(byte) }
      } else if let lowercase = entry.lowercase {
        bytes.append(contentsOf: lowercase.utf8)
      } else {
        bytes.append(contentsOf: scalar.properties.lowercaseMapping.utf8)
      }
      stop = bytes.count
    }
  }

  @inline(__always)
  private func parseCharacter(
    of run: UnsafeBufferPointer<UInt8>, at position: Int
  ) -> Unicode.ParseResult<UTF8.EncodedScalar> {
    var rest = run[position...].makeIterator()
    var parser = UTF8.ForwardParser()
    return parser.parseScalar(from: &rest)
  }
}
