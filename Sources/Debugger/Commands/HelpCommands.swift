import Corpora

extension Command {
  static let helpCommands: [Command] = [
    Command(
      name: "help", abbreviations: ["h", "?"], usage: "help [COMMAND|TOPIC|all]", group: .help,
      summary: "describe a command or a topic",
      details:
        "Without an argument, lists the commands by groups; `help all` describes each in a line.",
      examples: ["help step", "help subsample", "help all"], arguments: [.topic],
      run: { try $0.help() }
    ),
    Command(
      name: "apropos", usage: "apropos WORD", group: .help,
      summary: "search commands, settings, symbols, topics and lessons for a word",
      examples: ["apropos gradient"], run: { try $0.apropos() }),
    Command(
      name: "history", usage: "history [N]", group: .help,
      summary: "list the last N commands of this session (default: 20)",
      examples: ["history", "history 5"],
      run: { try $0.history() }),
    Command(
      name: "quit", abbreviations: ["q", "exit"], usage: "quit", group: .help, summary: "exit sgdb",
      run: {
        _ = try $0.arguments(atMost: 0)
        try $0.session.askBeforeLosingRun("quit")
        $0.session.request(.quit)
      }),
  ]
}

extension Invocation {
  fileprivate func help() throws {
    if text.isEmpty { return session.report(Command.groups) }
    if text == "all" { return session.report(Command.overview) }
    let name = text
    // `help time travel` finds time-travel.
    let topicName = name.split(separator: " ").joined(separator: "-")
    let command = Command.all.first { $0.name == name || $0.abbreviations.contains(name) }
    let setting = Setting.all.first { $0.name == name } ?? Setting.aliased(name)
    let symbol = Symbol.all.first { $0.name == name }
    let function = ExpressionFunction.all.first { $0.name == name }
    // `help window` finds windows too.
    let topic = HelpTopic.all.first { [topicName, topicName + "s"].contains($0.name) }
    // `step`, for example, is both a command and a symbol.
    let texts = [
      command?.help, setting?.help(session), symbol?.help, function?.help, topic?.text,
    ].compactMap { $0 }
    if !texts.isEmpty {
      session.report(texts.joined(separator: "\n\n"))
    } else if let command = try? Command.named(name) {
      session.report(command.help)
    } else if let topic = HelpTopic.all.first(where: { $0.name.hasPrefix(topicName) }) {
      session.report(topic.text)
    } else if let setting = try? Setting.named(name) {
      session.report(setting.help(session))
    } else {
      throw CommandError.unknownName(.topic, name, names: Command.topicNames)
    }
  }

  fileprivate func apropos() throws {
    let word = text.lowercased()
    guard !word.isEmpty else { throw missing("a word") }
    let entries: [(kind: String, name: String, content: String, summary: String)] =
      Command.all.map { ("command", $0.name, $0.summary + " " + $0.details, $0.summary) }
      + Setting.all.map { ("setting", $0.name, $0.searchText, $0.summary) }
      + Symbol.all.map { ("symbol", $0.name, $0.meaning, $0.meaning) }
      + ExpressionFunction.all.map { ("function", $0.name, $0.meaning, $0.meaning) }
      + Plot.all.map { ("plot", $0.name, $0.summary + " " + $0.details, $0.summary) }
      + HelpTopic.all.map { ("topic", $0.name, $0.text, $0.title) }
      + BundledTexts.lessons.keys.sorted().map { name in
        let title = BundledTexts.title(ofLesson: name)
        return ("lesson", name, title, title)
      }
    let rows = entries.filter {
      $0.name.lowercased().contains(word) || $0.content.lowercased().contains(word)
    }
    .map { [$0.name, $0.kind, $0.summary] }
    session.report(rows.isEmpty ? "nothing mentions '\(text)'" : TextTable(rows: rows).text)
  }

  fileprivate func history() throws {
    let count = try count(default: 20)
    let lines = session.interpreter.lineHistory.enumerated().suffix(count)
    session.report(TextTable([], [.right, .left], rows: lines.map { ["\($0 + 1)", $1] }).text)
  }
}

extension Command {
  /// The arguments of `help`, for completion.
  static var topicNames: [String] {
    all.map(\.name) + HelpTopic.all.map(\.name) + Setting.all.map(\.name) + Symbol.all.map(\.name)
      + ExpressionFunction.all.map(\.name)
  }

  /// The names of all commands by groups, which fits a screen.
  fileprivate static var groups: String {
    let rows = Group.allCases.map { group in
      let names = all.filter { $0.group == group }.map(\.name).joined(separator: ", ")
      return wrapped("\(group.rawValue): \(names)")
    }
    return rows.joined(separator: "\n")
      + "\n\n`help COMMAND` explains one, `help all` describes each in a line; `apropos WORD` searches."
      + "\n" + wrapped("Topics: " + HelpTopic.all.map(\.name).joined(separator: ", "))
  }

  fileprivate static var overview: String {
    let rows = Group.allCases.flatMap { group in
      [["\(group.rawValue):"]]
        + all.filter { $0.group == group }.map { command in
          let short = command.abbreviations.joined(separator: ", ")
          return ["  \(command.name)" + (short.isEmpty ? "" : " (\(short))"), command.summary]
        }
    }
    return TextTable(rows: rows).text
      + "\n\nUnambiguous prefixes work; Enter repeats the last command; "
      + "TAB completes.\nTopics: " + HelpTopic.all.map(\.name).joined(separator: ", ")
  }

  /// The help of a command.
  package var help: String {
    var parts = ["usage: \(usage)"]
    if !abbreviations.isEmpty { parts.append("short: \(abbreviations.joined(separator: ", "))") }
    parts.append(
      summary.prefix(1).uppercased() + summary.dropFirst() + (summary.hasSuffix("…") ? "" : "."))
    if !details.isEmpty { parts.append(wrapped(details)) }
    if name == "set" { parts.append(Setting.kindsHelp) }
    if !examples.isEmpty {
      parts.append("try:\n" + examples.map { "  " + $0 }.joined(separator: "\n"))
    }
    return parts.joined(separator: "\n")
  }
}

extension Setting {
  /// The settings of each kind, for `help set`.
  static var kindsHelp: String {
    Kind.allCases
      .map { kind in
        let names = all.filter { $0.kind == kind }.map(\.name).joined(separator: ", ")
        return wrapped("\(kind.rawValue): \(names)")
      }
      .joined(separator: "\n")
  }

  /// The help of a setting.
  func help(_ session: Session) -> String {
    [
      "set \(name) VALUE: \(summary)", wrapped("now \(get(session)); \(expected)"),
      kind.effect,
    ]
    .joined(separator: "\n")
      + furtherHelp(session)
  }
}

extension Setting.Kind {
  /// The effect of changing a setting.
  var effect: String {
    switch self {
    case .training: "Applies from the pending window on."
    case .rebuilding: "Starts over at window 0 with new parameters."
    case .interface: "Changes the display only."
    }
  }
}

/// Text wrapped to 76 columns, the width of a pane on a terminal of 80.
func wrapped(_ text: String) -> String {
  var lines: [String] = []
  var line = ""
  for word in text.split(separator: " ") {
    if !line.isEmpty, columnWidth(of: line) + 1 + columnWidth(of: String(word)) > 76 {
      lines.append(line)
      line = ""
    }
    line += (line.isEmpty ? "" : " ") + word
  }
  return (lines + [line]).joined(separator: "\n")
}
