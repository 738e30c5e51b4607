import Corpora
import Glibc
import SkipGram

extension Session {
  /// What can stand in place of the word before an offset into a line's UTF-8 bytes.
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
      return matching(typed, Command.all.map(\.name), start)
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
    return candidates(for: command, after: earlier.map(\.text), typed: typed, start: start)
  }

  /// Where the expression starts that the word to be completed is a part of, if it is of one.
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

  private func candidates(
    for command: Command, after earlier: [String], typed: String, start: Int
  ) -> Completions {
    let kinds = command.arguments
    guard let kind = earlier.count < kinds.count ? kinds[earlier.count] : kinds.last else {
      return Completions(start: start, candidates: [])
    }
    return candidates(for: kind, of: command, after: earlier, typed: typed, start: start)
  }

  private func candidates(
    for kind: Command.ArgumentKind, of command: Command, after earlier: [String], typed: String,
    start: Int
  ) -> Completions {
    switch kind {
    case .command: return matching(typed, Command.all.map(\.name), start)
    case .setting:
      let extra = command.name == "set" ? ["var"] : []
      return matching(typed, extra + Setting.all.map(\.name), start)
    case .settingValue:
      guard let setting = earlier.first.flatMap({ try? Setting.named($0) }) else {
        return Completions(start: start, candidates: [])
      }
      let named = matching(typed, setting.candidates(settings), start)
      return setting.takesFile ? named.and(fileCompletions(typed, start)) : named
    case .word: return wordCompletions(typed, start)
    case .file: return fileCompletions(typed, start)
    case .corpus:
      return matching(typed, BundledTexts.names, start).and(fileCompletions(typed, start))
    case .preset: return matching(typed, Array(BundledTexts.lessons.keys), start)
    case .topic: return matching(typed, Command.topicNames, start)
    case .exported:
      return matching(typed, Command.exportedNames, start).and(fileCompletions(typed, start))
    case .plot: return matching(typed, Plot.all.map(\.name), start)
    case .plotArgument:
      let plot = earlier.first.flatMap { try? Plot.named($0) }
      return candidates(
        for: .either(plot?.completions ?? []), of: command, after: earlier, typed: typed,
        start: start)
    case .either(let kinds):
      let choices = kinds.map { kind in
        candidates(for: kind, of: command, after: earlier, typed: typed, start: start)
      }
      let offered = choices.filter { !$0.candidates.isEmpty }
      return Completions(
        start: start, candidates: offered.flatMap(\.candidates),
        closes: offered.allSatisfy(\.closes))
    case .stop: return matching(typed, breakpoints.all.map { "\($0.number)" }, start)
    case .expression: return expressionCompletions("", in: self)
    case .layout:
      return matching(typed, ["new"] + screen.layouts.map(\.name), start)
    case .pane: return matching(typed, Pane.allCases.map(\.rawValue), start)
    case .panes:
      let joined = typed.lastIndex { "+/".contains($0) }.map { typed.index(after: $0) }
      let before = typed[..<(joined ?? typed.startIndex)]
      return matching(
        String(typed[before.endIndex...]), Pane.allCases.map(\.rawValue),
        start + before.utf8.count)
    case .choice(let names): return matching(typed, names, start)
    }
  }

  private func matching(_ typed: String, _ names: [String], _ start: Int) -> Completions {
    Completions(start: start, candidates: Set(names.filter { $0.hasPrefix(typed) }).sorted())
  }

  /// Words of the vocabulary, frequent ones first, in quotes where they need them.
  private func wordCompletions(_ typed: String, _ start: Int) -> Completions {
    var prefix = Array(typed.utf8)
    let isQuoted = prefix.first == UInt8(ascii: "\"")
    if isQuoted { prefix.removeFirst() }
    let words = corpus.vocabulary.completions(prefix: prefix, limit: 200)
    return Completions(
      start: start,
      candidates: words.map { word in
        let bytes = Array(corpus.vocabulary.bytes(of: word))
        return isQuoted || needsQuotes(bytes) ? quoted(bytes) : corpus.vocabulary.name(of: word)
      })
  }

  /// Files and folders; a folder stays open.
  private func fileCompletions(_ typed: String, _ start: Int) -> Completions {
    let isQuoted = typed.hasPrefix("\"")
    let paths = paths(startingWith: isQuoted ? String(typed.dropFirst()) : typed)
    return Completions(
      start: start,
      candidates: paths.map { path in
        let bytes = Array(path.utf8)
        return isQuoted || needsQuotes(bytes) ? quoted(bytes) : path
      }
      .sorted(), closes: !paths.contains { $0.hasSuffix("/") })
  }
}

extension Completions {
  /// These, and others of the same word after them.
  fileprivate func and(_ others: Completions) -> Completions {
    Completions(
      start: start, candidates: candidates + others.candidates, closes: closes && others.closes)
  }
}

/// What can be named as a corpus where a shell asks: a bundled text, a file, a folder.
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

/// Where a quote that is still open starts.
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

/// Whether an argument has to be in quotes to be taken as it is.
private func needsQuotes(_ bytes: [UInt8]) -> Bool {
  bytes.isEmpty || bytes.contains { isBlank($0) || $0 == UInt8(ascii: "\"") || $0 < 0x20 }
    || bytes.first == UInt8(ascii: "#")
    || !String(decoding: bytes, as: UTF8.self).utf8.elementsEqual(bytes)
}
