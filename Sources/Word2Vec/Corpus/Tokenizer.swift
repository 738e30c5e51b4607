import CKernels

/// Splits a stream of bytes into lines of numbered words.
///
/// Written for speed. Blanks of 64 bytes at a time become a bit mask, whose edges are the starts and
/// ends of runs. A run of up to 16 ASCII bytes then is a matter of two registers, without a loop
/// over bytes and without a branch that is hard to foresee, and words go to the table in batches, so
/// that their cache misses overlap. Everything else takes the way of ``RunSplitter``.
struct Tokenizer: ~Copyable {
  /// The words seen so far.
  private(set) var table: WordTable
  /// The number of each token's word.
  private(set) var tokens: [Int32] = []
  /// The first token of each line that has one.
  private(set) var sentenceStarts: [Int32] = []

  private let tokenization: Tokenization
  private var splitter: RunSplitter
  /// Whether the next token is the first of its line.
  private var isLineStart = true
  private let batch = WordBatch()
  private let numbers = UnsafeMutablePointer<Int32>.allocate(capacity: WordBatch.capacity)
  /// For each byte, whether it is ASCII punctuation, as 0 or 1.
  private let punctuation = UnsafeMutablePointer<UInt8>.allocate(capacity: 256)

  /// Bytes of an unfinished run, then room for new bytes, then padding.
  private var block: Block
  private var carried = 0

  /// A longer run is rescanned only when the block is full, so that a run that arrives in small
  /// pieces is not rescanned with each of them.
  private static let longRun = 1 << 16

  /// A tokenizer of a text, best of known length.
  init(_ tokenization: Tokenization, byteCount: Int?) {
    self.tokenization = tokenization
    splitter = RunSplitter(tokenization: tokenization)
    block = Block(capacity: 1 << 15)
    for byte in 0..<256 { punctuation[byte] = isASCIIPunctuation(UInt8(byte)) ? 1 : 0 }
    table = WordTable(byteCount: byteCount ?? 0)
    if let byteCount {
      // Every other byte is a blank at most; memory that is not used is not taken from the system.
      tokens.reserveCapacity(min(byteCount / 2 + 1, CorpusReader.tokenLimit))
      tokens.useHugePages()
    }
  }

  deinit {
    numbers.deallocate()
    punctuation.deallocate()
  }

  /// Bytes of the text that were not UTF-8.
  var invalidBytes: Int { splitter.invalidBytes }

  /// How many bytes wait for the end of their run.
  var waitingBytes: Int { carried }

  /// The room for the next bytes.
  var room: UnsafeMutableRawBufferPointer {
    UnsafeMutableRawBufferPointer(start: block.bytes + carried, count: block.capacity - carried)
  }

  /// Appends the bytes just read to a text.
  func appendLatest(_ count: Int, to text: inout [UInt8]?) {
    text?.append(contentsOf: UnsafeBufferPointer(start: block.bytes + carried, count: count))
  }

  /// Tokenizes the bytes just read; a run that may continue in the next block is carried over.
  mutating func consume(_ count: Int) {
    let filled = carried + count
    if carried > Self.longRun, filled < block.capacity {
      carried = filled
      return
    }
    let rest = tokenize(filled, isLast: false)
    carried = filled - rest
    if carried * 2 > block.capacity {
      let bigger = Block(capacity: block.capacity * 2)
      bigger.bytes.update(from: block.bytes + rest, count: carried)
      block = bigger
    } else if carried > 0 {
      block.bytes.update(from: block.bytes + rest, count: carried)
    }
  }

  /// Tokenizes the bytes carried over.
  mutating func finish() {
    _ = tokenize(carried, isLast: true)
    carried = 0
  }

  /// Replaces the numbers of some tokens.
  mutating func renumber(_ range: Range<Int>, by ranks: [Int32]) {
    tokens.withUnsafeMutableBufferPointer { tokens in
      ranks.withUnsafeBufferPointer { ranks in
        for index in range { tokens[index] = ranks[Int(tokens[index])] }
      }
    }
  }

  /// Tokenizes the first bytes of the block.
  ///
  /// - Returns: Where an unfinished run starts, or `filled`.
  private mutating func tokenize(_ filled: Int, isLast: Bool) -> Int {
    (block.bytes + filled).update(repeating: 0x20, count: Block.padding)
    // All paths need ASCII capitals replaced by small letters.
    if tokenization == .words { scan_lowercase(block.bytes, filled) }
    var runs = block.findRuns(filled)
    var rest = filled
    if !isLast && runs > 0 && Int(block.edges[2 * runs - 1]) == filled {
      runs -= 1
      rest = Int(block.edges[2 * runs])
    }
    switch tokenization {
    case .raw: addRuns(runs, stripping: false)
    case .words: addRuns(runs, stripping: true)
    }
    return rest
  }

  /// Brings the words of the first runs to the table.
  ///
  /// Everything that changes in the loop is in local variables: the compiler must assume that a
  /// store through a pointer changes a property.
  @inline(__always)
  private mutating func addRuns(_ runs: Int, stripping: Bool) {
    let (bytes, sentences) = (block.bytes, block.sentenceStarts)
    let (keys, hashes) = (batch.keys, batch.hashes)
    let punctuation = punctuation
    var line = UnsafePointer(block.lineStarts)
    var edge = UnsafePointer(block.edges)
    let end = edge + 2 &* runs
    var isLineStart = isLineStart
    var sentenceCount = 0
    var count = 0
    var index = table.index.start
    var tokenCount = tokens.count
    while edge < end {
      var start = Int(edge[0])
      var stop = Int(edge[1])
      edge += 2
      let startsLine = start == Int(line.pointee)
      line += startsLine ? 1 : 0
      isLineStart = isLineStart || startsLine
      if stripping {
        // One byte at either end without a branch; more are rare.
        let run = start..<stop
        start &+= Int(punctuation[Int(bytes[start])])
        stop &-= Int(punctuation[Int(bytes[stop &- 1])])
        if start >= stop || punctuation[Int(bytes[start])] | punctuation[Int(bytes[stop &- 1])] != 0
        {
          (start, stop) = strip(run)
          if start == stop { continue }
        }
      }
      let length = stop &- start
      let token = tokenCount &+ count
      let key = WordKey(readingShort: bytes + start, length: min(length, WordKey.capacity))
      if length <= WordKey.capacity && !key.hasHighBit {
        let hash = key.shortHash
        index.prefetch(hash)
        keys[count] = key
        hashes[count] = hash
        count &+= 1
        if count == WordBatch.capacity {
          flush(count)
          count = 0
          index = table.index.start
          tokenCount = tokens.count
        }
      } else {
        count = addUnusual(UnsafeBufferPointer(start: bytes + start, count: length), count)
        index = table.index.start
        tokenCount = tokens.count
        if tokenCount &+ count == token { continue }
      }
      sentences[sentenceCount] = Int32(truncatingIfNeeded: token)
      sentenceCount &+= isLineStart ? 1 : 0
      isLineStart = false
    }
    flush(count)
    sentenceStarts.append(contentsOf: UnsafeBufferPointer(start: sentences, count: sentenceCount))
    self.isLineStart = isLineStart || line.pointee != .max
  }

  /// A run without the ASCII punctuation around it, possibly empty.
  private func strip(_ run: Range<Int>) -> (start: Int, stop: Int) {
    let bytes = block.bytes
    var (start, stop) = (run.lowerBound, run.upperBound)
    while start < stop && isASCIIPunctuation(bytes[start]) { start &+= 1 }
    while start < stop && isASCIIPunctuation(bytes[stop &- 1]) { stop &-= 1 }
    return (start, stop)
  }

  /// Adds the words of a run that is long or not ASCII to the batch.
  ///
  /// - Parameters:
  ///   - run: The bytes of the run.
  ///   - count: How many words are in the batch.
  /// - Returns: How many then are; all others have been brought to the table.
  @inline(never)
  private mutating func addUnusual(_ run: UnsafeBufferPointer<UInt8>, _ count: Int) -> Int {
    if isASCII(run) { return add(run, count) }
    splitter.split(run)
    var count = count
    for word in splitter.words {
      switch tokenization {
      case .raw: count = add(UnsafeBufferPointer(rebasing: run[word]), count)
      case .words:
        count = splitter.bytes.withUnsafeBufferPointer {
          add(UnsafeBufferPointer(rebasing: $0[word]), count)
        }
        if word.count > WordKey.capacity {
          // These bytes will not be there for long.
          flush(count)
          count = 0
        }
      }
    }
    return count
  }

  private func isASCII(_ run: UnsafeBufferPointer<UInt8>) -> Bool {
    var union: UInt8 = 0
    for byte in run { union |= byte }
    return union < 0x80
  }

  /// Adds a word to the batch.
  ///
  /// - Returns: How many words then are in the batch.
  private mutating func add(_ word: UnsafeBufferPointer<UInt8>, _ count: Int) -> Int {
    let key = word.count <= WordKey.capacity ? WordKey(short: word) : WordKey(long: word)
    batch.keys[count] = key
    batch.hashes[count] = key.hash
    guard count + 1 == WordBatch.capacity else { return count + 1 }
    flush(count + 1)
    return 0
  }

  /// Brings the words of the batch to the table.
  @inline(never)
  private mutating func flush(_ count: Int) {
    table.add(batch, count, numbers: numbers)
    tokens.append(contentsOf: UnsafeBufferPointer(start: numbers, count: count))
  }
}
