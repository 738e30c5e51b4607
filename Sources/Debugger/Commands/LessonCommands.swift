import Corpora
import Word2Vec

extension Command {
  static let lessonCommands: [Command] = [
    Command(
      name: "preset", usage: "preset [NAME|FILE]  |  preset next|back|off", group: .files,
      summary: "list the lessons, or begin one, bundled or your own",
      details: """
        A lesson shows one paragraph at a time. Enter on an empty line types the next command, \
        and a second Enter runs it; other commands work meanwhile. `preset back` returns to the \
        paragraph before, bit for bit; `preset next` skips one, `preset off` ends the lesson. \
        Training and rebuilding settings are reset to their defaults first. See `help lessons`.
        """,
      examples: ["preset", "preset fox"],
      arguments: [.either([.choice(["next", "back", "off"]), .preset])], run: { try $0.preset() }),
    Command(
      name: "tour", usage: "tour [next|back|off]", group: .help,
      summary: "take a guided tour of 15 minutes",
      details: "The tour is the lesson `preset tour`.",
      examples: ["tour"], arguments: [.choice(["next", "back", "off"])], run: { try $0.tour() }),
    Command(
      name: "pause", usage: "pause [TEXT]", group: .files,
      summary: "show a text in a script, and wait for Enter",
      examples: ["pause Look at the scores."], arguments: [.choice([])], playsByItself: true,
      run: { try $0.pause() }),
    Command(
      name: "ask",
      usage:
        "ask \"QUESTION\" = EXPR|\"A\" [within X] [choices \"A\",\"B\"] [because \"TEXT\"]",
      group: .files, summary: "ask for a number, a word, a sign or a choice, then explain",
      details: """
        The screen covers the number until it is answered. An answer is right to the digits \
        given, two significant ones at least, or within X; it can be an expression. \
        `sign(EXPR)` is answered by +, - or 0, a condition by yes or no, and with choices the \
        right one stands in quotes after `=`. At the end of input, in a pipe and in --batch the \
        answer is printed.
        """,
      examples: [
        "ask \"How large is J?\" = J because \"It adds the pairs' losses.\"",
        "ask \"Up or down?\" = \"down\" choices \"up\",\"down\"",
      ],
      arguments: [.choice([])], playsByItself: true, run: { try $0.ask() }),
    Command(
      name: "echo", usage: "echo TEXT", group: .files, summary: "print a text",
      examples: ["echo The end"], arguments: [.choice([])], playsByItself: true,
      run: { $0.session.report($0.text) }),
  ]
}

extension Invocation {
  fileprivate func preset() throws {
    guard let argument = try arguments(atMost: 1).first else {
      let names = BundledTexts.lessons.keys.sorted()
      session.report(TextTable(rows: names.map { [$0, BundledTexts.title(ofLesson: $0)] }).text)
      return
    }
    if try moveInLesson(argument) { return }
    let path = argument.text
    if BundledTexts.lessons[path] == nil,
      path.contains("/") || path.hasSuffix(".sgdb") || FileIdentity(of: path) != nil
    {
      let path = try session.pathToRead(path)
      let script = try Script(
        file: path, isRegular: true, isEchoed: true, trust: .limited(toFolderOf: path),
        cancellation: session.cancellation)
      return try session.beginLesson(script, name: displayText(path.utf8))
    }
    let names = BundledTexts.lessons.keys.sorted()
    try begin(try lookUp(path, in: names, kind: .lesson, by: \.self))
  }

  fileprivate func tour() throws {
    guard let argument = try arguments(atMost: 1).first else { return try begin("tour") }
    if try !moveInLesson(argument) { throw unexpected(argument) }
  }

  private func begin(_ name: String) throws {
    try session.beginLesson(
      Script(BundledTexts.lessons[name] ?? [], name: name, isEchoed: true), name: name)
  }

  /// Moves in the current lesson.
  ///
  /// - Returns: Whether the argument is `next`, `back` or `off`.
  private func moveInLesson(_ argument: CommandArgument) throws -> Bool {
    let moves: [String: (Session) throws -> Void] = [
      "next": { try $0.skipLessonStep() }, "back": { try $0.goBackInLesson() },
      "off": { try $0.endLesson() },
    ]
    guard !argument.isQuoted, let move = moves[argument.text] else { return false }
    try move(session)
    return true
  }

  fileprivate func pause() throws {
    if !text.isEmpty { session.report(text) }
    if session.readsLessons { session.interpreter.wait(for: .enter) }
  }

  fileprivate func ask() throws {
    let question = try question()
    guard session.readsLessons else {
      session.report(wrapped(question.text))
      session.reveal(question, "It is \(question.solution(session)).", isRight: nil)
      return
    }
    if session.lesson == nil || !session.host.hasPanes { session.report(wrapped(question.text)) }
    if !question.choices.isEmpty, !session.host.hasPanes {
      session.report("(\(question.choiceList))")
    }
    session.interpreter.wait(for: .answer(question))
  }

  /// The question in the arguments.
  private func question() throws -> AskedQuestion {
    let arguments = try arguments()
    guard arguments.count > 2, arguments[0].isQuoted, arguments[1].isKeyword("=") else {
      throw missing("a question in quotes, `=` and its answer")
    }
    let keywords = ["within", "choices", "because"]
    let starts = arguments.filter { !$0.isQuoted && keywords.contains($0.text) }
    func clause(_ keyword: String) -> String? {
      guard let index = starts.firstIndex(where: { $0.text == keyword }) else { return nil }
      let end = index + 1 < starts.count ? starts[index + 1].range.lowerBound : text.utf8.count
      return String(decoding: Array(text.utf8)[starts[index].range.upperBound..<end], as: UTF8.self)
        .trimmingBlanks
    }
    let start = arguments[2].range.lowerBound
    let end = starts.first?.range.lowerBound ?? text.utf8.count
    guard start < end else { throw missing("the answer") }
    let expression = String(decoding: Array(text.utf8)[start..<end], as: UTF8.self).trimmingBlanks
    let choices = try clause("choices").map(quotedList) ?? []
    let (answer, covered) =
      choices.isEmpty
      ? try self.answer(expression, from: start)
      : (.choice(try choice(expression, of: choices)), [])
    let tolerance = try clause("within").map { text in
      guard let number = Double(text), number >= 0 else {
        throw CommandError.badNumber(text, expected: "a number, at least 0")
      }
      return number
    }
    let reason = try clause("because").map { try quotedList($0).joined(separator: " ") }
    return AskedQuestion(
      text: safeText(arguments[0].text), answer: answer, tolerance: tolerance, choices: choices,
      reason: reason ?? "", covered: covered)
  }

  /// The value of an expression as an answer, and the numbers to cover.
  private func answer(
    _ text: String, from start: Int
  ) throws -> (AskedQuestion.Answer, covered: [Double]) {
    func value(_ text: String) throws -> ExpressionValue {
      try pointing(from: start) { try Expression(text, in: session).value(in: session) }
    }
    switch try value(text) {
    case .scalar(let number):
      guard text.hasPrefix("sign("), text.hasSuffix(")") else { return (.number(number), [number]) }
      let inner = try? Expression(String(text.dropFirst(5).dropLast()), in: session)
        .value(in: session)
      if case .scalar(let value) = inner { return (.sign(number), [value]) }
      return (.sign(number), [])
    case .word(let word): return (.word(session.name(word)), [])
    case .boolean(let holds): return (.condition(holds), [])
    case let other:
      throw CommandError.other(
        "'\(text)' is \(other.kind); ask for a number, a word or a condition")
    }
  }

  private func choice(_ text: String, of choices: [String]) throws -> String {
    guard let choice = try quotedList(text).first, choices.contains(choice) else {
      throw CommandError.other("the answer \(text) is not among the choices")
    }
    return choice
  }

  /// Texts in quotes, separated by commas.
  private func quotedList(_ text: String) throws -> [String] {
    let bytes = Array(text.utf8)
    var texts: [String] = []
    var index = 0
    while index < bytes.count {
      if isBlank(bytes[index]) || bytes[index] == UInt8(ascii: ",") {
        index += 1
        continue
      }
      guard bytes[index] == UInt8(ascii: "\""), let (word, end) = readQuoted(bytes, from: index)
      else { throw CommandError.unterminatedQuote(text) }
      texts.append(safeText(String(decoding: word, as: UTF8.self)))
      index = end
    }
    return texts
  }
}

extension BundledTexts {
  /// The title of a lesson: its first line.
  static func title(ofLesson name: String) -> String {
    let line = lessons[name]?.prefix { $0 != UInt8(ascii: "\n") } ?? []
    return String(decoding: line.drop { $0 == UInt8(ascii: "#") || isBlank($0) }, as: UTF8.self)
  }
}
