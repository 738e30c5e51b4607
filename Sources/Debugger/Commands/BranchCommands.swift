import Runs
import Word2Vec

extension Command {
  static let branchCommands: [Command] = [
    Command(
      name: "branch", usage: "branch N|NAME  |  branch name NEW  |  branch delete N|NAME",
      group: .running, summary: "go to another branch of the run, name this one, or delete one",
      details: """
        A change in the past begins a branch; what was the future stays as the branch it was on. \
        `branch N` goes to the same window of branch N, or to its end, by replay, bit for bit. \
        `info branches` lists them.
        """,
      examples: ["branch 1", "branch name baseline"],
      arguments: [.either([.branch, .choice(["name", "delete"])]), .branch],
      run: { try $0.branch() }),
    Command(
      name: "diff", usage: "diff N|NAME [EXPR, …]", group: .looking,
      summary: "compare this branch with another at the same window",
      details: """
        Lists the edits that only one of them has, then each EXPR on both (default: J, the norms of \
        V and U, their distances and the words that moved most). Both are replayed; the session \
        does not move.
        """,
      examples: ["diff 1", "diff 1 norm(v[apple]), J"], arguments: [.branch, .expression],
      run: { try $0.diff() }),
    Command(
      name: "omit",
      usage:
        "omit window N..M  |  omit sentence N..M  |  omit pair A B  |  omit word A  |  omit off",
      group: .changing, summary: "leave out updates, or pairs of them, from here on",
      details: """
        The windows keep their numbers, and every other update its draws and learning rate, bit for \
        bit. `pair A B` leaves out the pairs with center A that observe B, with their draws; `word \
        A` the windows centred on A and the pairs that observe A. `info omitted` lists what is left \
        out, `omit off` ends it. What lies in the past is left out by `goto` first.
        """,
      examples: ["omit sentence 0", "omit pair apple pie", "omit off"],
      arguments: [.choice(["window", "sentence", "pair", "word", "off"]), .word],
      run: { try $0.omit() }),
  ]
}

extension Invocation {
  fileprivate func branch() throws {
    let arguments = try arguments(atMost: 2)
    guard let first = arguments.first else { throw missing("a branch") }
    if arguments.count == 2, first.isKeyword("name") {
      return try session.nameBranch(arguments[1].text)
    }
    if arguments.count == 2, first.isKeyword("delete") {
      return try session.deleteBranch(session.branch(arguments[1]))
    }
    if arguments.count == 2 { throw unexpected(arguments[1]) }
    try session.stand(on: session.branch(first))
  }

  fileprivate func diff() throws {
    guard let first = try arguments().first else { throw missing("a branch") }
    let other = try session.branch(first)
    guard other.number != session.run.history.branch.number else {
      throw CommandError.other("this is branch \(other.number); `info branches` lists the others")
    }
    let expressions = try expressions(from: first.range.upperBound)
    try session.reportDifference(other, expressions)
  }

  /// Expressions separated by commas, from a byte of the arguments on.
  private func expressions(from start: Int) throws -> [Expression] {
    let text = text(from: start)
    guard text.contains(where: { !$0.isWhitespace }) else { return [] }
    return try pointing(from: start) {
      try splitAtCommas(text).map { try Expression($0, in: session) }
    }
  }

  fileprivate func omit() throws {
    var reader = try reader()
    let kind = try reader.next("window, sentence, pair, word or off")
    if kind.isKeyword("off") {
      try reader.end()
      return try session.omit(nil)
    }
    let omissions = try omissions(kind, &reader)
    try reader.end()
    if let first = omissions.windows.ranges.first?.lowerBound, first < session.run.number {
      throw CommandError.other(
        "window \(grouped(first)) is in the past; `goto \(first)` first, or "
          + "`why … without window \(first)`")
    }
    try session.omit(omissions)
  }

  /// What is left out: `window N..M`, `sentence N..M`, `pair A B`, `word A`, after the keyword.
  private func omissions(
    _ kind: CommandArgument, _ reader: inout ArgumentReader
  ) throws -> Omissions {
    var omissions = Omissions()
    switch kind.isQuoted ? "" : kind.text {
    case "window":
      let windows = try range(reader.next("windows, as 10..20"), "window")
      omissions.windows = RangeSet(windows)
    case "sentence":
      let sentences = try range(reader.next("sentences, as 10..20"), "sentence")
      let count = session.corpus.sentenceCount
      guard sentences.upperBound <= count else {
        throw CommandError.other(
          "there is no sentence \(grouped(sentences.upperBound - 1)): the corpus has sentences 0 "
            + "to \(grouped(count - 1))")
      }
      omissions.sentences = RangeSet(sentences)
    case "pair":
      let center = try session.word(reader.next("a center word"))
      let outside = try session.word(reader.next("an outside word"))
      guard session.corpus.hasSentence(with: center, and: outside) else {
        throw CommandError.other(
          "nothing to omit: no sentence has \(session.name(center)) and \(session.name(outside))")
      }
      omissions.pairs = [.init(center: center, outside: outside)]
    case "word": omissions.words = [try session.word(reader.next("a word"))]
    default:
      throw CommandError.other(
        "'\(displayText(kind.bytes))' cannot be omitted; expected window N..M, sentence N..M, "
          + "pair A B or word A")
    }
    return omissions
  }

  /// An argument `N` or `N..M`, both included.
  private func range(_ argument: CommandArgument, _ what: String) throws -> Range<Int> {
    let parts = argument.text.split(separator: "..", omittingEmptySubsequences: false)
      .map { Int($0.filter { $0 != "," }) }
    guard parts.count <= 2, let first = parts[0], let last = parts[parts.count - 1], first >= 0,
      first <= last, last < .max
    else {
      throw CommandError.badNumber(
        argument.text, expected: "a \(what) or a range of them, as 10..20")
    }
    return first..<last + 1
  }
}

extension Corpus {
  /// Whether a sentence has a word, and another word at another token.
  package func hasSentence(with word: Int, and other: Int) -> Bool {
    (0..<sentenceCount).contains { sentence in
      let tokens = tokenRange(ofSentence: sentence)
      let first = tokens.count { Int(self.tokens[$0]) == word }
      return first > (word == other ? 1 : 0) && tokens.contains { Int(self.tokens[$0]) == other }
    }
  }
}

/// The parts of a text between commas that are in no brackets and no quotes.
private func splitAtCommas(_ text: String) -> [String] {
  let bytes = Array(text.utf8)
  var parts: [String] = []
  var (start, index, depth) = (0, 0, 0)
  while index < bytes.count {
    switch bytes[index] {
    case UInt8(ascii: "\""):
      index = readQuoted(bytes, from: index)?.end ?? bytes.count
      continue
    case UInt8(ascii: "("), UInt8(ascii: "["): depth += 1
    case UInt8(ascii: ")"), UInt8(ascii: "]"): depth -= 1
    case UInt8(ascii: ",") where depth == 0:
      parts.append(String(decoding: bytes[start..<index], as: UTF8.self))
      start = index + 1
    default: break
    }
    index += 1
  }
  return parts + [String(decoding: bytes[start...], as: UTF8.self)]
}
