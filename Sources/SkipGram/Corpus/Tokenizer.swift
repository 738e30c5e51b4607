import CScan

/// Splits a stream of bytes into lines of numbered words.
///
/// Written for speed. Blanks of 64 bytes at a time become a bit mask, whose edges are the starts and
/// ends of runs. A run of up to 16 ASCII bytes then is a matter of two registers, without a loop
/// over bytes, and words go to the table in batches, so that their cache misses overlap. Everything
/// else takes the way of ``RunSplitter``.
struct Tokenizer: ~Copyable {
  /// The words seen so far.
  private(set) var table = WordTable()
  /// The number of each token's word.
  private(set) var tokens: [Int32] = []
  /// The first token of each line that has one.
  private(set) var sentenceStarts: [Int32] = []

  private let tokenization: Tokenization
  private var splitter: RunSplitter
  /// Whether the next token is the first of its line.
  private var isLineStart = true
  private var batch = WordBatch()
  private let numbers = UnsafeMutablePointer<Int32>.allocate(capacity: WordBatch.capacity)
  /// For each byte, whether it is ASCII punctuation, as 0 or 1.
  private let punctuation = UnsafeMutablePointer<UInt8>.allocate(capacity: 256)

  /// The block: bytes of an unfinished run, then room for new bytes, then padding.
  private var block: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  private var carried = 0
  /// The edges of the runs in a block: their starts and ends by turns.
  private var edges: UnsafeMutablePointer<UInt32>
  /// The starts of runs that are the first of their lines, and beyond them a last one.
  private var lineStarts: UnsafeMutablePointer<UInt32>

  /// A run that is longer is looked at again only when the block is full, so that a run that comes
  /// in small pieces is not looked at in full with each of them.
  private static let longRun = 1 << 16
  /// Bytes that can be read beyond the end of a block.
  private static let padding = 2 * ScanBlockSize

  /// A tokenizer of a text, best of known length.
  init(_ tokenization: Tokenization, byteCount: Int?) {
    self.tokenization = tokenization
    splitter = RunSplitter(tokenization: tokenization)
    capacity = 1 << 16
    block = .allocate(capacity: capacity + Self.padding)
    edges = .allocate(capacity: capacity + Self.padding)
    lineStarts = .allocate(capacity: capacity + Self.padding)
    for byte in 0..<256 { punctuation[byte] = isASCIIPunctuation(UInt8(byte)) ? 1 : 0 }
    // Every other byte is a blank at most; memory that is not used is not taken from the system.
    if let byteCount { tokens.reserveCapacity(min(byteCount / 2 + 1, CorpusReader.tokenLimit)) }
  }

  deinit {
    block.deallocate()
    edges.deallocate()
    lineStarts.deallocate()
    numbers.deallocate()
    punctuation.deallocate()
  }

  /// Bytes of the text that were not UTF-8.
  var invalidBytes: Int { splitter.invalidBytes }

  /// How many bytes wait for the end of their run.
  var waitingBytes: Int { carried }

  /// The room for the next bytes.
  var room: UnsafeMutableRawBufferPointer {
    UnsafeMutableRawBufferPointer(start: block + carried, count: capacity - carried)
  }

  /// Appends the bytes just read to a text.
  func appendLatest(_ count: Int, to text: inout [UInt8]?) {
    text?.append(contentsOf: UnsafeBufferPointer(start: block + carried, count: count))
  }

  /// Tokenizes the bytes just read; a run that may go on in the next block is carried over.
  mutating func consume(_ count: Int) {
    let filled = carried + count
    if carried > Self.longRun, filled < capacity {
      carried = filled
      return
    }
    let rest = tokenize(filled, isLast: false)
    carried = filled - rest
    if carried * 2 > capacity {
      grow(from: rest)
    } else if carried > 0 {
      block.update(from: block + rest, count: carried)
    }
  }

  /// Tokenizes what was carried over.
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

  private mutating func grow(from rest: Int) {
    let bigger = capacity * 2
    let moved = UnsafeMutablePointer<UInt8>.allocate(capacity: bigger + Self.padding)
    moved.update(from: block + rest, count: carried)
    block.deallocate()
    edges.deallocate()
    lineStarts.deallocate()
    block = moved
    edges = .allocate(capacity: bigger + Self.padding)
    lineStarts = .allocate(capacity: bigger + Self.padding)
    capacity = bigger
  }

  /// Tokenizes the first bytes of the block.
  ///
  /// - Returns: Where an unfinished run starts, or `filled`.
  private mutating func tokenize(_ filled: Int, isLast: Bool) -> Int {
    (block + filled).update(repeating: 0x20, count: Self.padding)
    let edgeCount = findEdges(filled)
    var runs = edgeCount / 2
    var rest = filled
    if !isLast && runs > 0 && Int(edges[edgeCount - 1]) == filled {
      runs -= 1
      rest = Int(edges[2 * runs])
    }
    switch tokenization {
    case .raw: addRuns(runs, strippingAndLowercasing: false)
    case .words: addRuns(runs, strippingAndLowercasing: true)
    }
    return rest
  }

  /// Finds the runs of the block, and which of them are the first of a line.
  ///
  /// - Returns: How many edges there are.
  private func findEdges(_ filled: Int) -> Int {
    var edge = edges
    var line = lineStarts
    // Whether the byte before the 64 bytes at hand is a blank.
    var previous: UInt64 = 1
    // Whether a newline is among the blanks that come to the end of the 64 bytes before.
    var carry: UInt64 = 0
    var offset: UInt32 = 0
    // The padding makes the last run end.
    while offset <= filled {
      let masks = scan_classify(block + Int(offset))
      var changes = masks.blanks ^ (masks.blanks &<< 1 | previous)
      previous = masks.blanks &>> 63
      while changes != 0 {
        edge.pointee = offset &+ UInt32(truncatingIfNeeded: changes.trailingZeroBitCount)
        edge += 1
        changes &= changes &- 1
      }
      // Added to a stretch of blanks, a newline in it carries over to the byte behind: the start of
      // the next run.
      let (sum, overflow) = masks.blanks.addingReportingOverflow(masks.newlines)
      let (total, further) = sum.addingReportingOverflow(carry)
      carry = overflow || further ? 1 : 0
      var starts = total & ~masks.blanks
      while starts != 0 {
        line.pointee = offset &+ UInt32(truncatingIfNeeded: starts.trailingZeroBitCount)
        line += 1
        starts &= starts &- 1
      }
      offset &+= UInt32(ScanBlockSize)
    }
    // A newline behind the last run is for the next block's first.
    if carry == 1 {
      line.pointee = UInt32(truncatingIfNeeded: filled)
      line += 1
    }
    line.pointee = .max
    return edge - edges
  }

  @inline(__always)
  private mutating func addRuns(_ runs: Int, strippingAndLowercasing: Bool) {
    let block = self.block
    let punctuation = self.punctuation
    var line = UnsafePointer(lineStarts)
    var edge = UnsafePointer(edges)
    let end = edge + 2 &* runs
    var isLineStart = self.isLineStart
    while edge < end {
      var start = Int(edge[0])
      var stop = Int(edge[1])
      edge += 2
      let startsLine = start == Int(line.pointee)
      line += startsLine ? 1 : 0
      isLineStart = isLineStart || startsLine
      if strippingAndLowercasing {
        // One byte at either end without a branch; more are rare.
        let run = start..<stop
        start &+= Int(punctuation[Int(block[start])])
        stop &-= Int(punctuation[Int(block[stop &- 1])])
        if start >= stop || punctuation[Int(block[start])] | punctuation[Int(block[stop &- 1])] != 0
        {
          (start, stop) = strip(run)
          if start == stop { continue }
        }
      }
      let length = stop &- start
      if length <= WordKey.capacity {
        var key = WordKey(readingShort: block + start, length: length)
        if !key.hasHighBit {
          if strippingAndLowercasing { key.lowercaseASCII() }
          add(key, key.shortHash, &isLineStart)
          continue
        }
      } else if isASCII(start, stop) {
        if strippingAndLowercasing { lowercaseASCII(start, stop) }
        let key = WordKey(long: UnsafeBufferPointer(start: block + start, count: length))
        add(key, key.low, &isLineStart)
        continue
      }
      split(UnsafeBufferPointer(start: block + start, count: length), &isLineStart)
    }
    self.isLineStart = isLineStart || line.pointee != .max
    flush()
  }

  /// Adds a word to the batch.
  @inline(__always)
  private mutating func add(_ key: WordKey, _ hash: UInt64, _ isLineStart: inout Bool) {
    if isLineStart {
      sentenceStarts.append(Int32(truncatingIfNeeded: tokens.count &+ batch.count))
      isLineStart = false
    }
    table.prefetch(hash)
    batch.keys[batch.count] = key
    batch.hashes[batch.count] = hash
    batch.count &+= 1
    if batch.count == WordBatch.capacity { flush() }
  }

  /// A run without the ASCII punctuation around it, possibly empty.
  private func strip(_ run: Range<Int>) -> (start: Int, stop: Int) {
    var (start, stop) = (run.lowerBound, run.upperBound)
    while start < stop && isASCIIPunctuation(block[start]) { start &+= 1 }
    while start < stop && isASCIIPunctuation(block[stop &- 1]) { stop &-= 1 }
    return (start, stop)
  }

  private func isASCII(_ start: Int, _ stop: Int) -> Bool {
    var union: UInt8 = 0
    for index in start..<stop { union |= block[index] }
    return union < 0x80
  }

  private func lowercaseASCII(_ start: Int, _ stop: Int) {
    for index in start..<stop {
      block[index] |= block[index] &- 0x41 < 26 ? 0x20 : 0
    }
  }

  /// Adds the words of a run that is not ASCII.
  @inline(never)
  private mutating func split(_ run: UnsafeBufferPointer<UInt8>, _ isLineStart: inout Bool) {
    splitter.split(run)
    for word in splitter.words {
      splitter.bytes[word].withUnsafeBufferPointer { bytes in
        if bytes.count <= WordKey.capacity {
          let key = WordKey(short: bytes)
          add(key, key.shortHash, &isLineStart)
        } else {
          let key = WordKey(long: bytes)
          add(key, key.low, &isLineStart)
          // These bytes will not be there for long.
          flush()
        }
      }
    }
  }

  /// Brings the words of the batch to the table.
  @inline(never)
  private mutating func flush() {
    table.add(batch, numbers: numbers)
    tokens.append(contentsOf: UnsafeBufferPointer(start: numbers, count: batch.count))
    batch.count = 0
  }
}
