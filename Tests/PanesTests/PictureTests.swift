import Debugger
import Foundation
import Testing
import Word2Vec

@testable import Panes

#if canImport(FoundationXML)
import FoundationXML
#endif

@Suite("Screens as pictures")
struct PictureTests {
  @Test("A screen is well-formed SVG, whatever the words")
  func wellFormed() throws {
    let session = try Fixture.session(bytes: HostileWordTests.text)
    var state = ScreenState(size: Size(columns: 110, rows: 30))
    state.append("<a> & \"b\"\n" + HostileWordTests.lines, kind: .output)
    for _ in 0..<20 {
      let parser = XMLParser(data: Data(try state.canvas(session).svg.utf8))
      #expect(parser.parse(), "\(parser.parserError as Any)")
      _ = session.run("step")
    }
  }

  @Test("Text is in the picture as text, bars and borders as shapes")
  func shapes() throws {
    let session = try Fixture.session()
    var state = ScreenState(size: Size(columns: 110, rows: 30))
    let svg = try state.canvas(session).svg
    #expect(svg.contains("softmax(U"))
    #expect(!svg.contains("█") && !svg.contains("│") && svg.contains("<path"))
  }

  @Test("The picture of the screen is the screen")
  func screen() throws {
    let session = try Fixture.session()
    var state = ScreenState(size: Size(columns: 80, rows: 24))
    #expect(try draw(.screen, of: session, state).text == state.text(session))
  }
}
