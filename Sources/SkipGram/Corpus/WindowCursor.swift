/// Stands before one window of a run after another, in the order they are trained on.
///
/// Tokens that are not in the vocabulary, or that subsampling leaves out this epoch, are no part of
/// any window; every retained token of a sentence that has at least two is the center of one. What
/// is retained depends only on the seed, the epoch and the token, so a cursor can be put anywhere.
/// From the end of the planned epochs on nothing is subsampled, so that there is always a window to
/// look at.
public struct WindowCursor: ~Copyable {
  /// The corpus the windows are of.
  public let corpus: Corpus
  /// The radius `m`, or the largest one if each window draws its own.
  public let radius: Int

  private let epochs: Int
  private let dynamicRadius: Randomness?
  private let subsampling: Subsampling?
  /// The epoch's randomness; nil where every token survives.
  private var survival: Randomness?

  private var epoch = 0
  private var sentence = 0
  /// The next token to look at, and where its sentence ends.
  private var next = 0
  private var sentenceEnd = 0

  /// A stretch of the sentence's retained tokens: numbers of words, and where they are.
  private var words = GrowableMemory<Int32>()
  private var places = GrowableMemory<Int32>()
  /// How many tokens the stretch has.
  private var count = 0
  /// The center in the stretch.
  private var slot = 0

  /// Words to copy at a time.
  private static let block = 8

  /// Retained tokens to collect at a time, beside those around the center.
  private static let stretch = 1024

  /// A cursor before the first window at or after a position.
  ///
  /// - Precondition: The corpus has a window, and `position` is in it.
  /// - Complexity: O(*W*) with subsampling, else O(*m*), plus the tokens passed over.
  public init(corpus: Corpus, hyperparameters: Hyperparameters, at position: Position = .start) {
    precondition(corpus.hasWindow, "a corpus without a window")
    self.corpus = corpus
    radius = hyperparameters.radius
    epochs = hyperparameters.epochs
    dynamicRadius =
      hyperparameters.dynamicRadius ? Randomness(seed: hyperparameters.seed, for: .radius) : nil
    subsampling =
      hyperparameters.subsample > 0
      ? Subsampling(
        vocabulary: corpus.vocabulary, threshold: hyperparameters.subsample,
        seed: hyperparameters.seed)
      : nil
    seek(to: position)
  }

  /// Where the window is centred.
  public var position: Position { Position(epoch: epoch, token: Int(places.start[slot])) }

  /// The center word of the window.
  public var center: Int { Int(words.start[slot]) }

  /// Tokens of the corpus passed since the start of the run.
  public var tokensPassed: Int { epoch * corpus.tokens.count + Int(places.start[slot]) }

  /// Puts the cursor before the first window at or after a position.
  public mutating func seek(to position: Position) {
    precondition(corpus.tokens.indices ~= position.token, "no such token")
    enter(epoch: position.epoch)
    sentence = corpus.sentence(ofToken: position.token)
    let range = corpus.tokenRange(ofSentence: sentence)
    sentenceEnd = range.upperBound
    collectBackwards(from: position.token, to: range.lowerBound)
    slot = count
    next = position.token
    collect()
    settle()
  }

  /// Goes on to the next window.
  ///
  /// - Complexity: O(*m*), amortised, plus the tokens passed over.
  public mutating func advance() {
    slot &+= 1
    if slot &+ radius >= count && next < sentenceEnd { collect() }
    settle()
  }

  /// The window, which is number `number` of the run.
  public func window(number: Int) -> Window {
    let radius = self.radius(ofWindow: number)
    let range = outsideRange(radius: radius)
    let outside = range.filter { $0 != slot }.map {
      Window.Outside(word: Int(words.start[$0]), offset: $0 - slot)
    }
    let token = Int(places.start[slot])
    let place = Window.Place(
      epoch: epoch, sentence: sentence,
      positionInSentence: token - Int(corpus.sentenceStarts[sentence]), token: token)
    return Window(center: center, outside: outside, radius: radius, place: place)
  }

  /// Writes down the outside words of the window, which is number `number` of the run, left to right.
  ///
  /// - Returns: How many there are.
  @inline(__always)
  func copyOutside(number: Int, to target: inout GrowableMemory<Int32>) -> Int {
    let range = outsideRange(radius: radius(ofWindow: number))
    let (left, right) = (slot &- range.lowerBound, range.upperBound &- slot &- 1)
    // Blocks of words are copied, as their number seldom changes and is foreseen; those to the right
    // replace what was too much to the left.
    target.reserve(range.count &+ Self.block)
    copy(range.lowerBound, left, to: target.start)
    copy(slot &+ 1, right, to: target.start + left)
    return left &+ right
  }

  /// Copies words in whole blocks, so up to seven more.
  @inline(__always)
  private func copy(_ first: Int, _ count: Int, to target: UnsafeMutablePointer<Int32>) {
    var index = 0
    while index < count {
      let block = UnsafeRawPointer(words.start + (first &+ index))
        .loadUnaligned(as: SIMD8<Int32>.self)
      UnsafeMutableRawPointer(target + index).storeBytes(of: block, as: SIMD8<Int32>.self)
      index &+= Self.block
    }
  }

  /// The radius of a window: `m`, or drawn uniformly from `1…m`.
  public func radius(ofWindow number: Int) -> Int {
    guard let dynamicRadius else { return radius }
    return 1 + dynamicRadius.keyed(by: number).integer(below: radius)
  }

  private func outsideRange(radius: Int) -> Range<Int> {
    max(0, slot &- radius)..<min(count, slot &+ radius &+ 1)
  }

  private mutating func enter(epoch: Int) {
    self.epoch = epoch
    survival = epoch < epochs ? subsampling?.randomness.keyed(by: epoch) : nil
  }

  /// Goes on through sentences until the cursor stands on a center.
  private mutating func settle() {
    while slot >= count || count < 2 {
      sentence += 1
      if sentence == corpus.sentenceCount {
        sentence = 0
        enter(epoch: epoch + 1)
      }
      let range = corpus.tokenRange(ofSentence: sentence)
      next = range.lowerBound
      sentenceEnd = range.upperBound
      count = 0
      slot = 0
      collect()
    }
  }

  /// Begins the stretch with the retained tokens to the left of a center.
  private mutating func collectBackwards(from token: Int, to start: Int) {
    var left: [Int] = []
    var index = token
    while index > start && left.count < radius {
      index -= 1
      if survives(index) { left.append(index) }
    }
    words.reserve(left.count &+ Self.block)
    places.reserve(left.count)
    count = left.count
    for (place, token) in left.reversed().enumerated() {
      words.start[place] = corpus.tokens[token]
      places.start[place] = Int32(token)
    }
  }

  /// Collects more retained tokens of the sentence, and forgets those out of reach to the left.
  private mutating func collect() {
    let forgotten = max(0, slot &- radius)
    if forgotten > 0 {
      count &-= forgotten
      slot &-= forgotten
      words.start.update(from: words.start + forgotten, count: count)
      places.start.update(from: places.start + forgotten, count: count)
    }
    let wanted = min(slot &+ radius &+ 1 &+ Self.stretch, count &+ sentenceEnd &- next)
    words.reserve(wanted &+ Self.block)
    places.reserve(wanted)
    let (words, places) = (words.start, places.start)
    let kept = Int32(truncatingIfNeeded: corpus.vocabulary.count)
    var (index, found) = (next, count)
    corpus.tokens.withUnsafeBufferPointer { tokens in
      while index < sentenceEnd && found < wanted {
        let word = tokens[index]
        if word < kept {
          words[found] = word
          places[found] = Int32(truncatingIfNeeded: index)
          found &+= subsamplingKeeps(word, at: index) ? 1 : 0
        }
        index &+= 1
      }
    }
    (next, count) = (index, found)
  }

  private func survives(_ token: Int) -> Bool {
    let word = corpus.tokens[token]
    return word < corpus.vocabulary.count && subsamplingKeeps(word, at: token)
  }

  @inline(__always)
  private func subsamplingKeeps(_ word: Int32, at token: Int) -> Bool {
    guard let survival, let subsampling else { return true }
    return survival.keyed(by: token).unit < subsampling.keepProbabilities[Int(word)]
  }
}
