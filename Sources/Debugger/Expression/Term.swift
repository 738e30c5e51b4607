import Word2Vec

/// A function of the pending window.
typealias Code<Value> = @Sendable (PendingWindow) throws(Fault) -> Value

/// A parsed part of an expression: its kind, and the code that evaluates it.
///
/// The parser composes terms without a syntax tree; kinds are checked in parsing, not in
/// evaluation.
enum Term: Sendable {
  case scalar(Code<Double>)
  case boolean(Code<Bool>)
  case word(Code<Int>)
  case words(Numbering, Code<[Int]>)
  case vector(VectorTerm)

  /// The kind of the value.
  var kind: ValueKind {
    switch self {
    case .scalar: .scalar
    case .boolean: .boolean
    case .word: .word
    case .words: .words
    case .vector: .vector
    }
  }

  /// The term as a vector; a word converts to its center vector.
  var vector: VectorTerm? {
    switch self {
    case .vector(let vector): vector
    case .word(let word): .row(.center, of: word)
    default: nil
    }
  }

  /// The value at a window.
  func value(at window: PendingWindow) throws(Fault) -> ExpressionValue {
    switch self {
    case .scalar(let code): .scalar(try code(window))
    case .boolean(let code): .boolean(try code(window))
    case .word(let code): .word(try code(window))
    case .words(_, let code): .words(try code(window))
    case .vector(let vector): .vector(try vector.code(window))
    }
  }
}

/// The meaning of subscripts of a list of words, which count from 1.
enum Numbering: Sendable {
  case pairs
  case draws
  /// The words of a list of the history.
  case words

  /// The out-of-range error, from the subscript and the length of the list.
  var missing: (Int, Int) -> ExpressionError.Reason {
    switch self {
    case .pairs: ExpressionError.Reason.noSuchPair
    case .draws: ExpressionError.Reason.noSuchDraw
    case .words: ExpressionError.Reason.noSuchWord
    }
  }
}

/// The meaning of a vector's subscripts; vectors of the same axis have the same shape.
package enum VectorAxis: Equatable, Sendable, CustomStringConvertible {
  /// Components, from 0.
  case components
  /// Words.
  case words
  /// A component of a vector of the history whose length is neither `d` nor `W`.
  case other(Int)

  /// The shape.
  package var description: String {
    switch self {
    case .components: "[d]"
    case .words: "[W]"
    case .other(let count): "[\(count)]"
    }
  }
}

/// A term of kind vector.
struct VectorTerm: Sendable {
  /// The source of a vector.
  enum Origin: Equatable, Sendable {
    /// A linear combination of rows of one matrix.
    case rows(Side)
    /// A value of the history, of unknown source.
    case history
    case other

    func joined(with other: Origin) -> Origin {
      if self == .history { return other }
      return other == .history || other == self ? self : .other
    }
  }

  let axis: VectorAxis
  var origin = Origin.other
  /// The words of its rows.
  var words: [Code<Int>] = []
  /// Whether it is the result of arithmetic.
  var isCombination = false
  let code: Code<[Double]>

  /// The row of a word.
  static func row(_ side: Side, of word: @escaping Code<Int>) -> VectorTerm {
    VectorTerm(axis: .components, origin: .rows(side), words: [word]) { window throws(Fault) in
      window.run.trainer.vector(side, try word(window))
    }
  }

  /// Maps a function over the components.
  func map(_ function: @escaping @Sendable (Double) -> Double) -> VectorTerm {
    VectorTerm(axis: axis) { [code] window throws(Fault) in try code(window).map(function) }
  }

  /// Maps a function of a component and a number over the components; keeps the origin.
  func scaled(
    by factor: @escaping Code<Double>,
    _ function: @escaping @Sendable (Double, Double) -> Double
  ) -> VectorTerm {
    VectorTerm(axis: axis, origin: origin, words: words, isCombination: true) {
      [code] window throws(Fault) in
      let factor = try factor(window)
      return try code(window).map { function($0, factor) }
    }
  }

  /// Combines two vectors of the same shape component by component; joins their origins.
  func combined(
    with other: VectorTerm, _ function: @escaping @Sendable (Double, Double) -> Double
  ) -> VectorTerm {
    VectorTerm(
      axis: axis, origin: origin.joined(with: other.origin), words: words + other.words,
      isCombination: true
    ) { [code] window throws(Fault) in
      zip(try code(window), try other.code(window)).map { function($0, $1) }
    }
  }
}
