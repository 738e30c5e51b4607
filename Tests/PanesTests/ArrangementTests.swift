import Debugger
import Testing
import Word2Vec

@testable import Panes

@Suite("Where panes are")
struct ArrangementTests {
  static let sizes = [
    Size(columns: 60, rows: 16), Size(columns: 80, rows: 24), Size(columns: 110, rows: 30),
    Size(columns: 160, rows: 30), Size(columns: 300, rows: 100),
  ]

  /// Layouts of one's own that ask much of a screen.
  static let own = [
    "corpus+scores+center+outside+loss+derivation+display",
    "corpus/scores/center/outside/loss/derivation/display/transcript",
    "corpus scores center outside loss derivation display transcript", "transcript+scores",
    "transcript corpus", "loss+transcript/display+corpus", "display",
  ]

  private func session(_ layout: String) throws -> Session {
    let session = try Fixture.session()
    _ = session.run("layout new mine \(layout)")
    return session
  }

  private func areas(_ session: Session, _ size: Size) throws -> [PaneArea] {
    try ScreenModel.panes(of: session, size: size).arrangement.panes.map(\.area)
  }

  @Test(
    "Panes fill the screen without gaps, the focused one and the transcript among them",
    arguments: PaneLayout.all.map(\.text) + own, sizes)
  func filling(layout: String, size: Size) throws {
    let session = try session(layout)
    for pane in session.screen.panes {
      session.screen.wantedFocus = pane
      let areas = try areas(session, size)
      let panes = areas.map(\.pane)
      #expect(panes.contains(pane) && panes.contains(.transcript))
      for area in areas {
        #expect(area.inside.rows >= 1 && area.inside.columns >= 20)
        #expect(area.border.column + area.border.columns <= size.columns)
      }
      for row in 1..<size.rows {
        for column in 0..<size.columns {
          let point = Point(column: column, row: row)
          #expect(areas.contains { $0.border.contains(point) })
        }
      }
    }
  }

  @Test("Every layout of one's own can be drawn at every size", arguments: own, [false, true])
  func drawing(layout: String, ascii: Bool) throws {
    let session = try Fixture.session(ascii: ascii)
    _ = session.run("layout new mine \(layout)")
    var state = ScreenState(size: Size(columns: 80, rows: 24))
    for size in AnySizeTests.sizes {
      state.size = size
      expectAligned(try state.canvas(session))
    }
  }

  @Test("A height set by the user is met, wherever there is room")
  func heights() throws {
    let session = try Fixture.session()
    let size = Size(columns: 110, rows: 40)
    func rows(_ pane: Pane) throws -> Int {
      try areas(session, size).first { $0.pane == pane }?.inside.rows ?? 0
    }
    for height in [1, 3, 8, 15] {
      _ = session.run("winheight transcript \(height)")
      #expect(try rows(.transcript) == height)
      _ = session.run("winheight loss \(height)")
      #expect(try rows(.loss) == height)
      _ = session.run("layout step")
    }
    let before = try rows(.scores)
    _ = session.run("winheight scores +3")
    #expect(try rows(.scores) == before + 3)
    _ = session.run("winheight scores -5")
    #expect(try rows(.scores) == before - 2)
    _ = session.run("layout gradients")
    _ = session.run("winheight center 12")
    #expect(try rows(.center) == 12)
    _ = session.run("layout step")
    // Panes above each other share the rows of their band.
    _ = session.run("winheight outside 4")
    #expect(try rows(.outside) == 4)
    #expect(try rows(.center) + rows(.outside) + 1 == rows(.scores))
  }

  @Test("A lesson is under the corpus with all of its rows, on every layout", arguments: sizes)
  func lesson(size: Size) throws {
    let session = try Fixture.session()
    session.host.hasPanes = true
    _ = session.run("preset tour")
    for layout in session.screen.layouts {
      _ = session.run("layout \(layout.name)")
      let areas = try areas(session, size)
      let lesson = try #require(areas.first { $0.pane == .lesson })
      let model = LessonModel(try SessionReader(session))
      #expect(lesson.inside.rows >= model.idealRows(on: size))
      let corpus = areas.first { $0.pane == .corpus }
      #expect(corpus.map { $0.border.row + $0.border.rows - 1 } ?? 1 == lesson.border.row)
    }
    _ = session.run("preset off")
    _ = session.run("layout step")
    #expect(try !areas(session, size).contains { $0.pane == .lesson })
  }

  @Test("Too great a height leaves every other pane its least", arguments: sizes)
  func greed(size: Size) throws {
    let session = try Fixture.session()
    for pane in session.screen.panes {
      _ = session.run("layout step")
      session.screen.wantedFocus = pane
      let panes = try areas(session, size).map(\.pane)
      _ = session.run("winheight \(pane.rawValue) 1000")
      let areas = try areas(session, size)
      #expect(areas.map(\.pane) == panes)
      #expect(areas.allSatisfy { $0.inside.rows >= 1 })
    }
  }
}
