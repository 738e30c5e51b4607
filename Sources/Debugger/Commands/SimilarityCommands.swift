import Runs
import SkipGram

extension Command {
  static let similarityCommands: [Command] = [
    Command(
      "nearest", usage: "nearest WORD [N] [in v|u|v+u]", group: .looking,
      summary: "the N words whose vectors point most nearly the same way, 10 unless said",
      details: """
        Nearness is the cosine of the angle between vectors: of V unless said, of U with `in u`, \
        of the sums of both with `in v+u`.
        """,
      examples: ["nearest apple", "nearest apple 3 in u"],
      arguments: [.word, .choice([]), .choice(["in"]), .choice(spaceNames)], run: nearest),
    Command(
      "similarity", usage: "similarity A B [in v|u|v+u]", group: .looking,
      summary: "the cosine of two words' vectors",
      examples: ["similarity apple plum", "similarity apple pie in v+u"],
      arguments: [.word, .word, .choice(["in"]), .choice(spaceNames)], run: similarity),
    Command(
      "analogy", usage: "analogy A B C [in v|u|v+u]", group: .looking,
      summary: "A is to B as C is to which word?",
      details: """
        The answer is the word nearest to B - A + C by cosine; A, B and C themselves are left out, \
        as they nearly always come first.
        """,
      examples: ["analogy apple pie cherry"],
      arguments: [.word, .word, .word, .choice(["in"]), .choice(spaceNames)], run: analogy),
  ]

  private static let spaceNames = VectorSpace.allCases.map(\.rawValue)

  @Sendable private static func nearest(_ invocation: Invocation) throws {
    let session = invocation.session
    var arguments = try invocation.arguments()[...]
    let space = try invocation.space(from: &arguments, wordsBefore: 1)
    guard let first = arguments.popFirst() else { throw invocation.missing("a word") }
    let word = try session.word(first)
    let count = try arguments.popFirst().map {
      try invocation.integer($0, from: 1, "a whole number from 1 on")
    }
    if let extra = arguments.first { throw invocation.unexpected(extra) }
    let vector = session.run.vector(of: word, in: space)
    try session.requireDirection(vector, of: "\(space.rawValue)[\(session.name(word))]")
    try session.sayNeighbours(
      nearestWords(
        to: vector, side: space, excluding: [word], count: count ?? 10, in: session.run))
  }

  @Sendable private static func similarity(_ invocation: Invocation) throws {
    let session = invocation.session
    let (words, space) = try invocation.words(2)
    let vectors = words.map { session.run.vector(of: $0, in: space) }
    for (word, vector) in zip(words, vectors) {
      try session.requireDirection(vector, of: "\(space.rawValue)[\(session.name(word))]")
    }
    let names = words.map { "\(space.rawValue)[\(session.name($0))]" }
    session.say(
      "cos(\(names.joined(separator: ", "))) = \(session.number(vectors[0].cosine(vectors[1])))")
  }

  @Sendable private static func analogy(_ invocation: Invocation) throws {
    let session = invocation.session
    let (words, space) = try invocation.words(3)
    let vectors = words.map { session.run.vector(of: $0, in: space) }
    let vector = zip(zip(vectors[1], vectors[0]).map(-), vectors[2]).map(+)
    let names = words.map(session.name)
    let formula = "\(names[1]) - \(names[0]) + \(names[2])"
    try session.requireDirection(vector, of: formula)
    session.say("\(names[0]) is to \(names[1]) as \(names[2]) is to …  (nearest to \(formula))")
    try session.sayNeighbours(
      nearestWords(
        to: vector, side: space, excluding: Set(words), count: 5, in: session.run))
  }
}

extension Invocation {
  /// Takes `in SPACE` from the end of some arguments, where enough words stand before it.
  fileprivate func space(
    from arguments: inout ArraySlice<CommandArgument>, wordsBefore: Int
  ) throws -> VectorSpace {
    guard arguments.count >= wordsBefore + 1,
      let place = arguments.dropFirst(wordsBefore).firstIndex(where: {
        $0.text == "in" && !$0.isQuoted
      })
    else { return .center }
    guard let name = arguments[place...].dropFirst().first else {
      throw missing("v, u or v+u")
    }
    guard let space = VectorSpace(rawValue: name.text) else { throw unexpected(name) }
    if let extra = arguments[place...].dropFirst(2).first { throw unexpected(extra) }
    arguments = arguments[..<place]
    return space
  }

  /// Some words and where their vectors are compared.
  fileprivate func words(_ count: Int) throws -> (words: [Int], space: VectorSpace) {
    var arguments = try arguments()[...]
    let space = try space(from: &arguments, wordsBefore: count)
    guard arguments.count >= count else { throw missing("a word") }
    if let extra = arguments.dropFirst(count).first { throw unexpected(extra) }
    return (try arguments.map { try session.word($0) }, space)
  }
}

extension Session {
  /// Refuses a vector that no angle can be taken with.
  fileprivate func requireDirection(_ vector: [Double], of name: String) throws {
    let length = norm(vector)
    guard length.isFinite else {
      throw CommandError.other("\(name) has no direction: the run has diverged")
    }
    guard length > 0 else { throw CommandError.other("\(name) is zero: it has no direction") }
  }

  /// Says words with their cosines.
  ///
  /// - Throws: ``Interruption``; nothing has been said then.
  fileprivate func sayNeighbours(_ neighbours: [Neighbour]) throws {
    guard !neighbours.isEmpty else {
      say("no other word's vector has a direction")
      return
    }
    var table = TextTable([.left, .right])
    for (number, neighbour) in neighbours.enumerated() {
      if number % 1024 == 0 { try cancellation.check() }
      table.add([name(neighbour.word), signed(neighbour.cosine, decimals: 4)])
    }
    try say(lines: table.lines(cancellation: cancellation))
  }
}
