import Runs

extension ExpressionError {
  /// The reason of an error.
  package enum Reason: Error, Equatable, CustomStringConvertible {
    // Reading.
    case end(expected: String)
    case unexpected(String, expected: String)
    case notAnOperator(String, use: String)
    case unclosedQuote
    case badNumber(String)
    case tooDeep(limit: Int)
    case tooLong(limit: Int)
    case comparisonChain

    // Names.
    case unknownName(String, nearest: String?)
    case unknownFunction(String, nearest: String?)
    case functionWithoutArguments(String, usage: String)
    case symbolWithArguments(String, usage: String)
    case missingSubscript(String, usage: String)
    case word(CommandError)
    case noValue(String, count: Int)
    case foreignValue(String)

    // Kinds and shapes.
    case operands(operator: String, does: String, ValueKind, ValueKind)
    case operand(operator: String, does: String, ValueKind)
    case vectorProduct
    case shapes(String, VectorAxis, VectorAxis)
    case argumentCount(function: String, usage: String, Int)
    case noComponents(ValueKind)
    case wanted(String, ValueKind)

    // Subscripts.
    case notWhole(Double)
    case noSuchComponent(Int, count: Int)
    case noSuchPair(Int, count: Int)
    case noSuchDraw(Int, count: Int)
    case noSuchWord(Int, count: Int)

    // The pending window.
    case wrongObjective(String, needed: String)
    case handMadeWindow(String)
    /// The evaluation was interrupted; never shown.
    case interrupted

    // Writing.
    case notWritable(String)
    case rowLength(Int, dimension: Int)
    case severalNumbers(Int)
    case notFinite(Double)

    /// Whether the error depends on the pending window, so that other windows may have a value.
    package var dependsOnWindow: Bool {
      switch self {
      case .noSuchPair, .noSuchDraw, .wrongObjective, .handMadeWindow, .notWhole, .noSuchComponent:
        true
      default: false
      }
    }

    package var description: String {
      switch self {
      case .end(let expected):
        "the expression ends where \(expected) is expected"
      case .unexpected(let text, let expected):
        "expected \(expected), not '\(text)'"
      case .notAnOperator(let text, let use):
        "'\(text)' is not an operator; \(use)"
      case .unclosedQuote:
        "the quote is not closed; a word in quotes ends with \""
      case .badNumber(let text):
        "'\(text)' is too large a number"
      case .tooDeep(let limit):
        "the expression is nested more than \(limit) deep; `print` its parts and use $1, $2 …"
      case .tooLong(let limit):
        "the expression has more than \(limit) operations; `print` its parts and use $1, $2 …"
      case .comparisonChain: "comparisons do not chain; write a < b && b < c"
      case .unknownName(let name, let nearest):
        unknown(.symbolOrWord, name, nearest: nearest)
      case .unknownFunction(let name, let nearest):
        unknown(.function, name, nearest: nearest)
      case .functionWithoutArguments(let name, let usage):
        "'\(name)' is a function; write \(usage)"
      case .symbolWithArguments(let name, let usage):
        "'\(name)' is not a function; write \(usage)"
      case .missingSubscript(let name, let usage):
        "'\(name)' alone has no value; write \(usage)"
      case .word(let error):
        error.description
      case .noValue(let name, let count):
        count == 0
          ? "there is no value \(name): `print` has shown none yet"
          : "there is no value \(name): the last is $\(count)"
      case .foreignValue(let name):
        "\(name) names a word that the vocabulary does not have"
      case .operands(let name, let does, let a, let b):
        "'\(name)' \(does), not \(a) and \(b)"
      case .operand(let name, let does, let kind):
        "'\(name)' \(does), not \(kind)"
      case .vectorProduct:
        "'*' does not multiply a vector and a vector; dot(a, b) is their product"
      case .shapes(let name, let a, let b):
        "'\(name)' takes vectors of one shape, not \(a) and \(b)"
      case .argumentCount(let function, let usage, let count):
        "'\(function)' does not take \(counted(count, "argument")); write \(usage)"
      case .noComponents(let kind):
        "\(kind) has no components"
      case .wanted(let wanted, let kind):
        "expected \(wanted), not \(kind)"
      case .notWhole(let value):
        "\(exactly(value)) is not a whole number"
      case .noSuchComponent(let index, let count):
        "there is no component \(index): the vector has components 0 to \(count - 1)"
      case .noSuchPair(let pair, let count): CommandError.noSuchPair(pair, count: count).description
      case .noSuchDraw(let draw, let count):
        count == 0
          ? "there is no draw \(draw): the pair has none"
          : "there is no draw \(draw): the pair has draws 1 to \(count)"
      case .noSuchWord(let word, let count):
        "there is no word \(word): the list has \(counted(count, "word"))"
      case .wrongObjective(let what, let needed):
        CommandError.wrongObjective(what: what, needed: needed).description
      case .interrupted: Interruption().description
      case .handMadeWindow(let name):
        "a hand-made window has no \(name); `window corpus` returns to the corpus"
      case .notWritable(let name):
        "'\(name)' cannot be written; rows can, as v[king] and u[king], and their components, "
          + "as v[king][0]"
      case .rowLength(let count, let dimension): "a row has \(dimension) components, not \(count)"
      case .severalNumbers(let count): "a component is one number, not \(count)"
      case .notFinite(let value):
        "\(exactly(value)) is not a finite number in Float32, which parameters are stored in"
      }
    }
  }
}
