import Debugger
import DequeModule
import Testing
import Word2Vec

@testable import Panes

@Suite("Transcript and prompt")
struct TranscriptTests {
  @Test("Wrapped rows fit, and hold the whole text", arguments: [1, 2, 5, 10, 33, 80])
  func wrapping(columns: Int) {
    let texts = [
      "", "a", "the quick brown fox jumps over the lazy dog", "  indented text that goes on and on",
      String(repeating: "x", count: 100), "日本語 のことば をしらべる 日本語", "a  b   c    d",
      "e\u{301}e\u{301}e\u{301} e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}",
    ]
    for text in texts {
      let rows = wrapped(text, columns: columns)
      if columns > 1 { #expect(rows.allSatisfy { columnWidth(of: $0) <= columns }) }
      #expect(!rows.isEmpty)
      func letters(_ text: String) -> [Character] { text.filter { $0 != " " } }
      #expect(letters(rows.joined()) == letters(text))
    }
    #expect(
      wrapped("the quick brown fox", columns: 10) == ["the quick", "brown fox"])
  }

  @Test("A row of a table that is wrapped goes on below its last column")
  func tables() {
    var state = ScreenState(size: Size(columns: 60, rows: 20))
    let row = "radius  2  training  the window radius m: offsets -m to m"
    state.append(row + "\nno table at all, only words and words, as prose has them", kind: .output)
    state.wrapped.update(state.transcript, columns: 41, glyphs: Glyphs(isASCII: false))
    #expect(
      state.wrapped.rows.map(\.text) == [
        "radius  2  training  the window radius m:", "                     offsets -m to m",
        "no table at all, only words and words, as", "prose has them",
      ])
    for columns in 1...70 {
      state.wrapped.update(state.transcript, columns: columns, glyphs: Glyphs(isASCII: false))
      let rows = state.wrapped.rows.map(\.text)
      #expect(rows.allSatisfy { columnWidth(of: $0) <= columns })
      #expect(rows.joined().filter { $0 != " " }.hasPrefix(row.filter { $0 != " " }))
    }
  }

  @Test("Once there is a width, lines are in rows as soon as they are there")
  func atOnce() {
    var state = ScreenState(size: Size(columns: 80, rows: 24))
    state.append("a b", kind: .output)
    #expect(state.wrapped.rows.isEmpty)
    state.wrapped.update(state.transcript, columns: 2, glyphs: Glyphs(isASCII: false))
    state.append("c d\ne", kind: .output)
    #expect(state.wrapped.rows.map(\.text) == ["a", "b", "c", "d", "e"])
  }

  @Test("The border shows how much of the output is out of sight, and the key that shows it")
  func rowsAbove() throws {
    let session = try Fixture.session()
    var state = ScreenState(size: Size(columns: 80, rows: 24))
    func border() throws -> String {
      let screen = try state.canvas(session).text
      return screen.split(separator: "\n").last { $0.contains("transcript") }.map(String.init) ?? ""
    }
    state.append("(sgdb) help", kind: .command)
    state.append("a\nb\nc", kind: .output)
    #expect(try !border().contains("above"))
    state.append("d", kind: .output)
    #expect(try border().contains(" 1 row above: C-x a "))
    state.append((0..<1500).map { "\($0)" }.joined(separator: "\n"), kind: .output)
    #expect(try border().contains(" 1,501 rows above: C-x a "))
    state.append("(sgdb) step", kind: .command)
    #expect(try !border().contains("above"))
    state.append("a\nb\nc\nd", kind: .output)
    session.screen.wantedFocus = .transcript
    #expect(try border().contains("of 1,510 "))
  }

  @Test("Rows kept from frame to frame are those of the whole transcript")
  func increments() {
    var state = ScreenState(size: Size(columns: 80, rows: 24))
    var fresh = WrappedTranscript()
    for number in 0..<12_000 {
      state.append("line \(number) " + String(repeating: "word ", count: number % 7), kind: .output)
      if number % 1_000 == 0 {
        state.wrapped.update(state.transcript, columns: 20, glyphs: Glyphs(isASCII: false))
      }
    }
    state.wrapped.update(state.transcript, columns: 20, glyphs: Glyphs(isASCII: false))
    fresh.append(count: state.transcript.count)
    fresh.update(state.transcript, columns: 20, glyphs: Glyphs(isASCII: false))
    #expect(state.transcript.count == 10_000)
    #expect(state.wrapped.rows == fresh.rows)
  }

  @Test("The cursor is where the text before it ends")
  func cursor() throws {
    let session = try Fixture.session()
    var state = ScreenState(size: Size(columns: 80, rows: 24))
    let column = { (input: InputLine) throws -> Int? in
      state.input = input
      return try state.canvas(session).cursor?.column
    }
    let start = 2 + "(sgdb) ".count
    #expect(try column(InputLine(prompt: "(sgdb) ")) == start)
    #expect(try column(InputLine(prompt: "(sgdb) ", text: "step", cursor: 2)) == start + 2)
    #expect(try column(InputLine(prompt: "(sgdb) ", text: "日本", cursor: 3)) == start + 2)
    #expect(try column(InputLine(prompt: "(sgdb) ", text: "a\nb", cursor: 2)) == start + 2)
    #expect(try column(InputLine(prompt: "(sgdb) ", text: "a\u{1}b", cursor: 2)) == start + 3)
  }

  @Test(
    "The cursor stays in sight on a line of any length", arguments: [0, 10, 50, 500, 999, 1_000])
  func longLine(cursor: Int) throws {
    let session = try Fixture.session()
    var state = ScreenState(size: Size(columns: 60, rows: 16))
    let text = String((0..<1_000).map { Character(UnicodeScalar(UInt8(0x61 + $0 % 26))) })
    state.input = InputLine(prompt: "(sgdb) ", text: text, cursor: cursor)
    let canvas = try state.canvas(session)
    let place = try #require(canvas.cursor)
    #expect(8..<59 ~= place.column)
    #expect(place.row == 15)
    // The letter under the cursor is the one that follows it.
    if cursor < 1_000, canvas[place.column, place.row].text != "›" {
      #expect(canvas[place.column, place.row].text == String(Array(text)[cursor]))
    }
  }

  @Test("Newlines and control characters of the input are shown as marks")
  func marks() throws {
    let input = InputLine(prompt: "", text: "step\nprint \u{1B}[31m\u{7F}", cursor: 5)
    #expect(input.shown(Glyphs(isASCII: false)) == ("step⏎", "print ^[[31m^?"))
  }

  @Test("Commands, output and failures look different without colour")
  func kinds() throws {
    let session = try Fixture.session()
    var state = ScreenState(size: Size(columns: 80, rows: 24))
    state.append("one", kind: .command)
    state.append("two", kind: .output)
    let canvas = try state.canvas(session)
    let styles = (0..<24).flatMap { row in
      canvas.row(row).contains("one") || canvas.row(row).contains("two")
        ? [canvas[3, row].style.bold] : []
    }
    #expect(styles == [true, false])
  }

  @Test("Completions are in columns, and the last row counts those without room")
  func candidates() throws {
    let session = try Fixture.session()
    var state = ScreenState(size: Size(columns: 60, rows: 16))
    state.candidates = ["alpha", "beta", "gamma"]
    #expect(try state.text(session).contains("alpha  beta   gamma"))
    state.candidates = (0..<1_000).map { "word\($0)" }
    #expect(try state.text(session).contains("…1,000 in all"))
  }
}
