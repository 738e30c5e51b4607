/// Stands before one window of a run after another, in the order they are trained on.
///
/// Tokens that are not in the vocabulary, or that subsampling leaves out this epoch, are no part of
/// any window; every retained token of a sentence that has at least two is the center of one. What
/// is retained depends only on the seed, the epoch and the token, so a cursor can be put anywhere.
/// From the end of the planned epochs on nothing is subsampled, so that there is always a window to
/// look at.
public struct WindowCursor: Sendable {
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
  private var words: [Int32] = []
  private var places: [Int32] = []
  /// The center in the stretch.
  private var slot = 0

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
  public var position: Position { Position(epoch: epoch, token: Int(places[slot])) }

  /// The center word of the window.
  public var center: Int { Int(words[slot]) }

  /// Tokens of the corpus passed since the start of the run.
  public var tokensPassed: Int { epoch * corpus.tokens.count + Int(places[slot]) }

  /// Puts the cursor before the first window at or after a position.
  public mutating func seek(to position: Position) {
    precondition(corpus.tokens.indices ~= position.token, "no such token")
    enter(epoch: position.epoch)
    sentence = corpus.sentence(ofToken: position.token)
    let range = corpus.tokenRange(ofSentence: sentence)
    sentenceEnd = range.upperBound
    words.removeAll(keepingCapacity: true)
    places.removeAll(keepingCapacity: true)
    collectBackwards(from: position.token, to: range.lowerBound)
    slot = words.count
    next = position.token
    collect()
    settle()
  }

  /// Goes on to the next window.
  ///
  /// - Complexity: O(*m*), amortised, plus the tokens passed over.
  public mutating func advance() {
    slot += 1
    if slot + radius >= words.count && next < sentenceEnd { collect() }
    settle()
  }

  /// The window, which is number `number` of the run.
  public func window(number: Int) -> Window {
    let radius = self.radius(ofWindow: number)
    let range = outsideRange(radius: radius)
    let outside = range.filter { $0 != slot }.map {
      Window.Outside(word: Int(words[$0]), offset: $0 - slot)
    }
    let token = Int(places[slot])
    let place = Window.Place(
      epoch: epoch, sentence: sentence,
      positionInSentence: token - Int(corpus.sentenceStarts[sentence]), token: token)
    return Window(center: center, outside: outside, radius: radius, place: place)
  }

  /// Replaces words by the outside words of the window, which is number `number` of the run, left to
  /// right.
  public func copyOutside(number: Int, to target: inout [Int32]) {
    let range = outsideRange(radius: radius(ofWindow: number))
    let count = range.count &- 1
    if target.count < count {
      target.append(contentsOf: repeatElement(0, count: count - target.count))
    } else if target.count > count {
      target.removeLast(target.count - count)
    }
    words.withUnsafeBufferPointer { words in
      target.withUnsafeMutableBufferPointer { target in
        var place = 0
        for index in range where index != slot {
          target[place] = words[index]
          place &+= 1
        }
      }
    }
  }

  /// The radius of a window: `m`, or drawn uniformly from `1…m`.
  public func radius(ofWindow number: Int) -> Int {
    guard let dynamicRadius else { return radius }
    return 1 + dynamicRadius.keyed(by: number).integer(below: radius)
  }

  private func outsideRange(radius: Int) -> Range<Int> {
    max(0, slot - radius)..<min(words.count, slot + radius + 1)
  }

  private mutating func enter(epoch: Int) {
    self.epoch = epoch
    survival = epoch < epochs ? subsampling?.randomness.keyed(by: epoch) : nil
  }

  /// Goes on through sentences until the cursor stands on a center.
  private mutating func settle() {
    while slot >= words.count || words.count < 2 {
      sentence += 1
      if sentence == corpus.sentenceCount {
        sentence = 0
        enter(epoch: epoch + 1)
      }
      let range = corpus.tokenRange(ofSentence: sentence)
      next = range.lowerBound
      sentenceEnd = range.upperBound
      words.removeAll(keepingCapacity: true)
      places.removeAll(keepingCapacity: true)
      slot = 0
      collect()
    }
  }

  /// Collects the retained tokens to the left of a center.
  private mutating func collectBackwards(from token: Int, to start: Int) {
    var index = token
    while index > start && words.count < radius {
      index -= 1
      if survives(index) {
        words.append(corpus.tokens[index])
        places.append(Int32(index))
      }
    }
    words.reverse()
    places.reverse()
  }

  /// Collects more retained tokens of the sentence, and forgets those out of reach to the left.
  private mutating func collect() {
    let forgotten = max(0, slot - radius)
    words.removeFirst(forgotten)
    places.removeFirst(forgotten)
    slot -= forgotten
    let wanted = slot + radius + 1 + Self.stretch
    let kept = Int32(corpus.vocabulary.count)
    corpus.tokens.withUnsafeBufferPointer { tokens in
      var index = next
      while index < sentenceEnd && words.count < wanted {
        let word = tokens[index]
        if word < kept && subsamplingKeeps(word, at: index) {
          words.append(word)
          places.append(Int32(truncatingIfNeeded: index))
        }
        index &+= 1
      }
      next = index
    }
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
