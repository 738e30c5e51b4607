import CKernels

/// A 64-bit hash of a content, computed piece by piece: equal hashes mean equal bytes, up to a chance
/// of 2⁻⁶⁴.
///
/// It finds damage and change, not malice. Four lanes of 64 bits are mixed side by side, so that it
/// costs little beside reading the bytes.
package struct ContentHash: Sendable {
  private var lanes = (1...4).map { UInt64($0) &* Self.factor }
  /// Bytes that do not fill a block yet.
  private var rest: [UInt8] = []
  private var count: UInt64 = 0

  private static let factor: UInt64 = 0x9E37_79B9_7F4A_7C15
  private static let block = 32

  /// The hash of no bytes.
  package init() {}

  /// Takes the next bytes in.
  package mutating func update(_ bytes: UnsafeRawBufferPointer) {
    count &+= UInt64(bytes.count)
    var start = 0
    if !rest.isEmpty {
      start = min(Self.block - rest.count, bytes.count)
      rest.append(contentsOf: bytes[..<start])
      guard rest.count == Self.block else { return }
      let filled = rest
      rest.removeAll(keepingCapacity: true)
      filled.withUnsafeBytes { absorb($0[...]) }
    }
    let end = start + (bytes.count - start) / Self.block * Self.block
    absorb(bytes[start..<end])
    rest.append(contentsOf: bytes[end...])
  }

  /// The hash of all bytes so far.
  package var value: UInt64 {
    var hash = self
    if !rest.isEmpty {
      let padded = rest + repeatElement(0, count: Self.block - rest.count)
      padded.withUnsafeBytes { hash.absorb($0[...]) }
    }
    var value = count
    for lane in 0..<4 {
      value = Randomness.mix((value ^ hash.lanes[lane]) &* Self.factor)
    }
    return value
  }

  /// Takes whole blocks in.
  private mutating func absorb(_ blocks: Slice<UnsafeRawBufferPointer>) {
    UnsafeRawBufferPointer(rebasing: blocks).withMemoryRebound(to: UInt8.self) { bytes in
      guard let start = bytes.baseAddress else { return }
      scan_mix(&lanes, start, bytes.count / Self.block, Self.factor)
    }
  }
}
