import SkipGram

/// What an expression comes to.
///
/// Numbers are double precision; components of a vector count from 0. A word is its index in the
/// session's vocabulary; one that an earlier vocabulary had and this one lacks has an index beyond it.
package enum ExpressionValue: Sendable {
  case scalar(Double)
  case vector([Double])
  case word(Int)
  case words([Int])
  case boolean(Bool)

  /// What kind of value it is.
  package var kind: ValueKind {
    switch self {
    case .scalar: .scalar
    case .vector: .vector
    case .word: .word
    case .words: .words
    case .boolean: .boolean
    }
  }
}

extension ExpressionValue: Equatable {
  /// Whether two values are the same; unlike in arithmetic, a nan is the same as a nan.
  ///
  /// So a value that stays nan counts as one that does not change.
  package static func == (a: ExpressionValue, b: ExpressionValue) -> Bool {
    switch (a, b) {
    case (.scalar(let a), .scalar(let b)): same(a, b)
    case (.vector(let a), .vector(let b)): a.elementsEqual(b, by: same)
    case (.word(let a), .word(let b)): a == b
    case (.words(let a), .words(let b)): a == b
    case (.boolean(let a), .boolean(let b)): a == b
    default: false
    }
  }

  private static func same(_ a: Double, _ b: Double) -> Bool {
    a == b || (a.isNaN && b.isNaN)
  }
}

/// The kinds of values, known of every expression before it is evaluated.
package enum ValueKind: String, Sendable, CustomStringConvertible {
  case scalar = "a number"
  case vector = "a vector"
  case word = "a word"
  case words = "a list of words"
  case boolean = "a condition"

  /// The kind with its article.
  package var description: String { rawValue }
}

extension Session {
  /// Finds the words among the values of the history again, in the vocabulary of another text.
  func translateHistory(to vocabulary: Vocabulary) {
    let old = corpus.vocabulary
    func translated(_ word: Int) -> Int {
      guard word < old.count else { return .max }
      return vocabulary.index(of: old.bytes(of: word)) ?? .max
    }
    valueHistory = valueHistory.map { value in
      switch value {
      case .word(let word): .word(translated(word))
      case .words(let words): .words(words.map(translated))
      case .scalar, .vector, .boolean: value
      }
    }
  }
}
