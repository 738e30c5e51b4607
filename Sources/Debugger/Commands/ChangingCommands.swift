import Runs
import SkipGram

extension Command {
  static let changingCommands: [Command] = [
    Command(
      "set", usage: "set NAME VALUE  |  set var LVALUE = EXPR", group: .changing,
      summary: "change a setting, or write numbers into a vector",
      details: """
        Training settings hold from the pending window on. Rebuilding settings start over at \
        window 0 with new parameters. Interface settings change only what is shown. \
        `set var v[king] = 0.1, 0.2` writes a row, `set var u[king][2] = 0` one component.
        """,
      examples: ["set eta 0.05", "set var v[apple][0] = 1"],
      arguments: [.setting, .settingValue], run: set),
    Command(
      "show", usage: "show [NAME]", group: .changing,
      summary: "show a setting, or all of them", examples: ["show", "show eta"],
      arguments: [.setting], run: show),
    Command(
      "with", usage: "with NAME VALUE -- COMMAND", group: .changing,
      summary: "run a command under another setting, then set it back",
      examples: ["with eta 1 -- step", "with precision 17 -- print J"],
      arguments: [.setting, .settingValue], run: with),
    Command(
      "window", usage: "window CENTER : WORD…  |  window corpus", group: .changing,
      summary: "put a window of your own before the corpus's next one",
      details: """
        It becomes the pending window; applying it leaves the position in the corpus where it is. \
        `window corpus` takes it back.
        """,
      examples: ["window apple : pie sweet", "window corpus"], arguments: [.word], run: window),
  ]

  @Sendable private static func set(_ invocation: Invocation) throws {
    let session = invocation.session
    let arguments = try invocation.arguments()
    guard let name = arguments.first else { throw invocation.missing("a setting") }
    if name.text == "var", !name.isQuoted {
      let end = name.range.upperBound
      let text = String(decoding: Array(invocation.text.utf8)[end...], as: UTF8.self)
      guard text.contains(where: { !$0.isWhitespace }) else {
        throw invocation.missing("what to write where")
      }
      let written = try invocation.pointing(from: end) { try assignment(text, in: session) }
      session.make(.assignment(written))
      return
    }
    let setting = try Setting.named(name.text)
    guard arguments.count > 1 else {
      throw invocation.missing("a value (\(setting.expected))")
    }
    if arguments.count > 2 { throw invocation.unexpected(arguments[2]) }
    var settings = session.settings
    try setting.assign(arguments[1].text, to: &settings)
    try session.change(to: settings)
  }

  @Sendable private static func show(_ invocation: Invocation) throws {
    let session = invocation.session
    guard let argument = try invocation.arguments(atMost: 1).first else {
      session.say(session.settingTable(Setting.all))
      return
    }
    let setting = try Setting.named(argument.text)
    session.say(
      "\(setting.name) \(setting.get(session))  (\(setting.summary); \(setting.expected))"
    )
  }

  @Sendable private static func with(_ invocation: Invocation) throws {
    let session = invocation.session
    let arguments = try invocation.arguments()
    guard arguments.count >= 2 else { throw invocation.missing("a setting and its value") }
    guard arguments.count >= 3, arguments[2].text == "--" else { throw invocation.missing("'--'") }
    let setting = try Setting.named(arguments[0].text)
    if setting.kind == .rebuilding {
      throw CommandError.other(
        "\(setting.name) starts over at window 0, which cannot be taken back; use `set`")
    }
    let end = arguments[2].range.upperBound
    let line = String(decoding: Array(invocation.text.utf8)[end...], as: UTF8.self)
    guard let parsed = ParsedLine(line) else { throw invocation.missing("a command") }
    _ = try Command.named(parsed.name)
    let interpreter = session.interpreter
    guard interpreter.withDepth < deepestWith else {
      throw CommandError.other("with is nested more than \(deepestWith) deep")
    }
    interpreter.withDepth += 1
    defer { interpreter.withDepth -= 1 }
    try session.assignForNow(setting, arguments[1].text)
    try interpreter.execute(line, in: session)
  }

  private static let deepestWith = 100

  @Sendable private static func window(_ invocation: Invocation) throws {
    let session = invocation.session
    let arguments = try invocation.arguments()
    guard let first = arguments.first else { throw invocation.missing("a center word") }
    var overrides = WindowOverrides()
    let isCorpus = arguments.count == 1 && first.text == "corpus" && !first.isQuoted
    if !isCorpus {
      var words = arguments
      // `king:` is `king :` unless it is in quotes.
      if !first.isQuoted, first.bytes.last == UInt8(ascii: ":"), first.bytes.count > 1 {
        words[0] = CommandArgument(
          bytes: Array(first.bytes.dropLast()), isQuoted: false, range: first.range)
        words.insert(
          CommandArgument(bytes: [UInt8(ascii: ":")], isQuoted: false, range: first.range), at: 1)
      }
      guard words.count > 1, words[1].text == ":" else { throw invocation.missing("':'") }
      let outside = try words.dropFirst(2).map { try session.word($0) }
      guard !outside.isEmpty else { throw invocation.missing("an outside word") }
      overrides.window = Window(
        center: try session.word(words[0]),
        outside: outside.map { Window.Outside(word: $0, offset: nil) },
        radius: session.hyperparameters.radius, place: nil)
    }
    if overrides != session.run.overrides {
      session.make(.overrides(overrides))
    }
    session.say("window \(session.run.number): \(session.windowText(session.run.window))")
  }
}

extension Session {
  /// Sets one setting to a value as typed.
  func assign(_ setting: Setting, _ value: String) throws {
    var settings = settings
    try setting.assign(value, to: &settings)
    try change(to: settings)
  }

  /// Sets one setting until the command being run is over.
  ///
  /// A training setting becomes part of the history only if something is done under it.
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

  /// Settings with their values and what they are, kind by kind.
  func settingTable(_ settings: [Setting]) -> String {
    var table = TextTable([.left, .left, .left, .left])
    for setting in settings {
      table.add([setting.name, setting.get(self), setting.kind.rawValue, setting.summary])
    }
    return table.text
  }
}
