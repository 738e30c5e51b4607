import Runs
import Word2Vec

/// A named value of a session; the parser, completion, help and documentation read this table.
package struct Symbol: Sendable {
  /// The kind of a subscript.
  package enum Subscript: String, Sendable {
    /// A word of the vocabulary.
    case word = "w"
    /// A pair of the window, from 1.
    case pair = "p"
  }

  /// The values of a symbol's subscripts.
  struct SubscriptValues: Sendable {
    var word = 0
    /// The pair, from 0.
    var pair = 0
  }

  /// The evaluation of a symbol, by kind.
  enum Evaluation: Sendable {
    case scalar(Reading<Double>)
    case word(Reading<Int>)
    case words(Numbering, Reading<[Int]>)
    case vector(VectorAxis, Reading<[Double]>)
    /// A row of parameters, which can also be assigned: its word.
    case row(Side, Reading<Int>)
  }

  /// A function that reads a value at a window.
  typealias Reading<Value> =
    @Sendable (PendingWindow, SubscriptValues) throws(ExpressionError.Reason) -> Value

  package let name: String
  /// Non-ASCII spellings.
  package let aliases: [String]
  /// The subscripts that it requires.
  package let subscripts: [Subscript]
  /// Its meaning, in one line.
  package let meaning: String
  /// The only objective that defines it; `nil` for both.
  package let objective: Objective?
  let evaluation: Evaluation

  init(
    _ name: String, aliases: [String] = [], subscripts: [Subscript] = [],
    _ meaning: String, objective: Objective? = nil, _ evaluation: Evaluation
  ) {
    self.name = name
    self.aliases = aliases
    self.subscripts = subscripts
    self.meaning = meaning
    self.objective = objective
    self.evaluation = evaluation
  }

  /// Whether it is a row of parameters of a given word, independent of the window.
  var isRowOfWord: Bool {
    if case .row = evaluation { subscripts == [.word] } else { false }
  }

  /// Its usage, such as `grad.outside[p][w]`.
  package var usage: String {
    name + subscripts.map { "[\($0.rawValue)]" }.joined()
  }

  /// The usage of an element, such as `yhat[w]`; `nil` for a scalar or a word.
  package var elementUsage: String? {
    switch evaluation {
    case .scalar, .word: nil
    case .words(let numbering, _): usage + (numbering == .draws ? "[k]" : "[p]")
    case .vector(.words, _): usage + "[w]"
    case .vector, .row: usage + "[i]"
    }
  }

  /// The text of `help NAME`.
  package var help: String {
    var lines = ["\(usage): \(meaning)", "shape: \(shape)"]
    if let elementUsage { lines.append("a part of it: \(elementUsage)") }
    if !aliases.isEmpty { lines.append("also written: \(aliases.joined(separator: ", "))") }
    if let objective { lines.append("it has a value under \(objective.rawValue) only") }
    return lines.joined(separator: "\n")
  }

  /// Whether it or an element of it is a word, and so is allowed in brackets.
  package var namesWords: Bool {
    switch evaluation {
    case .word, .words: true
    default: false
    }
  }

  /// The shape of its value, such as `[d]`.
  package var shape: String {
    switch evaluation {
    case .scalar: "scalar"
    case .word: "word"
    case .words: "words"
    case .vector(let axis, _): axis.description
    case .row: VectorAxis.components.description
    }
  }

  /// The symbol with a name or an alias.
  static func named(_ name: String) -> Symbol? {
    byName[name]
  }

  private static let byName = Dictionary(
    uniqueKeysWithValues: all.flatMap { symbol in
      ([symbol.name] + symbol.aliases).map { ($0, symbol) }
    })
}

/// A function that reads a value from a part of the pending window.
func reading<Part, Value>(
  _ part: PendingPart<Part>, _ read: @escaping @Sendable (Part, Symbol.SubscriptValues) -> Value
) -> Symbol.Reading<Value> {
  { window, subscripts throws(ExpressionError.Reason) in
    let value: Part
    do throws(Interruption) {
      value = try part.value(window)
    } catch {
      throw .interrupted
    }
    return read(value, subscripts)
  }
}
