import Runs
import SkipGram

/// A name that has a value in every session: declared once, read by the parser, the evaluator,
/// completion, help and the documentation.
package struct Symbol: Sendable {
  /// What stands in brackets after a name.
  package enum Subscript: String, Sendable {
    /// A word of the vocabulary.
    case word = "w"
    /// A pair of the window, from 1.
    case pair = "p"
  }

  /// The values of the subscripts of a symbol, those it has.
  struct Place: Sendable {
    var word = 0
    /// From 0.
    var pair = 0
  }

  /// How a symbol is evaluated, by its kind.
  enum Evaluation: Sendable {
    case scalar(Reading<Double>)
    case word(Reading<Int>)
    case words(Numbering, Reading<[Int]>)
    case vector(VectorAxis, Reading<[Double]>)
    /// A row of parameters, which can be written too: whose it is.
    case row(Side, Reading<Int>)
  }

  /// Reads a value at a window.
  typealias Reading<Value> =
    @Sendable (PendingWindow, Place) throws(ExpressionError.Reason) -> Value

  package let name: String
  /// Other spellings, beyond ASCII.
  package let aliases: [String]
  /// What it needs in brackets.
  package let subscripts: [Subscript]
  /// What it is, in one line.
  package let meaning: String
  /// The objective it has a value under; `nil` if under both.
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

  /// Whether it is a row of parameters of a word that is named, whatever the window.
  var isRowOfWord: Bool {
    if case .row = evaluation { subscripts == [.word] } else { false }
  }

  /// How it is written, as `grad.outside[p][w]`.
  package var usage: String {
    name + subscripts.map { "[\($0.rawValue)]" }.joined()
  }

  /// How a part of its value is written, as `yhat[w]`; `nil` if it has no parts.
  package var elementUsage: String? {
    switch evaluation {
    case .scalar, .word: nil
    case .words(let numbering, _): usage + (numbering == .draws ? "[k]" : "[p]")
    case .vector(.words, _): usage + "[w]"
    case .vector, .row: usage + "[i]"
    }
  }

  /// Its whole help.
  package var help: String {
    var lines = ["\(usage): \(meaning)", "shape: \(shape)"]
    if let elementUsage { lines.append("a part of it: \(elementUsage)") }
    if !aliases.isEmpty { lines.append("also written: \(aliases.joined(separator: ", "))") }
    if let objective { lines.append("it has a value under \(objective.rawValue) only") }
    return lines.joined(separator: "\n")
  }

  /// Whether it, or a part of it, is a word, and so can stand where only words do.
  package var namesWords: Bool {
    switch evaluation {
    case .word, .words: true
    default: false
    }
  }

  /// The shape of its value.
  package var shape: String {
    switch evaluation {
    case .scalar: "scalar"
    case .word: "word"
    case .words: "words"
    case .vector(let axis, _): axis.description
    case .row: VectorAxis.components.description
    }
  }

  /// The symbol of a name.
  static func named(_ name: String) -> Symbol? {
    byName[name]
  }

  private static let byName = Dictionary(
    uniqueKeysWithValues: all.flatMap { symbol in
      ([symbol.name] + symbol.aliases).map { ($0, symbol) }
    })
}

/// Reads a value from a part of the pending window.
func reading<Part, Value>(
  _ part: PendingPart<Part>, _ read: @escaping @Sendable (Part, Symbol.Place) -> Value
) -> Symbol.Reading<Value> {
  { window, place throws(ExpressionError.Reason) in
    let value: Part
    do throws(Interruption) {
      value = try part.value(window)
    } catch {
      throw .interrupted
    }
    return read(value, place)
  }
}
