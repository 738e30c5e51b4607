import CKernels

/// An open-addressing hash index: from the hash of a word to its number.
///
/// A slot holds 32 bits of the hash beside the number, so that a search rarely compares another
/// word, and growing needs nothing else.
struct WordIndex: ~Copyable {
  /// How many slots there are, a power of two.
  let capacity: Int
  private let slots: GrowableMemory<UInt64>

  /// An empty index.
  init(capacity: Int) {
    self.capacity = capacity
    slots = GrowableMemory(zeros: capacity)
  }

  /// The number inserted with a hash that `matches` accepts, or 0.
  @inline(__always)
  func find(_ hash: UInt64, where matches: (Int) -> Bool) -> Int {
    let tag = hash &>> 32
    let mask = UInt64(truncatingIfNeeded: capacity &- 1)
    var position = tag & mask
    while true {
      let slot = slots.start[Int(truncatingIfNeeded: position)]
      if slot &>> 32 == tag && slot != 0 {
        let number = Int(truncatingIfNeeded: slot & 0xFFFF_FFFF)
        if matches(number) { return number }
      } else if slot == 0 {
        return 0
      }
      position = (position &+ 1) & mask
    }
  }

  /// Adds a number above 0.
  ///
  /// - Precondition: It is not in the index, and there is a free slot beside its own.
  func insert(_ hash: UInt64, _ number: Int) {
    insert(slot: (hash &>> 32) &<< 32 | UInt64(truncatingIfNeeded: number))
  }

  @inline(__always)
  private func insert(slot: UInt64) {
    let mask = UInt64(truncatingIfNeeded: capacity &- 1)
    var position = slot &>> 32 & mask
    while slots.start[Int(truncatingIfNeeded: position)] != 0 {
      position = (position &+ 1) & mask
    }
    slots.start[Int(truncatingIfNeeded: position)] = slot
  }

  /// Doubles the number of slots.
  mutating func grow() {
    let bigger = WordIndex(capacity: 2 * capacity)
    for position in 0..<capacity where slots.start[position] != 0 {
      bigger.insert(slot: slots.start[position])
    }
    self = bigger
  }

  /// Where searches start, for a while during which nothing is inserted.
  var start: Start { Start(slots: slots.start, mask: UInt64(truncatingIfNeeded: capacity &- 1)) }

  /// The first steps of searches.
  struct Start {
    fileprivate let slots: UnsafeMutablePointer<UInt64>
    fileprivate let mask: UInt64

    /// Prefetches the slot where a search will start.
    @inline(__always)
    func prefetch(_ hash: UInt64) {
      scan_prefetch(slots + Int(truncatingIfNeeded: (hash &>> 32) & mask))
    }

    /// The likely result of a search, without a branch: a number with that hash in the first two
    /// slots, or 0.
    @inline(__always)
    func likely(_ hash: UInt64) -> Int {
      let tag = hash &>> 32
      let first = slots[Int(truncatingIfNeeded: tag & mask)]
      let second = slots[Int(truncatingIfNeeded: (tag &+ 1) & mask)]
      let slot = first &>> 32 == tag ? first : second &>> 32 == tag ? second : 0
      return Int(truncatingIfNeeded: slot & 0xFFFF_FFFF)
    }
  }
}
