import Glibc

/// Whether two byte strings are the same.
func equal(_ a: UnsafeBufferPointer<UInt8>, _ b: UnsafeBufferPointer<UInt8>) -> Bool {
  guard a.count == b.count else { return false }
  guard let a = a.baseAddress, let other = b.baseAddress else { return true }
  return memcmp(a, other, b.count) == 0
}

/// Whether a byte string comes before another: byte by byte as unsigned numbers, a prefix first.
func precedes(_ a: UnsafeBufferPointer<UInt8>, _ b: UnsafeBufferPointer<UInt8>) -> Bool {
  guard let first = a.baseAddress, let other = b.baseAddress else { return a.count < b.count }
  let order = memcmp(first, other, min(a.count, b.count))
  return order == 0 ? a.count < b.count : order < 0
}
