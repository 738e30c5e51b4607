import SkipGram

extension Command {
  static let deriveCommands: [Command] = [
    Command(
      "derive", usage: "derive [SECTION] [PAIR] [WORD]  |  derive next|previous", group: .looking,
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
      ], repeats: true, run: derive)
  ]

  @Sendable private static func derive(_ invocation: Invocation) throws {
    let session = invocation.session
    let arguments = try invocation.arguments()
    if let first = arguments.first, !first.isQuoted, ["next", "previous"].contains(first.text) {
      if arguments.count > 1 { throw invocation.unexpected(arguments[1]) }
      try walk(session, by: first.text == "next" ? 1 : -1)
      return
    }
    let walk = try walk(invocation, arguments[...])
    let lines = try session.pending.derivation(walk, session.cancellation).lines
    session.derivation = walk
    guard session.host.hasPanes else {
      for line in lines { session.say(session.derivationText(line)) }
      return
    }
    session.screen.reveal(.derivation)
    session.say("\(lines.count) lines; `derive next` and `derive previous` walk, Enter goes on")
  }

  private static func walk(_ session: Session, by step: Int) throws {
    var walk = session.derivation ?? DerivationWalk(chosenSection: nil, pair: 0)
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
  private static func walk(
    _ invocation: Invocation, _ all: ArraySlice<CommandArgument>
  ) throws -> DerivationWalk {
    let session = invocation.session
    var arguments = all
    var section: DerivationSection?
    if let first = arguments.first, Int(first.text) == nil {
      section = try lookUp(
        first.text, in: DerivationSection.allCases, kind: .topic, by: \.rawValue)
      arguments.removeFirst()
    }
    if section == .sigma, let first = arguments.first {
      let start = first.range.lowerBound
      let text = String(decoding: Array(invocation.text.utf8)[start...], as: UTF8.self)
      let value = try invocation.pointing(from: start) {
        try Expression(text, in: session).value(in: session)
      }
      guard case .scalar(let x) = value else {
        throw CommandError.badNumber(first.text, expected: "a number")
      }
      return DerivationWalk(chosenSection: section, pair: 0, argument: x)
    }
    let trace = try session.trace()
    let pair = try arguments.popFirst().map { try session.pair($0, of: trace) } ?? 0
    let word = try arguments.popFirst().map { try session.word($0) }
    if let extra = arguments.first { throw invocation.unexpected(extra) }
    if word == trace.pairs[pair].outside {
      throw CommandError.other(
        "'\(session.name(trace.pairs[pair].outside))' is the observed word of pair "
          + "\(pair + 1); case B is about any other word")
    }
    return DerivationWalk(chosenSection: section, pair: pair, word: word)
  }
}
