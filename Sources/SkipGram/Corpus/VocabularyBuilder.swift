import CKernels

/// Turns the words counted in a table into a sorted vocabulary, slice by slice.
///
/// A radix sort by count and the first eight bytes, then comparisons within the ties: words of one
/// count are many, and comparing them all costs several times as much.
struct VocabularyBuilder {
  /// The rank of each word by the number it had in the table, which start at 1.
  private(set) var ranks: [Int32] = []

  private var records: [Record] = []
  private var target: [Record] = []
  /// How often each value of each byte of the sort key occurs, then where it goes next.
  private var histograms: [Int]
  private var phase = Phase.collecting(number: 1)

  private var arena: [UInt8] = []
  /// The bytes of all words, and how many of them are in the arena.
  private var arenaSize = 0
  private var arenaEnd = 0
  private var ends: [Int] = []
  private var counts: [Int32] = []
  private var index: [Int32] = []
  /// What a word's place in the index is made of.
  private var hashes: [UInt32] = []

  /// What a word is sorted by, and where it is found.
  private struct Record {
    var prefix: UInt64
    var count: UInt32
    var number: Int32

    /// A byte of the sort key, the least significant first: the prefix, then the count downwards.
    @inline(__always)
    func digit(_ number: Int) -> Int {
      number < 8
        ? Int(truncatingIfNeeded: prefix >> (8 * UInt64(number)) & 0xFF)
        : Int(truncatingIfNeeded: ~count >> (8 * UInt32(number - 8)) & 0xFF)
    }
  }

  private static let digits = 12

  private enum Phase {
    case collecting(number: Int)
    case sorting(digit: Int, position: Int)
    case ordering(position: Int)
    case copying(rank: Int)
    case indexing(rank: Int)
    case done
  }

  /// A builder of some words.
  init(words: Int) {
    histograms = Array(repeating: 0, count: 256 * Self.digits)
    records.reserveCapacity(words)
  }

  /// Does about `work` words' worth of the next part.
  ///
  /// - Parameters:
  ///   - work: How many words to look at.
  ///   - table: The words and their counts, the same in every call.
  /// - Returns: Whether there is more to do.
  mutating func advance(_ work: Int, over table: borrowing WordTable) -> Bool {
    switch phase {
    case .collecting(let number): collect(number, work, table)
    case .sorting(let digit, let position): sort(digit, position, work)
    case .ordering(let position): orderTies(position, work, table)
    case .copying(let rank): copy(rank, work, table)
    case .indexing(let rank): makeIndex(rank, work)
    case .done: return false
    }
    return true
  }

  /// The sorted vocabulary of all words.
  ///
  /// - Precondition: `advance` has returned false.
  func vocabulary(minimumCount: Int) -> Vocabulary {
    Vocabulary(
      types: Vocabulary.Types(arena: arena, ends: ends, counts: counts, index: index),
      minimumCount: minimumCount)
  }

  private mutating func collect(_ start: Int, _ work: Int, _ table: borrowing WordTable) {
    let end = min(start + work, table.count + 1)
    let entries = table.entries.start
    histograms.withUnsafeMutableBufferPointer { histograms in
      for number in start..<end {
        let record = Record(
          prefix: table.prefix(of: number), count: entries[number].count, number: Int32(number))
        records.append(record)
        arenaSize &+= Int(entries[number].key.length)
        for digit in 0..<Self.digits { histograms[256 &* digit &+ record.digit(digit)] &+= 1 }
      }
    }
    guard end == table.count + 1 else {
      phase = .collecting(number: end)
      return
    }
    target = records
    phase = .sorting(digit: 0, position: 0)
  }

  private mutating func sort(_ digit: Int, _ start: Int, _ work: Int) {
    if digit == Self.digits {
      target = []
      phase = .ordering(position: 0)
      return
    }
    let values = 256 * digit..<256 * digit + 256
    if start == 0 {
      if histograms[values].contains(records.count) {
        phase = .sorting(digit: digit + 1, position: 0)
        return
      }
      var sum = 0
      for value in values {
        let count = histograms[value]
        histograms[value] = sum
        sum += count
      }
    }
    let end = min(start + work, records.count)
    histograms[values].withUnsafeMutableBufferPointer { next in
      target.withUnsafeMutableBufferPointer { target in
        records.withUnsafeBufferPointer { records in
          for position in start..<end {
            let value = records[position].digit(digit)
            target[next[value]] = records[position]
            next[value] &+= 1
          }
        }
      }
    }
    if end == records.count {
      swap(&records, &target)
      phase = .sorting(digit: digit + 1, position: 0)
    } else {
      phase = .sorting(digit: digit, position: end)
    }
  }

  /// Sorts words of equal count and prefix by all their bytes.
  private mutating func orderTies(_ start: Int, _ work: Int, _ table: borrowing WordTable) {
    var position = start
    while position < records.count && position - start < work {
      let first = records[position]
      var end = position + 1
      while end < records.count && records[end].prefix == first.prefix
        && records[end].count == first.count
      {
        end += 1
      }
      if end - position > 1 {
        records[position..<end].sort { a, b in
          table.withBytes(of: Int(a.number)) { a in
            table.withBytes(of: Int(b.number)) { b in precedes(a, b) }
          }
        }
      }
      position = end
    }
    if position < records.count {
      phase = .ordering(position: position)
    } else {
      ranks = Array(repeating: 0, count: records.count + 1)
      ends = Array(repeating: 0, count: records.count)
      counts = Array(repeating: 0, count: records.count)
      hashes = Array(repeating: 0, count: records.count)
      arena = Array(repeating: 0, count: arenaSize + WordKey.capacity)
      phase = .copying(rank: 0)
    }
  }

  private mutating func copy(_ start: Int, _ work: Int, _ table: borrowing WordTable) {
    let end = min(start + work, records.count)
    let entries = table.entries.start
    var offset = arenaEnd
    ranks.withUnsafeMutableBufferPointer { ranks in
      arena.withUnsafeMutableBytes { arena in
        for rank in start..<end {
          // The table is in another order: without notice every word would be a wait for memory.
          scan_prefetch(entries + Int(records[min(rank &+ 16, records.count &- 1)].number))
          let number = Int(records[rank].number)
          let key = entries[number].key
          if key.isLong {
            table.withBytes(of: number) { bytes in
              UnsafeMutableRawBufferPointer(rebasing: arena[offset...])
                .copyMemory(from: UnsafeRawBufferPointer(bytes))
            }
          } else {
            // All 16 bytes at once; what is too much is overwritten by the next word.
            let low = key.low.littleEndian
            let high = key.high.littleEndian
            arena.storeBytes(of: low, toByteOffset: offset, as: UInt64.self)
            arena.storeBytes(of: high, toByteOffset: offset &+ 8, as: UInt64.self)
          }
          offset &+= Int(key.length)
          ends[rank] = offset
          counts[rank] = Int32(truncatingIfNeeded: records[rank].count)
          ranks[number] = Int32(truncatingIfNeeded: rank)
          hashes[rank] = UInt32(truncatingIfNeeded: key.hash &>> 32)
        }
      }
    }
    arenaEnd = offset
    if end < records.count {
      phase = .copying(rank: end)
    } else {
      var capacity = 16
      while capacity < 2 * records.count { capacity *= 2 }
      index = Array(repeating: 0, count: capacity)
      phase = .indexing(rank: 0)
    }
  }

  private mutating func makeIndex(_ start: Int, _ work: Int) {
    let end = min(start + work, records.count)
    let mask = index.count - 1
    for rank in start..<end {
      var slot = Int(hashes[rank]) & mask
      while index[slot] != 0 { slot = (slot &+ 1) & mask }
      index[slot] = Int32(rank + 1)
    }
    if end < records.count {
      phase = .indexing(rank: end)
    } else {
      records = []
      hashes = []
      phase = .done
    }
  }
}
