import CKernels

/// The distribution negative draws come from: unigram counts to a power.
///
/// Draws are O(1) by Walker's alias method (Vose, 1991): a slot chosen uniformly keeps its own word
/// or passes to its alias. Only exactly rounded operations decide the table, so that the same draws
/// come out on every system.
package struct NoiseDistribution: Sendable {
  /// The exponent of the counts.
  package let power: Double
  /// The probability of each word, shape `[W]`.
  package let probabilities: [Double]
  /// The alias table, shape `[W]`.
  let slots: [VectorSlot]

  /// The noise distribution of a vocabulary.
  ///
  /// - Parameters:
  ///   - counts: How often each word occurs, shape `[W]`, each at least 1.
  ///   - power: 0 makes it uniform, 1 unigram; word2vec takes 0.75.
  ///   - cancellation: Ends it early.
  /// - Throws: The error of `cancellation`.
  /// - Complexity: O(*W*).
  package init<E>(counts: [Int], power: Double, cancellation: Cancellation<E> = .never) throws(E) {
    self.power = power
    // Dividing by the largest count first keeps every power finite.
    let largest = Double(counts.max() ?? 1)
    var probabilities = [Double](repeating: 0, count: counts.count)
    var total = 0.0
    // Neighbours in a vocabulary mostly have the same count.
    var (count, weight) = (0, 0.0)
    for part in parts(of: counts.count) {
      try cancellation.check()
      for word in part {
        if counts[word] != count {
          count = counts[word]
          weight = deterministicPower(Double(count) / largest, power)
        }
        probabilities[word] = weight
        total += weight
      }
    }
    for part in parts(of: counts.count) {
      try cancellation.check()
      for word in part { probabilities[word] /= total }
    }
    self.probabilities = probabilities
    slots = try Self.aliasTable(probabilities, cancellation: cancellation)
  }

  private static func aliasTable<E>(
    _ probabilities: [Double], cancellation: Cancellation<E>
  ) throws(E) -> [VectorSlot] {
    let words = probabilities.count
    var shares = probabilities
    var table = [VectorSlot](repeating: VectorSlot(threshold: .max, alias: 0), count: words)
    // Two stacks in one array: words of less than an equal share from its start, the others from its
    // end.
    var stacks = [UInt32](repeating: 0, count: words)
    var (small, large) = (0, words)
    for part in parts(of: words) {
      try cancellation.check()
      for word in part {
        shares[word] *= Double(words)
        table[word].alias = UInt32(word)
        if shares[word] < 1 {
          stacks[small] = UInt32(word)
          small += 1
        } else {
          large -= 1
          stacks[large] = UInt32(word)
        }
      }
    }
    // Every step settles one word.
    for part in parts(of: words) {
      try cancellation.check()
      for _ in part where small > 0 && large < words {
        small -= 1
        let (poor, rich) = (Int(stacks[small]), Int(stacks[large]))
        table[poor] = VectorSlot(threshold: UInt32(shares[poor] * 0x1p32), alias: UInt32(rich))
        shares[rich] -= 1 - shares[poor]
        if shares[rich] < 1 {
          large += 1
          stacks[small] = UInt32(rich)
          small += 1
        }
      }
    }
    return table
  }

  /// The word a random number falls on.
  package func word(_ random: Randomness) -> Int {
    let product = random.bits.multipliedFullWidth(by: UInt64(slots.count))
    let slot = slots[Int(product.high)]
    return product.low >> 32 < UInt64(slot.threshold) ? Int(product.high) : Int(slot.alias)
  }

  /// The words that draws fall on, each keyed by its number.
  ///
  /// - Parameters:
  ///   - random: Their common key.
  ///   - count: How many draws.
  ///   - words: Receives the words.
  ///   - places: Room for `count + 7` numbers.
  @inline(__always)
  func draw(
    _ random: Randomness, _ count: Int, into words: UnsafeMutablePointer<Int32>,
    places: UnsafeMutablePointer<UInt64>
  ) {
    slots.withUnsafeBufferPointer { slots in
      guard let start = slots.baseAddress else { return }
      vector_draw(
        random.state, count, Randomness.increment, start, UInt32(slots.count), places, words)
    }
  }

  /// Lists each observed word, of weight -1, and after it the words that its draws fall on, each of
  /// weight 1; they are keyed by its number, counted from 1, and their own.
  ///
  /// - Parameters:
  ///   - random: The common key of all draws.
  ///   - count: How many draws for each.
  ///   - observed: The words observed.
  ///   - pairs: How many there are.
  ///   - rows: Receives the words.
  ///   - weights: Receives the weights.
  ///   - places: Room for `pairs · (count + 1) + 15` numbers.
  /// - Returns: Whether a draw falls on its observed word.
  @inline(__always)
  func listDraws(
    _ random: Randomness, _ count: Int, of observed: UnsafePointer<Int32>, _ pairs: Int,
    rows: UnsafeMutablePointer<Int32>, weights: UnsafeMutablePointer<Float>,
    places: UnsafeMutablePointer<UInt64>
  ) -> Bool {
    slots.withUnsafeBufferPointer { slots in
      guard let start = slots.baseAddress else { return false }
      return vector_list_draws(
        observed, pairs, count, random.state, Randomness.increment, start, UInt32(slots.count),
        places, rows, weights)
    }
  }

  /// A word that is not `excluded`, distributed as draws that missed it are.
  ///
  /// - Parameters:
  ///   - excluded: The word that must not come out.
  ///   - random: The first attempt; further ones are keyed by their number.
  /// - Returns: `nil` if the vocabulary has no other word.
  package func word(otherThan excluded: Int, _ random: Randomness) -> Int? {
    guard slots.count > 1 else { return nil }
    for attempt in 0..<64 {
      let drawn = word(random.keyed(by: attempt))
      if drawn != excluded { return drawn }
    }
    // Nearly all weight lies on the excluded word: choose among the others by their sum, the
    // distribution of further attempts.
    var others = 0.0
    for word in probabilities.indices where word != excluded { others += probabilities[word] }
    var rest = random.keyed(by: 64).unit * others
    var last: Int?
    for word in probabilities.indices where word != excluded {
      rest -= probabilities[word]
      last = word
      if rest < 0 { break }
    }
    return last
  }
}

/// `base^exponent` from square roots and products alone, the same on every system.
///
/// The C library's `pow` may differ between systems in the last bit. The fraction of the exponent
/// is read bit by bit: the bit of value 2⁻ⁱ contributes the i-th iterated square root.
///
/// - Parameters:
///   - base: A positive number.
///   - exponent: A number between -1,000 and 1,000.
/// - Returns: The power, within some tens of roundings.
func deterministicPower(_ base: Double, _ exponent: Double) -> Double {
  var result = 1.0
  var whole = Int(exponent.magnitude.rounded(.down))
  var fraction = exponent.magnitude - Double(whole)
  var square = base
  while whole > 0 {
    if whole & 1 == 1 { result *= square }
    square *= square
    whole >>= 1
  }
  var root = base
  while fraction > 0 {
    root.formSquareRoot()
    fraction *= 2
    if fraction >= 1 {
      result *= root
      fraction -= 1
    }
  }
  return exponent < 0 ? 1 / result : result
}
