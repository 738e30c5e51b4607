import Debugger
import Testing
import Word2Vec

@testable import Panes

@Suite("Words that could break a screen")
struct HostileWordTests {
  /// Words that are wide, run right to left, combine, steer terminals, or are not text at all.
  static let words: [[UInt8]] = [
    Array("日本語のことば".utf8), Array("שלום".utf8), Array("مرحبا".utf8), Array("e\u{301}a\u{308}".utf8),
    Array("\u{301}\u{302}x".utf8), Array("👩‍👩‍👧‍👦🇩🇪".utf8), [0x1B] + Array("[31mred".utf8),
    Array("\u{9B}2J".utf8), [0xFF, 0xFE, 0x80], Array("\u{202E}abc\u{202C}".utf8),
    Array(repeating: UInt8(ascii: "x"), count: 10_000), Array("\u{1F}\u{7F}".utf8),
    Array("a\u{300}".utf8) + Array(String(repeating: "\u{301}", count: 10_000).utf8),
    Array("\\".utf8), Array("\u{AD}\u{200B}".utf8), Array("각".utf8), Array("ﷺ".utf8),
  ]

  /// A text of these words, each beside plain ones.
  static let text: [UInt8] = {
    var text: [UInt8] = []
    for word in words {
      text += Array("o ".utf8) + word
      text += Array(" king ".utf8) + word
      text += Array("\n".utf8)
    }
    for word in words { text += word + [0x20] }
    return text
  }()

  /// The same as lines of a transcript.
  static let lines = words.map { String(decoding: $0.prefix(500), as: UTF8.self) }
    .joined(separator: "\n")

  @Test("Borders stay where they are, whatever the words", arguments: Objective.allCases)
  func borders(objective: Objective) throws {
    let session = try Fixture.session(bytes: Self.text, objective: objective) { $0.radius = 3 }
    var state = ScreenState(size: Size(columns: 110, rows: 40))
    state.append(Self.lines, kind: .failure)
    for _ in 0..<60 {
      let frame = try state.nextFrame(of: session)
      let canvas = frame.canvas
      expectAligned(canvas)
      for area in frame.panes {
        for row in area.inside.row..<area.inside.row + area.inside.rows {
          for column in [area.border.column, area.border.column + area.border.columns - 1] {
            #expect(Glyphs.arms(of: canvas[column, row].text)?.contains(.down) == true)
          }
        }
      }
      _ = session.run("step")
    }
  }

  @Test("A cut text never exceeds its columns, and is whole where it fits")
  func fitting() {
    for word in Self.words {
      let text = printable(String(decoding: word.prefix(300), as: UTF8.self))
      for columns in 0...40 {
        let cut = fitted(text, columns: columns, ellipsis: "…")
        #expect(columnWidth(of: cut) <= columns)
        #expect(columnWidth(of: text) > columns || cut == text)
      }
    }
  }

  @Test("A cell keeps few of many combining marks")
  func combining() {
    var canvas = Canvas(Size(columns: 4, rows: 1))
    canvas.write("a" + String(repeating: "\u{301}", count: 1_000), column: 0, row: 0)
    #expect(canvas[0, 0].text.unicodeScalars.count == 8)
  }

  @Test("A wide character that an edge cuts in two becomes a blank")
  func wideAtEdge() {
    var inner = Canvas(Size(columns: 4, rows: 1))
    inner.write("日本", column: 0, row: 0)
    var outer = Canvas(Size(columns: 3, rows: 1))
    outer.draw(inner, column: 0, row: 0)
    #expect(outer.text == "日")
    expectAligned(outer)
    inner.write("x", column: 1, row: 0)
    #expect(inner.row(0) == " x本")
  }
}
