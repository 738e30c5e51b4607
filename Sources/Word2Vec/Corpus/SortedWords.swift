import CKernels

/// The words counted in a table in the order of a vocabulary: the most frequent first, words of the
/// same count by their bytes.
///
/// A radix sort by count and the first eight bytes, then comparisons within the ties: words of one
/// count are many, and comparing them all costs several times as much.
struct SortedWords {
  /// The words and their counts.
  let types: Vocabulary.Types
  /// The rank of each word by the number it has in the table, which start at 1.
  let ranks: [Int32]

  /// A word's sort key and its number in the table.
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

  /// Sorts the words of a table.
  ///
  /// - Throws: The error of `cancellation`.
  init(_ table: borrowing WordTable, cancellation: Cancellation<some Error>) throws {
    var records = try Self.radixSorted(table, cancellation)
    try Self.sortTies(of: &records, table, cancellation)

    let entries = table.entries.start
    let bytes = records.reduce(0) { $0 &+ Int(entries[Int($1.number)].key.length) }
    var arena = [UInt8](repeating: 0, count: bytes + WordKey.capacity)
    var ends = [Int](repeating: 0, count: records.count)
    var counts = [Int32](repeating: 0, count: records.count)
    var ranks = [Int32](repeating: 0, count: records.count + 1)
    var hashes = [UInt32](repeating: 0, count: records.count)
    var offset = 0
    for part in parts(of: records.count) {
      try cancellation.check()
      ranks.withUnsafeMutableBufferPointer { ranks in
        arena.withUnsafeMutableBytes { arena in
          for rank in part {
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
              // All 16 bytes at once; the next word overwrites the excess.
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
    }
    self.ranks = ranks
    types = Vocabulary.Types(
      arena: arena, ends: ends, counts: counts, index: try Self.index(of: hashes, cancellation))
  }

  /// The words sorted by count and prefix.
  private static func radixSorted(
    _ table: borrowing WordTable, _ cancellation: Cancellation<some Error>
  ) throws -> [Record] {
    var records: [Record] = []
    records.reserveCapacity(table.count)
    // How often each value of each byte of the sort key occurs, then where it goes next.
    var histograms = [Int](repeating: 0, count: 256 * digits)
    let entries = table.entries.start
    for part in parts(of: table.count) {
      try cancellation.check()
      histograms.withUnsafeMutableBufferPointer { histograms in
        for number in part.lowerBound + 1...part.upperBound {
          let record = Record(
            prefix: table.prefix(of: number), count: entries[number].count, number: Int32(number))
          records.append(record)
          for digit in 0..<digits { histograms[256 &* digit &+ record.digit(digit)] &+= 1 }
        }
      }
    }
    var target = records
    for digit in 0..<digits {
      let values = 256 * digit..<256 * digit + 256
      if histograms[values].contains(records.count) { continue }
      var sum = 0
      for value in values {
        let count = histograms[value]
        histograms[value] = sum
        sum += count
      }
      for part in parts(of: records.count) {
        try cancellation.check()
        histograms[values].withUnsafeMutableBufferPointer { next in
          target.withUnsafeMutableBufferPointer { target in
            records.withUnsafeBufferPointer { records in
              for position in part {
                let value = records[position].digit(digit)
                target[next[value]] = records[position]
                next[value] &+= 1
              }
            }
          }
        }
      }
      swap(&records, &target)
    }
    return records
  }

  /// Sorts words of equal count and prefix by all their bytes.
  private static func sortTies(
    of records: inout [Record], _ table: borrowing WordTable,
    _ cancellation: Cancellation<some Error>
  ) throws {
    var looks = 0
    func look() throws {
      looks &+= 1
      if looks & 0xFFFF == 0 { try cancellation.check() }
    }
    var first = 0
    while first < records.count {
      var end = first + 1
      while end < records.count, records[end].prefix == records[first].prefix,
        records[end].count == records[first].count
      {
        end += 1
      }
      try look()
      if end - first > 1 {
        try records[first..<end].sort { a, b in
          try look()
          return table.withBytes(of: Int(a.number)) { a in
            table.withBytes(of: Int(b.number)) { b in precedes(a, b) }
          }
        }
      }
      first = end
    }
  }

  /// The open-addressing table that finds the words by their hashes.
  private static func index(
    of hashes: [UInt32], _ cancellation: Cancellation<some Error>
  ) throws -> [Int32] {
    var capacity = 16
    while capacity < 2 * hashes.count { capacity *= 2 }
    var index = [Int32](repeating: 0, count: capacity)
    let mask = capacity - 1
    for part in parts(of: hashes.count) {
      try cancellation.check()
      for rank in part {
        var slot = Int(hashes[rank]) & mask
        while index[slot] != 0 { slot = (slot &+ 1) & mask }
        index[slot] = Int32(rank + 1)
      }
    }
    return index
  }
}
