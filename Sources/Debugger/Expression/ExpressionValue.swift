import Word2Vec

/// The value of an expression.
///
/// Numbers are double precision. A word is its index in the session's vocabulary; a word that only
/// an earlier vocabulary had has an index beyond its end.
package enum ExpressionValue: Sendable {
  case scalar(Double)
  case vector([Double])
  case word(Int)
  case words([Int])
  case boolean(Bool)

  /// The kind of the value.
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
  /// Whether two values are equal, with nan equal to nan.
  ///
  /// A value that remains nan therefore has not changed.
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

/// The kind of a value, known before evaluation.
package enum ValueKind: String, Sendable, CustomStringConvertible {
  case scalar = "a number"
  case vector = "a vector"
  case word = "a word"
  case words = "a list of words"
  case boolean = "a condition"

  /// The kind with an article.
  package var description: String { rawValue }
}

extension Session {
  /// Translates words in the history to the vocabulary of another corpus.
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
