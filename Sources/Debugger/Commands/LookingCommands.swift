import Runs
import Word2Vec

extension Command {
  static let lookingCommands: [Command] = [
    Command(
      name: "print", abbreviations: ["p"], usage: "print EXPR", group: .looking,
      summary: "evaluate an expression and keep its value as $1, $2 …",
      details: """
        All symbols of the derivation can be used: J, F[1], v_c, v[king], u[queen], z[king], \
        yhat[king], grad.v[king], grad.u[queen]. Where a vector is expected, a word means its \
        center vector. See `help expressions`.
        """,
      examples: ["print J", "print v[center]", "print apple - pie + plum"],
      arguments: [.expression], repeats: true, run: { try $0.printValue() }),
    Command(
      name: "terms", usage: "terms [center | outside WORD] [PAIR] [by \(TermOrder.usage)]",
      group: .looking,
      summary: "show every term of a gradient: formula, coefficient, norm, share, vector",
      details: """
        `terms center` shows ∂J/∂v_c, `terms outside WORD` shows ∂J/∂u_WORD; with PAIR, the \
        gradient of that pair's F. A term's share is its projection on the sum: shares add up to \
        100 %. ‖Σ‖ is the norm of the sum so far. `by` sorts, largest first.
        """,
      examples: ["terms", "terms center 1", "terms outside the", "terms center by norm"],
      arguments: [
        .choice(["center", "outside"]), .word, .choice(["by"]),
        .choice(TermOrder.allCases.map(\.rawValue)),
      ], run: { try $0.terms() }),
    Command(
      name: "negatives", usage: "negatives [redraw | PAIR = WORD…]", group: .looking,
      summary: "show the negative draws, force those of a pair, or draw again",
      details: """
        Forced draws apply to the pending window only and do not change the draws of later \
        windows. The observed word of a pair cannot be one of its draws.
        """,
      examples: ["negatives", "negatives 1 = car car pony", "negatives redraw"],
      arguments: [.choice(["redraw"]), .choice(["="]), .word], run: { try $0.negatives() }),
    Command(
      name: "list", abbreviations: ["l"], usage: "list [N]", group: .looking,
      summary: "show N sentences of the corpus around the position (default: 5)",
      details: """
        Words that min-count or subsampling leaves out are in parentheses. Again at the same window, \
        or with Enter, it goes on with the next sentences.
        """,
      examples: ["list", "list 20"], repeats: true, run: { try $0.list() }),
    Command(
      name: "where", usage: "where", group: .looking,
      summary: "show the pending window and its position in the corpus",
      run: { try $0.place() }),
    Command(
      name: "info", abbreviations: ["i"],
      usage: "info TOPIC",
      group: .looking,
      summary: "show facts about the corpus, the vocabulary, the window, the model …",
      details: """
        `info model` prints a hash of all parameters: equal hashes mean equal bits. \
        `info update` describes the last update. `info program` says which version this is and for \
        which level of processor its kernels are: v3 has fused multiply-add, v4 AVX-512. Bits are the \
        same at each. The topics are \
        \(Invocation.infoTopics.map(\.name).sorted().joined(separator: ", ")).
        """,
      examples: ["info window", "info model"],
      arguments: [.choice(Invocation.infoTopics.map(\.name))], run: { try $0.info() }),
  ]
}

extension Invocation {
  // MARK: print, terms, negatives

  fileprivate func printValue() throws {
    guard !text.isEmpty else { throw missing("an expression") }
    let (expression, value) = try pointing {
      let expression = try Expression(text, in: session)
      return (expression, try expression.value(in: session))
    }
    let nearest = try expression.nearestWordsLine(value, in: session)
    let name = "$\(session.valueHistory.count + 1) = "
    try session.report(lines: DescribedLines(value, head: name, session: session))
    session.valueHistory.append(value)
    if let nearest { session.report(nearest) }
  }

  fileprivate func terms() throws {
    let trace = try session.trace()
    var reader = try reader()
    var word: Int?
    if !reader.take("center"), reader.take("outside") {
      word = try session.word(reader.next("a word"))
    }
    var pairs = Array(trace.pairs.indices)
    if let argument = reader.rest.first, argument.text != "by" {
      pairs = [try session.pair(argument, of: trace)]
      _ = reader.next()
    }
    var order: TermOrder?
    if reader.next() != nil {
      let name = try reader.next(TermOrder.usage)
      order = TermOrder(rawValue: name.text)
      if order == nil { throw unexpected(name) }
    }
    try reader.end()

    var terms = pairs.flatMap { pair in
      word.map { trace.outsideTerms($0, pair: pair) } ?? trace.centerTerms(pair: pair)
    }
    if let order { order.sort(&terms, dimension: session.hyperparameters.dimension) }
    let loss = pairs.count == trace.pairs.count ? "J" : "F[\(pairs[0] + 1)]"
    let parameter =
      word.map { "u[\(session.name($0))]" } ?? "v[\(session.name(trace.window.center))]"
    session.report(session.termTable(terms, title: "∂\(loss)/∂\(parameter)"))
  }

  fileprivate func negatives() throws {
    let trace = try session.trace()
    var reader = try reader()
    var overrides = session.run.overrides
    let isChange = !reader.rest.isEmpty
    if reader.take("redraw") {
      try reader.end()
      overrides.redraws += 1
      overrides.draws.removeAll()
    } else if let first = reader.next() {
      let pair = try session.pair(first, of: trace)
      guard reader.next()?.text == "=" else { throw missing("'='") }
      let words = try reader.rest.map { try session.word($0) }
      guard !words.isEmpty else { throw missing("a word") }
      if words.contains(trace.pairs[pair].outside) {
        throw CommandError.other(
          "'\(session.name(trace.pairs[pair].outside))' is the observed word of pair \(pair + 1); "
            + "choose other words as negatives")
      }
      overrides.draws[pair] = words
    }
    if isChange { session.make(.overrides(overrides)) }
    session.report(session.drawTable())
  }

  // MARK: list, where

  fileprivate func list() throws {
    let count = try count(default: 5)
    let corpus = session.corpus
    let current = corpus.sentence(
      ofToken: min(session.run.position.token, corpus.tokens.count - 1))
    let next = session.listing.flatMap { last in
      last.window == session.run.number && last.count == count ? last.next : nil
    }
    if next == corpus.sentenceCount {
      session.listing = nil
      throw CommandError.other("that was the last sentence; `list` starts at the position again")
    }
    let first = next ?? max(0, min(current - count / 2, corpus.sentenceCount - count))
    let end = first + min(count, corpus.sentenceCount - first)
    session.listing = (session.run.number, count, end)
    let width = "\(end)".count
    try session.report(
      lines: (first..<end).lazy.map { sentence in
        let number = "\(sentence + 1)"
        let blanks = String(repeating: " ", count: 2 + width - number.count)
        let isCurrent = sentence == current
        return (isCurrent ? ">" : " ") + blanks + number + "  "
          + session.sentenceText(sentence, isCurrent: isCurrent)
      })
  }

  fileprivate func place() throws {
    _ = try arguments(atMost: 0)
    let session = session
    let window = session.run.window
    session.report("window \(grouped(session.run.number)): \(session.windowText(window))")
    session.report(session.placeText(window))
    session.reportEndOfTraining()
  }

  // MARK: info

  fileprivate static let infoTopics: [(name: String, run: @Sendable (Session) throws -> Void)] = [
    ("branches", { $0.reportBranches() }), ("omitted", { $0.reportOmissions() }),
    ("corpus", infoCorpus), ("vocabulary", infoVocabulary), ("window", infoWindow),
    ("model", infoModel), ("settings", { $0.report($0.settingTable) }), ("update", infoUpdate),
    ("breakpoints", { $0.report($0.breakpoints.table) }), ("history", { $0.reportHistory() }),
    ("display", { $0.reportDisplays() }), ("program", infoProgram),
  ]

  fileprivate func info() throws {
    let topics = Self.infoTopics.sorted { $0.name < $1.name }
    let topic = try lookUp(argument("a topic").text, in: topics, kind: .info) { $0.name }
    try topic.run(session)
  }

  @Sendable private static func infoCorpus(_ session: Session) {
    let corpus = session.corpus
    session.reportCorpus()
    session.report(
      "\(grouped(corpus.byteCount)) bytes, tokens \(corpus.tokenization.rawValue), "
        + "min-count \(corpus.vocabulary.minimumCount), "
        + "\(grouped(corpus.vocabulary.keptTokens)) tokens of the vocabulary")
  }

  @Sendable private static func infoVocabulary(_ session: Session) throws {
    let vocabulary = session.corpus.vocabulary
    let shown = min(vocabulary.count, 20)
    let alike = Set(try vocabulary.lookAlikes(cancellation: session.cancellation))
    let table = TextTable(
      ["w", "count", "noise"], [.left, .right, .right],
      rows: (0..<shown).map { word in
        [
          session.name(word) + (alike.contains(word) ? " = \(session.spelling(of: word))" : ""),
          grouped(vocabulary.occurrences(of: word)),
          session.number(session.run.trainer.noise.probabilities[word]),
        ]
      })
    session.report("W = \(counted(vocabulary.count, "word")), by descending count")
    session.report(table.text)
    if shown < vocabulary.count { session.report("… \(grouped(vocabulary.count - shown)) more") }
  }

  @Sendable private static func infoWindow(_ session: Session) throws {
    let trace = try session.trace()
    session.report("window \(grouped(trace.number)): \(session.windowText(trace.window))")
    session.report(session.placeText(trace.window))
    let objective = trace.update.objective.text
    let table = TextTable(
      ["p", "o", "z_o", objective.probabilityFormula, "F"],
      [.right, .left, .right, .right, .right],
      rows: trace.pairs.enumerated().map { index, pair in
        ["\(index + 1)", session.name(pair.outside)]
          + [pair.score, objective.probability(of: pair, in: trace), pair.loss]
          .map(session.number)
      })
    session.report(table.text)
    session.report(
      "J = \(session.number(trace.loss))  ‖∂J/∂v_c‖ = "
        + session.number(norm(trace.centerGradient))
        + "  η = \(session.number(trace.update.learningRate))")
  }

  @Sendable private static func infoModel(_ session: Session) throws {
    func statistics(_ side: Side) throws -> String {
      var (sum, squares, count) = (0.0, 0.0, 0.0)
      try session.run.parameters.withMatrix(side) { matrix in
        for part in matrix.parts {
          try session.cancellation.check()
          for row in part {
            for value in matrix.vector(row) {
              sum += value
              squares += value * value
              count += 1
            }
          }
        }
      }
      return "mean \(session.number(sum / count))  "
        + "root mean square \(session.number((squares / count).squareRoot()))"
    }
    let statistics = try Side.allCases.map(statistics)
    let hash = try session.run.parameters.hash(cancellation: session.cancellation)
    session.report(
      "W = \(counted(session.corpus.vocabulary.count, "word")), "
        + "d = \(counted(session.hyperparameters.dimension, "component")), "
        + "\(grouped(session.run.parameters.byteCount)) bytes")
    session.report("V  \(statistics[0])")
    session.report("U  \(statistics[1])")
    session.report("parameters \(hexadecimal(hash, digits: 16))")
    if let divergence = session.run.divergence { session.report(divergence.description) }
  }

  @Sendable private static func infoProgram(_ session: Session) {
    session.report("sgdb \(Version.description)")
    session.report(
      "arithmetic \(hexadecimal(Arithmetic.fingerprint, digits: 16)), the same at every level")
    session.report(
      "kernels at level \(ProcessorLevel.current); this processor has "
        + ProcessorLevel.supported.joined(separator: ", "))
  }

  @Sendable private static func infoUpdate(_ session: Session) {
    guard let update = session.lastUpdate else {
      session.report("no update was applied last; `step` applies one")
      return
    }
    let trace = update.trace
    session.report("window \(grouped(trace.number)): \(session.windowText(trace.window))")
    session.report(
      "J \(session.number(trace.loss)) → \(session.number(update.lossAfter)), "
        + "a change of \(session.number(update.change))")
    session.report(
      "to first order -η‖∇J‖² = \(session.number(trace.predictedChange)) "
        + "with η = \(session.number(trace.update.learningRate)), "
        + "‖∇J‖ = \(session.number(trace.squaredGradientNorm.squareRoot()))")
    session.report(
      "rows changed: 1 of V, \(grouped(trace.coefficients.words.count)) of U")
  }
}

extension Session {
  /// The index of a pair from an argument that counts from 1.
  func pair(_ argument: CommandArgument, of trace: WindowTrace) throws -> Int {
    guard let number = Int(argument.text) else {
      throw CommandError.badNumber(argument.text, expected: "the number of a pair")
    }
    guard 1...trace.pairs.count ~= number else {
      throw CommandError.noSuchPair(number, count: trace.pairs.count)
    }
    return number - 1
  }

  /// The position of a window in the corpus, in one line.
  func placeText(_ window: Window) -> String {
    guard let place = window.place else {
      return "hand-made window; `window corpus` returns to the corpus"
    }
    let tokens = corpus.tokenRange(ofSentence: place.sentence).count
    let epochs = grouped(hyperparameters.epochs)
    return
      (run.isFinished ? "after epoch \(epochs)" : "epoch \(grouped(place.epoch + 1))")
      + " of \(epochs), sentence \(grouped(place.sentence + 1)) of "
      + "\(grouped(corpus.sentenceCount)), word \(grouped(place.positionInSentence + 1)) of "
      + grouped(tokens)
  }

  /// The words of a sentence, with the pending window's center in brackets.
  ///
  /// A sentence of more than 60 tokens is cut around the center, or at its end.
  func sentenceText(_ sentence: Int, isCurrent: Bool) -> String {
    let range = corpus.tokenRange(ofSentence: sentence)
    let center = isCurrent ? run.position.token : range.lowerBound
    let first = max(range.lowerBound, center - 30)
    let last = min(range.upperBound, first + 60)
    let retained = Set(
      corpus.retainedTokens(in: first..<last, epoch: run.position.epoch, hyperparameters))
    return tokensText(first..<last, of: range) { token, name in
      isCurrent && token == center ? "[\(name)]" : retained.contains(token) ? name : "(\(name))"
    }
  }

  /// Words of a sentence, each marked by `mark`, with an ellipsis where words are left out.
  func tokensText(
    _ shown: Range<Int>, of sentence: Range<Int>, mark: (Int, String) -> String
  ) -> String {
    (shown.lowerBound > sentence.lowerBound ? "… " : "")
      + shown.map { mark($0, name(Int(corpus.tokens[$0]))) }.joined(separator: " ")
      + (shown.upperBound < sentence.upperBound ? " …" : "")
  }

  /// A table of a gradient's terms and their sum, in blocks of the columns that fit.
  func termTable(_ terms: [GradientTerm], title: String) -> String {
    termTable(terms, title, components: min(hyperparameters.dimension, 4))
      .blocks(within: host.textColumns, keys: 3)
  }

  private func termTable(
    _ terms: [GradientTerm], _ title: String, components shown: Int
  ) -> TextTable {
    let dimension = hyperparameters.dimension
    let left = dimension - shown
    var table = TextTable(
      ["p", "term", "w", "n", "coefficient", "‖·‖", "share", "‖Σ‖"]
        + (0..<shown).map { "[\($0)]" } + (left > 0 ? ["…\(left)"] : []),
      [.right, .left, .left, .right, .right, .right, .right]
        + Array(repeating: .right, count: shown + 1) + (left > 0 ? [.left] : []))
    let sum = sum(of: terms, dimension: dimension)
    var soFar = [Double](repeating: 0, count: dimension)
    func end(_ soFar: String, _ vector: [Double]) -> [String] {
      [soFar] + vector.prefix(shown).map { signed($0, decimals: 4) }
    }
    for term in terms {
      soFar.add(term.value)
      table.add(
        [
          "\(term.pair + 1)", term.formula, term.word.map(name) ?? "",
          term.count.map { "\($0)" } ?? "", signed(term.coefficient, decimals: 6),
          fixed(term.norm, decimals: 6),
          term.share(of: sum).map { signed(100 * $0, decimals: 1) + " %" } ?? "",
        ] + end(fixed(norm(soFar), decimals: 6), term.value))
    }
    table.add(
      ["", "= " + title, "", "", "", fixed(norm(sum), decimals: 6), ""] + end("", sum))
    return table
  }

  /// A table of the draws of every pair.
  func drawTable() -> String {
    let update = run.trainer.makeUpdate()
    let forced = run.overrides.draws
    let table = TextTable(
      ["p", "o", "draws"], [.right, .left, .left],
      rows: update.outside.enumerated().map { pair, observed in
        [
          "\(pair + 1)", name(Int(observed)),
          update.draws[pair].map { name(Int($0)) }.joined(separator: " ")
            + (forced[pair] != nil ? "  (forced)" : ""),
        ]
      })
    let note =
      update.objective.hasDraws
      ? "" : "\n(not used: the objective is \(update.objective.rawValue))"
    return table.text + note
  }
}
