import Debugger
import SkipGram
import Testing

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
    _ = drawScreen(session, &state)
    for frame in state.frames {
      for place in [
        Point(column: frame.inside.column, row: frame.inside.row),
        Point(column: frame.border.column + 3, row: frame.border.row),
        Point(
          column: frame.inside.column + frame.inside.columns - 1,
          row: frame.inside.row + frame.inside.rows - 1),
      ] {
        session.screen.wantedFocus = .transcript
        _ = state.handle(MouseEvent(.click, at: place), session: session)
        #expect(session.screen.focus == frame.pane)
      }
    }
  }

  @Test("A click outside of all panes does nothing", arguments: [(0, 0), (-1, -1), (500, 500)])
  func outside(column: Int, row: Int) throws {
    let session = try Fixture.session()
    var state = ScreenState(size: Size(columns: 110, rows: 30))
    _ = drawScreen(session, &state)
    let focus = session.screen.focus
    for kind in [MouseEvent.Kind.click, .wheelUp, .wheelDown] {
      let event = MouseEvent(kind, at: Point(column: column, row: row))
      #expect(state.handle(event, session: session) == nil)
    }
    #expect(session.screen.focus == focus)
  }

  @Test(
    "Every word on the corpus and score panes can be clicked on where it stands",
    arguments: sizes, Objective.allCases)
  func words(size: Size, objective: Objective) throws {
    let session = try Fixture.session(objective: objective)
    _ = session.run("step 6")
    var state = ScreenState(size: size)
    let canvas = drawScreen(session, &state)
    var seen: Set<Pane> = []
    for row in 0..<size.rows {
      for column in 0..<size.columns {
        let place = Point(column: column, row: row)
        let event = MouseEvent(.click, at: place)
        guard let word = state.handle(event, session: session) else { continue }
        let pane = try #require(state.pane(at: place))
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
    _ = drawScreen(session, &state)
    session.screen.wantedFocus = .transcript
    let frame = try #require(state.frames.first { $0.pane == .scores })
    let place = Point(column: frame.inside.column, row: frame.inside.row)
    _ = state.handle(MouseEvent(.wheelDown, at: place), session: session)
    _ = drawScreen(session, &state)
    #expect(state.scroll[.scores]?.visible.lowerBound == 3)
    _ = state.handle(MouseEvent(.wheelUp, at: place), session: session)
    _ = drawScreen(session, &state)
    #expect(state.scroll[.scores]?.visible.lowerBound == 0)
    #expect(session.screen.focus == .transcript)
  }

  @Test("A word left out by min-count cannot be clicked on")
  func rareWords() throws {
    let session = try Fixture.session()
    _ = session.run("set min-count 2")
    var state = ScreenState(size: Size(columns: 110, rows: 60))
    _ = drawScreen(session, &state)
    let count = session.corpus.vocabulary.count
    #expect(!state.words.isEmpty)
    #expect(state.words.allSatisfy { 0..<count ~= $0.word })
  }

  @Test(
    "The keys that are commands stand where the line would, q always among them", arguments: sizes)
  func singleKeys(size: Size) throws {
    let session = try Fixture.session()
    var state = ScreenState(size: size)
    state.awaitsSingleKey = true
    let text = state.text(session)
    #expect(text.contains("keys: q leave  s step  i stepi  c continue"))
    #expect(!text.contains("(sgdb)"))
  }
}
