/// The negative draws of a window, pair by pair, in order and with multiplicity.
///
/// Pairs may share a list of draws, each leaving out its observed word. The list is kept once, so
/// that an update can take a shared draw as one row.
public struct NegativeDraws: Sendable {
  /// The shared list if there is one, then the words of pairs that have their own.
  ///
  /// The memory is kept, so there may be more words than are in use.
  private var words: [Int32] = []
  /// Where each pair's words are; again there may be more than pairs.
  private var ranges: [Range<Int>] = []
  /// The number of pairs.
  public private(set) var pairCount = 0
  private var sharedCount = 0
  /// The words in use.
  private var wordCount = 0

  /// No pair, no draw.
  public init() {}

  /// The given draws of each pair.
  public init(_ pairs: [[Int]]) {
    for pair in pairs { append(pair) }
  }

  /// The draws of a pair, counted from 0.
  public subscript(pair: Int) -> ArraySlice<Int32> {
    precondition(pair < pairCount, "no such pair")
    return words[ranges[pair]]
  }

  /// Whether a word is drawn in any pair, or is one of the shared draws.
  public func contains(_ word: Int32) -> Bool {
    withUnsafeWords { words, _, _ in words.contains(word) }
  }

  /// How often a word is drawn, in all pairs together.
  public func count(of word: Int32) -> Int {
    (0..<pairCount).reduce(0) { sum, pair in sum + self[pair].count { $0 == word } }
  }

  /// Adds how often each word is drawn, in all pairs together, to counts of shape `[W]`.
  public func add(to counts: inout [Int]) {
    counts.withUnsafeMutableBufferPointer { counts in
      withUnsafeWords { words, ranges, _ in
        for range in ranges {
          for index in range { counts[Int(words[index])] += 1 }
        }
      }
    }
  }

  /// Forgets all pairs and keeps the memory.
  public mutating func removeAll() {
    pairCount = 0
    sharedCount = 0
    wordCount = 0
  }

  /// Adds a pair with its draws.
  public mutating func append(_ pair: some Sequence<Int>) {
    words.removeLast(words.count - wordCount)
    words.append(contentsOf: pair.lazy.map { Int32(truncatingIfNeeded: $0) })
    ranges.removeLast(ranges.count - pairCount)
    ranges.append(wordCount..<words.count)
    pairCount += 1
    wordCount = words.count
  }

  /// The same draws with every word replaced.
  public func mapped(_ transform: (Int32) -> Int) -> NegativeDraws {
    var draws = self
    for index in 0..<wordCount { draws.words[index] = Int32(transform(words[index])) }
    return draws
  }

  /// Replaces all draws.
  ///
  /// - Parameters:
  ///   - pairs: How many pairs there will be.
  ///   - most: The most words there will be.
  ///   - write: Writes them.
  @inline(__always)
  mutating func rewrite(pairs: Int, most: Int, _ write: (inout Writer) -> Void) {
    if words.count < most || ranges.count < pairs { grow(pairs: pairs, most: most) }
    (pairCount, sharedCount, wordCount) = words.withUnsafeMutableBufferPointer { words in
      ranges.withUnsafeMutableBufferPointer { ranges in
        var writer = Writer(words: words.baseAddress, ranges: ranges.baseAddress)
        write(&writer)
        return (writer.pairCount, writer.sharedCount, writer.end)
      }
    }
  }

  private mutating func grow(pairs: Int, most: Int) {
    words.append(contentsOf: repeatElement(0, count: max(0, most - words.count)))
    ranges.append(contentsOf: repeatElement(0..<0, count: max(0, pairs - ranges.count)))
  }

  /// Writes the draws of one pair after another into memory that is there.
  struct Writer {
    fileprivate let words: UnsafeMutablePointer<Int32>?
    fileprivate let ranges: UnsafeMutablePointer<Range<Int>>?
    fileprivate var pairCount = 0
    fileprivate var sharedCount = 0
    fileprivate var end = 0
    private var start = 0

    fileprivate init(
      words: UnsafeMutablePointer<Int32>?, ranges: UnsafeMutablePointer<Range<Int>>?
    ) {
      self.words = words
      self.ranges = ranges
    }

    /// Room for the words to come.
    @inline(__always)
    var room: UnsafeMutablePointer<Int32>? { words.map { $0 + end } }

    /// Takes words that have been written into the room.
    @inline(__always)
    mutating func take(_ count: Int) {
      end &+= count
    }

    /// Ends the list that pairs share.
    mutating func endShared() {
      sharedCount = end
      start = end
    }

    /// Ends the pair being written.
    @inline(__always)
    mutating func endPair() {
      ranges?[pairCount] = start..<end
      pairCount &+= 1
      start = end
    }

    /// Gives the next pair the shared list without a word.
    mutating func share(without word: Int32) {
      guard let words, let room else { return endPair() }
      var kept = 0
      for index in 0..<sharedCount where words[index] != word {
        room[kept] = words[index]
        kept &+= 1
      }
      if kept < sharedCount {
        take(kept)
        endPair()
      } else {
        ranges?[pairCount] = 0..<sharedCount
        pairCount &+= 1
      }
    }
  }

  // MARK: For the kernel

  /// A number of words that some pairs do not exceed together.
  func mostWords(ofPairs pairs: Range<Int>) -> Int {
    pairs.count == 1 ? ranges[pairs.lowerBound].count : wordCount
  }

  /// Calls `body` with all words in use, where each pair's are, and how many of them, from the first
  /// on, all pairs share, each leaving out its observed word; 0 if each pair has its own.
  @inline(__always)
  func withUnsafeWords<R>(
    _ body: (
      _ words: UnsafeBufferPointer<Int32>, _ ranges: UnsafeBufferPointer<Range<Int>>,
      _ shared: Int
    ) -> R
  ) -> R {
    words.withUnsafeBufferPointer { words in
      ranges.withUnsafeBufferPointer { ranges in

        body(
          UnsafeBufferPointer(rebasing: words[..<wordCount]),
          UnsafeBufferPointer(rebasing: ranges[..<pairCount]), sharedCount)

      }
    }
  }
}

extension NegativeDraws: Equatable {
  /// Whether two windows have the same draws, pair by pair.
  public static func == (a: NegativeDraws, b: NegativeDraws) -> Bool {
    a.pairCount == b.pairCount && (0..<a.pairCount).allSatisfy { a[$0] == b[$0] }
  }
}
