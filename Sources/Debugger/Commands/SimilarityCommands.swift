import Runs
import Word2Vec

extension Command {
  static let similarityCommands: [Command] = [
    Command(
      name: "nearest", usage: "nearest WORD [N] [in v|u|v+u]", group: .looking,
      summary: "list the N nearest words by cosine (default: 10)",
      details: """
        Compares rows of V; with `in u`, rows of U; with `in v+u`, the sums of both.
        """,
      examples: ["nearest apple", "nearest apple 3 in u"],
      arguments: [.word, .choice([]), .choice(["in"]), .choice(spaceNames)],
      run: { try $0.nearest() }),
    Command(
      name: "similarity", usage: "similarity A B [in v|u|v+u]", group: .looking,
      summary: "show the cosine of two words' vectors",
      examples: ["similarity apple plum", "similarity apple pie in v+u"],
      arguments: [.word, .word, .choice(["in"]), .choice(spaceNames)], run: { try $0.similarity() }),
    Command(
      name: "analogy", usage: "analogy A B C [in v|u|v+u]", group: .looking,
      summary: "find the word that is to C as B is to A",
      details: """
        Lists the words nearest to B - A + C by cosine, without A, B and C, which would nearly \
        always come first.
        """,
      examples: ["analogy apple pie cherry"],
      arguments: [.word, .word, .word, .choice(["in"]), .choice(spaceNames)],
      run: { try $0.analogy() }),
  ]

  private static let spaceNames = VectorSpace.allCases.map(\.rawValue)
}

extension Invocation {
  fileprivate func nearest() throws {
    var reader = try reader()
    let space = try space(&reader, wordsBefore: 1)
    let word = try session.word(reader.next("a word"))
    let count = try reader.next().map { try self.count($0) } ?? 10
    try reader.end()
    let vector = try session.direction(of: word, in: space)
    try session.reportNeighbours(
      session.run.parameters.nearest(
        to: vector, in: space, excluding: [word], count: count,
        cancellation: session.cancellation))
  }

  fileprivate func similarity() throws {
    let (words, space) = try words(2)
    for word in words { _ = try session.direction(of: word, in: space) }
    let cosine = session.run.parameters.similarity(of: words[0], and: words[1], in: space)
    let names = words.map { "\(space.rawValue)[\(session.name($0))]" }
    session.report("cos(\(names.joined(separator: ", "))) = \(session.number(cosine))")
  }

  fileprivate func analogy() throws {
    let (words, space) = try words(3)
    let (a, b, c) = (words[0], words[1], words[2])
    let names = words.map(session.name)
    let formula = "\(names[1]) - \(names[0]) + \(names[2])"
    try session.requireDirection(
      session.run.parameters.analogyVector(a, b, c, in: space), of: formula)
    session.report("\(names[0]) is to \(names[1]) as \(names[2]) is to …  (nearest to \(formula))")
    try session.reportNeighbours(
      session.run.parameters.analogy(a, b, c, in: space, cancellation: session.cancellation))
  }

  /// Takes `in SPACE` from the end of the arguments, after a number of words.
  private func space(_ reader: inout ArgumentReader, wordsBefore: Int) throws -> VectorSpace {
    let words = reader.rest
    guard let place = words.dropFirst(wordsBefore).firstIndex(where: { $0.isKeyword("in") }) else {
      return .center
    }
    reader.rest = words[(place + 1)...]
    let name = try reader.next("v, u or v+u")
    guard let space = VectorSpace(rawValue: name.text) else { throw unexpected(name) }
    try reader.end()
    reader.rest = words[..<place]
    return space
  }

  /// Some words, and the space in which to compare them.
  private func words(_ count: Int) throws -> (words: [Int], space: VectorSpace) {
    var reader = try reader()
    let space = try space(&reader, wordsBefore: count)
    let words = try (0..<count).map { _ in try reader.next("a word") }
    try reader.end()
    return (try words.map { try session.word($0) }, space)
  }
}

extension Session {
  /// A word's vector, refused if it has no direction.
  fileprivate func direction(of word: Int, in space: VectorSpace) throws -> [Double] {
    let vector = run.parameters.vector(of: word, in: space)
    try requireDirection(vector, of: "\(space.rawValue)[\(name(word))]")
    return vector
  }

  /// Refuses a vector without a direction.
  fileprivate func requireDirection(_ vector: [Double], of name: String) throws {
    let length = norm(vector)
    guard length.isFinite else {
      throw CommandError.other("\(name) has no direction: the run has diverged")
    }
    guard length > 0 else { throw CommandError.other("\(name) is zero: it has no direction") }
  }

  /// Prints words with their cosines.
  ///
  /// - Throws: ``Interruption``; nothing is printed then.
  fileprivate func reportNeighbours(_ neighbours: [Neighbour]) throws {
    guard !neighbours.isEmpty else {
      report("no other word's vector has a direction")
      return
    }
    var table = TextTable([], [.left, .right])
    for (number, neighbour) in neighbours.enumerated() {
      if number % 1024 == 0 { try cancellation.check() }
      table.add([name(neighbour.word), signed(neighbour.cosine, decimals: 4)])
    }
    try report(lines: table.lines(cancellation: cancellation))
  }
}
