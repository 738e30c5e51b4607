import Debugger
import Word2Vec

extension FuzzTarget {
  static let expressions = FuzzTarget(
    name: "expressions", summary: "expressions of any text, read and evaluated", limit: 400,
    seeds: {
      var texts = Symbol.all.map(\.usage)
      texts += ExpressionFunction.all.map { "\($0.name)(v[king], u[queen])" }
      texts += ExpressionOperator.all.map { "F[1] \($0.spelling) J" }
      texts += [
        "v[king] - v[queen] + v[\"well-known\"]", "u[the] = 1, 2, 3", "negative[1][2]", "$1",
      ]
      return texts.flatMap { text in [0, 1].map { [UInt8($0)] + Array(text.utf8) } }
    },
    prepare: {
      let sessions = try Objective.allCases.map { objective in
        let session = try Session.forFuzzing { $0.objective = objective }
        for line in ["step 2", "print 1", "print king - queen", "print outside[1]"] {
          _ = session.run(line)
        }
        return session
      }
      return { bytes in
        guard let first = bytes.first else { return }
        let session = sessions[Int(first) % sessions.count]
        let text = String(decoding: bytes.dropFirst(), as: UTF8.self)
        let before = session.run.parameters.hash()
        try checkExpression(text, in: session)
        try require(session.run.parameters.hash() == before, "reading changes parameters")
      }
    })

  /// Requires a value of the announced kind, or an error that points into the text.
  private static func checkExpression(_ text: String, in session: Session) throws {
    do {
      let expression = try Expression(text, in: session)
      let value = try expression.value(in: session)
      try require(value.kind == expression.kind, "\(text.debugDescription) has another kind")
      let shown = describe(value, session: session)
      try require(!shown.isEmpty, "\(text.debugDescription) is shown as nothing")
      try requireSafe(safeText(shown), text)
      _ = try expression.nearestWordsLine(value, in: session)
    } catch let error as ExpressionError {
      try require(
        0...text.utf8.count ~= error.offset, "the error is beyond \(text.debugDescription)")
      let lines = error.description.split(separator: "\n", omittingEmptySubsequences: false)
      try require(
        lines.count == 3 && lines[1].last == "^" && lines[1].allSatisfy { $0 == " " || $0 == "^" }
          && columnWidth(of: String(lines[1])) <= 80,
        "the error of \(text.debugDescription) is \(error.description.debugDescription)")
      try requireSafe(error.description, text)
    }
    do {
      let assignment = try assignment(text, in: session)
      try require(!assignment.values.isEmpty, "\(text.debugDescription) assigns nothing")
    } catch is BrokenProperty {
      throw BrokenProperty("\(text.debugDescription) assigns nothing")
    } catch {}
    try require(
      expressionCompletions(text, in: session).start <= text.utf8.count,
      "completions of \(text.debugDescription)")
  }

  static let commands = FuzzTarget(
    name: "commands", summary: "mutated lines of every command that takes no file, on a session",
    limit: 256,
    seeds: {
      let free: [UInt8] = [0, 0xFF, 0xFF] + Array("until J < 2\n".utf8)
      return [free]
        + fuzzedLines.indices.map { [UInt8($0 % 2), UInt8($0 >> 8), UInt8($0 & 0xFF), 0, 0, 0, 0] }
    },
    prepare: {
      { bytes in
        var source = ByteSource(bytes)
        let objective = source.element(of: Objective.allCases)
        let runner = SessionRunner(try .forFuzzing { $0.objective = objective })
        while !source.isEmpty {
          let line = fuzzedLine(&source)
          if isHarmless(line) { try runner.run(line) }
        }
      }
    })

  static let scripts = FuzzTarget(
    name: "scripts", summary: "scripts, shown as lessons are or not", limit: 1000,
    seeds: {
      let lesson = "# A lesson\nbreak king\ncommands 1\nprint J\nend\ncontinue\n"
      var seeds: [[UInt8]] = [[1] + Array(lesson.utf8)]
      for start in stride(from: 0, to: fuzzedLines.count, by: 8) {
        let lines = fuzzedLines[start..<min(start + 8, fuzzedLines.count)]
        seeds.append([UInt8(start & 1)] + Array(lines.joined(separator: "\n").utf8))
      }
      return seeds
    },
    prepare: {
      { bytes in
        let lines = bytes.dropFirst().split(separator: 0x0A, omittingEmptySubsequences: false)
          .filter { isHarmless(String(decoding: $0, as: UTF8.self)) }
        let runner = SessionRunner(try .forFuzzing())
        runner.session.enqueue(
          Script(Array(lines.joined(separator: [0x0A])), name: "script", isEchoed: bytes.first == 1)
        )
        try runner.finish("a script")
        try runner.requireSafe(runner.session.finish(), "the end of a script")
      }
    })

  /// Lines of all commands.
  private static let fuzzedLines: [String] = {
    var lines = Command.all.flatMap { [$0.name] + $0.examples }.filter(isHarmless)
    for setting in Setting.all where !setting.takesFile {
      lines.append("show \(setting.name)")
      lines += setting.candidates(SettingsDraft()).map { "set \(setting.name) \($0)" }
    }
    lines += ExportFormat.all.map { "export \($0.name) -" }
    return lines + [
      "set eta 0.5", "set radius 1", "set negatives 3", "set power 0", "set epochs 1",
      "set dimension 2", "set subsample 0.01", "set history-memory 0", "set history-memory 1",
      "set seed 7", "step 10", "continue", "back 3", "goto 5", "reverse-continue", "run",
      "break 4", "break king if J > 1", "break outside queen", "watch v[king][0]", "tbreak the",
      "commands 1", "end", "window king : the old", "window corpus", "negatives 1 = the sea",
      "negatives redraw", "set var v[king] = 0.1, 0.2, 0.3", "with eta 0.5 -- step",
      "with update pair -- whatif eta 1", "stepi", "why king queen", "why J", "plot projection",
      "layout plots", "winheight scores 5",
    ]
  }()

  /// Words that mutations put into lines.
  private static let fuzzedWords: [String] = {
    var words = [
      "0", "1", "-1", "2", "9223372036854775807", "-9223372036854775808", "1e400", "nan", "1e-320",
      "0.5", "\"", "\\", "#", "--", ":", "=", ",", "..", "(", ")", "[", "]", "$", "if", "é",
      "\u{1B}[2J", "the", "king", "queen", "nobody", "\"the king\"", "v[king]", "u[queen][0]", "J",
      "F[1]", "outside", "center", "corpus", "redraw", "all", "on", "off",
    ]
    words += Command.all.flatMap { [$0.name] + $0.abbreviations }
    words += Setting.all.map(\.name)
    words += Symbol.all.map(\.name)
    return words
  }()

  /// A line of the table with up to three mutations, or any text up to a newline.
  private static func fuzzedLine(_ source: inout ByteSource) -> String {
    let choice = source.number(below: 1 << 16)
    if choice >= 0xC000 { return String(decoding: source.bytes(until: 0x0A), as: UTF8.self) }
    var words = fuzzedLines[choice % fuzzedLines.count].split(separator: " ").map(String.init)
    for _ in 0..<source.number(below: 4) {
      let place = source.number(below: words.count + 1)
      let word = source.element(of: fuzzedWords)
      switch source.number(below: 4) {
      case 0: words.insert(word, at: place)
      case 1 where place < words.count: words[place] = word
      case 2 where place < words.count: words.remove(at: place)
      case 3 where place < words.count: words[place] += word
      default: words.append(word)
      }
    }
    return words.joined(separator: " ")
  }

  /// Names, signs and words of the languages, for libFuzzer's dictionary.
  package static let dictionary: [String] = {
    var words = Set(fuzzedWords)
    words.formUnion(ExpressionFunction.all.map(\.name))
    words.formUnion(ExpressionOperator.all.map(\.spelling))
    words.formUnion(["gradCenter", "gradOutside", "\u{FEFF}", "\u{301}", "\u{200D}", "\r\n"])
    return words.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }()
}
