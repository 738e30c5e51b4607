import Word2Vec

/// The breakpoints and watchpoints of a session, in the order of their numbers.
package final class Breakpoints {
  private(set) var all: [Breakpoint] = []
  /// The last number given.
  private(set) var lastNumber = 0
  /// The breakpoint at which a run stopped last, and before which window.
  private(set) var lastStop: (breakpoint: Int, window: Int)?

  /// Adds a breakpoint or watchpoint.
  func add(
    _ trigger: Breakpoint.Trigger, text: String, word: [UInt8]? = nil, condition: Expression?,
    isTemporary: Bool
  ) -> Breakpoint {
    lastNumber += 1
    let breakpoint = Breakpoint(
      number: lastNumber, text: text, word: word, trigger: trigger, condition: condition,
      isTemporary: isTemporary)
    all.append(breakpoint)
    return breakpoint
  }

  /// Removes all breakpoints; numbers restart at 1.
  func removeAll() {
    all.removeAll()
    lastNumber = 0
  }

  /// Removes the breakpoints at some indices.
  func remove(at indices: Set<Int>) {
    all = all.indices.filter { !indices.contains($0) }.map { all[$0] }
  }

  /// Removes the breakpoints after a number; the next one gets the number after it.
  func remove(after number: Int) {
    all.removeAll { $0.number > number }
    lastNumber = number
  }

  /// Changes the breakpoint at an index.
  func change(at index: Int, _ body: (inout Breakpoint) -> Void) {
    body(&all[index])
  }

  /// Sets all hits to 0, as a run starts over.
  func resetHits() {
    for index in all.indices {
      all[index].hits = 0
      all[index].fault = nil
    }
  }

  /// Sets the commands of a breakpoint, if it still exists.
  func setCommands(_ commands: [String], of number: Int, trust: Trust) {
    for index in all.indices where all[index].number == number {
      all[index].commands = commands
      all[index].trust = trust
    }
  }

  /// Counts a hit of the breakpoint at an index.
  ///
  /// - Returns: Whether it stops; false while hits are ignored.
  func countHit(at index: Int) -> Bool {
    all[index].hits += 1
    guard all[index].ignored > 0 else { return true }
    all[index].ignored -= 1
    return false
  }

  /// Records a stop and removes temporary breakpoints that caused it.
  ///
  /// - Returns: The commands to run.
  func stop(for reasons: [StopReason], before window: Int) -> [WaitingLine] {
    lastStop = reasons.first.map { (breakpoint: $0.number, window: window) }
    let numbers = Set(reasons.map(\.number))
    let lines = all.filter { numbers.contains($0.number) }.flatMap { breakpoint in
      breakpoint.commands.dropFirst(breakpoint.isSilent ? 1 : 0).map {
        WaitingLine(
          text: $0, source: "commands of breakpoint \(breakpoint.number)",
          trust: breakpoint.trust)
      }
    }
    all.removeAll { numbers.contains($0.number) && $0.isTemporary }
    return lines
  }

  /// Whether all the breakpoints of some reasons keep their stops quiet.
  func areSilent(_ reasons: [StopReason]) -> Bool {
    let numbers = Set(reasons.map(\.number))
    let stopping = all.filter { numbers.contains($0.number) }
    return !stopping.isEmpty && stopping.allSatisfy(\.isSilent)
  }

  /// The index of the breakpoint of a number; `$bpnum` is the last one set.
  func index(of argument: CommandArgument) throws -> Int {
    let number = argument.text == "$bpnum" ? lastNumber : Int(argument.text)
    guard let number, let index = all.firstIndex(where: { $0.number == number }) else {
      throw CommandError.unknownName(.breakpoint, argument.text, names: [])
    }
    return index
  }

  /// The indices of the breakpoints of some numbers (default: all).
  func indices(of arguments: [CommandArgument]) throws -> [Int] {
    arguments.isEmpty ? Array(all.indices) : try arguments.map { try index(of: $0) }
  }

  /// A table of breakpoints and watchpoints with their hits.
  package var table: String {
    guard !all.isEmpty else { return "no breakpoints or watchpoints" }
    var table = TextTable(
      ["n", "what", "where", "on", "hits"], [.right, .left, .left, .left, .right])
    for breakpoint in all {
      let passes =
        breakpoint.ignored > 0 ? "  (ignoring the next \(counted(breakpoint.ignored, "hit")))" : ""
      table.add([
        "\(breakpoint.number)", breakpoint.kind, breakpoint.place + passes,
        breakpoint.isEnabled ? "yes" : "no", "\(breakpoint.hits)",
      ])
      if let awaited = breakpoint.awaited { table.add(["", "", "  waits for \(awaited)"]) }
      if let fault = breakpoint.fault { table.add(["", "", "  has no value: \(fault)"]) }
      for command in breakpoint.commands { table.add(["", "", "  " + command]) }
    }
    return table.text
  }

  /// The commands that set all breakpoints again.
  package var script: String { all.map(\.script).joined() }

  /// The commands that set all breakpoints again in a script of the user, without commands of
  /// somebody else's file.
  var trustedScript: String {
    all.map { breakpoint in
      var breakpoint = breakpoint
      if breakpoint.hasLimitedCommands { breakpoint.commands = [] }
      return breakpoint.script
    }
    .joined()
  }
}

extension Session {
  /// Finds the words and resolves the expressions of breakpoints in a new corpus or dimension.
  func resolveBreakpoints() {
    for index in breakpoints.all.indices { resolveBreakpoint(at: index) }
  }

  /// Finds the word and resolves the expressions of a breakpoint; it waits if that fails.
  func resolveBreakpoint(at index: Int) {
    let breakpoint = breakpoints.all[index]
    let word = breakpoint.word.map { corpus.vocabulary.index(of: $0) } ?? nil
    var awaited: String?
    if let bytes = breakpoint.word, word == nil {
      awaited = "a corpus with the word '\(displayText(bytes))'"
    }
    func resolved(_ text: String, _ body: (String) throws -> Expression) -> Expression? {
      do {
        return try body(text)
      } catch {
        let reason = (error as? ExpressionError)?.reason.description ?? "\(error)"
        awaited = awaited ?? "a value of '\(displayText(text.utf8))': \(reason)"
        return nil
      }
    }
    let condition = breakpoint.condition.flatMap { resolved($0.text, self.condition) }
    var trigger = breakpoint.trigger
    switch trigger {
    case .center: trigger = .center(word)
    case .outside: trigger = .outside(word)
    case .watch(let expression):
      let watched = resolved(expression.text) { try Expression($0, in: self) }
      trigger = .watch(watched ?? expression)
    case .window, .anyWindow: break
    }
    breakpoints.change(at: index) { breakpoint in
      breakpoint.trigger = trigger
      if let condition { breakpoint.condition = condition }
      breakpoint.awaited = awaited
      breakpoint.fault = nil
    }
    if let awaited {
      report("\(breakpoint.title) waits for \(awaited)")
    } else if breakpoint.awaited != nil {
      report("\(breakpoint.title) waits no longer")
    }
  }

  /// Whether a condition is true or absent; without a value at this window, it is false.
  func holds(_ condition: Expression?) -> Bool {
    guard let condition else { return true }
    return (try? condition.value(in: self)) == .boolean(true)
  }

  /// Parses a condition.
  func condition(_ text: String) throws -> Expression {
    let expression = try Expression(text, in: self)
    guard expression.kind == .boolean else {
      throw CommandError.other(
        "'\(expression.text)' is \(expression.kind), not a condition; try `\(expression.text) > 0`")
    }
    return expression
  }
}
