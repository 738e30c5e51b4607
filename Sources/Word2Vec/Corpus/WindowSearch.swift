/// Finds out how many words a vocabulary needs for there to be a window: for some sentence to have two
/// tokens that are words of it.
///
/// Tokens are examined in order, part by part. As words are numbered by how often they occur, there
/// is soon a sentence that needs the fewest there can be, and then nothing is left to do.
struct WindowSearch {
  /// The fewest words that the sentences examined need; `Int.max` if none has two tokens.
  private(set) var words = Int.max

  private var next = 0
  private var sentence = 0
  /// The two smallest numbers of the sentence so far.
  private var smallest = Int32.max
  private var second = Int32.max

  /// Looks at more tokens.
  ///
  /// - Parameters:
  ///   - tokens: All tokens, of which those before `end` are numbers of types.
  ///   - sentenceStarts: The first token of each sentence.
  ///   - end: Where to end.
  mutating func look(at tokens: [Int32], _ sentenceStarts: [Int32], upTo end: Int) {
    while next < end, words > 1 {
      if sentence < sentenceStarts.count, next == sentenceStarts[sentence] {
        sentence += 1
        (smallest, second) = (.max, .max)
      }
      second = min(second, max(smallest, tokens[next]))
      smallest = min(smallest, tokens[next])
      if second < .max { words = min(words, Int(second) + 1) }
      next += 1
    }
  }
}
