import Runs
import Word2Vec

extension Session {
  /// Writes the pending window's gradient terms as CSV (RFC 4180), one per row.
  ///
  /// The terms of `∂J/∂v_c` come first, then those of `∂J/∂u_w` for the words observed or drawn.
  func writeTermsCSV(to write: (String) throws -> Void) throws {
    let trace = try trace()
    let dimension = trace.centerVector.count
    let heading =
      ["parameter", "word", "pair", "term", "about", "count", "coefficient", "norm"]
      + (0..<dimension).map { "component\($0)" }
    try write(line(heading))
    for pair in trace.pairs.indices {
      for term in trace.centerTerms(pair: pair) {
        try write(row(term, of: "v", trace.window.center))
      }
    }
    for word in trace.involvedWords {
      for pair in trace.pairs.indices {
        for term in trace.outsideTerms(word, pair: pair) { try write(row(term, of: "u", word)) }
      }
    }
  }

  private func row(_ term: GradientTerm, of matrix: String, _ word: Int) -> String {
    let fields = [
      matrix, corpus.vocabulary.name(of: word), "\(term.pair + 1)", term.formula,
      term.word.map { corpus.vocabulary.name(of: $0) } ?? "",
      term.count.map { "\($0)" } ?? "", exactly(term.coefficient), exactly(term.norm),
    ]
    return line(fields + term.value.map(exactly))
  }

  private func line(_ fields: [String]) -> String {
    fields.map(csvField).joined(separator: ",") + "\r\n"
  }
}

/// A CSV field, quoted if necessary; a text that a spreadsheet would compute as a formula begins with
/// an apostrophe.
///
/// It compares scalars, not characters: a combining accent would hide the comma before it.
func csvField(_ field: String) -> String {
  let isFormula = field.utf8.first.map("=+-@".utf8.contains) ?? false
  let text = isFormula && Double(field) == nil ? "'" + field : field
  guard text.unicodeScalars.contains(where: ",\"\r\n".unicodeScalars.contains) else { return text }
  let doubled = text.unicodeScalars.flatMap { $0 == "\"" ? [$0, $0] : [$0] }
  return "\"\(String(String.UnicodeScalarView(doubled)))\""
}
