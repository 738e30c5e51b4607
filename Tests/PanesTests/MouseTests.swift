import Debugger
import Testing
import Word2Vec

@testable import Panes

@Suite("The mouse")
struct MouseTests {
  static let sizes = [
    Size(columns: 60, rows: 16), Size(columns: 110, rows: 30), Size(columns: 300, rows: 100),
  ]

  @Test("A click focuses the pane it is on, title included", arguments: sizes, PaneLayout.all)
  func click(size: Size, layout: PaneLayout) throws {
    let session = try Fixture.session()
    session.screen.layout = layout
    var state = ScreenState(size: size)
    let frame = try state.nextFrame(of: session)
    for area in frame.panes {
      for point in [
        Point(column: area.inside.column, row: area.inside.row),
        Point(column: area.border.column + 3, row: area.border.row),
        Point(
          column: area.inside.column + area.inside.columns - 1,
          row: area.inside.row + area.inside.rows - 1),
      ] {
        session.screen.wantedFocus = .transcript
        _ = state.handle(MouseEvent(.click, at: point), in: frame, session: session)
        #expect(session.screen.focus == area.pane)
      }
    }
  }

  @Test("A click outside of all panes does nothing", arguments: [(0, 0), (-1, -1), (500, 500)])
  func outside(column: Int, row: Int) throws {
    let session = try Fixture.session()
    var state = ScreenState(size: Size(columns: 110, rows: 30))
    let frame = try state.nextFrame(of: session)
    let focus = session.screen.focus
    for kind in [MouseEvent.Kind.click, .wheelUp, .wheelDown] {
      let event = MouseEvent(kind, at: Point(column: column, row: row))
      #expect(state.handle(event, in: frame, session: session) == nil)
    }
    #expect(session.screen.focus == focus)
  }

  @Test(
    "Every word on the corpus and score panes can be clicked on where it is shown",
    arguments: sizes, Objective.allCases)
  func words(size: Size, objective: Objective) throws {
    let session = try Fixture.session(objective: objective)
    _ = session.run("step 6")
    var state = ScreenState(size: size)
    let frame = try state.nextFrame(of: session)
    let canvas = frame.canvas
    var seen: Set<Pane> = []
    for row in 0..<size.rows {
      for column in 0..<size.columns {
        let point = Point(column: column, row: row)
        let event = MouseEvent(.click, at: point)
        guard let word = state.handle(event, in: frame, session: session) else { continue }
        let pane = try #require(frame.pane(at: point))
        seen.insert(pane)
        let name = session.corpus.vocabulary.name(of: word)
        #expect(canvas.row(row).contains(name))
        if pane == .corpus {
          // The cells of the word itself, with its mark.
          let text = (column..<size.columns).map { canvas[$0, row].text }.joined()
          let before = (0...column).map { canvas[$0, row].text }.joined()
          let start = before.split(separator: " ").last ?? ""
          let end = text.split(separator: " ").first ?? ""
          #expect((start + end.dropFirst()).contains(name))
        }
      }
    }
    #expect(seen == [.corpus, .scores])
  }

  @Test("The wheel scrolls the pane under the pointer and leaves the focus")
  func wheel() throws {
    let session = try Fixture.session()
    var state = ScreenState(size: Size(columns: 110, rows: 30))
    var frame = try state.nextFrame(of: session)
    session.screen.wantedFocus = .transcript
    let area = try #require(frame.area(of: .scores))
    let point = Point(column: area.inside.column, row: area.inside.row)
    _ = state.handle(MouseEvent(.wheelDown, at: point), in: frame, session: session)
    frame = try state.nextFrame(of: session)
    #expect(frame.windows[.scores]?.visible.lowerBound == 3)
    _ = state.handle(MouseEvent(.wheelUp, at: point), in: frame, session: session)
    frame = try state.nextFrame(of: session)
    #expect(frame.windows[.scores]?.visible.lowerBound == 0)
    #expect(session.screen.focus == .transcript)
  }

  @Test("A word left out by min-count cannot be clicked on")
  func rareWords() throws {
    let session = try Fixture.session()
    _ = session.run("set min-count 2")
    var state = ScreenState(size: Size(columns: 110, rows: 60))
    let words = try state.canvas(session).words
    let count = session.corpus.vocabulary.count
    #expect(!words.isEmpty)
    #expect(words.allSatisfy { 0..<count ~= $0.word })
  }

  @Test(
    "The single-key commands replace the line, q always among them", arguments: sizes)
  func singleKeys(size: Size) throws {
    let session = try Fixture.session()
    var state = ScreenState(size: size)
    state.awaitsSingleKey = true
    let text = try state.text(session)
    #expect(text.contains("keys: q leave  s step  i stepi  c continue"))
    #expect(!text.contains("(sgdb)"))
  }
}
