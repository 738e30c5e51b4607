import Corpora
import Runs
import SkipGram

extension Command {
  static let fileCommands: [Command] = [
    Command(
      "load", usage: "load FILE  |  load session FILE  |  load vectors FILE [--outside]",
      group: .files, summary: "load a corpus or a session, or read vectors from a file",
      details: """
        A corpus starts a new run: new vocabulary, new parameters, window 0. A line is a \
        sentence. Names of bundled corpora work too. Vectors go into V, or with --outside into U, \
        word by word; words missing on either side are counted and named. A session goes on where \
        it was saved, with the same bits; its record begins there.
        """,
      examples: ["load fox", "load vectors v.txt", "load session run.sgdbs"],
      arguments: [.either([.choice(["session", "vectors"]), .corpus]), .file], run: load),
    Command(
      "save",
      usage: "save session FILE  |  save vectors FILE [--outside]  |  save breakpoints FILE",
      group: .files, summary: "write the session, V or U, or the breakpoints to a file",
      details: """
        A session is all that a run needs to go on: settings, both matrices, the position, what is \
        pending, the breakpoints; the corpus stays where it is. For vectors the extension chooses \
        the form: .txt and .vec are word2vec text, .bin word2vec binary, .tsv the TensorBoard \
        projector's (the words go to NAME.metadata.tsv). Breakpoints become commands that `source` \
        reads.
        """,
      examples: ["save session run.sgdbs", "save vectors v.txt", "save vectors u.bin --outside"],
      arguments: [
        .choice(["breakpoints", "session", "vectors"]), .file, .choice(["--outside"]),
      ], run: save),
    Command(
      "export", usage: "export [window|screen|PLOT] FILE  |  export json|csv|m|tex FILE|-",
      group: .files, summary: "write the pending window, the screen, or a plot, to a file",
      details: """
        .json holds every number of the window, .csv its gradient terms, .m an Octave or MATLAB \
        script that recomputes and asserts every number, .tex the derivation as a document, .txt \
        and .svg the screen, or a plot by its name: projection, heat, loss, yhat, eta or samples. \
        `export json -` prints.
        """,
      examples: [
        "export window.json", "export window.m", "export screen.txt",
        "export projection words.svg",
      ],
      arguments: [.exported, .file], run: export),
    Command(
      "source", usage: "source FILE", group: .files,
      summary: "run the commands of a file", examples: ["source first.sgdb"],
      arguments: [.file], run: source),
    Command(
      "preset", usage: "preset [NAME]", group: .files,
      summary: "list the bundled lessons, or run one",
      details: "Settings of the run go back to their defaults first.",
      examples: ["preset", "preset fox"], arguments: [.preset], run: preset),
  ]

  @Sendable private static func load(_ invocation: Invocation) throws {
    let session = invocation.session
    let arguments = try invocation.arguments()
    guard let first = arguments.first else { throw invocation.missing("a corpus") }
    if first.text == "vectors", !first.isQuoted {
      let (path, side) = try vectorArguments(invocation, arguments)
      try session.loadVectors(path, into: side)
      return
    }
    if first.text == "session", !first.isQuoted {
      _ = try invocation.arguments(atMost: 2)
      guard arguments.count == 2 else { throw invocation.missing("a file") }
      try session.loadSession(arguments[1].text)
      return
    }
    if arguments.count > 1 { throw invocation.unexpected(arguments[1]) }
    if first.text.hasSuffix(SessionFormat.fileExtension) {
      try session.loadSession(first.text)
      return
    }
    try session.load(
      first.text, text: session.text, hyperparameters: session.hyperparameters)
  }

  @Sendable private static func save(_ invocation: Invocation) throws {
    let arguments = try invocation.arguments()
    guard let first = arguments.first else { throw invocation.missing("what to save") }
    if first.text == "session" {
      _ = try invocation.arguments(atMost: 2)
      guard arguments.count == 2 else { throw invocation.missing("a file") }
      try invocation.session.saveSession(arguments[1].text)
      return
    }
    if first.text == "breakpoints" {
      guard arguments.count == 2 else { throw invocation.missing("a file") }
      let file = try AtomicFile(path: arguments[1].text)
      try file.append(invocation.session.breakpoints.script)
      try file.commit()
      invocation.session.say("wrote \(displayText(arguments[1].bytes))")
      return
    }
    guard first.text == "vectors" else { throw invocation.unexpected(first) }
    let (path, side) = try vectorArguments(invocation, arguments)
    try invocation.session.saveVectors(side, to: path)
  }

  private static func vectorArguments(
    _ invocation: Invocation, _ arguments: [CommandArgument]
  ) throws -> (path: String, side: Side) {
    let isOption: (CommandArgument) -> Bool = { $0.text == "--outside" && !$0.isQuoted }
    let files = arguments.dropFirst().filter { !isOption($0) }
    guard let file = files.first else { throw invocation.missing("a file") }
    if files.count > 1 { throw invocation.unexpected(files[1]) }
    return (file.text, arguments.contains(where: isOption) ? .outside : .center)
  }

  @Sendable private static func export(_ invocation: Invocation) throws {
    let session = invocation.session
    var arguments = try invocation.arguments(atMost: 2)[...]
    guard let last = arguments.popLast() else { throw invocation.missing("a file") }
    let what = arguments.first?.text
    let named = ExportFormat.all.first { $0.name == what }
    if last.text == "-", !last.isQuoted {
      guard let named else {
        throw invocation.missing(
          "what to print (\(ExportFormat.all.map(\.name).joined(separator: ", ")))")
      }
      var text = ""
      try named.writeWindow(of: session) { text += $0 }
      session.request(.print(text.hasSuffix("\n") ? String(text.dropLast()) : text))
      return
    }
    let fileExtension = pathExtension(last.text)
    let picture = named == nil ? try what.flatMap { try Self.picture($0, invocation) } : nil
    let byExtension = ExportFormat.all.first { $0.name == fileExtension }
    if let format = named ?? (picture == nil ? byExtension : nil) {
      let file = try AtomicFile(path: last.text)
      try format.writeWindow(of: session) { try file.append($0) }
      try file.commit()
      session.say("wrote \(displayText(last.bytes))")
    } else if what == nil || picture != nil,
      ExportFormat.pictureFormats.contains(fileExtension)
    {
      session.request(.export(picture ?? .screen, path: last.text))
    } else {
      throw CommandError.other(
        "'\(displayText(last.bytes))' has no extension that tells what to write; "
          + "there are "
          + (ExportFormat.all.map { ".\($0.name): \($0.summary)" }
          + [
            "\(ExportFormat.pictureFormats.map { ".\($0)" }.joined(separator: ", ")): the screen, "
              + "or a plot"
          ])
          .joined(separator: "; "))
    }
  }

  /// What can be exported by name.
  static let exportedNames = ["window", "screen"] + Plot.all.map(\.name)

  /// The picture that a name stands for; `nil` for the window, which is none.
  private static func picture(_ name: String, _ invocation: Invocation) throws -> Picture? {
    switch try lookUp(name, in: exportedNames, kind: .export, by: \.self) {
    case "window": nil
    case "screen": .screen
    case let plot: .pane(try Plot.named(plot).pane)
    }
  }

  @Sendable private static func source(_ invocation: Invocation) throws {
    guard let file = try invocation.arguments(atMost: 1).first else {
      throw invocation.missing("a file")
    }
    try invocation.session.interpreter.runNext(
      Script(file: file.text, cancellation: invocation.session.cancellation))
  }

  @Sendable private static func preset(_ invocation: Invocation) throws {
    let session = invocation.session
    let names = BundledTexts.lessons.keys.sorted()
    guard let argument = try invocation.arguments(atMost: 1).first else {
      var table = TextTable([.left, .left])
      for name in names { table.add([name, BundledTexts.title(ofLesson: name)]) }
      session.say(table.text)
      return
    }
    let name = try lookUp(argument.text, in: names, kind: .lesson, by: \.self)
    var settings = session.settings
    settings.hyperparameters = Hyperparameters()
    settings.text = TextSettings()
    try session.change(to: settings)
    try session.interpreter.runNext(
      Script(BundledTexts.lessons[name] ?? [], name: name, isEchoed: true))
  }
}

/// What follows the last dot of a path's last part; empty if there is none.
private func pathExtension(_ path: String) -> String {
  let name = path.split(separator: "/").last ?? ""
  return name.lastIndex(of: ".").map { String(name[name.index(after: $0)...]) } ?? ""
}

extension BundledTexts {
  /// The first line of a lesson, which is its title.
  static func title(ofLesson name: String) -> String {
    let line = lessons[name]?.prefix { $0 != UInt8(ascii: "\n") } ?? []
    return String(decoding: line.drop { $0 == UInt8(ascii: "#") || isBlank($0) }, as: UTF8.self)
  }
}
