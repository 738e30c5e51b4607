import OrderedCollections
import Word2Vec

/// A recursive-descent parser of expressions that produces a ``Term``.
///
/// It has no separate lexer because tokens depend on context: `v[well-known]` contains one word,
/// `king-man` two. Depth and number of operations are bounded, so that neither parsing nor
/// evaluation can exhaust the stack.
struct ExpressionParser {
  /// The kind of name expected at the end of the text, for completion.
  enum Expectation {
    /// A symbol, a function or a word.
    case value
    /// A word, or a symbol of kind word.
    case word
  }

  let session: Session
  let bytes: [UInt8]
  var index = 0
  /// The expectation at the end of the text and the start of the last name, for completion.
  var ending: (expectation: Expectation, start: Int)?
  /// Whether a symbol of the pending window was parsed.
  private(set) var readsWindow = false
  /// The rows of parameters parsed so far, in order of appearance.
  private(set) var rows: OrderedSet<ParameterRow> = []
  /// Whether a word of the history was parsed; its rows are not in ``rows``.
  var readsHistoryWord = false
  /// The word looked up most recently.
  var lastWord: Int?
  private var depth = 0
  private var operations = 0

  static let deepest = 100
  static let longest = 1000

  init(_ text: String, in session: Session) {
    self.session = session
    bytes = Array(text.utf8)
  }

  /// Notes what a parser of a part has read.
  mutating func include(_ part: ExpressionParser) {
    readsWindow = readsWindow || part.readsWindow
    readsHistoryWord = readsHistoryWord || part.readsHistoryWord
    rows.formUnion(part.rows)
  }

  // MARK: Whole texts

  /// Parses the whole text as one expression.
  mutating func wholeExpression() throws(Fault) -> Term {
    let term = try expression()
    try end()
    return term
  }

  /// Requires the end of the text, ignoring blanks.
  mutating func end() throws(Fault) {
    skipBlanks()
    if index < bytes.count { throw unexpected("an operator or the end") }
  }

  // MARK: Operators

  /// Parses an expression of operators of at least a level.
  mutating func expression(level: Int = 0) throws(Fault) -> Term {
    depth += 1
    defer { depth -= 1 }
    skipBlanks()
    if depth > Self.deepest { throw Fault(.tooDeep(limit: Self.deepest), at: index) }
    var left = try prefixed()
    var comparison = false
    while let (symbol, length) = match(Self.operators), symbol.level >= level {
      let offset = index
      if symbol.isComparison {
        if comparison { throw Fault(.comparisonChain, at: offset) }
        comparison = true
      }
      try countOperation(at: offset)
      index += length
      let right = try expression(level: symbol.isRightAssociative ? symbol.level : symbol.level + 1)
      left = try combined(left, symbol, right, at: offset)
    }
    return left
  }

  private func combined(
    _ left: Term, _ symbol: ExpressionOperator, _ right: Term, at offset: Int
  ) throws(Fault) -> Term {
    try locating(at: offset) { () throws(ExpressionError.Reason) in
      guard let term = try symbol.combine(left, right) else {
        throw .operands(operator: symbol.spelling, does: symbol.does, left.kind, right.kind)
      }
      return term
    }
  }

  private mutating func prefixed() throws(Fault) -> Term {
    guard let (prefix, length) = match(Self.prefixes) else { return try element() }
    let offset = index
    try countOperation(at: offset)
    index += length
    let operand = try expression(level: ExpressionOperator.unaryLevel)
    guard let term = prefix.apply(operand) else {
      throw Fault(
        .operand(operator: prefix.spelling, does: prefix.does, operand.kind), at: offset)
    }
    return term
  }

  private mutating func countOperation(at offset: Int) throws(Fault) {
    operations += 1
    if operations > Self.longest { throw Fault(.tooLong(limit: Self.longest), at: offset) }
  }

  /// The first row of a table whose spelling is next, ignoring blanks, and its length in bytes.
  private mutating func match<Row>(_ table: [(spelling: [UInt8], row: Row)]) -> (Row, Int)? {
    skipBlanks()
    return table.first { bytes[index...].starts(with: $0.spelling) }
      .map { ($0.row, $0.spelling.count) }
  }

  private static let operators = bySpelling(ExpressionOperator.all) { [$0.spelling] + $0.aliases }
  private static let prefixes = bySpelling(ExpressionPrefix.all) { [$0.spelling] + $0.aliases }

  /// The rows of a table by spelling, the longest first, so that `**` does not parse as `*`.
  private static func bySpelling<Row>(
    _ table: [Row], _ spellings: (Row) -> [String]
  ) -> [(spelling: [UInt8], row: Row)] {
    table.flatMap { row in spellings(row).map { (spelling: Array($0.utf8), row: row) } }
      .sorted { $0.spelling.count > $1.spelling.count }
  }

  // MARK: Values

  /// Parses a value and its subscripts.
  mutating func element() throws(Fault) -> Term {
    var term = try value()
    while skip("[") {
      term = try part(of: term, at: index - 1)
      try close("]")
    }
    return term
  }

  private mutating func value() throws(Fault) -> Term {
    skipBlanks()
    let offset = index
    guard index < bytes.count else {
      ending = (.value, offset)
      throw Fault(.end(expected: "a value"), at: offset)
    }
    switch bytes[index] {
    case UInt8(ascii: "("):
      index += 1
      let term = try expression()
      try close(")")
      return term
    case UInt8(ascii: "\""):
      return centerWord(try quotedWord())
    case UInt8(ascii: "$"):
      return try historyValue()
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."):
      if let number = try number() { return .scalar(constant(number)) }
    default: break
    }
    if skipNormBar() {
      let inner = try expression()
      guard let vector = inner.vector else {
        throw Fault(.wanted("a vector", inner.kind), at: offset)
      }
      guard skipNormBar() else { throw unexpected("'‖'") }
      return .scalar { window throws(Fault) in norm(try vector.code(window)) }
    }
    if let term = try derivative() { return term }
    guard let name = readName() else { throw unexpected("a value") }
    return try named(name, at: offset)
  }

  /// Resolves a name outside brackets: a symbol, a function call, or a word.
  private mutating func named(_ name: String, at offset: Int) throws(Fault) -> Term {
    let isCall = peek("(")
    if let symbol = Symbol.named(name) {
      if isCall { throw Fault(.symbolWithArguments(name, usage: symbol.usage), at: offset) }
      return try value(of: symbol, at: offset)
    }
    let function = ExpressionFunction.named(name)
    if isCall {
      guard let function else {
        throw Fault(
          .unknownFunction(
            displayed(name),
            nearest: nearestName(to: name, among: ExpressionFunction.all.map(\.name))),
          at: offset)
      }
      return try call(function, at: offset)
    }
    switch session.corpus.vocabulary.lookUp(name.utf8) {
    case .word, .belowMinimumCount:
      return centerWord(try word(Array(name.utf8), at: offset))
    case .absent: break
    }
    if let term = indexed(name) { return term }
    if let function {
      throw Fault(.functionWithoutArguments(name, usage: function.usage), at: offset)
    }
    throw Fault(.unknownName(displayed(name), nearest: nearest(to: name, at: offset)), at: offset)
  }

  /// Parses a call from its opening parenthesis on.
  private mutating func call(_ function: ExpressionFunction, at offset: Int) throws(Fault) -> Term {
    _ = skip("(")
    var arguments: [(term: Term, offset: Int)] = []
    repeat {
      skipBlanks()
      let start = index
      if arguments.isEmpty, peek(")") { break }
      let term = function.takesWord ? .word(try bracketedWord()) : try expression()
      arguments.append((term, start))
    } while skip(",")
    try close(")")
    return try function.term(of: arguments, at: offset)
  }

  /// A bare word, which converts to its center vector.
  private mutating func centerWord(_ word: Int) -> Term {
    rows.append(ParameterRow(side: .center, word: word))
    return .word(constant(word))
  }

  // MARK: Symbols

  /// Parses the subscripts of a symbol.
  private mutating func value(of symbol: Symbol, at offset: Int) throws(Fault) -> Term {
    if !symbol.isRowOfWord { readsWindow = true }
    lastWord = nil
    let subscripts = try self.subscripts(of: symbol, at: offset)
    if symbol.isRowOfWord, case .row(let side, _) = symbol.evaluation, let lastWord {
      rows.append(ParameterRow(side: side, word: lastWord))
    }
    func code<Value: Sendable>(_ evaluate: @escaping Symbol.Reading<Value>) -> Code<Value> {
      { window throws(Fault) in
        let subscripts = try subscripts(window)
        return try locating(at: offset) { () throws(ExpressionError.Reason) in
          try evaluate(window, subscripts)
        }
      }
    }
    switch symbol.evaluation {
    case .scalar(let evaluate): return .scalar(code(evaluate))
    case .word(let evaluate): return .word(code(evaluate))
    case .words(let numbering, let evaluate): return .words(numbering, code(evaluate))
    case .row(let side, let evaluate): return .vector(.row(side, of: code(evaluate)))
    case .vector(let axis, let evaluate):
      return .vector(VectorTerm(axis: axis, code: code(evaluate)))
    }
  }

  /// Parses the subscripts of a symbol; their values are checked against the window in evaluation.
  mutating func subscripts(
    of symbol: Symbol, at offset: Int
  ) throws(Fault) -> Code<Symbol.SubscriptValues> {
    var word: Code<Int>?
    var pair: (code: Code<Double>, offset: Int)?
    for kind in symbol.subscripts {
      guard skip("[") else {
        throw Fault(.missingSubscript(symbol.name, usage: symbol.usage), at: offset)
      }
      switch kind {
      case .word: word = try bracketedWord()
      case .pair: pair = try numberInBrackets()
      }
      try close("]")
    }
    return { [word, pair] window throws(Fault) in
      if let objective = symbol.objective, objective != window.run.hyperparameters.objective {
        throw Fault(.wrongObjective(symbol.name, needed: objective.rawValue), at: offset)
      }
      var values = Symbol.SubscriptValues()
      if let word { values.word = try word(window) }
      if let pair {
        values.pair = try position(
          try pair.code(window), from: 1, count: window.run.window.outside.count,
          at: pair.offset, otherwise: ExpressionError.Reason.noSuchPair)
      }
      return values
    }
  }

  /// Parses a number in brackets, with its offset.
  mutating func numberInBrackets() throws(Fault) -> (code: Code<Double>, offset: Int) {
    skipBlanks()
    let offset = index
    let term = try expression()
    guard case .scalar(let code) = term else {
      throw Fault(.wanted("a number", term.kind), at: offset)
    }
    return (code, offset)
  }

  /// Parses a subscript after its opening bracket.
  private mutating func part(of term: Term, at offset: Int) throws(Fault) -> Term {
    if case .words(let numbering, let words) = term {
      let (number, offset) = try numberInBrackets()
      return .word { window throws(Fault) in
        let words = try words(window)
        let position = try position(
          try number(window), from: 1, count: words.count, at: offset,
          otherwise: numbering.missing)
        return words[position]
      }
    }
    guard let vector = term.vector else { throw Fault(.noComponents(term.kind), at: offset) }
    if vector.axis == .words {
      let word = try bracketedWord()
      return .scalar { window throws(Fault) in try vector.code(window)[try word(window)] }
    }
    let (number, offset) = try numberInBrackets()
    return .scalar { window throws(Fault) in
      let view = try vector.code(window)
      let position = try position(
        try number(window), from: 0, count: view.count, at: offset,
        otherwise: ExpressionError.Reason.noSuchComponent)
      return view[position]
    }
  }
}

/// Runs `body` and attaches an offset to its error.
func locating<Value>(
  at offset: Int, _ body: () throws(ExpressionError.Reason) -> Value
) throws(Fault) -> Value {
  do throws(ExpressionError.Reason) {
    return try body()
  } catch {
    throw Fault(error, at: offset)
  }
}

/// The position, from 0, of a subscript that counts from `first`.
///
/// - Throws: ``ExpressionError/Reason/notWhole(_:)``, or `reason` if the subscript is out of range.
func position(
  _ number: Double, from first: Int, count: Int, at offset: Int,
  otherwise reason: (Int, Int) -> ExpressionError.Reason
) throws(Fault) -> Int {
  guard let whole = Int(exactly: number) else { throw Fault(.notWhole(number), at: offset) }
  guard first..<first + count ~= whole else { throw Fault(reason(whole, count), at: offset) }
  return whole - first
}
