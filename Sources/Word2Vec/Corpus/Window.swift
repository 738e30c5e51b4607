/// A center word and the words around it: the unit of time of training.
public struct Window: Equatable, Sendable {
  /// The center word `c`.
  public var center: Int
  /// The outside words `o`, one a pair, left to right.
  public var outside: [Outside]
  /// The radius `m` this window was made with.
  public var radius: Int
  /// Where in the run it is; nil for a hand-made window.
  public var place: Place?

  /// An outside word of a window.
  public struct Outside: Equatable, Sendable {
    /// The word.
    public var word: Int
    /// Its distance from the center in retained words, negative to the left; nil in a
    /// hand-made window.
    public var offset: Int?

    /// A word at an offset.
    public init(word: Int, offset: Int?) {
      self.word = word
      self.offset = offset
    }
  }

  /// Where in the run a window is.
  public struct Place: Equatable, Sendable {
    /// The pass over the corpus, from 0.
    public var epoch: Int
    /// The sentence, from 0.
    public var sentence: Int
    /// The center's token counted from the start of its sentence, from 0.
    public var positionInSentence: Int
    /// The center's token counted from the start of the corpus, from 0.
    public var token: Int

    /// A place by its numbers.
    package init(epoch: Int, sentence: Int, positionInSentence: Int, token: Int) {
      self.epoch = epoch
      self.sentence = sentence
      self.positionInSentence = positionInSentence
      self.token = token
    }
  }

  /// A window of given words.
  ///
  /// - Parameters:
  ///   - center: The center word `c`.
  ///   - outside: The outside words, one a pair, left to right.
  ///   - radius: The radius `m`.
  ///   - place: Where in the run it is; nil for a hand-made window.
  public init(center: Int, outside: [Outside], radius: Int, place: Place?) {
    self.center = center
    self.outside = outside
    self.radius = radius
    self.place = place
  }
}

/// A token in a pass over the corpus: where a window may be centred.
package struct Position: Hashable, Comparable, Sendable {
  /// The pass over the corpus, from 0.
  package var epoch: Int
  /// The token counted from the start of the corpus, from 0.
  package var token: Int

  /// The start of a run.
  package static let start = Position(epoch: 0, token: 0)

  /// A token in a pass.
  package init(epoch: Int, token: Int) {
    self.epoch = epoch
    self.token = token
  }

  /// Whether a position is reached earlier in a run.
  package static func < (a: Position, b: Position) -> Bool {
    (a.epoch, a.token) < (b.epoch, b.token)
  }
}
