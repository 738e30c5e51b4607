import Runs
import SkipGram

/// A text of the expression language, read once and evaluated as often as wanted.
///
/// Words and values of the history are looked up when it is read, and kinds and shapes checked, so
/// that what can still fail is only what the window at hand lacks. Words keep their meaning when the
/// corpus is replaced: an expression of another corpus or dimension reads its text again.
package struct Expression: Sendable {
  /// The text.
  package let text: String
  private let term: Term
  /// Whether it reads anything of the pending window, rather than parameters alone.
  let readsWindow: Bool
  /// The rows of parameters it names, in order of appearance.
  let rows: [ParameterRow]
  /// The rows of parameters that alone decide its value; `nil` if something else may.
  let decidingRows: [ParameterRow]?
  private let corpus: Corpus
  private let dimension: Int

  /// Reads an expression.
  ///
  /// - Throws: An ``ExpressionError`` that points at what is wrong.
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

  /// The kind of its value; a condition is of kind `boolean`.
  package var kind: ValueKind { term.kind }

  /// Its value at the pending window of a session.
  ///
  /// - Throws: An ``ExpressionError``, whose reason is one of the moment unless the corpus is another;
  ///   an ``Interruption`` where it takes long.
  /// - Complexity: What the symbols in it cost to compute; comparing `cos` or `norm` of rows of
  ///   parameters reads the rows in place, allocates nothing and takes under a microsecond at
  ///   *d* = 100.
  package func value(in session: Session) throws -> ExpressionValue {
    guard isCurrent(in: session) else {
      return try Expression(text, in: session).value(in: session)
    }
    return try pointing(into: text, isASCII: session.interface.ascii) { () throws(Fault) in
      try term.value(at: session.pending)
    }
  }

  /// Its value at the pending window of a replay on the same corpus.
  ///
  /// - Throws: An ``ExpressionError`` or an ``Interruption``.
  func value(at window: PendingWindow) throws -> ExpressionValue {
    try pointing(into: text, isASCII: false) { () throws(Fault) in try term.value(at: window) }
  }

  /// Whether it was read under the session's corpus and dimension.
  private func isCurrent(in session: Session) -> Bool {
    session.corpus === corpus && session.hyperparameters.dimension == dimension
  }

  /// A line with the words whose vectors are nearest to its value, if it combines words' vectors.
  ///
  /// - Returns: `nil` for a value that is no sum or multiple of rows of one side.
  /// - Throws: ``Interruption``.
  package func nearestWordsLine(_ value: ExpressionValue, in session: Session) throws -> String? {
    guard case .vector(let term) = term, term.isCombination, case .rows(let side) = term.origin,
      case .vector(let vector) = value, isCurrent(in: session)
    else { return nil }
    let named = term.words.compactMap { try? $0(session.pending) }
    let nearest = try nearestWords(
      to: vector, side: side == .center ? .center : .outside, excluding: Set(named), count: 5,
      in: session.run)
    guard !nearest.isEmpty else { return nil }
    let list = nearest.map { "\(session.name($0.word)) \(fixed($0.cosine, decimals: 2))" }
    return "nearest: " + list.joined(separator: ", ")
  }
}

/// A word's vector in one of the matrices.
struct ParameterRow: Hashable, Sendable {
  let side: Side
  let word: Int
}

/// Runs something that finds faults in a text; a fault becomes an error that shows it.
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
  /// Runs something on the arguments from a byte of ``text`` on; the error of an expression there
  /// shows the whole line.
  func pointing<Value>(from start: Int = 0, _ body: () throws -> Value) throws -> Value {
    do {
      return try body()
    } catch let error as ExpressionError {
      throw error.inLine(line, at: offset + start)
    }
  }
}
