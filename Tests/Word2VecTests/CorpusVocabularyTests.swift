import RandomCases
import Testing

@testable import Word2Vec

private func corpus(_ text: String, minimumCount: Int? = nil) throws -> Corpus {
  try CorpusReader(bytes: Array(text.utf8), source: .bundled("test"), tokenization: .words)
    .read(minimumCount: minimumCount)
}

@Suite struct CorpusVocabularyTests {
  @Test func `words come by descending count, then by bytes`() throws {
    let vocabulary = try corpus("b a b c é z aa a a-b").vocabulary
    let names = (0..<vocabulary.count).map { vocabulary.name(of: $0) }
    #expect(names == ["a", "b", "a-b", "aa", "c", "z", "é"])
    #expect((0..<vocabulary.count).map { vocabulary.occurrences(of: $0) } == [2, 2, 1, 1, 1, 1, 1])
  }

  @Test func `another minimum count keeps a prefix of the same words`() throws {
    let corpus = try corpus("a a a b b c\nd e f")
    #expect(corpus.minimumCountIsAutomatic && corpus.vocabulary.minimumCount == 1)
    let fewer = corpus.with(minimumCount: 2)
    #expect(!fewer.minimumCountIsAutomatic)
    #expect(fewer.vocabulary.count == 2 && fewer.vocabulary.allTypes == 6)
    #expect(fewer.vocabulary.keptTokens == 5 && corpus.vocabulary.keptTokens == 9)
    #expect(fewer.tokens == corpus.tokens)
    #expect(fewer.vocabulary.index(of: "c".utf8) == nil)
    #expect(fewer.vocabulary.lookUp("c".utf8) == .belowMinimumCount(occurrences: 1))
    #expect(fewer.vocabulary.lookUp("b".utf8) == .word(1))
    #expect(fewer.vocabulary.lookUp("x".utf8) == .absent)
    #expect(fewer.vocabulary.lookUp("".utf8) == .absent)
    #expect(corpus.with(minimumCount: 9).vocabulary.count == 0)
    #expect(fewer.with(minimumCount: 1).vocabulary.count == 6)
  }

  @Test(arguments: 0..<40)
  func `there is a window if some sentence has two words`(seed: Int) throws {
    var random = TestRandom(seed: seed)
    let sentences = (0..<Int.random(in: 1...30, using: &random)).map { _ in
      (0..<Int.random(in: 0...3, using: &random)).map { _ in
        // Small letters are the more frequent ones.
        "abcdefghij".map(String.init)[
          min(Int.random(in: 0...9, using: &random), Int.random(in: 0...9, using: &random))]
      }
    }
    let text = "x\n" + sentences.map { $0.joined(separator: " ") }.joined(separator: "\n")
    let reader = CorpusReader(
      bytes: Array(text.utf8), source: .bundled("test"), tokenization: .words)
    let corpus = try reader.read()
    // Parts of any size make no difference.
    var search = WindowSearch()
    for end in stride(from: 0, through: corpus.tokens.count + seed, by: 1 + seed) {
      search.look(
        at: corpus.tokens, corpus.sentenceStarts, upTo: min(end, corpus.tokens.count))
    }
    for minimumCount in 1...20 {
      let other = corpus.with(minimumCount: minimumCount)
      let hasWindow = sentences.contains { sentence in
        sentence.count { other.vocabulary.index(of: $0.utf8) != nil } >= 2
      }
      #expect(other.hasWindow == hasWindow, "\(minimumCount)")
      #expect(other.hasWindow == (other.vocabulary.count >= search.words), "\(minimumCount)")
    }
  }

  @Test func `the minimum count is 1 below a million tokens and 5 from there on`() throws {
    #expect(Corpus.automaticMinimumCount(tokens: 999_999) == 1)
    #expect(Corpus.automaticMinimumCount(tokens: 1_000_000) == 5)
  }

  @Test func `a token's sentence is found`() throws {
    let corpus = try corpus("a b c\n\nd\n...\ne f")
    #expect((0..<6).map { corpus.sentence(ofToken: $0) } == [0, 0, 0, 1, 2, 2])
    #expect((0..<3).map { corpus.tokenRange(ofSentence: $0) } == [0..<3, 3..<4, 4..<6])
  }

  @Test(
    arguments: [
      ("quen", "queen"), ("QUEEN", "queen"), ("qeuen", "queen"), ("kin", "king"), ("kingg", "king"),
      ("castel", "castle"), ("castel's", nil), ("K", nil), ("", nil), ("xyzzy", nil),
      ("teh", "the"),
      ("hte", "the"),
    ] as [(String, String?)])
  func `a mistyped word finds the one that was meant`(typed: String, meant: String?) throws {
    let vocabulary = try corpus("the the the king king queen queens castle castle kin's").vocabulary
    #expect(vocabulary.nearest(to: typed.utf8).map { vocabulary.name(of: $0) } == meant)
  }

  @Test func `of equally near words the most frequent is suggested`() throws {
    let vocabulary = try corpus("bat bat bat cat cat rat").vocabulary
    #expect(vocabulary.nearest(to: "mat".utf8) == 0)
    #expect(vocabulary.with(minimumCount: 4).nearest(to: "mat".utf8) == nil)
  }

  @Test func `completions come by frequency, up to a limit`() throws {
    let vocabulary = try corpus("king king king kin kin kind the keen").vocabulary
    func complete(_ prefix: String, _ limit: Int) -> [String] {
      vocabulary.completions(prefix: prefix.utf8, limit: limit).map { vocabulary.name(of: $0) }
    }
    #expect(complete("ki", 10) == ["king", "kin", "kind"])
    #expect(complete("ki", 2) == ["king", "kin"])
    #expect(complete("", 1) == ["king"])
    #expect(complete("x", 10) == [] && complete("k", 0) == [])
  }

  @Test(arguments: [
    ("king", "king"), ("naïve Ω 漢 👑", "naïve Ω 漢 👑"), ("\u{1b}[2J", "\\x1b[2J"),
    ("a\nb", "a\\x0ab"),
    ("\u{7f}\u{85}", "\\x7f\\u{85}"), ("\u{202e}x\u{200b}", "\\u{202e}x\\u{200b}"),
    ("\\x1b", "\\\\x1b"),
    ("\u{a0}\u{2028}\u{e000}\u{378}", "\\u{a0}\\u{2028}\\u{e000}\\u{378}"), ("", ""),
  ])
  func `nothing that steers a terminal is shown`(text: String, shown: String) {
    #expect(displayText(text.utf8) == shown)
    #expect(displayText(Array(text.utf8).reversed().reversed()) == shown)
  }

  @Test func `bytes outside UTF-8 are shown in hexadecimal`() {
    #expect(displayText([0x61, 0xFF, 0xC3, 0xA9, 0xC3]) == "a\\xffé\\xc3")
    #expect(
      displayText([0xED, 0xA0, 0x80, 0xF4, 0x90, 0x80, 0x80])
        == "\\xed\\xa0\\x80\\xf4\\x90\\x80\\x80")
    #expect(displayText([0xC0, 0x80, 0xE2, 0x82]) == "\\xc0\\x80\\xe2\\x82")
  }
}
