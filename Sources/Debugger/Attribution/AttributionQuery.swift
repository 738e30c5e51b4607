import Runs
import Word2Vec

/// The arguments of `why`: an expression of parameters and a span of windows.
struct AttributionQuery {
  let expression: Expression
  /// The windows whose updates count.
  let span: Range<Int>

  /// Parses `A B` or an expression, then `from N` and `to N`.
  init(_ invocation: Invocation) throws {
    let session = invocation.session
    var arguments = try invocation.arguments()[...]
    var (first, end) = (session.run.history.start, session.run.history.end)
    while arguments.count > 2, let number = arguments.last, !number.isQuoted {
      let keyword = arguments[arguments.endIndex - 2]
      guard !keyword.isQuoted, keyword.text == "from" || keyword.text == "to" else { break }
      let window = try invocation.integer(number, from: 0, "the number of a window, from 0")
      if keyword.text == "from" { first = window } else { end = window }
      arguments = arguments.dropLast(2)
    }
    guard let last = arguments.last else { throw invocation.missing("two words, or an expression") }
    if arguments.count > 2, !last.isQuoted, last.text == "from" || last.text == "to" {
      throw invocation.missing("the number of a window after `\(last.text)`")
    }
    if let pair = try Self.pair(Array(arguments), in: session) {
      let names = pair.map { quoted(Array(session.corpus.vocabulary.bytes(of: $0))) }
      expression = try Expression("dot(v[\(names[0])], u[\(names[1])])", in: session)
    } else {
      let text = String(
        decoding: Array(invocation.text.utf8)[..<last.range.upperBound], as: UTF8.self)
      expression = try invocation.pointing { try Self.expression(text, in: session) }
    }
    try session.requireRecorded(first)
    if session.run.history.isWithoutBeginning { try session.requireRecorded(first - 1) }
    if session.run.history.start == session.run.history.end {
      throw CommandError.other(
        "the history has no applied windows; `step` applies the pending one")
    }
    guard first < end, end <= session.run.history.end else {
      throw CommandError.other(
        "windows \(grouped(first)) to \(grouped(end)) are not in the history, which has windows "
          + "\(grouped(session.run.history.start)) to \(grouped(session.run.history.end))")
    }
    span = first..<end
  }

  /// Parses an expression of parameters, whose value does not depend on a window.
  private static func expression(_ text: String, in session: Session) throws -> Expression {
    let expression = try Expression(text, in: session)
    switch expression.kind {
    case .scalar, .vector, .word: break
    case .words, .boolean:
      throw CommandError.other("'\(text)' is \(expression.kind); `why` takes a number or a vector")
    }
    if expression.readsWindow {
      throw CommandError.other(
        "'\(text)' depends on the pending window; `why` takes expressions of v[WORD] and u[WORD]")
    }
    return expression
  }

  /// The words of two plain arguments.
  private static func pair(
    _ arguments: [CommandArgument], in session: Session
  ) throws -> [Int]? {
    guard arguments.count == 2 else { return nil }
    let isPlain = arguments.allSatisfy { argument in
      argument.isQuoted || !argument.bytes.contains { "[](),+*/<>=!&|$".utf8.contains($0) }
    }
    guard isPlain else { return nil }
    return try arguments.map { try session.word($0) }
  }

  /// The value at a window, as a list of numbers.
  func value(at window: PendingWindow) throws -> [Double] {
    switch try expression.value(at: window) {
    case .scalar(let number): [number]
    case .vector(let vector): vector
    case .word(let word):
      window.run.parameters.center.vector(word)
    case .words, .boolean: preconditionFailure("refused by the parser")
    }
  }

  /// The words whose outside vectors occur in the expression.
  var outsideWords: [Int] { expression.rows.filter { $0.side == .outside }.map(\.word) }

  /// The roles of the expression's rows in an update: center, observed, drawn.
  func roles(in update: Update, session: Session) -> String {
    // With one row per side, as in `why A B`, the role identifies the word.
    let namesWords = expression.rows.count > Set(expression.rows.map(\.side)).count
    return expression.rows
      .flatMap { row in
        parts(of: row, in: update).map { namesWords ? "\(session.name(row.word)) \($0)" : $0 }
      }
      .joined(separator: ", ")
  }

  private func parts(of row: ParameterRow, in update: Update) -> [String] {
    let word = Int32(row.word)
    guard row.side == .outside else { return update.center == word ? ["center"] : [] }
    let observed = update.outside.count { $0 == word }
    let drawn = update.objective.hasDraws ? update.draws.count(of: word) : 0
    if update.objective.readsWholeVocabulary, observed == 0 { return ["in ŷ"] }
    return (observed > 0 ? ["observed" + times(observed)] : [])
      + (drawn > 0 ? ["drawn" + times(drawn)] : [])
  }

  private func times(_ count: Int) -> String { count > 1 ? " ×\(count)" : "" }
}
