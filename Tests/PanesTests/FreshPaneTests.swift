import Debugger
import Runs
import Testing
import Word2Vec

@testable import Panes

@Suite("Panes show the session as it is")
struct FreshPaneTests {
  /// Commands that change the numbers of the pending window, or the window itself.
  static let changes = [
    "toggle", "set objective softmax", "set objective negative-sampling", "step", "step 3",
    "set eta 0.5", "set var v[king] = 1", "set var u[the][0] = 3", "negatives redraw",
    "negatives 1 = queen", "window king : the old", "set radius 3", "set update pair", "stepi",
    "back 1", "goto 0", "with negatives 2 step", "set negatives 1", "set dimension 4", "run",
    "set min-count 2", "load vectors nowhere", "set convention row",
  ]

  @Test("The derivation follows the objective where no section was chosen")
  func toggle() throws {
    let session = try Fixture.session()
    session.host.hasPanes = true
    for line in ["step 3", "derive", "derive next", "derive next"] { _ = session.run(line) }
    var state = ScreenState(size: Size(columns: 110, rows: 40))
    #expect(try state.text(session).contains("derivation: softmax cross-entropy"))
    _ = session.run("toggle")
    let text = try state.text(session)
    #expect(text.contains("derivation: negative sampling"))
    #expect(!text.contains("softmax."))
    let derivation = try DerivationModel(SessionReader(session))
    #expect(try #require(derivation.lines.first).name.hasPrefix("negative."))
    // The walk goes on from the line it was at.
    #expect("\(session.run("derive next"))".contains("negative.outside.A"))
  }

  @Test(
    "After every command the derivation is that of the window as it is",
    arguments: ["derive", "derive softmax 2", "derive negative", "derive window", "derive table"],
    Objective.allCases)
  func derivation(derive: String, objective: Objective) throws {
    let session = try Fixture.session(objective: objective)
    session.host.hasPanes = true
    _ = session.run(derive)
    for (index, change) in Self.changes.enumerated() {
      _ = session.run(change)
      // The same run, of which nothing was shown before.
      let fresh = try Fixture.session(objective: objective)
      fresh.host.hasPanes = true
      for earlier in Self.changes[...index] { _ = fresh.run(earlier) }
      _ = fresh.run(derive)
      let panes = try [session, fresh].map { try drawPane(.derivation, of: $0).text }
      #expect(panes[0] == panes[1], "\(change)")
    }
  }

  @Test("However often frames are drawn, the next one is the same", arguments: Objective.allCases)
  func repeated(objective: Objective) throws {
    for layout in PaneLayout.all {
      let sessions = try (0..<2).map { _ in try Fixture.session(objective: objective) }
      var states = sessions.map { _ in ScreenState(size: Size(columns: 120, rows: 40)) }
      for command in ["layout \(layout.name)", "derive", "layout \(layout.name)"] + Self.changes {
        for (index, session) in sessions.enumerated() {
          session.host.hasPanes = true
          _ = session.run(command)
          for _ in 0..<(index == 0 ? 0 : 3) { _ = try states[index].nextFrame(of: session) }
        }
        let frames = try sessions.indices.map { try states[$0].nextFrame(of: sessions[$0]) }
        #expect(frames[0].canvas == frames[1].canvas, "\(layout.name), \(command)")
      }
    }
  }

  @Test("Drawing twice from one model gives one screen, and commands in between do not show in it")
  func model() throws {
    let session = try Fixture.session()
    session.host.hasPanes = true
    for layout in PaneLayout.all {
      for line in ["layout \(layout.name)", "derive", "layout \(layout.name)"] {
        _ = session.run(line)
      }
      var state = ScreenState(size: Size(columns: 120, rows: 40))
      let model = try ScreenModel(session, size: state.size)
      state.update(to: model)
      let canvas = drawScreen(model, state).canvas
      for change in Self.changes {
        _ = session.run(change)
        #expect(drawScreen(model, state).canvas == canvas, "\(layout.name), \(change)")
      }
    }
  }

  @Test(
    "A frame that was interrupted leaves nothing in the next one", arguments: Objective.allCases)
  func interrupted(objective: Objective) throws {
    var interruptions = 0
    for layout in PaneLayout.all {
      let sessions = try (0..<2).map { _ in try Fixture.session(objective: objective) }
      var states = sessions.map { _ in ScreenState(size: Size(columns: 120, rows: 40)) }
      for command in [
        "layout \(layout.name)", "derive", "display yhat", "layout \(layout.name)", "step",
        "toggle",
      ] {
        for session in sessions {
          session.host.hasPanes = true
          _ = session.run(command)
        }
        var checks = 1
        while true {
          var left = checks
          checks *= 2
          sessions[0].host.breathe = { _ throws(Interruption) in
            left -= 1
            if left < 0 { throw Interruption() }
          }
          let frame = try? states[0].nextFrame(of: sessions[0])
          sessions[0].host.breathe = { _ throws(Interruption) in }
          if let frame {
            #expect(try frame.canvas == states[1].canvas(sessions[1]), "\(layout.name), \(command)")
            break
          }
          interruptions += 1
        }
      }
    }
    #expect(interruptions > 40)
  }
}
