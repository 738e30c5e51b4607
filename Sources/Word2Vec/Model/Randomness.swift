/// Randomness as a pure function of a seed and a key: nothing is consumed, nothing is advanced.
///
/// A draw depends only on its key (a place in the corpus, a pair, a component), so skipping, repeating or
/// forcing one never shifts another, and going back in time needs no generator state. Words of the
/// key are absorbed one by one through the finalizer of SplitMix64 (Steele, Lea and Flood, 2014).
package struct Randomness: Equatable, Sendable {
  /// The purpose of a draw; draws of different purposes are unrelated.
  package enum Purpose: UInt64, Sendable {
    /// A component of an initial vector: matrix, row, component.
    case initialisation = 1
    /// A negative draw: window, redraw count, pair, draw.
    case negative = 2
    /// Whether a token survives subsampling: epoch, token.
    case subsampling = 3
    /// The radius of a window: window.
    case radius = 4
    /// Which parameters a check samples: any key.
    case check = 5
  }

  @usableFromInline let state: UInt64

  @inlinable
  init(state: UInt64) {
    self.state = state
  }

  /// The randomness of a run for one purpose.
  @inlinable
  package init(seed: UInt64, for purpose: Purpose) {
    state = Self.mix(Self.mix(seed &+ Self.increment) &+ purpose.rawValue &* Self.increment)
  }

  /// The randomness left after absorbing one more word of the key.
  @inlinable
  package func keyed(by word: Int) -> Randomness {
    Randomness(state: Self.mix(state &+ (UInt64(bitPattern: Int64(word)) &+ 1) &* Self.increment))
  }

  /// 64 uniform random bits.
  @inlinable
  package var bits: UInt64 {
    Self.mix(state ^ Self.increment)
  }

  /// A number uniform in `0 ..< bound`, up to a bias of `bound / 2⁶⁴`.
  @inlinable
  package func integer(below bound: Int) -> Int {
    Int(bits.multipliedFullWidth(by: UInt64(bound)).high)
  }

  /// A number uniform in the open interval (0, 1): the midpoints of 2⁵³ equal parts.
  @inlinable
  package var unit: Double {
    (Double(bits >> 12) + 0.5) * 0x1p-52
  }

  @usableFromInline static let increment: UInt64 = 0x9E37_79B9_7F4A_7C15

  @inlinable
  static func mix(_ value: UInt64) -> UInt64 {
    var z = value
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
