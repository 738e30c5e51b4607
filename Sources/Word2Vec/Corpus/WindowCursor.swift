/// Visits the windows of a run in the order they are trained on.
///
/// Windows skip tokens that are not in the vocabulary or that subsampling drops in this epoch;
/// every retained token of a sentence that has at least two is the center of a window. Retention
/// depends only on the seed, the epoch and the token, so a cursor can be put anywhere. After the
/// planned epochs nothing is subsampled, so there is always a next window.
package struct WindowCursor: ~Copyable {
  /// The corpus the windows are of.
  package let corpus: Corpus
  /// The radius `m`, or the largest one if each window draws its own.
  package let radius: Int

  private let dynamicRadius: Randomness?
  private let retention: Retention

  /// The tokens around the center, and its place among them.
  private var stretch: TokenStretch
  private var slot: Int
  /// The beginning of a later sentence, where the next window is looked for once this sentence has no
  /// more.
  private var upcoming: TokenStretch

  /// A cursor before the first window at or after a position.
  ///
  /// - Precondition: The corpus has a window, and `position` is in it.
  /// - Complexity: O(*W*) with subsampling, else O(*m*), plus the tokens passed over.
  package init(
    corpus: Corpus, hyperparameters: Hyperparameters, at position: Position = .start
  ) {
    self.init(Retention(corpus, hyperparameters, cancellation: .never), hyperparameters)
    seek(to: position)
  }

  /// A cursor before the first window at or after a position, unless cancelled.
  ///
  /// It is not an initialiser, since one of a noncopyable type cannot throw once it has begun.
  ///
  /// - Throws: The error of `cancellation`.
  static func seeking<E>(
    _ position: Position, in corpus: Corpus, _ hyperparameters: Hyperparameters,
    cancellation: Cancellation<E>
  ) throws(E) -> WindowCursor {
    let retention = try Retention(corpus, hyperparameters, cancellation: cancellation)
    var cursor = WindowCursor(retention, hyperparameters)
    try cursor.seek(to: position, cancellation: cancellation)
    return cursor
  }

  /// A cursor before no window yet.
  private init(_ retention: Retention, _ hyperparameters: Hyperparameters) {
    precondition(retention.corpus.hasWindow, "a corpus without a window")
    corpus = retention.corpus
    self.retention = retention
    stretch = TokenStretch()
    upcoming = TokenStretch()
    slot = -1
    radius = hyperparameters.radius
    dynamicRadius =
      hyperparameters.dynamicRadius ? Randomness(seed: hyperparameters.seed, for: .radius) : nil
  }

  /// Where the window is centred.
  package var position: Position {
    Position(epoch: stretch.epoch, token: Int(stretch.places.start[slot]))
  }

  /// The sentence of the window's center.
  package var sentence: Int { stretch.sentence }

  /// The center word of the window.
  package var center: Int { Int(stretch.words.start[slot]) }

  /// Tokens of the corpus passed since the start of the run.
  package var tokensPassed: Int {
    stretch.epoch * corpus.tokens.count + Int(stretch.places.start[slot])
  }

  /// Puts the cursor before the first window at or after a position.
  ///
  /// - Throws: The error of `cancellation`; the cursor must not be used then.
  package mutating func seek<E>(
    to position: Position, cancellation: Cancellation<E> = .never
  ) throws(E) {
    precondition(corpus.tokens.indices ~= position.token, "no such token")
    try stretch.enter(at: position, before: radius, retention, cancellation: cancellation)
    upcoming.leave(epoch: stretch.epoch, sentence: stretch.sentence)
    slot = stretch.count - 1
    try advance(cancellation: cancellation)
  }

  /// Moves to the next window.
  ///
  /// - Throws: The error of `cancellation`; the cursor is unchanged then.
  /// - Complexity: O(*m*), amortised, plus the tokens passed over.
  package mutating func advance<E>(cancellation: Cancellation<E> = .never) throws(E) {
    try findNext(cancellation: cancellation)
    advanceToFound()
  }

  // MARK: The next window

  /// Looks for the next window.
  ///
  /// - Throws: The error of `cancellation`; the tokens examined are not examined again.
  mutating func findNext<E>(cancellation: Cancellation<E>) throws(E) {
    var budget = Self.tokensBetweenChecks
    while !findNext(budget: &budget) {
      try cancellation.check()
      budget = Self.tokensBetweenChecks
    }
  }

  private static let tokensBetweenChecks = 1 << 18

  /// Looks for the next window through some tokens at most.
  ///
  /// - Parameter budget: The most tokens to examine, reduced by the number examined.
  /// - Returns: Whether it has been found.
  @inline(__always)
  mutating func findNext(budget: inout Int) -> Bool {
    slot &+ 1 &+ radius < stretch.count || collectNext(&budget)
  }

  private mutating func collectNext(_ budget: inout Int) -> Bool {
    if stretch.hasMore && slot > radius {
      stretch.forget(slot &- radius)
      slot = radius
    }
    while stretch.hasMore && slot &+ 1 &+ radius >= stretch.count {
      guard budget > 0 else { return false }
      stretch.collect(slot &+ 2 &+ radius, budget: &budget, retention)
    }
    if nextIsInSentence { return true }
    while upcoming.hasMore ? upcoming.count <= radius : upcoming.count < 2 {
      guard budget > 0 else { return false }
      if !upcoming.hasMore { upcoming.enterNextSentence(of: corpus) }
      upcoming.collect(1 &+ radius, budget: &budget, retention)
    }
    return true
  }

  /// Whether the next window is in the sentence of this one, all of whose tokens have been
  /// examined.
  private var nextIsInSentence: Bool { slot &+ 1 < stretch.count && stretch.count >= 2 }

  /// Moves to the next window, which has been found.
  @inline(__always)
  mutating func advanceToFound() {
    if nextIsInSentence {
      slot &+= 1
    } else {
      enterFound()
    }
  }

  private mutating func enterFound() {
    swap(&stretch, &upcoming)
    slot = 0
    upcoming.leave(epoch: stretch.epoch, sentence: stretch.sentence)
  }

  // MARK: This window

  /// The window.
  package var window: Window {
    let radius = radiusOfWindow
    let range = outsideRange(radius: radius)
    let outside = range.filter { $0 != slot }.map {
      Window.Outside(word: Int(stretch.words.start[$0]), offset: $0 - slot)
    }
    let token = Int(stretch.places.start[slot])
    let place = Window.Place(
      epoch: stretch.epoch, sentence: stretch.sentence,
      positionInSentence: token - Int(corpus.sentenceStarts[stretch.sentence]), token: token)
    return Window(center: center, outside: outside, radius: radius, place: place)
  }

  /// Writes down the outside words of the window, left to right.
  ///
  /// - Returns: How many there are.
  @inline(__always)
  func copyOutside(to target: inout GrowableMemory<Int32>) -> Int {
    let range = outsideRange(radius: radiusOfWindow)
    let (left, right) = (slot &- range.lowerBound, range.upperBound &- slot &- 1)
    // Blocks of words are copied, as their number seldom changes and is foreseen; those to the
    // right overwrite the excess of those to the left.
    target.reserve(range.count &+ TokenStretch.block)
    copy(range.lowerBound, left, to: target.start)
    copy(slot &+ 1, right, to: target.start + left)
    return left &+ right
  }

  /// Copies words in whole blocks, so up to seven more.
  @inline(__always)
  private func copy(_ first: Int, _ count: Int, to target: UnsafeMutablePointer<Int32>) {
    var index = 0
    while index < count {
      let block = UnsafeRawPointer(stretch.words.start + (first &+ index))
        .loadUnaligned(as: SIMD8<Int32>.self)
      UnsafeMutableRawPointer(target + index).storeBytes(of: block, as: SIMD8<Int32>.self)
      index &+= TokenStretch.block
    }
  }

  /// The radius of the window: `m`, or drawn uniformly from `1…m`.
  @inline(__always)
  private var radiusOfWindow: Int {
    guard let dynamicRadius else { return radius }
    return 1 + dynamicRadius.keyed(by: .corpus(position)).integer(below: radius)
  }

  private func outsideRange(radius: Int) -> Range<Int> {
    max(0, slot &- radius)..<min(stretch.count, slot &+ radius &+ 1)
  }
}
