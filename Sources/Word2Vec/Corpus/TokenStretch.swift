/// A stretch of the retained tokens of a sentence, collected from left to right.
struct TokenStretch: ~Copyable {
  /// The epoch and the sentence.
  private(set) var epoch = 0
  private(set) var sentence = 0
  /// How many tokens the stretch has: numbers of words, and where they are.
  private(set) var count = 0
  private(set) var words = GrowableMemory<Int32>()
  private(set) var places = GrowableMemory<Int32>()

  /// The next token to look at, and where the sentence ends.
  private var next = 0
  private var end = 0

  /// Words are copied in blocks, so there is memory for one more.
  static let block = 8

  /// Retained tokens to collect at a time beyond the number needed.
  private static let more = 1024

  /// Whether the sentence has tokens not examined yet.
  var hasMore: Bool { next < end }

  /// Becomes the empty end of a sentence.
  mutating func leave(epoch: Int, sentence: Int) {
    (self.epoch, self.sentence) = (epoch, sentence)
    (next, end, count) = (0, 0, 0)
  }

  /// Begins the sentence after this one, or the first of the next epoch.
  mutating func enterNextSentence(of corpus: Corpus) {
    sentence += 1
    if sentence == corpus.sentenceCount {
      sentence = 0
      epoch += 1
    }
    let range = corpus.tokenRange(ofSentence: sentence)
    (next, end, count) = (range.lowerBound, range.upperBound, 0)
  }

  /// Begins a sentence with the last retained tokens before a position.
  ///
  /// - Parameters:
  ///   - position: The first token to collect next.
  ///   - most: How many tokens at most.
  ///   - retention: Which tokens are retained.
  ///   - cancellation: Ends it early.
  /// - Throws: The error of `cancellation`.
  mutating func enter<E>(
    at position: Position, before most: Int, _ retention: Retention, cancellation: Cancellation<E>
  ) throws(E) {
    (epoch, sentence) = (position.epoch, retention.corpus.sentence(ofToken: position.token))
    let range = retention.corpus.tokenRange(ofSentence: sentence)
    (next, end) = (position.token, range.upperBound)
    let survival = retention.survival(epoch: epoch)
    var left: [Int] = []
    var index = position.token
    while index > range.lowerBound && left.count < most {
      index -= 1
      if index & 0xFFFF == 0 { try cancellation.check() }
      if retention.keeps(retention.corpus.tokens[index], at: index, survival) { left.append(index) }
    }
    words.reserve(left.count &+ Self.block)
    places.reserve(left.count)
    count = left.count
    for (place, token) in left.reversed().enumerated() {
      words.start[place] = retention.corpus.tokens[token]
      places.start[place] = Int32(token)
    }
  }

  /// Forgets the first tokens.
  mutating func forget(_ forgotten: Int) {
    count &-= forgotten
    words.start.update(from: words.start + forgotten, count: count)
    places.start.update(from: places.start + forgotten, count: count)
  }

  /// Collects more retained tokens of the sentence.
  ///
  /// - Parameters:
  ///   - least: How many there should be.
  ///   - budget: The most tokens to examine, reduced by the number examined.
  ///   - retention: Which tokens are retained.
  mutating func collect(_ least: Int, budget: inout Int, _ retention: Retention) {
    let wanted = min(least &+ Self.more, count &+ end &- next)
    words.reserve(wanted &+ Self.block)
    places.reserve(wanted)
    let (words, places) = (words.start, places.start)
    let survival = retention.survival(epoch: epoch)
    let last = budget < end &- next ? next &+ budget : end
    var (index, found) = (next, count)
    retention.corpus.tokens.withUnsafeBufferPointer { tokens in
      while index < last && found < wanted {
        let word = tokens[index]
        words[found] = word
        places[found] = Int32(truncatingIfNeeded: index)
        found &+= retention.keeps(word, at: index, survival) ? 1 : 0
        index &+= 1
      }
    }
    budget &-= index &- next
    (next, count) = (index, found)
  }
}
