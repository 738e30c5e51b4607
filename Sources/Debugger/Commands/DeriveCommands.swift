import SkipGram

extension Command {
  static let deriveCommands: [Command] = [
    Command(
      name: "derive", usage: "derive [SECTION] [PAIR] [WORD]  |  derive next|previous",
      group: .looking,
      summary: "the derivation's lines with this window's numbers, checked",
      details: """
        SECTION is sigma [X], softmax, negative, window or table; without one, the current \
        objective's. Every line is evaluated by its own formula and compared with the line above: \
        ✓ they agree, ✗ they do not, · the line says nothing here. What the notes print wrongly \
        follows the correct line, with the number that refutes it. In panes it is a pane to walk \
        through.
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
      for line in lines { session.say(session.derivationText(line)) }
      return
    }
    session.screen.reveal(.derivation)
    session.say("\(lines.count) lines; `derive next` and `derive previous` walk, Enter goes on")
  }

  private func walk(by step: Int) throws {
    var walk = session.derivation ?? DerivationWalk(askedSection: nil, pair: 0)
    let page = try session.pending.derivation(walk, session.cancellation)
    walk.line = session.derivation == nil ? 0 : page.current + step
    guard page.lines.indices.contains(walk.line) else {
      throw CommandError.other(
        step > 0
          ? "that was the last line; `derive SECTION` shows another part"
          : "that was the first line")
    }
    session.derivation = walk
    // Where the pane has the line with its numbers, they need not be said twice.
    let isInSight = session.host.hasPanes && session.screen.panes.contains(.derivation)
    let line = page.lines[walk.line]
    session.say(
      isInSight
        ? "\(line.line.name)  \(line.verdict.mark)  line \(walk.line + 1) of \(page.lines.count)"
        : session.derivationText(line))
  }

  /// The section, pair and word that arguments ask for.
  private func walk(_ reader: inout ArgumentReader) throws -> DerivationWalk {
    var section: DerivationSection?
    if let first = reader.rest.first, Int(first.text) == nil {
      section = try lookUp(
        first.text, in: DerivationSection.allCases, kind: .topic, by: \.rawValue)
      _ = reader.next()
    }
    if section == .sigma, let first = reader.next() {
      let value = try pointing(from: first.range.lowerBound) {
        try Expression(text(from: first.range.lowerBound), in: session).value(in: session)
      }
      guard case .scalar(let x) = value else {
        throw CommandError.badNumber(first.text, expected: "a number")
      }
      return DerivationWalk(askedSection: section, pair: 0, argument: x)
    }
    let trace = try session.trace()
    let pair = try reader.next().map { try session.pair($0, of: trace) } ?? 0
    let word = try reader.next().map { try session.word($0) }
    try reader.end()
    if word == trace.pairs[pair].outside {
      throw CommandError.other(
        "'\(session.name(trace.pairs[pair].outside))' is the observed word of pair "
          + "\(pair + 1); case B is about any other word")
    }
    return DerivationWalk(askedSection: section, pair: pair, word: word)
  }
}
