extension Command {
  static let displayCommands: [Command] = [
    Command(
      name: "display", usage: "display [EXPR]", group: .looking,
      summary: "show an expression at every stop (default: show all displays now)",
      details: """
        `info display` lists displays, `undisplay` removes them. Of a vector, at most \
        \(grouped(Displays.mostNumbers)) numbers are shown.
        """,
      examples: ["display J", "display norm(v_c)"], arguments: [.expression],
      run: { try $0.display() }),
    Command(
      name: "undisplay", usage: "undisplay [N…]", group: .looking,
      summary: "remove displays (default: all)", examples: ["undisplay 1"],
      run: { try $0.undisplay() }),
  ]
}

extension Invocation {
  fileprivate func display() throws {
    if text.isEmpty {
      let lines = try session.displayLines()
      return session.report(lines.isEmpty ? "no displays" : lines.joined(separator: "\n"))
    }
    let expression = try pointing { try Expression(text, in: session) }
    var displays = session.displays
    let line = try session.line(of: displays.add(expression))
    session.displays = displays
    session.report(line)
  }

  fileprivate func undisplay() throws {
    let numbers = try arguments().map { argument in
      guard let number = Int(argument.text),
        session.displays.all.contains(where: { $0.number == number })
      else {
        throw CommandError.unknownName(.display, argument.text, names: [])
      }
      return number
    }
    session.displays.remove(numbers.isEmpty ? session.displays.all.map(\.number) : numbers)
  }
}

extension Session {
  /// Prints the displays without their values.
  func reportDisplays() {
    if displays.all.isEmpty { report("no displays; `display EXPR` adds one") }
    for display in displays.all { report("\(display.number): \(display.expression.text)") }
  }
}
