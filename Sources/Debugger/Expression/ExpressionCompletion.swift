import SkipGram

/// What can stand in place of the name that ends a text: an expression or an assignment up to the
/// cursor.
///
/// The start of the completions counts from the start of the text. There are none where no name can
/// stand, as after a value.
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

/// The names that begin with some text: symbols and functions, then words by frequency.
///
/// Words are in quotes where they would be read as something else, and if the text begins with one.
/// `wordsOnly` is for names in the brackets of `v[…]`. At most `limit` words are offered.
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
  let symbols = Symbol.all.filter { !wordsOnly || $0.namesWords }.map { symbol in
    symbol.name + (symbol.subscripts.isEmpty && !(wordsOnly && symbol.shape == "words") ? "" : "[")
  }
  let functions = wordsOnly ? [] : ExpressionFunction.all.map { $0.name + "(" }
  return (symbols + functions).filter { $0.utf8.starts(with: prefix.utf8) }.sorted() + words
}

/// A word as an expression names it: in quotes where it would be read as something else.
package func expressionSpelling(
  of word: Int, inBrackets: Bool = false, in session: Session
) -> String {
  let bytes = Array(session.corpus.vocabulary.bytes(of: word))
  return ExpressionParser.readsUnquoted(word, inBrackets: inBrackets, in: session)
    ? String(decoding: bytes, as: UTF8.self) : quoted(bytes)
}
