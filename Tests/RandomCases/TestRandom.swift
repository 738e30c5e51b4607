/// A generator of test cases, the same on every system.
package struct TestRandom: RandomNumberGenerator {
  private var state: UInt64

  package init(seed: Int) {
    state = UInt64(truncatingIfNeeded: seed) &* 0x2545_F491_4F6C_DD1D &+ 0x9E37_79B9_7F4A_7C15
  }

  /// Marsaglia's xorshift64, finished by a multiplication.
  package mutating func next() -> UInt64 {
    state ^= state >> 12
    state ^= state << 25
    state ^= state >> 27
    return state &* 0x2545_F491_4F6C_DD1D
  }
}
