import CKernels

/// Counts words while a text is read: a hash table of words in the order they are first seen.
///
/// Written for speed: few cache misses, and those of many words at a time. A word
/// of up to 16 bytes is in its entry, and entries lie densely in order of first sight, which puts
/// the frequent ones together.
struct WordTable: ~Copyable {
  /// One distinct word.
  struct Entry {
    /// The word, or where it is.
    var key: WordKey
    /// How often it was seen.
    var count: UInt32
  }

  /// How many distinct words there are.
  private(set) var count = 0
  /// The words by their numbers, which start at 1; entry 0 is a sentinel.
  private(set) var entries = GrowableMemory<Entry>()

  /// Where the words are by their hashes.
  private(set) var index: WordIndex
  /// The bytes of words that are too long for their entries.
  private var arena = GrowableMemory<UInt8>()
  private var arenaCount = 0

  /// An empty table for a text of about `byteCount` bytes.
  init(byteCount: Int) {
    // A text of 100 MB has a new word in every 230 bytes, a shorter one more; growing costs more
    // than the room.
    var capacity = 1 << 12
    while capacity < min(byteCount / 128, 1 << 20) { capacity *= 2 }
    index = WordIndex(capacity: capacity)
    entries.reserve(1)
    // No word has this length.
    let sentinel = WordKey(longHash: 0, offset: 0, length: Int(UInt32.max))
    entries.start[0] = Entry(key: sentinel, count: 0)
  }

  /// Counts the words of a batch and gives each its number.
  mutating func add(
    _ batch: borrowing WordBatch, _ count: Int, numbers: UnsafeMutablePointer<Int32>
  ) {
    reserve(count)
    let index = self.index.start
    let entries = self.entries.start
    let (keys, hashes) = (batch.keys, batch.hashes)
    for position in 0..<count {
      let likely = index.likely(hashes[position])
      scan_prefetch_to_write(entries + likely)
      numbers[position] = Int32(truncatingIfNeeded: likely)
    }
    for position in 0..<count {
      var number = Int(numbers[position])
      if entries[number].key != keys[position] {
        number = find(keys[position], hashes[position])
        numbers[position] = Int32(truncatingIfNeeded: number)
      }
      entries[number].count &+= 1
    }
  }

  /// The number of a word, a new one if need be.
  @inline(never)
  private mutating func find(_ key: WordKey, _ hash: UInt64) -> Int {
    let number = index.find(hash) { isWord($0, key) }
    guard number == 0 else { return number }
    count += 1
    entries.start[count] = Entry(key: key.isLong ? keep(key, hash) : key, count: 0)
    index.insert(hash, count)
    return count
  }

  private func isWord(_ number: Int, _ key: WordKey) -> Bool {
    let candidate = entries.start[number].key
    guard key.isLong else { return candidate == key }
    return candidate.isLong && withBytes(of: number) { equal($0, key.bytes) }
  }

  /// The key of a long word whose bytes have been copied to the arena.
  private mutating func keep(_ key: WordKey, _ hash: UInt64) -> WordKey {
    let bytes = key.bytes
    let offset = arenaCount
    arenaCount += bytes.count
    arena.reserve(arenaCount)
    UnsafeMutableRawBufferPointer(start: arena.start + offset, count: bytes.count)
      .copyMemory(from: UnsafeRawBufferPointer(bytes))
    return WordKey(longHash: hash, offset: offset, length: bytes.count)
  }

  /// Calls `body` with the bytes of a word.
  @inline(__always)
  func withBytes<R>(of number: Int, _ body: (UnsafeBufferPointer<UInt8>) -> R) -> R {
    let key = entries.start[number].key
    if key.isLong {
      return body(
        UnsafeBufferPointer(start: arena.start + Int(key.high), count: Int(key.length)))
    }
    let start = UnsafeRawPointer(entries.start + number).assumingMemoryBound(to: UInt8.self)
    return body(UnsafeBufferPointer(start: start, count: Int(key.length)))
  }

  /// The first eight bytes of a word as a number that sorts as they do.
  @inline(__always)
  func prefix(of number: Int) -> UInt64 {
    let key = entries.start[number].key
    if !key.isLong { return key.low.byteSwapped }
    return withBytes(of: number) { bytes in
      WordKey(short: UnsafeBufferPointer(rebasing: bytes.prefix(8))).low.byteSwapped
    }
  }

  /// Makes room for more words, so that nothing moves while they are added.
  private mutating func reserve(_ more: Int) {
    entries.reserve(1 + count + more)
    // At this load a search rarely goes beyond one cache line.
    while (count + more) * 4 > index.capacity * 3 { index.grow() }
  }
}

/// Words on their way to the table, where they arrive together, so that the cache misses of
/// neighbours overlap.
struct WordBatch: ~Copyable {
  /// The words; the bytes of a long one stay at its key's address until the batch is emptied.
  let keys = UnsafeMutablePointer<WordKey>.allocate(capacity: capacity)
  /// Their hashes.
  let hashes = UnsafeMutablePointer<UInt64>.allocate(capacity: capacity)
  /// How many there can be.
  static let capacity = 256

  deinit {
    keys.deallocate()
    hashes.deallocate()
  }
}
