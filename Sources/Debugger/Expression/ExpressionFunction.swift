import Glibc
import Runs
import Word2Vec

/// A function of the expression language; the parser, completion and help read this table.
package struct ExpressionFunction: Sendable {
  package let name: String
  /// Other spellings.
  package let aliases: [String]
  /// Its usage, such as `cos(a, b)`; several forms are joined by `or`.
  package let usage: String
  /// Its value, as help describes it.
  package let meaning: String
  /// Its overloads, distinguished by the number of arguments.
  let forms: [Form]

  /// An overload and its implementation.
  enum Form: Sendable {
    /// A function of a number, mapped over the components of a vector.
    case number(@Sendable (Double) -> Double)
    case twoNumbers(@Sendable (Double, Double) -> Double)
    case vector(@Sendable ([Double]) -> Double)
    /// A function of two vectors of the same shape.
    case twoVectors(@Sendable ([Double], [Double]) -> Double)
    case word(@Sendable (Int, PendingWindow) -> Double)

    var argumentCount: Int {
      switch self {
      case .number, .vector, .word: 1
      case .twoNumbers, .twoVectors: 2
      }
    }

    /// The kinds of arguments, for messages.
    var takes: String {
      switch self {
      case .number: "a number or a vector"
      case .twoNumbers: "two numbers"
      case .vector: "a vector"
      case .twoVectors: "two vectors"
      case .word: "a word"
      }
    }
  }

  /// The text of `help NAME`.
  package var help: String {
    "\(usage): \(meaning)"
      + (aliases.isEmpty ? "" : "\nalso written: \(aliases.joined(separator: ", "))")
  }

  init(
    _ name: String, aliases: [String] = [], _ arguments: String, _ meaning: String, _ forms: Form...
  ) {
    self.name = name
    self.aliases = aliases
    usage = arguments.split(separator: "|").map { "\(name)(\($0))" }.joined(separator: " or ")
    self.meaning = meaning
    self.forms = forms
  }

  /// Whether its argument is a word, parsed as in brackets.
  var takesWord: Bool {
    if case .word = forms[0] { return true }
    return false
  }

  /// The function with a name or an alias.
  static func named(_ name: String) -> ExpressionFunction? {
    all.first { $0.name == name || $0.aliases.contains(name) }
  }

  /// Every function.
  package static let all: [ExpressionFunction] = [
    ExpressionFunction(
      "cos", "a, b", "the cosine of the angle between two vectors; nan if one is zero",
      .twoVectors { $0.cosine($1) }),
    ExpressionFunction("dot", "a, b", "the product aᵀb of two vectors", .twoVectors { $0.dot($1) }),
    ExpressionFunction("norm", "a", "the length ‖a‖ of a vector", .vector(norm)),
    ExpressionFunction("sum", "a", "the sum of a vector's components", .vector { $0.reduce(0, +) }),
    ExpressionFunction(
      "mean", "a", "the mean of a vector's components",
      .vector { $0.reduce(0, +) / Double($0.count) }),
    ExpressionFunction(
      "min", "a|x, y", "the least component of a vector, or the lesser of two numbers",
      .vector { $0.dropFirst().reduce($0[0], lesser) }, .twoNumbers(lesser)),
    ExpressionFunction(
      "max", "a|x, y", "the greatest component of a vector, or the greater of two numbers",
      .vector { $0.dropFirst().reduce($0[0], greater) }, .twoNumbers(greater)),
    ExpressionFunction(
      "abs", "x", "the magnitude of a number, or of every component", .number { $0.magnitude }),
    ExpressionFunction(
      "sign", "x", "-1, 0 or 1 by the sign of a number, or of every component",
      .number { $0 > 0 ? 1 : $0 < 0 ? -1 : $0 }),
    ExpressionFunction(
      "exp", "x", "e to the power of a number, or of every component", .number { exp($0) }),
    ExpressionFunction(
      "ln", aliases: ["log"], "x", "the natural logarithm of a number, or of every component",
      .number { log($0) }),
    ExpressionFunction(
      "sqrt", "x", "the square root of a number, or of every component",
      .number { $0.squareRoot() }),
    ExpressionFunction(
      "sigma", aliases: ["σ"], "x",
      "the logistic function 1/(1+e^{-x}) of a number, or of every component",
      .number { logistic($0) }),
    ExpressionFunction(
      "count", "w", "how often a word occurs in the corpus",
      .word { Double($1.run.corpus.vocabulary.occurrences(of: $0)) }),
  ]

  /// The lesser of two numbers; nan if either is nan.
  private static let lesser: @Sendable (Double, Double) -> Double = { a, b in
    a.isNaN || a < b ? a : b
  }

  /// The greater of two numbers; nan if either is nan.
  private static let greater: @Sendable (Double, Double) -> Double = { a, b in
    a.isNaN || a > b ? a : b
  }

  /// The term of a call; `offset` is that of the function's name.
  func term(of arguments: [(term: Term, offset: Int)], at offset: Int) throws(Fault) -> Term {
    guard let form = forms.first(where: { $0.argumentCount == arguments.count }) else {
      throw Fault(.argumentCount(function: name, usage: usage, arguments.count), at: offset)
    }
    switch form {
    case .number(let function):
      if case .scalar(let code) = arguments[0].term {
        return .scalar { window throws(Fault) in function(try code(window)) }
      }
      return .vector(try vector(arguments[0], form).map(function))
    case .twoNumbers(let function):
      let a = try scalar(arguments[0], form)
      let b = try scalar(arguments[1], form)
      return .scalar { window throws(Fault) in function(try a(window), try b(window)) }
    case .vector(let function):
      let a = try vector(arguments[0], form)
      return .scalar { window throws(Fault) in function(try a.code(window)) }
    case .twoVectors(let function):
      let a = try vector(arguments[0], form)
      let b = try vector(arguments[1], form)
      guard a.axis == b.axis else {
        throw Fault(.shapes(name, a.axis, b.axis), at: arguments[1].offset)
      }
      return .scalar { window throws(Fault) in function(try a.code(window), try b.code(window)) }
    case .word(let function):
      guard case .word(let code) = arguments[0].term else { throw mismatch(arguments[0], form) }
      return .scalar { window throws(Fault) in function(try code(window), window) }
    }
  }

  private func scalar(
    _ argument: (term: Term, offset: Int), _ form: Form
  ) throws(Fault) -> Code<Double> {
    guard case .scalar(let code) = argument.term else { throw mismatch(argument, form) }
    return code
  }

  private func vector(
    _ argument: (term: Term, offset: Int), _ form: Form
  ) throws(Fault) -> VectorTerm {
    guard let vector = argument.term.vector else { throw mismatch(argument, form) }
    return vector
  }

  private func mismatch(_ argument: (term: Term, offset: Int), _ form: Form) -> Fault {
    Fault(
      .operand(operator: name, does: "takes \(form.takes)", argument.term.kind), at: argument.offset
    )
  }
}
