import Debugger
import SkipGram
import Testing

@testable import Panes

@Suite("Marks of what changed")
struct ChangeMarkTests {
  func markedCells(_ canvas: Canvas) -> Int {
    canvas.cells.count { $0.style == .of(.changed) }
  }

  @Test(
    "Numbers are marked after a step and not on the first screen", arguments: Objective.allCases)
  func step(objective: Objective) throws {
    let session = try Fixture.session(objective: objective)
    var state = ScreenState(size: Size(columns: 110, rows: 30))
    #expect(markedCells(drawScreen(session, &state)) == 0)
    _ = session.run("step")
    let canvas = drawScreen(session, &state)
    #expect(markedCells(canvas) > 0)
    #expect(drawScreen(session, &state) == canvas)
  }

  @Test("Nothing is marked where nothing changed", arguments: Objective.allCases)
  func still(objective: Objective) throws {
    let session = try Fixture.session(objective: objective) { $0.learningRate = 0 }
    var state = ScreenState(size: Size(columns: 110, rows: 30))
    for line in ["window king : the old", "negatives 1 = queen", "negatives 2 = queen"] {
      _ = session.run(line)
    }
    _ = drawScreen(session, &state)
    for line in [
      "step", "window king : the old", "negatives 1 = queen", "negatives 2 = queen",
    ] {
      _ = session.run(line)
    }
    #expect(markedCells(drawScreen(session, &state)) == 0)
  }

  @Test("A number is marked if it reads otherwise than at the stop before")
  func marks() {
    var marks = ChangeMarks()
    let key = ChangeMarks.Key(quantity: .score, word: 3)
    func isChanged(_ value: Double) -> Bool {
      marks.isChanged(key, value, text: fixed(value, decimals: 2)) { fixed($0, decimals: 2) }
    }
    _ = marks.begin(stop: 1, isRunning: false)
    #expect(!isChanged(0.5))
    let hasGoneOn = marks.begin(stop: 1, isRunning: true)
    #expect(!hasGoneOn)
    #expect(!isChanged(7))
    _ = marks.begin(stop: 2, isRunning: false)
    #expect(!isChanged(0.501))
    #expect(isChanged(0.6))
    _ = marks.begin(stop: 3, isRunning: false)
    #expect(!isChanged(0.6))
  }

  @Test("Nothing is said by colour alone")
  func colour() {
    let marks: [Role] = [.changed, .center, .observed, .reached, .alarm, .failure, .focusedTitle]
    for role in marks {
      var style = Style.of(role)
      style.foreground = .standard
      style.background = .standard
      #expect(style != .plain, "\(role)")
    }
  }
}
