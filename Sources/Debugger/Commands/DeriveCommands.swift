import Word2Vec

extension Command {
  static let deriveCommands: [Command] = [
    Command(
      name: "derive", usage: "derive [SECTION] [PAIR] [WORD]  |  derive next|previous",
      group: .looking,
      summary: "show the derivation's lines with this window's numbers, checked",
      details: """
        SECTION is sigma [X], softmax, negative, window or table (default: the current \
        objective's). Every line is evaluated by its own formula and compared with the line above: \
        ✓ they agree, ✗ they disagree, · the line is not applicable. Common misprints follow the \
        correct line, with the number that refutes them. With panes, `derive` opens the derivation \
        pane.
        """,
      examples: ["derive", "derive softmax 2", "derive sigma 0.5", "derive next"],
      arguments: [
        .choice(DerivationSection.allCases.map(\.rawValue) + ["next", "previous"]),
        .choice([]), .word,
      ], repeats: true, run: { try $0.derive() })
  ]
}

extension Invocation {
  fileprivate func derive() throws {
    var reader = try reader()
    for (keyword, step) in [("next", 1), ("previous", -1)] where reader.take(keyword) {
      try reader.end()
      try walk(by: step)
      return
    }
    let walk = try walk(&reader)
    let lines = try session.pending.derivation(walk, session.cancellation).lines
    session.derivation = walk
    guard session.host.hasPanes else {
      for line in lines { session.report(session.derivationText(line)) }
      return
    }
    session.screen.reveal(.derivation)
    session.report(
      "\(counted(lines.count, "line")); `derive next` and `derive previous` move, Enter repeats")
  }

  private func walk(by step: Int) throws {
    var walk = session.derivation ?? DerivationWalk(chosenSection: nil, pair: 0)
    let page = try session.pending.derivation(walk, session.cancellation)
    walk.line = session.derivation == nil ? 0 : page.current + step
    guard page.lines.indices.contains(walk.line) else {
      throw CommandError.other(
        step > 0
          ? "this is the last line; `derive SECTION` shows another section"
          : "this is the first line")
    }
    session.derivation = walk
    // The pane already shows the line with its numbers.
    let isInSight = session.host.hasPanes && session.screen.panes.contains(.derivation)
    let line = page.lines[walk.line]
    session.report(
      isInSight
        ? "\(line.line.name)  \(line.verdict.mark)  line \(walk.line + 1) of \(page.lines.count)"
        : session.derivationText(line))
  }

  /// The section, pair and word of the arguments.
  private func walk(_ reader: inout ArgumentReader) throws -> DerivationWalk {
    var section: DerivationSection?
    if let first = reader.rest.first, Int(first.text) == nil {
      section = try lookUp(
        first.text, in: DerivationSection.allCases, kind: .section, by: \.rawValue)
      _ = reader.next()
    }
    if section == .sigma, let first = reader.next() {
      let value = try pointing(from: first.range.lowerBound) {
        try Expression(text(from: first.range.lowerBound), in: session).value(in: session)
      }
      guard case .scalar(let x) = value else {
        throw CommandError.badNumber(first.text, expected: "a number")
      }
      return DerivationWalk(chosenSection: section, pair: 0, argument: x)
    }
    let trace = try session.trace()
    let pair = try reader.next().map { try session.pair($0, of: trace) } ?? 0
    let word = try reader.next().map { try session.word($0) }
    try reader.end()
    if word == trace.pairs[pair].outside {
      throw CommandError.other(
        "'\(session.name(trace.pairs[pair].outside))' is the observed word of pair "
          + "\(pair + 1); case B needs another word")
    }
    return DerivationWalk(chosenSection: section, pair: pair, word: word)
  }
}
