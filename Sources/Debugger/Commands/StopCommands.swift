import Runs
import Word2Vec

extension Command {
  static let stopCommands: [Command] = [
    Command(
      name: "continue", abbreviations: ["c"], usage: "continue [N]", group: .running,
      summary: "run until a breakpoint, a watchpoint, divergence, the end or Ctrl-C",
      details: "With N, ignores the next N-1 hits of the breakpoint that stopped the run.",
      examples: ["continue"], repeats: true, run: { try $0.resume() }),
    Command(
      name: "until", abbreviations: ["u"], usage: "until EXPR", group: .running,
      summary: "run until a condition is true", examples: ["until J < 2"],
      arguments: [.expression], run: { try $0.until() }),
    Command(
      name: "finish", abbreviations: ["fin"], usage: "finish [sentence|epoch]", group: .running,
      summary: "run to the end of the sentence (default) or epoch",
      examples: ["finish", "finish epoch"], arguments: [.choice(["sentence", "epoch"])],
      repeats: true, run: { try $0.finish() }),
    Command(
      name: "reverse-continue", abbreviations: ["rc"], usage: "reverse-continue [N]",
      group: .running, summary: "run backwards to the previous stop, or the Nth",
      details: "Runs to the beginning of the history if there is no such stop.",
      examples: ["reverse-continue 2"], arguments: [.choice([])], repeats: true,
      run: { try $0.session.reverseContinue(to: $0.count(default: 1)) }),
    Command(
      name: "break", abbreviations: ["b", "br"], usage: "break WHERE [if EXPR]", group: .running,
      summary: "stop before certain windows",
      details: """
        WHERE is a word (windows centred on it), `outside WORD`, or the number of a window; without \
        WHERE, `if EXPR` stops at any window where the condition is true. Put a word that looks \
        like a number or a keyword in double quotes.
        """,
      examples: ["break pie", "break outside sweet", "break 1200", "break if J > 5"],
      arguments: placeArguments, run: { try $0.setBreakpoint(isTemporary: false) }),
    Command(
      name: "tbreak", abbreviations: ["tb"], usage: "tbreak WHERE [if EXPR]", group: .running,
      summary: "set a breakpoint that stops once", examples: ["tbreak 100"],
      arguments: placeArguments,
      run: { try $0.setBreakpoint(isTemporary: true) }),
    Command(
      name: "watch", usage: "watch EXPR", group: .running,
      summary: "stop when a condition becomes true, or when a value changes",
      examples: ["watch J > 20", "watch u[pie][0]"], arguments: [.expression],
      run: { try $0.watch() }),
    Command(
      name: "condition", usage: "condition N [EXPR]", group: .running,
      summary: "set the condition of breakpoint N, or remove it", examples: ["condition 1 J > 5"],
      arguments: [.stop, .expression], run: { try $0.condition() }),
    Command(
      name: "ignore", usage: "ignore N COUNT", group: .running,
      summary: "ignore the next COUNT hits of breakpoint N", examples: ["ignore 1 10"],
      arguments: [.stop, .choice([])], run: { try $0.ignore() }),
    Command(
      name: "enable", usage: "enable [N…]", group: .running,
      summary: "enable breakpoints (default: all)", examples: ["enable", "enable 1"],
      arguments: [.stop], run: { try $0.setEnabled(true) }),
    Command(
      name: "disable", abbreviations: ["dis"], usage: "disable [N…]", group: .running,
      summary: "disable breakpoints (default: all)", examples: ["disable", "disable 1"],
      arguments: [.stop],
      run: { try $0.setEnabled(false) }),
    Command(
      name: "delete", abbreviations: ["d"], usage: "delete [N…]", group: .running,
      summary: "remove breakpoints (default: all)", examples: ["delete 1"],
      arguments: [.stop], run: { try $0.delete() }),
    Command(
      name: "commands", usage: "commands [N]", group: .running,
      summary: "set the commands to run when breakpoint N stops, up to a line `end`",
      details: """
        Without N, sets those of the last breakpoint. A first line `silent` keeps the stop itself \
        quiet. Commands can set breakpoints with `commands` of their own, each up to its `end`.
        """, examples: ["commands 1"],
      arguments: [.stop], run: { try $0.commands() }),
  ]

  /// The kinds of arguments of `break`, for completion.
  private static let placeArguments: [ArgumentKind] = [
    .either([.choice(["outside", "if"]), .word]), .either([.choice(["if"]), .word]),
  ]
}

extension Command {
  /// The commands that can come out of a session file.
  private static let forBreakpoints: Set = [
    "break", "tbreak", "watch", "condition", "ignore", "enable", "disable", "display", "commands",
  ]

  /// Throws unless the command can come out of a session file.
  func requireForBreakpoints() throws {
    guard Self.forBreakpoints.contains(name) else {
      throw CommandError.other(
        "refused: a session file sets breakpoints and displays only, not `\(name)`")
    }
  }

  /// Throws ``InvalidField`` unless all lines of a script can come out of a session file.
  static func requireForBreakpoints(_ script: String) throws {
    var isCollecting = false
    for line in script.split(separator: "\n") {
      guard let parsed = ParsedLine(String(line)) else { continue }
      if isCollecting {
        isCollecting = parsed.name != "end"
      } else if let command = try? named(parsed.name) {
        do { try command.requireForBreakpoints() } catch { throw InvalidField("\(error)") }
        isCollecting = command.name == "commands"
      }
    }
    if isCollecting { throw InvalidField("the commands of a breakpoint lack a line `end`") }
  }
}

extension Invocation {
  // MARK: Runs

  fileprivate func resume() throws {
    let count = try count(default: 1)
    try session.requireWindowToApply()
    if count > 1 {
      if let last = session.breakpoints.lastStop, last.window == session.run.number,
        let index = session.breakpoints.all.firstIndex(where: { $0.number == last.breakpoint })
      {
        session.breakpoints.change(at: index) { $0.ignored = count - 1 }
      } else {
        session.report("not stopped at a breakpoint; the count is ignored")
      }
    }
    try session.runUpdates("continue", until: .init())
  }

  fileprivate func until() throws {
    guard !text.isEmpty else { throw missing("a condition") }
    let condition = try condition(from: 0)
    try session.requireWindowToApply()
    var value = WatchedValue(condition, in: session)
    if let reason = value.lasting {
      throw CommandError.other("'\(condition.text)' has no value at any window: \(reason)")
    }
    try session.runUpdates(
      "until \(condition.text)", until: .init { value.holds(in: $0) })
  }

  fileprivate func finish() throws {
    let what = try arguments(atMost: 1).first
    try session.requireWindowToApply()
    let match = NameMatch(what?.text ?? "sentence", in: ["sentence", "epoch"], by: \.self)
    guard let unit = match.value else {
      throw what.map(unexpected) ?? missing("sentence or epoch")
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

  fileprivate func setBreakpoint(isTemporary: Bool) throws {
    var reader = try reader()
    var condition: Expression?
    if let place = reader.rest.firstIndex(where: { $0.isKeyword("if") }) {
      guard place + 1 < reader.rest.endIndex else { throw missing("a condition") }
      condition = try self.condition(from: reader.rest[place].range.upperBound)
      reader.rest = reader.rest[..<place]
    }
    let trigger: Breakpoint.Trigger
    let text: String
    var word: [UInt8]?
    if reader.take("outside") {
      let name = try reader.next("a word")
      trigger = .outside(try session.word(name))
      text = "outside \(quoted(name.bytes))"
      word = name.bytes
    } else if let first = reader.next() {
      if !first.isQuoted, Int(first.text) != nil {
        trigger = .window(try window(first))
        text = "\(try window(first))"
      } else {
        if condition == nil, !first.isQuoted,
          session.corpus.vocabulary.index(of: first.bytes) == nil,
          let text = (try? self.condition(from: 0))?.text
        {
          throw CommandError.other("a condition needs `if`: try `\(command.name) if \(text)`")
        }
        trigger = .center(try session.word(first))
        text = quoted(first.bytes)
        word = first.bytes
      }
    } else {
      guard condition != nil else { throw missing("a place") }
      trigger = .anyWindow
      text = ""
    }
    try reader.end()
    add(trigger, text: text, word: word, condition: condition, isTemporary: isTemporary)
  }

  private func add(
    _ trigger: Breakpoint.Trigger, text: String, word: [UInt8]? = nil,
    condition: Expression? = nil, isTemporary: Bool = false
  ) {
    let breakpoint = session.breakpoints.add(
      trigger, text: text, word: word, condition: condition, isTemporary: isTemporary)
    session.report("\(breakpoint.title): \(breakpoint.place)")
  }

  fileprivate func watch() throws {
    guard !text.isEmpty else { throw missing("an expression") }
    let expression = try pointing { try Expression(text, in: session) }
    add(.watch(expression), text: expression.text)
  }

  fileprivate func condition() throws {
    var reader = try reader()
    let first = try reader.next("the number of a breakpoint")
    let index = try session.breakpoints.index(of: first)
    let condition = reader.rest.isEmpty ? nil : try condition(from: first.range.upperBound)
    session.breakpoints.change(at: index) { $0.condition = condition }
    session.resolveBreakpoint(at: index)
    let breakpoint = session.breakpoints.all[index]
    session.report(
      condition == nil
        ? "\(breakpoint.title) now has no condition"
        : "\(breakpoint.title): \(breakpoint.place)")
  }

  fileprivate func ignore() throws {
    let breakpoints = session.breakpoints
    var reader = try reader()
    let (first, second) = (
      try reader.next("the number of a breakpoint"), try reader.next("a count")
    )
    try reader.end()
    let index = try breakpoints.index(of: first)
    let count = try integer(second, from: 0, "a whole number")
    breakpoints.change(at: index) { $0.ignored = count }
    session.report("\(breakpoints.all[index].title): ignoring the next \(counted(count, "hit"))")
  }

  fileprivate func setEnabled(_ isEnabled: Bool) throws {
    let breakpoints = session.breakpoints
    for index in try breakpoints.indices(of: arguments()) {
      breakpoints.change(at: index) { $0.isEnabled = isEnabled }
    }
  }

  fileprivate func delete() throws {
    let breakpoints = session.breakpoints
    breakpoints.remove(at: Set(try breakpoints.indices(of: arguments())))
  }

  fileprivate func commands() throws {
    let breakpoints = session.breakpoints
    let argument = try arguments(atMost: 1).first
    guard let last = breakpoints.all.indices.last else {
      throw CommandError.other("no breakpoints; `break` sets one")
    }
    let index = try argument.map { try breakpoints.index(of: $0) } ?? last
    let number = breakpoints.all[index].number
    session.interpreter.collectCommands(of: number)
    if session.host.isAtPrompt {
      session.report(
        "commands for breakpoint \(number), one per line; end with a line `end`, cancel with Ctrl-C"
      )
    }
  }
}

extension Invocation {
  /// The condition in the arguments from a byte of ``text`` on.
  func condition(from start: Int) throws -> Expression {
    let condition = Array(text.utf8)[start...].drop(while: isBlank).startIndex
    return try pointing(from: condition) { try session.condition(text(from: condition)) }
  }
}
