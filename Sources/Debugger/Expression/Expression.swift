import Runs
import Word2Vec

/// An expression, parsed once and evaluated any number of times.
///
/// Parsing looks up words and values of the history and checks kinds and shapes; evaluation fails
/// only if the window lacks something, such as a third pair. Words keep their meaning when the
/// corpus is replaced: an expression of another corpus or dimension is parsed again.
package struct Expression: Sendable {
  /// The text of the expression.
  package let text: String
  private let term: Term
  /// Whether the value depends on the pending window, not on parameters alone.
  let readsWindow: Bool
  /// The rows of parameters in the expression, in order of appearance.
  let rows: [ParameterRow]
  /// The rows of parameters if the value depends on nothing else, otherwise `nil`.
  let decidingRows: [ParameterRow]?
  private let corpus: Corpus
  private let dimension: Int

  /// Parses an expression.
  ///
  /// - Throws: An ``ExpressionError`` that points at the fault.
  package init(_ text: String, in session: Session) throws {
    self.text = text
    corpus = session.corpus
    dimension = session.hyperparameters.dimension
    var parser = ExpressionParser(text, in: session)
    term = try pointing(into: text, isASCII: session.interface.ascii) { () throws(Fault) in
      try parser.wholeExpression()
    }
    readsWindow = parser.readsWindow
    rows = parser.rows.elements
    decidingRows = parser.readsWindow || parser.readsHistoryWord ? nil : rows
  }

  /// The kind of the value; a condition is of kind `boolean`.
  package var kind: ValueKind { term.kind }

  /// The value at the pending window of a session.
  ///
  /// - Throws: An ``ExpressionError``, transient unless the corpus was replaced; ``Interruption``.
  /// - Complexity: The sum of the costs of its symbols.
  package func value(in session: Session) throws -> ExpressionValue {
    guard isCurrent(in: session) else {
      return try Expression(text, in: session).value(in: session)
    }
    return try pointing(into: text, isASCII: session.interface.ascii) { () throws(Fault) in
      try term.value(at: session.pending)
    }
  }

  /// The value at the pending window of a replay on the same corpus.
  ///
  /// - Throws: An ``ExpressionError`` or an ``Interruption``.
  func value(at window: PendingWindow) throws -> ExpressionValue {
    try pointing(into: text, isASCII: false) { () throws(Fault) in try term.value(at: window) }
  }

  /// Whether the expression was parsed with the session's corpus and dimension.
  private func isCurrent(in session: Session) -> Bool {
    session.corpus === corpus && session.hyperparameters.dimension == dimension
  }

  /// A line with the words nearest to the value of a combination of word vectors.
  ///
  /// - Returns: `nil` unless the value is a linear combination of rows of one matrix.
  /// - Throws: ``Interruption``.
  package func nearestWordsLine(_ value: ExpressionValue, in session: Session) throws -> String? {
    guard case .vector(let term) = term, term.isCombination, case .rows(let side) = term.origin,
      case .vector(let vector) = value, isCurrent(in: session)
    else { return nil }
    let named = term.words.compactMap { try? $0(session.pending) }
    let nearest = try session.run.parameters.nearest(
      to: vector, in: side == .center ? .center : .outside, excluding: Set(named), count: 5,
      cancellation: session.cancellation)
    guard !nearest.isEmpty else { return nil }
    let list = nearest.map { "\(session.name($0.word)) \(fixed($0.cosine, decimals: 2))" }
    return "nearest: " + list.joined(separator: ", ")
  }
}

/// The vector of a word in `V` or `U`.
struct ParameterRow: Hashable, Sendable {
  let side: Side
  let word: Int
}

/// Runs `body` and converts a ``Fault`` into an ``ExpressionError`` that shows the text.
func pointing<Value>(
  into text: String, isASCII: Bool, _ body: () throws(Fault) -> Value
) throws -> Value {
  do throws(Fault) {
    return try body()
  } catch {
    if case .interrupted = error.reason { throw Interruption() }
    throw ExpressionError(error, in: text, isASCII: isASCII)
  }
}

extension Invocation {
  /// Runs `body` on the arguments from a byte of ``text`` on; an ``ExpressionError`` then shows the
  /// whole command line.
  func pointing<Value>(from start: Int = 0, _ body: () throws -> Value) throws -> Value {
    do {
      return try body()
    } catch let error as ExpressionError {
      throw error.inLine(line, at: offset + start)
    }
  }
}
