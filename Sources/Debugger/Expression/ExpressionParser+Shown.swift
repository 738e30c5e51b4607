import Word2Vec

// Spellings of panes and formulas: u_pie, ŷ_pie, ∂J/∂v_c.

extension ExpressionParser {
  /// A symbol with a word after an underscore, such as `u_pie` or `yhat_pie`; `nil` for other names.
  ///
  /// A word that is no name follows in quotes: `u_"well-known"`.
  mutating func indexed(_ name: String) -> Term? {
    guard let underscore = name.firstIndex(of: "_"),
      let symbol = Symbol.named(String(name[..<underscore])),
      Symbol.indexedByName.contains(symbol.name)
    else { return nil }
    let rest = String(name[name.index(after: underscore)...])
    if rest.isEmpty, index < bytes.count, bytes[index] == UInt8(ascii: "\"") {
      guard let (word, end) = readQuoted(bytes, from: index),
        let term = nested("\(symbol.name)[\(quoted(word))]")
      else { return nil }
      index = end
      return term
    }
    return rest.isEmpty ? nil : nested("\(symbol.name)[\(quoted(Array(rest.utf8)))]")
  }

  /// Skips a bar of ‖a‖ if it is next.
  mutating func skipNormBar() -> Bool {
    skipBlanks()
    guard bytes[index...].starts(with: "‖".utf8) else { return false }
    index += "‖".utf8.count
    return true
  }

  /// A derivative as formulas write it: `∂J/∂v_c`, `∂J/∂u_pie`, `∂F/∂v_c[p]`, `∂F/∂u_pie[p]`.
  ///
  /// - Returns: `nil` unless one is next.
  mutating func derivative() throws(Fault) -> Term? {
    let offset = index
    for (spelling, symbol) in Self.derivatives where bytes[index...].starts(with: spelling.utf8) {
      index += spelling.utf8.count
      if bytes[index...].starts(with: "[".utf8), let term = nestedSubscripts(of: symbol) {
        return term
      }
      guard skip("_"), let word = derivativeWord() else { break }
      let isCenter = symbol.hasSuffix("center")
      let place = isCenter ? "" : "[\(word)]"
      guard isCenter || symbol.hasSuffix("outside") else {
        if let term = nested(symbol + place) { return term }
        break
      }
      guard let pair = brackets(), let term = nested("\(symbol)\(pair)\(place)") else { break }
      return term
    }
    if index > offset {
      index = offset
      throw Fault(
        .unexpected("∂", expected: "∂J/∂v_c, ∂J/∂u_w, ∂F/∂v_c[p] or ∂F/∂u_w[p]"), at: offset)
    }
    return nil
  }

  private static let derivatives = [
    ("∂J/∂v", "grad.v"), ("∂J/∂u", "grad.u"), ("∂F/∂v", "grad.center"), ("∂F/∂u", "grad.outside"),
  ]

  /// The word after `∂J/∂v_`, as it is written in brackets; `c` is the center word.
  private mutating func derivativeWord() -> String? {
    if index < bytes.count, bytes[index] == UInt8(ascii: "\"") {
      guard let (word, end) = readQuoted(bytes, from: index) else { return nil }
      index = end
      return quoted(word)
    }
    guard let name = readName() else { return nil }
    if name == "c", session.corpus.vocabulary.index(of: Array("c".utf8)) == nil { return "center" }
    return quoted(Array(name.utf8))
  }

  /// The text of brackets that come next, with them.
  private mutating func brackets() -> String? {
    let start = index
    guard start < bytes.count, bytes[start] == UInt8(ascii: "["),
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "]"))
    else { return nil }
    index = end + 1
    return String(decoding: bytes[start...end], as: UTF8.self)
  }

  private mutating func nestedSubscripts(of symbol: String) -> Term? {
    let start = index
    var text = symbol
    for _ in 0..<(Symbol.named(symbol)?.subscripts.count ?? 1) {
      guard let next = brackets() else { break }
      text += next
    }
    if let term = nested(text) { return term }
    index = start
    return nil
  }

  /// The value of another spelling of what is next; `nil` if it has none.
  private mutating func nested(_ text: String) -> Term? {
    var parser = ExpressionParser(text, in: session)
    guard let term = try? parser.wholeExpression() else { return nil }
    include(parser)
    return term
  }
}

extension Symbol {
  /// The symbols that a word can follow after an underscore.
  static let indexedByName: Set = ["v", "u", "z", "yhat"]
}
