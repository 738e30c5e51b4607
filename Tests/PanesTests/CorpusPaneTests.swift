import Debugger
import Testing
import Word2Vec

@testable import Panes

@Suite("Corpus pane")
struct CorpusPaneTests {
  func corpusRow(_ session: Session, columns: Int) throws -> String {
    var state = ScreenState(size: Size(columns: columns, rows: 24))
    return try state.canvas(session).row(2)
  }

  @Test("Center and neighbours are in sight wherever in a long sentence", arguments: [60, 80, 200])
  func longSentence(columns: Int) throws {
    let session = try Fixture.session((0..<60).map { "word\($0)" }.joined(separator: " "))
    for _ in 0..<60 {
      let row = try corpusRow(session, columns: columns)
      let record = session.pending.trace(.never)
      #expect(row.contains("⟦\(session.corpus.vocabulary.name(of: record.window.center))⟧"))
      for (pair, outside) in record.window.outside.enumerated() {
        let name = session.corpus.vocabulary.name(of: outside.word)
        #expect(row.contains(name + Glyphs(isASCII: false).pairMark(pair + 1)))
      }
      _ = session.run("step")
    }
  }

  @Test("A sentence that fits stays in place while the window moves over it")
  func shortSentence() throws {
    let session = try Fixture.session("a bb ccc dddd eeeee")
    for _ in 0..<5 {
      #expect(try !corpusRow(session, columns: 80).contains("…"))
      _ = session.run("step")
    }
  }

  @Test("Words that min-count leaves out are in parentheses")
  func rareWords() throws {
    let session = try Fixture.session("the king and the old king met the queen")
    _ = session.run("set min-count 2")
    let row = try corpusRow(session, columns: 80)
    #expect(row.contains("(and)") && row.contains("(old)") && row.contains("⟦the⟧"))
    #expect(row.contains("king¹"))
  }

  @Test("Words are numbered as the window's pairs, whatever subsampling leaves out")
  func subsampled() throws {
    let session = try Fixture.session {
      $0.subsample = 0.02
      $0.radius = 3
    }
    for _ in 0..<100 {
      let words = try CorpusModel(SessionReader(session)).wordsAroundCenter(reach: 60)
      let marked = words?.words.compactMap { word -> String? in
        if case .outside = word.part { word.text } else { nil }
      }
      #expect(marked == session.pending.trace(.never).window.outside.map { session.name($0.word) })
      _ = session.run("step")
    }
  }

  @Test("A hand-made window is shown as it is typed")
  func handMade() throws {
    let session = try Fixture.session()
    _ = session.run("window king : the old the")
    #expect(try corpusRow(session, columns: 80).contains("⟦king⟧ : the¹ old² the³"))
  }
}
