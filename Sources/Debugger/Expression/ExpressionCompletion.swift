import Word2Vec

/// Completions of the last name of a text, an expression or an assignment up to the cursor.
///
/// The start of the completions is a byte offset into the text. The list is empty where no name is
/// allowed, such as after a value.
package func expressionCompletions(
  _ text: String, in session: Session, limit: Int = 100
) -> Completions {
  var parser = ExpressionParser(text, in: session)
  let term = try? parser.wholeExpression()
  if term == nil, parser.ending == nil {
    parser = ExpressionParser(text, in: session)
    _ = try? parser.assignment()
  }
  guard let (expectation, start) = parser.ending else {
    return Completions(start: text.utf8.count, candidates: [], closes: false)
  }
  let prefix = String(decoding: Array(text.utf8)[start...], as: UTF8.self)
  return Completions(
    start: start,
    candidates: expressionCandidates(
      prefix: prefix, in: session, wordsOnly: expectation == .word, limit: limit),
    closes: false)
}

/// The names with a prefix: symbols and functions, then words by frequency.
///
/// Words are quoted if they would parse as something else, or if the prefix starts with a quote.
/// `wordsOnly` restricts names to the brackets of `v[…]`; `limit` is the maximum number of words.
package func expressionCandidates(
  prefix: String, in session: Session, wordsOnly: Bool = false, limit: Int = 100
) -> [String] {
  let vocabulary = session.corpus.vocabulary
  let isQuoted = prefix.utf8.first == UInt8(ascii: "\"")
  let words = vocabulary.completions(prefix: prefix.utf8.dropFirst(isQuoted ? 1 : 0), limit: limit)
    .map { word in
      isQuoted
        ? quoted(Array(vocabulary.bytes(of: word)))
        : expressionSpelling(of: word, inBrackets: wordsOnly, in: session)
    }
  if isQuoted { return words }
  // `u_pi` is completed to u_pie.
  let parts = prefix.split(separator: "_", maxSplits: 1, omittingEmptySubsequences: false)
  if !wordsOnly, parts.count == 2, let symbol = Symbol.named(String(parts[0])),
    Symbol.indexedByName.contains(symbol.name), Symbol.named(prefix) == nil
  {
    let names = vocabulary.completions(prefix: Array(parts[1].utf8), limit: limit).map { word in
      "\(parts[0])_" + expressionSpelling(of: word, in: session)
    }
    let symbols = Symbol.all.map(\.name).filter { $0.hasPrefix(prefix) }
    if !names.isEmpty { return symbols + names }
  }
  let symbols = Symbol.all.filter { !wordsOnly || $0.namesWords }.map { symbol in
    symbol.name + (symbol.subscripts.isEmpty && !(wordsOnly && symbol.shape == "words") ? "" : "[")
  }
  let functions = wordsOnly ? [] : ExpressionFunction.all.map { $0.name + "(" }
  return (symbols + functions).filter { $0.utf8.starts(with: prefix.utf8) }.sorted() + words
}

/// The spelling of a word in an expression, quoted if it would parse as something else.
package func expressionSpelling(
  of word: Int, inBrackets: Bool = false, in session: Session
) -> String {
  let bytes = Array(session.corpus.vocabulary.bytes(of: word))
  return ExpressionParser.readsUnquoted(word, inBrackets: inBrackets, in: session)
    ? String(decoding: bytes, as: UTF8.self) : quoted(bytes)
}
