import CKernels

/// Bytes of a text, and where the runs between its blanks are.
struct Block: ~Copyable {
  /// The bytes, of which there are `capacity`, then padding.
  let bytes: UnsafeMutablePointer<UInt8>
  /// How many bytes there can be.
  let capacity: Int
  /// The edges of the runs: their starts and ends by turns.
  let edges: UnsafeMutablePointer<UInt32>
  /// The starts of runs that are the first of their lines, and beyond them a last number.
  let lineStarts: UnsafeMutablePointer<UInt32>
  /// Room for as many tokens as there are line starts, and one more.
  let sentenceStarts: UnsafeMutablePointer<Int32>

  /// Bytes that can be read beyond the last one.
  static let padding = 2 * ScanBlockSize

  init(capacity: Int) {
    self.capacity = capacity
    let room = capacity + Self.padding
    bytes = .allocate(capacity: room)
    edges = .allocate(capacity: room)
    lineStarts = .allocate(capacity: room)
    sentenceStarts = .allocate(capacity: room)
  }

  deinit {
    bytes.deallocate()
    edges.deallocate()
    lineStarts.deallocate()
    sentenceStarts.deallocate()
  }

  /// Finds the runs of the first bytes, and which of them are the first of a line.
  ///
  /// - Precondition: Blanks fill the padding behind them.
  /// - Returns: How many runs there are.
  func findRuns(_ filled: Int) -> Int {
    var edge = edges
    var line = lineStarts
    // Whether the byte before the 64 bytes at hand is a blank.
    var previous: UInt64 = 1
    // Whether a newline is among the blanks that reach the end of the 64 bytes before.
    var carry: UInt64 = 0
    // The padding makes the last run end.
    for offset in stride(from: 0, through: filled, by: ScanBlockSize) {
      let masks = scan_classify(bytes + offset)
      write(masks.blanks ^ (masks.blanks &<< 1 | previous), from: offset, to: &edge)
      previous = masks.blanks &>> 63
      // Added to a stretch of blanks, a newline in it carries over to the byte behind: the start of
      // the next run.
      let (sum, overflow) = masks.blanks.addingReportingOverflow(masks.newlines)
      let (total, further) = sum.addingReportingOverflow(carry)
      carry = overflow || further ? 1 : 0
      write(total & ~masks.blanks, from: offset, to: &line)
    }
    // A newline behind the last run is for the next block's first.
    if carry == 1 {
      line.pointee = UInt32(truncatingIfNeeded: filled)
      line += 1
    }
    line.pointee = .max
    return (edge - edges) / 2
  }

  /// Writes the positions of a mask's bits.
  ///
  /// Four at a time, so that their number is foreseen more often; places behind the last are
  /// overwritten.
  @inline(__always)
  private func write(
    _ mask: UInt64, from offset: Int, to position: inout UnsafeMutablePointer<UInt32>
  ) {
    let end = position + mask.nonzeroBitCount
    var next = position
    var mask = mask
    while next < end {
      for place in 0..<4 {
        let bit = scan_scalar(UInt64(truncatingIfNeeded: mask.trailingZeroBitCount))
        next[place] = UInt32(truncatingIfNeeded: offset) &+ UInt32(truncatingIfNeeded: bit)
        mask &= mask &- 1
      }
      next += 4
    }
    position = end
  }
}
