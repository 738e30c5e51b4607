import Runs
import Word2Vec

/// Parses `LVALUE = EXPR`, such as `v[king] = 0.1, 0.2` or `u[king][2] = 0`, without applying it.
///
/// A row takes a vector, or one number for each of its components, separated by commas.
///
/// - Throws: An ``ExpressionError`` that points at the fault.
package func assignment(_ text: String, in session: Session) throws -> Assignment {
  try pointing(into: text, isASCII: session.interface.ascii) { () throws(Fault) in
    var parser = ExpressionParser(text, in: session)
    return try parser.assignment()
  }
}

extension ExpressionParser {
  /// Parses a row or a component, `=`, and the new values.
  mutating func assignment() throws(Fault) -> Assignment {
    let dimension = session.run.parameters.dimension
    let (side, word) = try row()
    var component: Int?
    if skip("[") {
      let (number, offset) = try numberInBrackets()
      component = try position(
        try number(session.pending), from: 0, count: dimension, at: offset,
        otherwise: ExpressionError.Reason.noSuchComponent)
      try close("]")
    }
    skipBlanks()
    let sign = index
    guard skip("=") else { throw unexpected("'='") }
    if peek("=") { throw Fault(.unexpected("==", expected: "'='"), at: sign) }
    skipBlanks()
    let offset = index
    let numbers = try self.numbers(inRow: component == nil)
    if component == nil, numbers.count != dimension {
      throw Fault(.rowLength(numbers.count, dimension: dimension), at: offset)
    }
    if component != nil, numbers.count != 1 {
      throw Fault(.severalNumbers(numbers.count), at: offset)
    }
    for (value, offset) in numbers where !Float(value).isFinite {
      throw Fault(.notFinite(value), at: offset)
    }
    return Assignment(side: side, word: word, component: component, values: numbers.map(\.value))
  }

  /// Parses a row on the left side: a symbol of a row with its subscripts.
  private mutating func row() throws(Fault) -> (Side, Int) {
    skipBlanks()
    let offset = index
    guard let name = readName() else { throw unexpected("v[king] or u[king]") }
    guard let symbol = Symbol.named(name), case .row(let side, let word) = symbol.evaluation else {
      throw Fault(.notWritable(displayed(name)), at: offset)
    }
    let subscripts = try self.subscripts(of: symbol, at: offset)(session.pending)
    return try locating(at: offset) { () throws(ExpressionError.Reason) in
      (side, try word(session.pending, subscripts))
    }
  }

  /// Parses the numbers on the right side, with their offsets, up to the end.
  private mutating func numbers(
    inRow isRow: Bool
  ) throws(Fault) -> [(value: Double, offset: Int)] {
    var numbers: [(value: Double, offset: Int)] = []
    repeat {
      skipBlanks()
      let offset = index
      let term = try expression()
      if case .scalar(let code) = term {
        numbers.append((try code(session.pending), offset))
      } else if isRow, numbers.isEmpty, let vector = term.vector {
        try end()
        return try vector.code(session.pending).map { ($0, offset) }
      } else {
        throw Fault(
          .wanted(isRow && numbers.isEmpty ? "a number or a vector" : "a number", term.kind),
          at: offset)
      }
    } while skip(",")
    try end()
    return numbers
  }
}
