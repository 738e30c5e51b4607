/// The updates, or pairs of updates, that a run leaves out.
///
/// Everything else keeps its bits: an omitted window keeps its number, and other windows keep their
/// draws, radius and learning rate.
package struct Omissions: Equatable, Sendable {
  /// Pairs with a center word that observe another word.
  package struct Pair: Hashable, Sendable {
    package let center: Int
    package let outside: Int

    package init(center: Int, outside: Int) {
      self.center = center
      self.outside = outside
    }
  }

  /// The numbers of windows that are not applied.
  package var windows = RangeSet<Int>()
  /// The sentences whose windows are not applied, in any epoch.
  package var sentences = RangeSet<Int>()
  /// Pairs that are not applied, with their draws.
  package var pairs: Set<Pair> = []
  /// Words whose windows are not applied, and the pairs that observe them.
  package var words: Set<Int> = []

  /// None.
  package init() {}

  /// Whether nothing is left out.
  package var isEmpty: Bool { self == Omissions() }

  /// Whether a window is left out as a whole, by its number, the sentence of its center (`nil` for a
  /// hand-made window) or its center word.
  package func omitsWindow(_ number: Int, sentence: Int?, center: Int) -> Bool {
    (!windows.isEmpty && windows.contains(number))
      || (!sentences.isEmpty && (sentence.map { sentences.contains($0) } ?? false))
      || (!words.isEmpty && words.contains(center))
  }

  /// Whether pairs can be left out of a window that is applied.
  var mayOmitPairs: Bool { !pairs.isEmpty || !words.isEmpty }

  /// Whether a pair is left out, in a window that is applied.
  package func omitsPair(center: Int, outside: Int) -> Bool {
    words.contains(outside) || pairs.contains(Pair(center: center, outside: outside))
  }

  /// The omissions of both.
  package func union(_ other: Omissions) -> Omissions {
    var all = self
    all.windows.formUnion(other.windows)
    all.sentences.formUnion(other.sentences)
    all.pairs.formUnion(other.pairs)
    all.words.formUnion(other.words)
    return all
  }

  /// The memory it takes, in bytes.
  package var byteCount: Int {
    16 * (windows.ranges.count + sentences.ranges.count + pairs.count) + 8 * words.count
  }
}

extension Update {
  /// The same update with some of its pairs alone, given by their numbers from 0, in order.
  package func keeping(_ pairs: [Int]) -> Update {
    var update = self
    update.outside = pairs.map { outside[$0] }
    update.draws = objective.hasDraws ? draws.keeping(pairs) : NegativeDraws()
    return update
  }
}
