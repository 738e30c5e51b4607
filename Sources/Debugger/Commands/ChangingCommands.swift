import Runs
import Word2Vec

extension Command {
  static let changingCommands: [Command] = [
    Command(
      name: "set", usage: "set NAME VALUE  |  set var LVALUE = EXPR", group: .changing,
      summary: "change a setting, or edit a vector",
      details: """
        Training settings apply from the pending window on. Rebuilding settings start over at \
        window 0 with new parameters. Interface settings change the display only. \
        `set var v[king] = 0.1, 0.2` sets a row, `set var u[king][2] = 0` one component.
        """,
      examples: ["set eta 0.05", "set var v[apple][0] = 1"],
      arguments: [.setting, .settingValue], playsByItself: true, run: { try $0.set() }),
    Command(
      name: "show", usage: "show [NAME]", group: .changing,
      summary: "show a setting (default: all)", examples: ["show", "show eta"],
      arguments: [.setting], run: { try $0.show() }),
    Command(
      name: "with", usage: "with NAME VALUE -- COMMAND", group: .changing,
      summary: "run a command with a setting changed, then restore it",
      examples: ["with eta 1 -- step", "with precision 17 -- print J"],
      arguments: [.setting, .settingValue], run: { try $0.with() }),
    Command(
      name: "window", usage: "window CENTER : WORD…  |  window corpus", group: .changing,
      summary: "insert a hand-made window before the next one",
      details: """
        It becomes the pending window; applying it does not move the position in the corpus. \
        `window corpus` returns to the corpus's window.
        """,
      examples: ["window apple : pie sweet", "window corpus"], arguments: [.word],
      run: { try $0.window() }),
  ]
}

extension Invocation {
  fileprivate func set() throws {
    var reader = try reader()
    let name = try reader.next("a setting")
    if name.isKeyword("var") {
      let text = text(from: name.range.upperBound)
      guard text.contains(where: { !$0.isWhitespace }) else {
        throw missing("an assignment")
      }
      let written = try pointing(from: name.range.upperBound) { try assignment(text, in: session) }
      session.make(.assignment(written))
      return
    }
    let setting = try Setting.named(name.text)
    let value = try reader.next("a value (\(setting.expected))")
    try reader.end()
    try session.assign(setting, value.text)
  }

  fileprivate func show() throws {
    guard let argument = try arguments(atMost: 1).first else {
      session.report(session.settingTable)
      return
    }
    let setting = try Setting.named(argument.text)
    session.report(
      "\(setting.name) \(setting.get(session))  (\(setting.summary); \(setting.expected))")
  }

  fileprivate func with() throws {
    let arguments = try arguments()
    guard arguments.count >= 2 else { throw missing("a setting and its value") }
    guard arguments.count >= 3, arguments[2].text == "--" else { throw missing("'--'") }
    let setting = try Setting.named(arguments[0].text)
    if setting.kind == .rebuilding {
      throw CommandError.other(
        "\(setting.name) starts over at window 0 and cannot be restored; use `set`")
    }
    let line = text(from: arguments[2].range.upperBound)
    guard let parsed = ParsedLine(line) else { throw missing("a command") }
    _ = try Command.named(parsed.name)
    let interpreter = session.interpreter
    guard interpreter.withDepth < Self.deepestWith else {
      throw CommandError.other("`with` is nested more than \(Self.deepestWith) deep")
    }
    interpreter.withDepth += 1
    defer { interpreter.withDepth -= 1 }
    try session.assignForNow(setting, arguments[1].text)
    try interpreter.execute(line, in: session)
  }

  private static let deepestWith = 100

  fileprivate func window() throws {
    var words = try arguments()
    guard let first = words.first else { throw missing("a center word") }
    var overrides = WindowOverrides()
    if words.count > 1 || !first.isKeyword("corpus") {
      // `king:` is `king :` unless it is in quotes.
      if !first.isQuoted, first.bytes.last == UInt8(ascii: ":"), first.bytes.count > 1 {
        let parts = [first.bytes.dropLast(), first.bytes.suffix(1)]
        words.replaceSubrange(
          ...0,
          with: parts.map {
            CommandArgument(bytes: Array($0), isQuoted: false, range: first.range)
          })
      }
      guard words.count > 1, words[1].text == ":" else { throw missing("':'") }
      let outside = try words.dropFirst(2).map { try session.word($0) }
      guard !outside.isEmpty else { throw missing("an outside word") }
      overrides.window = Window(
        center: try session.word(words[0]),
        outside: outside.map { Window.Outside(word: $0, offset: nil) },
        radius: session.hyperparameters.radius, place: nil)
    }
    if overrides != session.run.overrides {
      session.make(.overrides(overrides))
    }
    session.report(
      "window \(grouped(session.run.number)): \(session.windowText(session.run.window))")
  }
}

extension Session {
  /// Sets a setting to a value as typed.
  func assign(_ setting: Setting, _ value: String) throws {
    if setting.needsTrust { try requireTrust(to: "set \(setting.name)") }
    var settings = settings
    try setting.assign(value, to: &settings)
    try change(to: settings)
  }

  /// Sets a setting for the duration of the current command.
  ///
  /// A training setting enters the history only if an update is applied with it.
  func assignForNow(_ setting: Setting, _ value: String) throws {
    let old = setting.get(self)
    guard setting.kind == .training else {
      let (before, log) = (interface, logs.log)
      try assign(setting, value)
      let meanwhile = interface
      interpreter.afterwards { session in
        var settings = session.settings
        if settings.interface == meanwhile {
          settings.interface = before
        } else {
          try? setting.assign(old, to: &settings)
        }
        try? session.change(to: settings, resuming: log)
      }
      return
    }
    var settings = settings
    try setting.assign(value, to: &settings)
    try requireMemory(words: corpus.vocabulary.count, settings.hyperparameters, allocating: 0)
    let before = hyperparameters
    let wasTrying = run.isTryingSettings
    let passedPairs = pending.passedPairs
    run.trySettings(settings.hyperparameters)
    interpreter.afterwards { session in
      if session.run.isTryingSettings {
        session.run.endTrial(restoring: before, isWithinTrial: wasTrying)
        session.pending.passedPairs = passedPairs
      } else {
        try? session.assign(setting, old)
      }
    }
  }

  /// A table of all settings: name, value, kind, summary.
  var settingTable: String {
    TextTable(
      rows: Setting.all.map { [$0.name, $0.get(self), $0.kind.rawValue, $0.summary] }
    ).text
  }
}
