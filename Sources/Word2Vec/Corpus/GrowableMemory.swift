import Glibc

/// Memory for plain values that grows by doubling, in huge pages where it is large.
struct GrowableMemory<Element: BitwiseCopyable>: ~Copyable {
  /// How many values there is room for.
  private(set) var capacity: Int
  /// The first value.
  private(set) var start: UnsafeMutablePointer<Element>

  // Sanitizers see accesses beyond the end of allocations only, so under them everything is allocated,
  // with no more room than was asked for.
  #if SANITIZED
  private static var large: Int { .max }
  private static var initialCapacity: Int { 0 }
  private static func nextCapacity(_ capacity: Int, atLeast count: Int) -> Int { count }
  #else
  /// Large memory is mapped, not allocated, for two reasons: the system backs it with huge pages,
  /// which random accesses need most, and it all goes back to the system.
  private static var large: Int { 1 << 21 }
  private static var initialCapacity: Int { 64 }
  private static func nextCapacity(_ capacity: Int, atLeast count: Int) -> Int {
    max(count, 2 * capacity)
  }
  #endif

  /// Memory for a few values, which are undefined; `reserve` room before the first is written.
  init() {
    capacity = Self.initialCapacity
    start = Self.allocate(capacity)
  }

  /// Memory for values that are all zero bits.
  init(zeros count: Int) {
    capacity = count
    start = Self.allocate(count)
    // Mapped memory is zero.
    let bytes = Self.byteCount(count)
    if bytes < Self.large { memset(start, 0, bytes) }
  }

  deinit {
    Self.free(start, capacity)
  }

  /// Makes room for at least `count` values; new ones are undefined.
  @inline(__always)
  mutating func reserve(_ count: Int) {
    if count > capacity { grow(to: count) }
  }

  @inline(never)
  private mutating func grow(to count: Int) {
    let bigger = Self.nextCapacity(capacity, atLeast: count)
    let moved = Self.allocate(bigger)
    moved.update(from: start, count: capacity)
    Self.free(start, capacity)
    start = moved
    capacity = bigger
  }

  private static func byteCount(_ count: Int) -> Int { count * MemoryLayout<Element>.stride }

  private static func allocate(_ count: Int) -> UnsafeMutablePointer<Element> {
    let bytes = byteCount(count)
    let memory: UnsafeMutableRawPointer
    if bytes < large {
      memory = .allocate(byteCount: bytes, alignment: 64)
    } else {
      let start = mmap(nil, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
      guard let start, start != MAP_FAILED else {
        preconditionFailure("out of memory: \(bytes) bytes")
      }
      madvise(start, bytes, MADV_HUGEPAGE)
      memory = start
    }
    return memory.assumingMemoryBound(to: Element.self)
  }

  private static func free(_ start: UnsafeMutablePointer<Element>, _ count: Int) {
    let bytes = byteCount(count)
    if bytes < large {
      UnsafeMutableRawPointer(start).deallocate()
    } else {
      munmap(start, bytes)
    }
  }
}

extension Array where Element: BitwiseCopyable {
  /// Has the system back the room reserved with huge pages, of which there are fewer to wait for.
  mutating func useHugePages() {
    let bytes = capacity * MemoryLayout<Element>.stride
    withUnsafeMutableBytes { memory in
      guard let start = memory.baseAddress else { return }
      let page = 1 << 21
      let before = (page - Int(bitPattern: start) % page) % page
      if bytes - before >= page {
        madvise(start + before, (bytes - before) / page * page, MADV_HUGEPAGE)
      }
    }
  }
}
