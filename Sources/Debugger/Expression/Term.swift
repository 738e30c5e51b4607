import SkipGram

/// Something to be evaluated at one pending window after another.
typealias Code<Value> = @Sendable (PendingWindow) throws(Fault) -> Value

/// A part of an expression, read and checked: its kind, and code that evaluates it.
///
/// The parser makes terms out of smaller terms; there is no tree besides, so the code of the whole
/// is the only evaluator, and nothing about kinds is left to be found out when it runs.
enum Term: Sendable {
  case scalar(Code<Double>)
  case boolean(Code<Bool>)
  case word(Code<Int>)
  case words(Numbering, Code<[Int]>)
  case vector(VectorTerm)

  /// The kind of its value.
  var kind: ValueKind {
    switch self {
    case .scalar: .scalar
    case .boolean: .boolean
    case .word: .word
    case .words: .words
    case .vector: .vector
    }
  }

  /// The term as a vector; a word is its center vector.
  var vector: VectorTerm? {
    switch self {
    case .vector(let vector): vector
    case .word(let word): .row(.center, of: word)
    default: nil
    }
  }

  /// Its value at a window.
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

/// What the numbers of a list of words count, from 1.
enum Numbering: Sendable {
  case pairs
  case draws
  /// The words of a list of the history.
  case words

  /// The out-of-range error of a list: the number and the list's length.
  var missing: (Int, Int) -> ExpressionError.Reason {
    switch self {
    case .pairs: ExpressionError.Reason.noSuchPair
    case .draws: ExpressionError.Reason.noSuchDraw
    case .words: ExpressionError.Reason.noSuchWord
    }
  }
}

/// What a subscript of a vector means, which is all of its shape that matters.
package enum VectorAxis: Equatable, Sendable, CustomStringConvertible {
  /// A component, from 0.
  case components
  /// A word.
  case words
  /// A component of a vector of the history that has neither `d` nor `W` of them.
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

/// A part of an expression that is a vector.
struct VectorTerm: Sendable {
  /// What a vector is made of.
  enum Origin: Equatable, Sendable {
    /// Rows of one side, added, subtracted and scaled.
    case rows(Side)
    /// A value of the history, which may be anything.
    case history
    case other

    func joined(with other: Origin) -> Origin {
      if self == .history { return other }
      return other == .history || other == self ? self : .other
    }
  }

  let axis: VectorAxis
  var origin = Origin.other
  /// The words whose rows it is made of.
  var words: [Code<Int>] = []
  /// Whether arithmetic made it.
  var isCombination = false
  let code: Code<[Double]>

  /// A word's row.
  static func row(_ side: Side, of word: @escaping Code<Int>) -> VectorTerm {
    VectorTerm(axis: .components, origin: .rows(side), words: [word]) { window throws(Fault) in
      window.run.trainer.vector(side, try word(window))
    }
  }

  /// A function of every component.
  func map(_ function: @escaping @Sendable (Double) -> Double) -> VectorTerm {
    VectorTerm(axis: axis) { [code] window throws(Fault) in try code(window).map(function) }
  }

  /// A function of every component and a number, that leaves directions meaningful.
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

  /// A function of every component of two vectors of one shape, that leaves directions meaningful.
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
