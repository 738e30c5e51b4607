import Word2Vec

extension ExpressionParser {
  // MARK: Words

  /// Parses a word in the brackets of `v[…]` or in the parentheses of `count(…)`.
  ///
  /// Any text is a word here, so `v[well-known]`, `v[1984]` and `v[step]` need no quotes.
  /// Exceptions: symbols of kind word, such as `center`, and values of the history.
  mutating func bracketedWord() throws(Fault) -> Code<Int> {
    skipBlanks()
    let offset = index
    if index < bytes.count, bytes[index] == UInt8(ascii: "\"") {
      return constant(try quotedWord())
    }
    var end = index
    while end < bytes.count, !Self.endsBracketedWord(bytes[end]) { end += 1 }
    if end == bytes.count { ending = (.word, offset) }
    guard end > index else {
      if index == bytes.count { throw Fault(.end(expected: "a word"), at: offset) }
      throw unexpected("a word")
    }
    let name = Array(bytes[index..<end])
    index = end
    guard
      Symbol.named(String(decoding: name, as: UTF8.self)).map(isWord)
        ?? (name[0] == UInt8(ascii: "$") && name.dropFirst().allSatisfy(isDigit))
    else { return constant(try word(name, at: offset)) }
    index = offset
    defer { if ending?.start == offset { ending = (.word, offset) } }
    let term = try element()
    guard case .word(let code) = term else { throw Fault(.wanted("a word", term.kind), at: offset) }
    return code
  }

  /// Whether a symbol keeps its meaning in brackets: `center`, `outside[p]`, `negative[p][k]`.
  private func isWord(_ symbol: Symbol) -> Bool {
    switch symbol.evaluation {
    case .word: true
    case .words: peek("[")
    default: false
    }
  }

  /// Whether a word parses as a word without quotes and is safe to print.
  static func readsUnquoted(_ word: Int, inBrackets: Bool, in session: Session) -> Bool {
    let name = String(decoding: session.corpus.vocabulary.bytes(of: word), as: UTF8.self)
    guard Symbol.named(name) == nil, name.utf8.first != UInt8(ascii: "$"),
      displayText(name.utf8) == name
    else { return false }
    var parser = ExpressionParser(name, in: session)
    let term =
      inBrackets ? (try? parser.bracketedWord()).map(Term.word) : try? parser.wholeExpression()
    return parser.index == parser.bytes.count
      && (try? term?.value(at: session.pending)) == .word(word)
  }

  private static func endsBracketedWord(_ byte: UInt8) -> Bool {
    isBlank(byte) || "[](),\"".utf8.contains(byte)
  }

  /// Parses a word in double quotes.
  mutating func quotedWord() throws(Fault) -> Int {
    let offset = index
    guard let (name, end) = readQuoted(bytes, from: index) else {
      ending = (.word, offset)
      throw Fault(.unclosedQuote, at: offset)
    }
    index = end
    return try word(name, at: offset)
  }

  /// Looks up a word.
  mutating func word(_ name: [UInt8], at offset: Int) throws(Fault) -> Int {
    do {
      let word = try session.word(name)
      lastWord = word
      return word
    } catch let error as CommandError {
      throw Fault(.word(error), at: offset)
    } catch {
      preconditionFailure("looking up a word fails with a CommandError only")
    }
  }

  /// A suggestion for an unknown name: a hyphenated word that lacks its quotes, otherwise the
  /// nearest symbol, function or word.
  func nearest(to name: String, at offset: Int) -> String? {
    let vocabulary = session.corpus.vocabulary
    let hyphenated = bytes[offset...].prefix { !Self.endsBracketedWord($0) }
    if hyphenated.contains(UInt8(ascii: "-")), vocabulary.index(of: hyphenated) != nil {
      return quoted(Array(hyphenated))
    }
    guard name.utf8.count <= 64 else { return nil }
    var distances = EditDistance(to: name.lowercased().utf8)
    func distance(_ other: String) -> Int { distances.measure(other.lowercased().utf8) }
    let allowed = name.utf8.count == 1 ? 0 : min(max(name.utf8.count / 3, 1), 3)
    let symbol = (Symbol.all.map(\.name) + ExpressionFunction.all.map(\.name))
      .map { (name: $0, distance: distance($0)) }
      .min { $0.distance < $1.distance }
    let word = vocabulary.nearest(to: name.utf8).map { vocabulary.name(of: $0) }
    guard let symbol, symbol.distance <= allowed else { return word }
    guard let word, symbol.distance > 0, distance(word) <= symbol.distance else {
      return symbol.name
    }
    return word
  }

  // MARK: Names, numbers and values of the history

  /// Parses a name: letters, digits, underscores, and dots and apostrophes between them.
  ///
  /// Non-ASCII characters are letters, except blanks and operators.
  mutating func readName() -> String? {
    let start = index
    var end = index
    while let length = nameScalarLength(at: end) {
      end += length
      if end + 1 < bytes.count, bytes[end] == UInt8(ascii: ".") || bytes[end] == UInt8(ascii: "'"),
        nameScalarLength(at: end + 1) != nil
      {
        end += 1
      }
    }
    guard end > start else { return nil }
    index = end
    if end == bytes.count || bytes[end...].elementsEqual(".".utf8) { ending = (.value, start) }
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }

  /// The number of bytes of the scalar at an index; `nil` if names cannot contain it.
  private func nameScalarLength(at index: Int) -> Int? {
    guard index < bytes.count else { return nil }
    let byte = bytes[index]
    if byte < 0x80 { return isLetter(byte) || isDigit(byte) || byte == UInt8(ascii: "_") ? 1 : nil }
    let length = byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
    let text = String(decoding: bytes[index...].prefix(length), as: UTF8.self)
    guard let scalar = text.unicodeScalars.first, !scalar.properties.isWhitespace,
      !Self.operatorScalars.contains(scalar)
    else { return nil }
    return length
  }

  private static let operatorScalars: Set<Unicode.Scalar> = Set(
    (ExpressionOperator.all.flatMap { [$0.spelling] + $0.aliases }
      + ExpressionPrefix.all.flatMap(\.aliases) + ["‖", "∂"])
      .flatMap(\.unicodeScalars).filter { !$0.isASCII })

  /// Parses a decimal number; `nil` for a name that starts with a digit, such as `1st`.
  mutating func number() throws(Fault) -> Double? {
    var end = index
    func digits() -> Int { bytes[end...].prefix(while: isDigit).count }
    let whole = digits()
    end += whole
    var fraction = 0
    if end < bytes.count, bytes[end] == UInt8(ascii: ".") {
      end += 1
      fraction = digits()
      end += fraction
      if fraction == 0 { end -= 1 }
    }
    guard whole + fraction > 0 else { return nil }
    if end < bytes.count, bytes[end] | 0x20 == UInt8(ascii: "e") {
      let mantissaEnd = end
      end += 1
      if end < bytes.count, bytes[end] == UInt8(ascii: "-") || bytes[end] == UInt8(ascii: "+") {
        end += 1
      }
      let exponent = digits()
      end = exponent > 0 ? end + exponent : mantissaEnd
    }
    if nameScalarLength(at: end) != nil { return nil }
    let text = String(decoding: bytes[index..<end], as: UTF8.self)
    guard let value = Double(text), value.isFinite else {
      throw Fault(.badNumber(displayed(text)), at: index)
    }
    index = end
    return value
  }

  /// Parses `$` or `$N`: the value of the history at the time of parsing.
  mutating func historyValue() throws(Fault) -> Term {
    let offset = index
    let digits = bytes[(index + 1)...].prefix(while: isDigit)
    index += 1 + digits.count
    let history = session.valueHistory
    let text = String(decoding: digits, as: UTF8.self)
    let number = digits.isEmpty ? history.count : Int(text) ?? Int.max
    guard 1...max(1, history.count) ~= number, !history.isEmpty else {
      throw Fault(.noValue("$" + displayed(text), count: history.count), at: offset)
    }
    let words = session.run.parameters.words
    switch history[number - 1] {
    case .scalar(let value): return .scalar(constant(value))
    case .boolean(let value): return .boolean(constant(value))
    case .word(let word):
      guard word < words else { throw Fault(.foreignValue("$\(number)"), at: offset) }
      readsHistoryWord = true
      return .word(constant(word))
    case .words(let list):
      guard list.allSatisfy({ $0 < words }) else {
        throw Fault(.foreignValue("$\(number)"), at: offset)
      }
      readsHistoryWord = true
      return .words(.words, constant(list))
    case .vector(let values):
      let axis: VectorAxis =
        values.count == session.run.parameters.dimension
        ? .components : values.count == words ? .words : .other(values.count)
      return .vector(VectorTerm(axis: axis, origin: .history, code: constant(values)))
    }
  }

  // MARK: Bytes

  mutating func skipBlanks() {
    while index < bytes.count, isBlank(bytes[index]) { index += 1 }
  }

  /// Whether a character is next, ignoring blanks.
  func peek(_ character: Unicode.Scalar) -> Bool {
    bytes[index...].first { !isBlank($0) } == UInt8(ascii: character)
  }

  /// Skips a character if it is next, ignoring blanks.
  mutating func skip(_ character: Unicode.Scalar) -> Bool {
    guard peek(character) else { return false }
    skipBlanks()
    index += 1
    return true
  }

  /// Skips a closing bracket.
  mutating func close(_ bracket: Unicode.Scalar) throws(Fault) {
    if !skip(bracket) { throw unexpected("'\(bracket)'") }
  }

  /// The error for the next token.
  mutating func unexpected(_ expected: String) -> Fault {
    skipBlanks()
    let offset = index
    guard index < bytes.count else { return Fault(.end(expected: expected), at: offset) }
    if let use = Self.mistaken[bytes[index]] {
      return Fault(.notAnOperator(String(UnicodeScalar(bytes[index])), use: use), at: offset)
    }
    let rest = String(decoding: bytes[index...].prefix(64), as: UTF8.self)
    let expectedEnding = ending
    let token = readName() ?? rest.first.map(String.init) ?? ""
    ending = expectedEnding
    return Fault(.unexpected(displayed(token), expected: expected), at: offset)
  }

  /// Operators of other languages, with their replacement.
  private static let mistaken: [UInt8: String] = [
    UInt8(ascii: "="): "'==' compares, and `set var` assigns",
    UInt8(ascii: "&"): "'&&' joins two conditions",
    UInt8(ascii: "|"): "'||' joins two conditions",
    UInt8(ascii: "^"): "a power is written '**'",
    UInt8(ascii: "'"): "words are quoted with \"",
  ]

  /// A part of the text, shortened and safe to print.
  func displayed(_ text: String) -> String {
    displayText((text.utf8.count > 60 ? String(text.prefix(60)) + "…" : text).utf8)
  }
}

private func isLetter(_ byte: UInt8) -> Bool {
  UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20
}

private func isDigit(_ byte: UInt8) -> Bool {
  UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
}

/// Code that evaluates to a constant.
func constant<Value: Sendable>(_ value: Value) -> Code<Value> {
  { _ throws(Fault) in value }
}
