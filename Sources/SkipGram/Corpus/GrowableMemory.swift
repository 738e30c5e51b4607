#if canImport(Glibc)
import Glibc
#endif

/// Memory for plain values that grows by doubling, in huge pages where it is large.
struct GrowableMemory<Element: BitwiseCopyable>: ~Copyable {
  /// The first value.
  private(set) var start: UnsafeMutablePointer<Element>
  /// How many values there is room for.
  private(set) var capacity: Int

  /// Memory for a few values, which are undefined.
  init() {
    capacity = 64
    start = Self.allocate(capacity)
  }

  /// Memory for values that are all zero bits.
  init(zeros count: Int) {
    capacity = count
    start = Self.allocate(count)
    memset(start, 0, count * MemoryLayout<Element>.stride)
  }

  deinit {
    free(start)
  }

  /// Makes room for at least that many values; new ones are undefined.
  mutating func reserve(_ count: Int) {
    guard count > capacity else { return }
    let bigger = max(count, 2 * capacity)
    let moved = Self.allocate(bigger)
    moved.update(from: start, count: capacity)
    free(start)
    start = moved
    capacity = bigger
  }

  private static func allocate(_ count: Int) -> UnsafeMutablePointer<Element> {
    let bytes = count * MemoryLayout<Element>.stride
    // Aligned to 2 MB the system backs it with huge pages, which random accesses need most.
    let isLarge = bytes >= 1 << 21
    var memory: UnsafeMutableRawPointer?
    guard posix_memalign(&memory, isLarge ? 1 << 21 : 64, bytes) == 0, let memory else {
      preconditionFailure("out of memory: \(bytes) bytes")
    }
    if isLarge { madvise(memory, bytes, MADV_HUGEPAGE) }
    return memory.bindMemory(to: Element.self, capacity: count)
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
