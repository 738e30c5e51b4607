import Corpora
import Glibc
import Word2Vec

extension Session {
  /// The completions of the word before an offset into a line's UTF-8 bytes.
  package func completions(in line: String, at offset: Int) -> Completions {
    let bytes = Array(line.utf8.prefix(max(0, offset)))
    var start = bytes.count
    let quote = openQuote(in: bytes)
    if let quote {
      start = quote
    } else {
      while start > 0, !isBlank(bytes[start - 1]) { start -= 1 }
    }
    let before = String(decoding: bytes[..<start], as: UTF8.self)
    let typed = String(decoding: bytes[start...], as: UTF8.self)
    guard let parsed = ParsedLine(before) else {
      return Self.matching(typed, Command.all.map(\.name), start)
    }
    guard let command = try? Command.named(parsed.name) else {
      return Completions(start: start, candidates: [])
    }
    let earlier = (try? splitArguments(parsed.rest)) ?? []
    if let separator = earlier.firstIndex(where: { $0.text == "--" }), command.name == "with" {
      // After `--` a whole command line follows.
      let inner = Array(parsed.rest.utf8)[earlier[separator].range.upperBound...]
      let line = String(decoding: inner, as: UTF8.self) + " " + typed
      let nested = completions(in: line, at: line.utf8.count)
      return Completions(
        start: start + nested.start - (line.utf8.count - typed.utf8.count),
        candidates: nested.candidates, closes: nested.closes)
    }
    if let begin = expressionStart(
      in: command, after: earlier, from: parsed.restOffset, wordStart: start)
    {
      let text = String(decoding: bytes[begin...], as: UTF8.self)
      var completions = expressionCompletions(text, in: self)
      completions.start += begin
      return completions
    }
    let kinds = command.arguments
    guard let kind = earlier.count < kinds.count ? kinds[earlier.count] : kinds.last else {
      return Completions(start: start, candidates: [])
    }
    let completer = Completer(
      session: self, command: command, earlier: earlier.map(\.text), typed: typed, start: start)
    return completer.completions(kind)
  }

  /// The start of the expression that contains the word to complete, if one does.
  private func expressionStart(
    in command: Command, after earlier: [CommandArgument], from restOffset: Int, wordStart: Int
  ) -> Int? {
    func place(_ index: Int) -> Int {
      index < earlier.count ? restOffset + earlier[index].range.lowerBound : wordStart
    }
    if command.name == "set" { return earlier.first?.text == "var" ? place(1) : nil }
    if ["break", "tbreak"].contains(command.name) {
      return earlier.firstIndex { $0.text == "if" && !$0.isQuoted }.map { place($0 + 1) }
    }
    if command.name == "why", !earlier.isEmpty,
      earlier.allSatisfy({ corpus.vocabulary.index(of: $0.bytes) != nil })
    {
      return nil
    }
    guard let index = command.arguments.firstIndex(of: .expression), index <= earlier.count else {
      return nil
    }
    return place(index)
  }
}

/// Completes one argument of a command.
private struct Completer {
  let session: Session
  let command: Command
  /// The arguments before it.
  let earlier: [String]
  /// The beginning of the argument, and where it is in the line.
  let typed: String
  let start: Int

  func completions(_ kind: Command.ArgumentKind) -> Completions {
    switch kind {
    case .command: return matching(Command.all.map(\.name))
    case .setting:
      return matching(
        (command.name == "set" ? ["var"] : []) + Setting.all.map(\.name)
          + Setting.all.flatMap(\.aliases).filter { $0.count > 1 && typed.count > 1 })
    case .settingValue:
      guard let setting = earlier.first.flatMap({ try? Setting.named($0) }) else {
        return matching([])
      }
      let named = matching(setting.candidates(session.settings))
      return setting.takesFile ? named.and(files) : named
    case .word: return words
    case .file: return files
    case .corpus: return matching(BundledTexts.names).and(files)
    case .preset: return matching(Array(BundledTexts.lessons.keys))
    case .topic: return matching(Command.topicNames)
    case .exported: return matching(Command.exportedNames).and(files)
    case .plot: return matching(Plot.all.map(\.name))
    case .plotArgument:
      let plot = earlier.first.flatMap { try? Plot.named($0) }
      return completions(.either(plot?.completions ?? []))
    case .either(let kinds):
      let offered = kinds.map(completions).filter { !$0.candidates.isEmpty }
      return Completions(
        start: start, candidates: offered.flatMap(\.candidates),
        closes: offered.allSatisfy(\.closes))
    case .stop: return matching(session.breakpoints.all.map { "\($0.number)" })
    case .branch:
      return matching(
        session.run.history.branches.flatMap { ["\($0.number)"] + ($0.name.map { [$0] } ?? []) })
    case .expression: return expressionCompletions("", in: session)
    case .layout: return matching(["new"] + session.screen.layouts.map(\.name))
    case .pane: return matching(Pane.allCases.map(\.rawValue))
    case .panes:
      let joined = typed.lastIndex { "+/".contains($0) }.map { typed.index(after: $0) }
      let before = typed[..<(joined ?? typed.startIndex)]
      return Session.matching(
        String(typed[before.endIndex...]), Pane.allCases.map(\.rawValue),
        start + before.utf8.count)
    case .choice(let names): return matching(names)
    }
  }

  private func matching(_ names: [String]) -> Completions { Session.matching(typed, names, start) }

  /// The text typed without an open quote.
  private var unquoted: String { isQuoted ? String(typed.dropFirst()) : typed }
  private var isQuoted: Bool { typed.hasPrefix("\"") }

  /// Words of the vocabulary, frequent ones first, in quotes where needed.
  private var words: Completions {
    let vocabulary = session.corpus.vocabulary
    let words = vocabulary.completions(prefix: Array(unquoted.utf8), limit: 200)
    return Completions(
      start: start,
      candidates: words.map { spelled(Array(vocabulary.bytes(of: $0)), vocabulary.name(of: $0)) })
  }

  /// Files and folders; a folder stays open.
  private var files: Completions {
    let paths = paths(startingWith: unquoted)
    return Completions(
      start: start, candidates: paths.map { spelled(Array($0.utf8), $0) }.sorted(),
      closes: !paths.contains { $0.hasSuffix("/") })
  }

  /// A name as it is typed, in quotes where needed or already begun.
  private func spelled(_ bytes: [UInt8], _ name: String) -> String {
    isQuoted || needsQuotes(bytes) ? quoted(bytes) : name
  }
}

extension Session {
  /// The names that begin with some text, sorted.
  fileprivate static func matching(
    _ typed: String, _ names: [String], _ start: Int
  ) -> Completions {
    Completions(start: start, candidates: Set(names.filter { $0.hasPrefix(typed) }).sorted())
  }
}

extension Completions {
  /// These completions and then others of the same word.
  fileprivate func and(_ others: Completions) -> Completions {
    Completions(
      start: start, candidates: candidates + others.candidates, closes: closes && others.closes)
  }
}

/// The corpora that a shell completes: bundled texts, files, folders.
package func corpusCandidates(startingWith typed: String) -> [String] {
  BundledTexts.names.filter { $0.hasPrefix(typed) } + paths(startingWith: typed).sorted()
}

/// Files and folders whose path starts with some text; a folder ends with a slash.
private func paths(startingWith typed: String) -> [String] {
  let slash = typed.lastIndex(of: "/")
  let folder = slash.map { String(typed[...$0]) } ?? ""
  let prefix = slash.map { String(typed[typed.index(after: $0)...]) } ?? typed
  guard let stream = opendir(folder.isEmpty ? "." : folder) else { return [] }
  defer { closedir(stream) }
  var paths: [String] = []
  while let entry = readdir(stream) {
    let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
      pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
    }
    guard name.hasPrefix(prefix), name != ".", name != "..",
      prefix.hasPrefix(".") || !name.hasPrefix(".")
    else { continue }
    var status = stat()
    let isFolder = stat(folder + name, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    paths.append(folder + name + (isFolder ? "/" : ""))
  }
  return paths
}

/// The start of a quote that is still open.
private func openQuote(in bytes: [UInt8]) -> Int? {
  var index = 0
  while index < bytes.count {
    if bytes[index] == UInt8(ascii: "\"") {
      guard let (_, end) = readQuoted(bytes, from: index) else { return index }
      index = end
    } else {
      index += 1
    }
  }
  return nil
}

/// Whether an argument needs quotes.
private func needsQuotes(_ bytes: [UInt8]) -> Bool {
  bytes.isEmpty || bytes.contains { isBlank($0) || $0 == UInt8(ascii: "\"") || $0 < 0x20 }
    || bytes.first == UInt8(ascii: "#")
    || !String(decoding: bytes, as: UTF8.self).utf8.elementsEqual(bytes)
}
