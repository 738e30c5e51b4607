import Debugger
import Runs
import Testing
import Word2Vec

@testable import Panes

@Suite("Marks of what changed")
struct ChangeMarkTests {
  func markedCells(_ canvas: Canvas) -> Int {
    canvas.cells.count { $0.style == .changed }
  }

  @Test(
    "Numbers are marked after a step and not on the first screen", arguments: Objective.allCases)
  func step(objective: Objective) throws {
    let session = try Fixture.session(objective: objective)
    var state = ScreenState(size: Size(columns: 110, rows: 30))
    #expect(markedCells(try state.canvas(session)) == 0)
    _ = session.run("step")
    let canvas = try state.canvas(session)
    #expect(markedCells(canvas) > 0)
    #expect(try state.canvas(session) == canvas)
  }

  @Test("Nothing is marked where nothing changed", arguments: Objective.allCases)
  func still(objective: Objective) throws {
    let session = try Fixture.session(objective: objective) { $0.learningRate = 0 }
    var state = ScreenState(size: Size(columns: 110, rows: 30))
    for line in ["window king : the old", "negatives 1 = queen", "negatives 2 = queen"] {
      _ = session.run(line)
    }
    _ = try state.nextFrame(of: session)
    for line in [
      "step", "window king : the old", "negatives 1 = queen", "negatives 2 = queen",
    ] {
      _ = session.run(line)
    }
    #expect(markedCells(try state.canvas(session)) == 0)
  }

  /// The look of `J` in the status line, and the line.
  private func loss(_ state: inout ScreenState, _ session: Session) throws -> Style {
    let canvas = try state.canvas(session)
    let start = try #require(canvas.row(0).firstRange(of: " J "))
    let column = canvas.row(0).distance(from: canvas.row(0).startIndex, to: start.upperBound)
    return canvas[column, 0].style
  }

  @Test("A number is marked if it reads otherwise than at the stop before")
  func marks() throws {
    let session = try Fixture.session { $0.learningRate = 0 }
    var state = ScreenState(size: Size(columns: 110, rows: 30))
    func set(_ value: Double) throws -> Style {
      _ = session.run("window king : the")
      for word in 0..<session.corpus.vocabulary.count {
        let name = session.name(word)
        _ = session.run("set var u[\(name)][0] = \(name == "the" ? value : 0)")
      }
      return try loss(&state, session)
    }
    _ = session.run("set var v[king] = 1, 0, 0, 0, 0, 0, 0, 0")
    #expect(try set(1) == .status)
    // J differs, and not in the digits that are shown.
    #expect(try set(1.000001) == .status)
    #expect(try set(2) == .notice)
    #expect(try loss(&state, session) == .notice)
    #expect(try set(2) == .status)
  }

  @Test(
    "While the session runs nothing is marked, and the stop after it is compared with the one before"
  )
  func running() throws {
    let session = try Fixture.session()
    var state = ScreenState(size: Size(columns: 110, rows: 30))
    _ = try state.nextFrame(of: session)
    session.run.checkpointInterval = 1
    var marks: [Int] = []
    session.host.breathe = { pause throws(Interruption) in
      guard pause == .betweenWindows, let canvas = try? state.canvas(session) else { return }
      marks.append(markedCells(canvas))
    }
    _ = session.apply("step 40")
    #expect(marks.count == 40 && marks.allSatisfy { $0 == 0 })
    let canvas = try state.canvas(session)
    #expect(markedCells(canvas) > 0)

    // Without frames in between the marks are the same.
    let other = try Fixture.session()
    var still = ScreenState(size: state.size)
    _ = try still.nextFrame(of: other)
    _ = other.run("step 40")
    #expect(try still.canvas(other) == canvas)
  }

  @Test("What is marked does not depend on what was in sight at the stop before")
  func outOfSight() throws {
    let session = try Fixture.session()
    var seen = ScreenState(size: Size(columns: 110, rows: 30))
    var unseen = ScreenState(size: Size(columns: 110, rows: 30))
    _ = try seen.nextFrame(of: session)
    _ = session.run("layout transcript")
    _ = try unseen.nextFrame(of: session)
    _ = session.run("layout step")
    _ = session.run("step")
    let canvas = try seen.canvas(session)
    #expect(markedCells(canvas) > 0)
    #expect(try unseen.canvas(session) == canvas)
  }

  @Test("Nothing is shown by colour alone")
  func colour() {
    let marks: [Style] = [.changed, .center, .observed, .reached, .alarm, .failure, .focusedTitle]
    for mark in marks {
      var style = mark
      style.foreground = .standard
      style.background = .standard
      #expect(style != .plain, "\(mark)")
    }
  }
}
