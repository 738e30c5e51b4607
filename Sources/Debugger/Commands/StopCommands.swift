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
        invocation.session.begin(try ReverseActivity(invocation.session))
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
      arguments: [.stop], run: { try setEnabled($0, true) }),
    Command(
      "disable", usage: "disable [N…]", group: .running,
      summary: "keep breakpoints without stopping", arguments: [.stop],
      run: { try setEnabled($0, false) }),
    Command(
      "delete", ["d"], usage: "delete [N…]", group: .running,
      summary: "remove breakpoints, all unless said", arguments: [.stop], run: delete),
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
      if let stoodAt = session.stoodAt, stoodAt.window == session.trainer.number,
        let index = session.stops.firstIndex(where: { $0.number == stoodAt.stop })
      {
        session.stops[index].ignored = count - 1
      } else {
        session.say("not stopped at a breakpoint: the count is not used")
      }
    }
    session.begin(RunActivity(session, title: "continue", goal: .init()))
  }

  @Sendable private static func until(_ invocation: Invocation) throws {
    let session = invocation.session
    guard !invocation.text.isEmpty else { throw invocation.missing("a condition") }
    let condition = try invocation.condition(from: 0)
    try session.requireWindowToApply()
    var followed = FollowedValue(condition, in: session)
    let goal = RunActivity.Goal { followed.holds(in: $0) }
    session.begin(RunActivity(session, title: "until \(condition.text)", goal: goal))
  }

  @Sendable private static func finish(_ invocation: Invocation) throws {
    let session = invocation.session
    let what = try invocation.arguments(atMost: 1).first
    try session.requireWindowToApply()
    let match = NameMatch(what?.text ?? "sentence", in: ["sentence", "epoch"], by: \.self)
    guard let unit = match.value else {
      throw what.map(invocation.unexpected) ?? invocation.missing("sentence or epoch")
    }
    let start = session.trainer.position
    let goal: RunActivity.Goal
    if unit == "epoch" {
      goal = .init { $0.trainer.position.epoch != start.epoch }
    } else {
      let range = session.corpus.tokenRange(
        ofSentence: session.corpus.sentence(ofToken: start.token))
      goal = .init {
        let position = $0.trainer.position
        return position.epoch != start.epoch || !range.contains(position.token)
      }
    }
    session.begin(RunActivity(session, title: "finish \(unit)", goal: goal))
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
    let trigger: Stop.Trigger
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
    let stop = session.add(
      trigger, text: text, word: word, condition: condition, isTemporary: isTemporary)
    session.say("\(stop.title): \(stop.place)")
  }

  @Sendable private static func watch(_ invocation: Invocation) throws {
    let session = invocation.session
    guard !invocation.text.isEmpty else { throw invocation.missing("an expression") }
    let expression = try invocation.pointing { try Expression(invocation.text, in: session) }
    let stop = session.add(
      .watch(expression), text: expression.text, condition: nil, isTemporary: false)
    session.say("\(stop.title): \(stop.place)")
  }

  @Sendable private static func condition(_ invocation: Invocation) throws {
    let session = invocation.session
    let arguments = try invocation.arguments()
    guard let first = arguments.first else {
      throw invocation.missing("the number of a breakpoint")
    }
    let index = try session.stopIndex(first)
    session.stops[index].condition =
      arguments.count > 1 ? try invocation.condition(from: first.range.upperBound) : nil
    let stop = session.stops[index]
    session.say(
      stop.condition == nil ? "\(stop.title) has no condition now" : "\(stop.title): \(stop.place)")
  }

  @Sendable private static func ignore(_ invocation: Invocation) throws {
    let arguments = try invocation.arguments(atMost: 2)
    guard arguments.count == 2 else {
      throw invocation.missing(arguments.isEmpty ? "the number of a breakpoint" : "a count")
    }
    let index = try invocation.session.stopIndex(arguments[0])
    let count = try invocation.integer(arguments[1], from: 0, "a whole number from 0 on")
    invocation.session.stops[index].ignored = count
    invocation.session.say(
      "\(invocation.session.stops[index].title) passes \(counted(count, "time"))")
  }

  private static func setEnabled(_ invocation: Invocation, _ isEnabled: Bool) throws {
    let session = invocation.session
    for index in try session.stopIndices(invocation.arguments()) {
      session.stops[index].isEnabled = isEnabled
    }
  }

  @Sendable private static func delete(_ invocation: Invocation) throws {
    let session = invocation.session
    let indices = Set(try session.stopIndices(invocation.arguments()))
    session.stops = session.stops.indices.filter { !indices.contains($0) }.map {
      session.stops[$0]
    }
  }

  @Sendable private static func commands(_ invocation: Invocation) throws {
    let session = invocation.session
    let argument = try invocation.arguments(atMost: 1).first
    guard let last = session.stops.indices.last else {
      throw CommandError.other("there is no breakpoint; `break` makes one")
    }
    let index = try argument.map { try session.stopIndex($0) } ?? last
    session.collectCommands(for: session.stops[index].number)
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

extension Stop {
  /// Breakpoint or watchpoint.
  var kind: String {
    if case .watch = trigger { return "watchpoint" }
    return isTemporary ? "temporary breakpoint" : "breakpoint"
  }

  /// Kind and number, as `breakpoint 1`.
  var title: String { "\(kind) \(number)" }

  /// What it waits for, as `break` takes it.
  var place: String {
    [text, condition.map { "if \($0.text)" } ?? ""].filter { !$0.isEmpty }
      .joined(separator: " ")
  }

  /// The commands that make it again.
  var script: String {
    var lines: [String] = []
    if case .watch = trigger {
      lines.append("watch \(text)")
      if let condition { lines.append("condition $bpnum \(condition.text)") }
    } else {
      lines.append((isTemporary ? "tbreak " : "break ") + place)
    }
    if ignored > 0 { lines.append("ignore $bpnum \(ignored)") }
    if !isEnabled { lines.append("disable $bpnum") }
    if !commands.isEmpty { lines += ["commands $bpnum"] + commands.map { "  " + $0 } + ["end"] }
    return lines.joined(separator: "\n") + "\n"
  }
}

extension Session {
  /// An expression that has to be a condition.
  func condition(_ text: String) throws -> Expression {
    let expression = try Expression(text, in: self)
    guard expression.kind == .boolean else {
      throw CommandError.other(
        "'\(expression.text)' is \(expression.kind), not a condition; try `\(expression.text) > 0`")
    }
    return expression
  }

  /// The place in the list of the breakpoint that an argument numbers; `$bpnum` is the last made.
  func stopIndex(_ argument: CommandArgument) throws -> Int {
    let number = argument.text == "$bpnum" ? lastStopNumber : Int(argument.text)
    guard let number,
      let index = stops.firstIndex(where: { $0.number == number })
    else {
      throw CommandError.other(
        "there is no breakpoint '\(argument.text)'; `info breakpoints` lists them")
    }
    return index
  }

  /// The places of the breakpoints that arguments number, or of all.
  func stopIndices(_ arguments: [CommandArgument]) throws -> [Int] {
    arguments.isEmpty ? Array(stops.indices) : try arguments.map { try stopIndex($0) }
  }

  /// Breakpoints and watchpoints with their hits.
  func stopTable() -> String {
    guard !stops.isEmpty else { return "no breakpoints or watchpoints" }
    var table = TextTable(
      ["n", "what", "where", "on", "hits"], [.right, .left, .left, .left, .right])
    for stop in stops {
      table.add([
        "\(stop.number)", stop.kind,
        stop.place + (stop.ignored > 0 ? "  (passes \(counted(stop.ignored, "more time")))" : ""),
        stop.isEnabled ? "yes" : "no", "\(stop.hits)",
      ])
      for command in stop.commands { table.add(["", "", "  " + command]) }
    }
    return table.text
  }

  /// The commands that make all breakpoints again.
  func stopScript() -> String {
    stops.map(\.script).joined()
  }
}
