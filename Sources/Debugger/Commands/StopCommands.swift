import Runs
import SkipGram

extension Command {
  static let stopCommands: [Command] = [
    Command(
      "continue", ["c"], usage: "continue [N]", group: .running,
      summary: "run until a breakpoint, a watchpoint, divergence, the end or Ctrl-C",
      details: "With N, the breakpoint stood at is ignored the next N-1 times.",
      examples: ["continue"], repeats: true, run: resume),
    Command(
      "until", ["u"], usage: "until EXPR", group: .running,
      summary: "run until a condition holds", examples: ["until J < 2"],
      arguments: [.expression], run: until),
    Command(
      "finish", ["fin"], usage: "finish [sentence|epoch]", group: .running,
      summary: "run to the end of the sentence, or of the epoch",
      examples: ["finish", "finish epoch"], arguments: [.choice(["sentence", "epoch"])],
      repeats: true, run: finish),
    Command(
      "reverse-continue", ["rc"], usage: "reverse-continue", group: .running,
      summary: "run backwards to the latest earlier stop",
      details: "Without one, to the beginning of the record.", repeats: true,
      run: { invocation in
        _ = try invocation.arguments(atMost: 0)
        try invocation.session.reverseContinue()
      }),
    Command(
      "break", ["b"], usage: "break WHERE [if EXPR]", group: .running,
      summary: "stop before certain windows",
      details: """
        WHERE is a word (windows centred on it), `outside WORD`, the number of a window, or nothing \
        before `if EXPR`: any window at which the condition holds. A word that looks like a number \
        or a keyword goes in double quotes.
        """,
      examples: ["break pie", "break outside sweet", "break 1200", "break if J > 5"],
      arguments: placeArguments, run: { try setBreakpoint($0, isTemporary: false) }),
    Command(
      "tbreak", ["tb"], usage: "tbreak WHERE [if EXPR]", group: .running,
      summary: "stop once", examples: ["tbreak 100"], arguments: placeArguments,
      run: { try setBreakpoint($0, isTemporary: true) }),
    Command(
      "watch", usage: "watch EXPR", group: .running,
      summary: "stop when a condition becomes true, or when a value changes",
      examples: ["watch J > 20", "watch u[pie][0]"], arguments: [.expression], run: watch),
    Command(
      "condition", usage: "condition N [EXPR]", group: .running,
      summary: "give breakpoint N a condition, or take it away", examples: ["condition 1 J > 5"],
      arguments: [.stop, .expression], run: condition),
    Command(
      "ignore", usage: "ignore N COUNT", group: .running,
      summary: "let breakpoint N pass COUNT times", examples: ["ignore 1 10"],
      arguments: [.stop, .choice([])], run: ignore),
    Command(
      "enable", usage: "enable [N…]", group: .running, summary: "let breakpoints stop again",
      examples: ["enable", "enable 1"], arguments: [.stop], run: { try setEnabled($0, true) }),
    Command(
      "disable", usage: "disable [N…]", group: .running,
      summary: "keep breakpoints without stopping", examples: ["disable", "disable 1"],
      arguments: [.stop], run: { try setEnabled($0, false) }),
    Command(
      "delete", ["d"], usage: "delete [N…]", group: .running,
      summary: "remove breakpoints, all unless said", examples: ["delete 1"],
      arguments: [.stop], run: delete),
    Command(
      "commands", usage: "commands [N]", group: .running,
      summary: "commands to run when breakpoint N stops, on the lines up to `end`",
      details: "Without N, those of the breakpoint made last.", examples: ["commands 1"],
      arguments: [.stop], run: commands),
  ]

  /// What completion offers where `break` takes a place.
  private static let placeArguments: [ArgumentKind] = [
    .either([.choice(["outside", "if"]), .word]), .either([.choice(["if"]), .word]),
  ]

  // MARK: Runs

  @Sendable private static func resume(_ invocation: Invocation) throws {
    let session = invocation.session
    let count = try invocation.count(default: 1)
    try session.requireWindowToApply()
    if count > 1 {
      if let last = session.breakpoints.lastStop, last.window == session.run.number,
        let index = session.breakpoints.all.firstIndex(where: { $0.number == last.breakpoint })
      {
        session.breakpoints.change(at: index) { $0.ignored = count - 1 }
      } else {
        session.say("not stopped at a breakpoint: the count is not used")
      }
    }
    try session.runUpdates("continue", until: .init())
  }

  @Sendable private static func until(_ invocation: Invocation) throws {
    let session = invocation.session
    guard !invocation.text.isEmpty else { throw invocation.missing("a condition") }
    let condition = try invocation.condition(from: 0)
    try session.requireWindowToApply()
    var value = WatchedValue(condition, in: session)
    try session.runUpdates(
      "until \(condition.text)", until: .init { value.holds(in: $0) })
  }

  @Sendable private static func finish(_ invocation: Invocation) throws {
    let session = invocation.session
    let what = try invocation.arguments(atMost: 1).first
    try session.requireWindowToApply()
    let match = NameMatch(what?.text ?? "sentence", in: ["sentence", "epoch"], by: \.self)
    guard let unit = match.value else {
      throw what.map(invocation.unexpected) ?? invocation.missing("sentence or epoch")
    }
    let start = session.run.position
    let goal: Session.Goal
    if unit == "epoch" {
      goal = .init { $0.run.position.epoch != start.epoch }
    } else {
      let range = session.corpus.tokenRange(
        ofSentence: session.corpus.sentence(ofToken: start.token))
      goal = .init {
        let position = $0.run.position
        return position.epoch != start.epoch || !range.contains(position.token)
      }
    }
    try session.runUpdates("finish \(unit)", until: goal)
  }

  // MARK: Breakpoints

  @Sendable private static func setBreakpoint(
    _ invocation: Invocation, isTemporary: Bool
  ) throws {
    let session = invocation.session
    var arguments = try invocation.arguments()[...]
    var condition: Expression?
    if let place = arguments.firstIndex(where: { $0.text == "if" && !$0.isQuoted }) {
      guard place + 1 < arguments.endIndex else { throw invocation.missing("a condition") }
      condition = try invocation.condition(from: arguments[place].range.upperBound)
      arguments = arguments[..<place]
    }
    let trigger: Breakpoint.Trigger
    let text: String
    var word: [UInt8]?
    if let first = arguments.popFirst() {
      if !first.isQuoted, let number = Int(first.text) {
        guard number >= 0 else {
          throw CommandError.badNumber(first.text, expected: "the number of a window, from 0")
        }
        trigger = .window(number)
        text = "\(number)"
      } else if first.text == "outside", !first.isQuoted {
        guard let name = arguments.popFirst() else { throw invocation.missing("a word") }
        trigger = .outside(try session.word(name))
        text = "outside \(quoted(name.bytes))"
        word = name.bytes
      } else {
        if condition == nil, !first.isQuoted,
          session.corpus.vocabulary.index(of: first.bytes) == nil,
          let text = (try? invocation.condition(from: 0))?.text
        {
          throw CommandError.other(
            "a condition goes after `if`: try `\(invocation.command.name) if \(text)`")
        }
        trigger = .center(try session.word(first))
        text = quoted(first.bytes)
        word = first.bytes
      }
    } else {
      guard condition != nil else { throw invocation.missing("a place") }
      trigger = .anyWindow
      text = ""
    }
    if let extra = arguments.first { throw invocation.unexpected(extra) }
    let breakpoint = session.breakpoints.add(
      trigger, text: text, word: word, condition: condition, isTemporary: isTemporary)
    session.say("\(breakpoint.title): \(breakpoint.place)")
  }

  @Sendable private static func watch(_ invocation: Invocation) throws {
    let session = invocation.session
    guard !invocation.text.isEmpty else { throw invocation.missing("an expression") }
    let expression = try invocation.pointing { try Expression(invocation.text, in: session) }
    let breakpoint = session.breakpoints.add(
      .watch(expression), text: expression.text, condition: nil, isTemporary: false)
    session.say("\(breakpoint.title): \(breakpoint.place)")
  }

  @Sendable private static func condition(_ invocation: Invocation) throws {
    let session = invocation.session
    let arguments = try invocation.arguments()
    guard let first = arguments.first else {
      throw invocation.missing("the number of a breakpoint")
    }
    let index = try session.breakpoints.index(of: first)
    let condition =
      arguments.count > 1 ? try invocation.condition(from: first.range.upperBound) : nil
    session.breakpoints.change(at: index) { $0.condition = condition }
    let breakpoint = session.breakpoints.all[index]
    session.say(
      condition == nil
        ? "\(breakpoint.title) has no condition now"
        : "\(breakpoint.title): \(breakpoint.place)")
  }

  @Sendable private static func ignore(_ invocation: Invocation) throws {
    let breakpoints = invocation.session.breakpoints
    let arguments = try invocation.arguments(atMost: 2)
    guard arguments.count == 2 else {
      throw invocation.missing(arguments.isEmpty ? "the number of a breakpoint" : "a count")
    }
    let index = try breakpoints.index(of: arguments[0])
    let count = try invocation.integer(arguments[1], from: 0, "a whole number from 0 on")
    breakpoints.change(at: index) { $0.ignored = count }
    invocation.session.say("\(breakpoints.all[index].title) passes \(counted(count, "time"))")
  }

  private static func setEnabled(_ invocation: Invocation, _ isEnabled: Bool) throws {
    let breakpoints = invocation.session.breakpoints
    for index in try breakpoints.indices(of: invocation.arguments()) {
      breakpoints.change(at: index) { $0.isEnabled = isEnabled }
    }
  }

  @Sendable private static func delete(_ invocation: Invocation) throws {
    let breakpoints = invocation.session.breakpoints
    breakpoints.remove(at: Set(try breakpoints.indices(of: invocation.arguments())))
  }

  @Sendable private static func commands(_ invocation: Invocation) throws {
    let session = invocation.session
    let breakpoints = session.breakpoints
    let argument = try invocation.arguments(atMost: 1).first
    guard let last = breakpoints.all.indices.last else {
      throw CommandError.other("there is no breakpoint; `break` makes one")
    }
    let index = try argument.map { try breakpoints.index(of: $0) } ?? last
    let number = breakpoints.all[index].number
    session.interpreter.collectCommands(of: number)
    if session.host.isAtPrompt {
      session.say(
        "commands for breakpoint \(number), one a line; `end` closes them, Ctrl-C drops them")
    }
  }
}

extension Invocation {
  /// The condition that the arguments are from a byte of ``text`` on.
  func condition(from start: Int) throws -> Expression {
    let condition = Array(text.utf8)[start...].drop(while: isBlank)
    return try pointing(from: condition.startIndex) {
      try session.condition(String(decoding: condition, as: UTF8.self))
    }
  }
}
