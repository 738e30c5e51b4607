import Corpora
import Runs
import Word2Vec

extension Command {
  static let fileCommands: [Command] = [
    Command(
      name: "load", usage: "load FILE  |  load session FILE  |  load vectors FILE [--outside]",
      group: .files, summary: "load a corpus, a session or vectors from a file",
      details: """
        A corpus starts a new run: new vocabulary, new parameters, window 0. Each line is a \
        sentence. FILE can also name a bundled corpus. Vectors are read into V, or with --outside \
        into U, word by word; words missing on either side are counted and named. A session \
        continues where it was saved, with the same bits; its history begins there.
        """,
      examples: ["load fox", "load vectors v.txt", "load session run.sgdbs"],
      arguments: [.either([.choice(["session", "vectors"]), .corpus]), .file],
      playsByItself: true, run: { try $0.load() }),
    Command(
      name: "save",
      usage: "save session FILE  |  save vectors FILE [--outside]  |  save breakpoints FILE",
      group: .files, summary: "write the session, V or U, or the breakpoints to a file",
      details: """
        A session contains settings, both matrices, the position, the pending window and the \
        breakpoints, but not the corpus. For vectors the extension chooses the format: .txt and \
        .vec are word2vec text, .bin is word2vec binary, .tsv is for TensorBoard's projector (with \
        the words in NAME.metadata.tsv). Breakpoints are written as commands for `source`.
        """,
      examples: ["save session run.sgdbs", "save vectors v.txt", "save vectors u.bin --outside"],
      arguments: [
        .choice(["breakpoints", "session", "vectors"]), .file, .choice(["--outside"]),
      ], run: { try $0.save() }),
    Command(
      name: "export", usage: "export [window|screen|PLOT] FILE  |  export json|csv|m|tex FILE|-",
      group: .files, summary: "write the pending window, the screen or a plot to a file",
      details: """
        .json contains every number of the window, .csv its gradient terms, .m an Octave or MATLAB \
        script that recomputes and asserts every number, .tex the derivation as a document, .txt \
        and .svg the screen or a named plot: projection, heat, loss, yhat, eta or samples. \
        `export json -` prints to standard output.
        """,
      examples: [
        "export window.json", "export window.m", "export screen.txt",
        "export projection words.svg",
      ],
      arguments: [.exported, .file], run: { try $0.export() }),
    Command(
      name: "source", usage: "source [-v] FILE", group: .files,
      summary: "run the commands of a file",
      details: "With -v, its commands and comments are printed as they are reached.",
      examples: ["source first.sgdb", "source -v first.sgdb"],
      arguments: [.either([.choice(["-v"]), .file]), .file], run: { try $0.source() }),
  ]

  /// The names that `export` accepts.
  static let exportedNames = ["window", "screen"] + Plot.all.map(\.name)
}

extension Invocation {
  fileprivate func load() throws {
    var reader = try reader()
    let first = try reader.next("a corpus")
    if first.isKeyword("vectors") {
      let (path, side) = try vectors(&reader)
      try session.loadVectors(path, into: side)
    } else if first.isKeyword("session") {
      let path = try file(&reader).text
      try session.askBeforeLosingRun("load")
      try session.loadSession(session.pathToRead(path))
    } else {
      try reader.end()
      try session.askBeforeLosingRun("load")
      if first.text.hasSuffix(SessionFormat.fileExtension) {
        try session.loadSession(session.pathToRead(first.text))
      } else {
        try session.load(
          first.text, text: session.text, hyperparameters: session.hyperparameters)
      }
    }
  }

  fileprivate func save() throws {
    var reader = try reader()
    let first = try reader.next("breakpoints, session or vectors")
    switch first.text {
    case "session": try session.saveSession(file(&reader).text)
    case "breakpoints":
      let file = try file(&reader)
      try session.prepareToWrite(file.text)
      guard !session.breakpoints.all.isEmpty else {
        throw CommandError.other("there are no breakpoints to save; `break` sets one")
      }
      try write(file) { try $0.append(session.breakpoints.trustedScript) }
      for breakpoint in session.breakpoints.all where breakpoint.hasLimitedCommands {
        session.report(
          "left out the commands of \(breakpoint.title): they come from a file that is not trusted")
      }
    case "vectors":
      let (path, side) = try vectors(&reader)
      try session.saveVectors(side, to: path)
    default: throw unexpected(first)
    }
  }

  /// The last argument, a file.
  private func file(_ reader: inout ArgumentReader) throws -> CommandArgument {
    let file = try reader.next("a file")
    try reader.end()
    return file
  }

  /// A file of vectors, and whether they are of `V` or of `U`.
  private func vectors(_ reader: inout ArgumentReader) throws -> (path: String, side: Side) {
    let count = reader.rest.count
    reader.rest.removeAll { $0.isKeyword("--outside") }
    let side: Side = reader.rest.count < count ? .outside : .center
    return (try file(&reader).text, side)
  }

  /// Writes a file as a whole.
  private func write(_ file: CommandArgument, _ body: (AtomicFile) throws -> Void) throws {
    try session.prepareToWrite(file.text)
    let atomic = try AtomicFile(path: file.text)
    try body(atomic)
    try atomic.commit()
    session.recordWritten(file.text)
    session.report("wrote \(displayText(file.bytes))")
  }

  fileprivate func export() throws {
    var arguments = try arguments(atMost: 2)[...]
    guard let last = arguments.popLast() else { throw missing("a file") }
    let what = arguments.first?.text
    let named = ExportFormat.all.first { $0.name == what }
    if last.isKeyword("-") {
      guard let named else {
        throw missing(
          "a format (\(ExportFormat.all.map(\.name).joined(separator: ", ")))")
      }
      var text = ""
      try named.writeWindow(of: session) { text += $0 }
      session.request(.print(text.hasSuffix("\n") ? String(text.dropLast()) : text))
      return
    }
    let fileExtension = pathExtension(last.text)
    let picture = named == nil ? try what.flatMap(picture) : nil
    let byExtension = ExportFormat.all.first { $0.name == fileExtension }
    if let format = named ?? (picture == nil ? byExtension : nil) {
      try write(last) { file in try format.writeWindow(of: session) { try file.append($0) } }
    } else if what == nil || picture != nil,
      ExportFormat.pictureFormats.contains(fileExtension)
    {
      try session.prepareToWrite(last.text)
      session.request(.export(picture ?? .screen, path: last.text))
    } else {
      throw CommandError.other(
        "'\(displayText(last.bytes))' has no known extension; "
          + "expected "
          + (ExportFormat.all.map { ".\($0.name): \($0.summary)" }
          + [
            "\(ExportFormat.pictureFormats.map { ".\($0)" }.joined(separator: ", ")): the screen, "
              + "or a plot"
          ])
          .joined(separator: "; "))
    }
  }

  /// The picture of a name; `nil` for the window, which is exported as data.
  private func picture(_ name: String) throws -> Picture? {
    switch try lookUp(name, in: Command.exportedNames, kind: .export, by: \.self) {
    case "window": nil
    case "screen": .screen
    case let plot: .pane(try Plot.named(plot).pane)
    }
  }

  fileprivate func source() throws {
    var reader = try reader()
    let isEchoed = reader.take("-v")
    let path = try session.pathToRead(file(&reader).text)
    try session.interpreter.runNext(
      Script(file: path, isEchoed: isEchoed, cancellation: session.cancellation))
  }
}

/// The extension of a path without its dot; empty without one.
private func pathExtension(_ path: String) -> String {
  let name = path.split(separator: "/").last ?? ""
  return name.lastIndex(of: ".").map { String(name[name.index(after: $0)...]) } ?? ""
}
