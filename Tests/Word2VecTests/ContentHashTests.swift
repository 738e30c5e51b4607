import Testing

@testable import Word2Vec

@Suite("Hash of a content")
struct ContentHashTests {
  /// Bytes that look random.
  private func bytes(_ count: Int) -> [UInt8] {
    let random = Randomness(seed: 3, for: .check)
    return (0..<count).map { UInt8(random.keyed(by: $0).integer(below: 256)) }
  }

  /// The hash as documented in its file: four lanes of 64 bits that take eight bytes each by turns,
  /// the last block filled up with zeros, then all lanes mixed into the length.
  private func plainHash(_ bytes: [UInt8]) -> UInt64 {
    let factor: UInt64 = 0x9E37_79B9_7F4A_7C15
    var lanes = (1...4).map { UInt64($0) &* factor }
    let padded = bytes + Array(repeating: 0, count: (32 - bytes.count % 32) % 32)
    for (number, start) in stride(from: 0, to: padded.count, by: 8).enumerated() {
      let word = (0..<8).reduce(UInt64(0)) { $0 | UInt64(padded[start + $1]) << (8 * $1) }
      let product = (lanes[number % 4] ^ word) &* factor
      lanes[number % 4] = product ^ product >> 29
    }
    return lanes.reduce(UInt64(bytes.count)) { Randomness.mix(($0 ^ $1) &* factor) }
  }

  @Test(
    "Bytes in pieces have the hash that a plain loop gives", arguments: [0, 1, 31, 32, 33, 200])
  func pieces(_ count: Int) {
    let bytes = bytes(count)
    for length in [1, 7, 32, 45, 64, 200] {
      var hash = ContentHash()
      for start in stride(from: 0, to: count, by: length) {
        bytes[start..<min(start + length, count)].withUnsafeBytes { hash.update($0) }
      }
      #expect(hash.value == plainHash(bytes), "pieces of \(length)")
    }
  }
}
