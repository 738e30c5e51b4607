import Foundation
import RandomCases
import TestSupport
import Testing
import Word2Vec

/// Random bytes of a kind that is hard on tokenizers.
private func randomText(seed: Int, length: Int) -> [UInt8] {
  let random = Randomness(seed: 99, for: .check).keyed(by: seed)
  let pieces: [[UInt8]] =
    [
      "the", "THE", "The,", "a", "king", "-", "--", "...", " ", " ", " ", " ", "\n", "\n", "\t",
      "\r\n",
      "\u{b}", "\u{c}", "\u{a0}", "\u{85}", "\u{2028}", "\u{3000}", "\u{1c}", "\u{0}", "É", "é",
      "Ǆ", "İ", "Σ", "ß",
      "¿", "«", "»", "—", "€", "'tis", "don't", "\u{10400}", "\u{1F600}", "\u{200d}",
      "0123456789abcde",
      "0123456789ABCDEF", "0123456789abcdefg", "x(y)", "\"", "[\\]", "word2vec",
    ].map { Array($0.utf8) } + [
      [0xFF], [0xC3], [0xE2, 0x82], [0xF0, 0x9F, 0x98], [0xED, 0xA0, 0x80], [0xC0, 0x80], [0x80],
      [0xF4, 0x90, 0x80, 0x80],
    ]
  var text: [UInt8] = []
  var step = 0
  while text.count < length {
    text += pieces[random.keyed(by: step).integer(below: pieces.count)]
    step += 1
  }
  return text
}

private func read(
  _ text: String, _ tokenization: Tokenization = .words, minimumCount: Int? = nil
) throws -> Corpus {
  try CorpusReader(bytes: Array(text.utf8), source: .bundled("test"), tokenization: tokenization)
    .read(minimumCount: minimumCount)
}

/// The sentences of a corpus as lists of words.
private func sentences(_ corpus: Corpus) -> [[[UInt8]]] {
  (0..<corpus.sentenceCount).map { sentence in
    corpus.tokens[corpus.tokenRange(ofSentence: sentence)].map {
      Array(corpus.vocabulary.bytes(of: Int($0)))
    }
  }
}

/// The same, of a text that is valid UTF-8.
private func words(_ text: String, _ tokenization: Tokenization = .words) throws -> [[String]] {
  sentences(try read(text, tokenization)).map { $0.map { String(decoding: $0, as: UTF8.self) } }
}

@Suite struct CorpusReaderTests {
  @Test(arguments: 0..<50)
  func `bytes make characters where String says so, and are counted else`(seed: Int) throws {
    // Where the ranges of well-formed UTF-8 begin and end.
    let edges: [UInt8] = [
      0x41, 0x7E, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xEC,
      0xED,
      0xEE, 0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xFF,
    ]
    var random = TestRandom(seed: seed)
    for length in 1...60 {
      let bytes = (0..<length).map { _ in edges.randomElement(using: &random) ?? 0 }
      var invalidBytes = 0
      var shown = ""
      var rest = bytes[...]
      while let first = rest.first {
        let character = (1...4).lazy.compactMap {
          String(validating: rest.prefix($0), as: UTF8.self)
        }.first
        if let character {
          shown += displayText(character.utf8)
          rest = rest.dropFirst(character.utf8.count)
        } else {
          invalidBytes += 1
          shown += "\\x" + String(first, radix: 16)
          rest = rest.dropFirst()
        }
      }
      #expect(displayText(bytes) == shown)
      for tokenization in Tokenization.allCases {
        let corpus = try CorpusReader(
          bytes: Array("word ".utf8) + bytes, source: .bundled("random"),
          tokenization: tokenization
        ).read()
        #expect(corpus.invalidBytes == invalidBytes)
      }
    }
  }

  @Test(arguments: Tokenization.allCases, 0..<40)
  func `a text becomes what the reference makes of it`(tokenization: Tokenization, seed: Int) throws
  {
    let text = randomText(seed: seed, length: seed < 36 ? 10 * seed : 66_000 + seed)
    let reference = ReferenceText(text, tokenization)
    let reader = CorpusReader(bytes: text, source: .bundled("random"), tokenization: tokenization)
    guard !reference.sentences.isEmpty else {
      #expect(throws: CorpusError.self) { try reader.read() }
      return
    }
    let corpus = try reader.read()
    #expect(corpus.invalidBytes == reference.invalidBytes)
    #expect(corpus.byteCount == text.count)
    let types = reference.types
    let vocabulary = corpus.vocabulary
    #expect((0..<vocabulary.allTypes).map { Array(vocabulary.bytes(of: $0)) } == types)
    let counts = (0..<vocabulary.allTypes).map { vocabulary.occurrences(of: $0) }
    #expect(counts == types.map { reference.counts[$0] })
    #expect(sentences(corpus) == reference.sentences)
    #expect(types.indices.allSatisfy { vocabulary.index(of: types[$0]) == $0 })
  }

  @Test func `words are lower-cased and stripped, raw tokens are left alone`() throws {
    let text =
      "The \"KING\", (old) -- ruled... don't ¿Qué? ÉCLAIR x² — end\u{a0}now\n\n \nÀ bientôt!"
    #expect(
      try words(text) == [
        ["the", "king", "old", "ruled", "don't", "qué", "éclair", "x²", "end", "now"],
        ["à", "bientôt"],
      ])
    #expect(
      try words(text, .raw) == [
        [
          "The", "\"KING\",", "(old)", "--", "ruled...", "don't", "¿Qué?", "ÉCLAIR", "x²", "—",
          "end",
          "now",
        ], ["À", "bientôt!"],
      ])
  }

  @Test func `composed and decomposed letters are different words`() throws {
    #expect(try read("é e\u{301}").vocabulary.count == 2)
  }

  @Test func `carriage returns are blanks, and a last line needs no newline`() throws {
    #expect(try words("a b\r\nc d\r\n\r\ne f") == [["a", "b"], ["c", "d"], ["e", "f"]])
    #expect(try words("a b\rc d") == [["a", "b", "c", "d"]])
  }

  @Test func `NUL bytes are part of words`() throws {
    let corpus = try read("a a\0 a\0\0 a a\0 \0", .raw)
    let names = (0..<corpus.vocabulary.count).map { corpus.vocabulary.name(of: $0) }
    #expect(names == ["a", "a\\x00", "\\x00", "a\\x00\\x00"])
  }

  @Test(arguments: Tokenization.allCases, [1, 7, 8, 9, 15, 16, 17, 63, 64, 65, 100_000, 1_000_000])
  func `words of any length are told apart`(tokenization: Tokenization, length: Int) throws {
    let word = Array(repeating: UInt8(0x78), count: length)
    var other = word
    other[length - 1] = 0x79
    let text = Array([word, other, word + [0x78], word].joined(separator: [0x20]))
    let corpus = try CorpusReader(bytes: text, source: .bundled("long"), tokenization: tokenization)
      .read()
    #expect(corpus.tokens == [0, 2, 1, 0])
    #expect(Array(corpus.vocabulary.bytes(of: 0)) == word)
    #expect(Array(corpus.vocabulary.bytes(of: 1)) == word + [0x78])
    #expect(corpus.vocabulary.index(of: other) == 2)
  }

  @Test func `300,000 types are sorted and found`() throws {
    let numbers = (0..<300_000).map { ($0 * 7919) % 300_000 }
    let text = numbers.map { "type\($0)" }.joined(separator: " ") + " type7 type7 type299999"
    let vocabulary = try read(text, minimumCount: 1).vocabulary
    #expect(vocabulary.allTypes == 300_000)
    #expect(vocabulary.name(of: 0) == "type7" && vocabulary.name(of: 1) == "type299999")
    let expected = (0..<300_000).map { "type\($0)" }.filter { $0 != "type7" && $0 != "type299999" }
    #expect((2..<300_000).map { vocabulary.name(of: $0) } == expected.sorted())
    #expect(numbers.allSatisfy { vocabulary.index(of: "type\($0)".utf8) != nil })
  }

  /// The same text out of a file, a pipe and memory.
  private func readEveryWay(_ text: [UInt8], _ tokenization: Tokenization) throws -> [Corpus] {
    let folder = try TemporaryFolder()
    let file = try CorpusReader(
      path: try folder.write(text, to: "corpus.txt"), tokenization: tokenization)
    #expect(file.totalBytes == text.count)

    let pipe = Pipe()
    defer { withExtendedLifetime(pipe) {} }
    DispatchQueue.global().async {
      try? pipe.fileHandleForWriting.write(contentsOf: Data(text))
      try? pipe.fileHandleForWriting.close()
    }
    let piped = CorpusReader(
      descriptor: pipe.fileHandleForReading.fileDescriptor, tokenization: tokenization)
    #expect(piped.totalBytes == nil)

    let memory = CorpusReader(bytes: text, source: .bundled("memory"), tokenization: tokenization)
    let corpora = try [file.read(), piped.read(), memory.read()]
    #expect(memory.bytesRead == text.count)
    return corpora
  }

  @Test func `a file, a pipe and bytes in memory are read alike`() throws {
    // Among the words is one that comes through the pipe in many pieces.
    let long = Array(repeating: UInt8(ascii: "x"), count: 500_000)
    let text =
      randomText(seed: 7, length: 300_000) + [0x20] + long + [0x20]
      + randomText(seed: 8, length: 300_000)
    let corpora = try readEveryWay(text, .words)
    #expect(corpora[0].text == nil && corpora[0].name == "corpus.txt")
    #expect(corpora[1].text == text && corpora[1].source == .standardInput)
    for corpus in corpora {
      #expect(corpus.tokens == corpora[2].tokens)
      #expect(corpus.sentenceStarts == corpora[2].sentenceStarts)
    }
  }

  /// Words as long as a key and a byte more or less, NUL bytes, CRLF, and no newline at the end.
  private static let edges =
    [15, 16, 17].map { String(repeating: "x", count: $0) }.joined(separator: " ")
    + "\r\na\0 a \0\0 a\0\r\n\r\nthe king\r the\n\nthe last words"

  @Test(arguments: Tokenization.allCases, (-17...17).map { (1 << 15) + $0 } + [0])
  func `texts that are easily misread are read alike`(
    tokenization: Tokenization, length: Int
  ) throws {
    // Whole blocks before them put their end before, at and after the end of one.
    let edges = Array(Self.edges.utf8)
    let before = Array(repeating: UInt8(ascii: "y"), count: max(0, length - edges.count - 1))
    let text = before + [10] + edges
    let reference = ReferenceText(text, tokenization)
    for corpus in try readEveryWay(text, tokenization) {
      #expect(sentences(corpus) == reference.sentences)
      #expect(corpus.byteCount == text.count && corpus.invalidBytes == 0)
    }
  }

  @Test(arguments: Tokenization.allCases)
  func `a byte order mark begins no word`(tokenization: Tokenization) throws {
    let mark = "\u{FEFF}"
    let corpus = try read("\(mark)the cat \(mark)sat\n", tokenization)
    #expect(corpus.vocabulary.index(of: "the".utf8) != nil)
    #expect(corpus.vocabulary.index(of: "\(mark)sat".utf8) != nil)
    #expect(corpus.tokens.count == 3 && corpus.invalidBytes == 0 && corpus.byteCount == 18)
  }

  @Test func `a file that shrinks while it is read ends early`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(String(repeating: "king queen\n", count: 50_000), to: "text.txt")
    let handle = try #require(FileHandle(forWritingAtPath: path))
    let reader = try CorpusReader(path: path, tokenization: .raw)
    let corpus = try reader.read(
      cancellation: Cancellation<any Error> {
        if reader.bytesRead > 0 { try handle.truncate(atOffset: 100) }
      })
    #expect(corpus.byteCount < reader.totalBytes ?? 0 && corpus.hasWindow)
  }

  private struct GivenUp: Error {}

  @Test func `a silent pipe can be given up`() throws {
    let pipe = Pipe()
    defer { withExtendedLifetime(pipe) {} }
    try pipe.fileHandleForWriting.write(contentsOf: Data("king queen\n".utf8))
    let reader = CorpusReader(
      descriptor: pipe.fileHandleForReading.fileDescriptor, tokenization: .words)
    var checks = 0
    #expect(throws: GivenUp.self) {
      try reader.read(
        cancellation: Cancellation {
          checks += 1
          if checks == 5 { throw GivenUp() }
        })
    }
    #expect(reader.bytesRead == 11)
  }

  @Test func `reading can be given up at every check, and checks are many`() throws {
    let text = Array((0..<200_000).map { "type\($0 % 70_000)\n" }.joined().utf8)
    func read(checks: Int) throws -> Int {
      var rest = checks
      _ = try CorpusReader(bytes: text, source: .bundled("test"), tokenization: .words).read(
        cancellation: Cancellation {
          rest -= 1
          if rest == 0 { throw GivenUp() }
        })
      return -rest
    }
    let checks = try read(checks: 0)
    #expect(checks > 60)
    for last in stride(from: 1, through: checks, by: 9) {
      #expect(throws: GivenUp.self) { try read(checks: last) }
    }
  }

  @Test func `a text that is not a corpus is refused with a reason`() throws {
    func message(_ body: () throws -> Corpus) -> String {
      do { return "read \(try body().name)" } catch { return "\(error)" }
    }
    func message(path: String) -> String {
      message { try CorpusReader(path: path, tokenization: .words).read() }
    }
    #expect(message(path: "/no/such/file").hasPrefix("no such file: /no/such/file;"))
    #expect(message(path: "/etc/passwd/x").hasPrefix("no such file: "))
    #expect(message(path: "/tmp").hasPrefix("/tmp is a directory;"))
    #expect(message(path: "/dev/null").hasPrefix("null is empty;"))
    #expect(message(path: "/dev/zero").hasPrefix("zero has 268435456 bytes without a blank;"))
    #expect(message(path: "/no/\u{1b}[2J").contains("\\x1b[2J"))
    #expect(message { try read("") }.hasPrefix("test is empty;"))
    #expect(message { try read(" \n\t\u{3000}") }.hasPrefix("test has 6 bytes but no word"))
    #expect(message { try read("... -- !") }.contains("try the tokens raw"))
    #expect(message { try read(" \n\t", .raw) }.contains("all of them blanks"))
  }

  @Test func `a corpus without a window reports the reason`() throws {
    func reason(_ text: String, minimumCount: Int? = nil) throws -> String {
      let corpus = try read(text, minimumCount: minimumCount)
      do {
        try corpus.requireWindow()
        return "none"
      } catch { return error.description }
    }
    #expect(try reason("a b") == "none")
    #expect(try reason("a\nb\na").contains("no line of two words"))
    #expect(try reason("a b\na c", minimumCount: 2).contains("no line with two words that occur 2"))
    #expect(try reason("a b\na c", minimumCount: 3).contains("the most frequent one twice"))
    #expect(try !read("a").hasWindow)
  }
}
