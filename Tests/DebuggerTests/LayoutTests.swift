import FuzzTargets
import TestSupport
import Testing

@testable import Debugger

@Suite("Layouts and keys")
struct LayoutTests {
  @Test("Names of layouts are unique, and each shows the transcript and no pane twice")
  func table() {
    #expect(Set(PaneLayout.all.map(\.name)).count == PaneLayout.all.count)
    for layout in PaneLayout.all {
      #expect(layout.panes.contains(.transcript))
      #expect(Set(layout.panes).count == layout.panes.count)
    }
  }

  @Test("Every pane is in some layout", arguments: Pane.allCases)
  func panes(pane: Pane) {
    let isShown = PaneLayout.all.contains { $0.panes.contains(pane) }
    #expect(isShown, "no layout has the pane '\(pane.rawValue)'; add it to one in PaneLayout.all")
  }

  @Test("A layout reads back from its definition", arguments: PaneLayout.all)
  func writing(layout: PaneLayout) throws {
    let session = try Session.ofRoyals()
    session.succeed("layout new mine \(layout.text)")
    #expect(session.screen.layout.rows == layout.rows)
    #expect(session.screen.layout.name == "mine")
  }

  @Test("The transcript comes last where it is not named; prefixes of panes work")
  func transcript() throws {
    let session = try Session.ofRoyals()
    session.succeed("layout new mine sco+cent/out")
    #expect(session.screen.layout.text == "scores+center/outside transcript")
    session.succeed("layout step", "layout mine")
    #expect(session.screen.layout.name == "mine")
    #expect(session.succeed("layout").contains("▸  mine"))
    session.succeed("layout new mine corpus")
    #expect(session.screen.layouts.count { $0.name == "mine" } == 1)
    #expect(session.screen.layout.text == "corpus transcript")
  }

  @Test(
    "What makes no layout is an error that names it, and changes nothing",
    arguments: [
      ("layout new", "a name"), ("layout new mine", "a pane"), ("layout new step corpus", "step"),
      ("layout new new corpus", "new"), ("layout new mine corpus corpus", "twice"),
      ("layout new mine corpus+", "unknown pane ''"),
      ("layout new mine scores//center", "unknown pane ''"),
      ("layout new mine scorse", "did you mean 'scores'?"), ("layout new -x corpus", "-x"),
      ("layout new \"a b\" corpus", "a b"), ("layout other", "other"), ("layout step 2", "2"),
      ("focus display", "layout debug"), ("focus other", "other"), ("winheight", "a pane"),
      ("winheight scores", "a number"), ("winheight scores 0", "0"),
      ("winheight scores x", "x"), ("winheight scores +x", "+x"),
      ("winheight scores 9999999999999999999", "9999999999999999999"),
      ("winheight display 3", "layout debug"), ("winheight other 3", "other"),
    ])
  func failures(line: String, named: String) throws {
    let session = try Session.ofRoyals()
    let before = Snapshot(session)
    let failure = try #require(session.outcome(line).failure)
    #expect(failure.contains(named))
    #expect(Snapshot(session) == before)
  }

  @Test("The focus goes round the panes that are seen, and comes back when its pane does")
  func focus() throws {
    let session = try Session.ofRoyals()
    var seen: [Pane] = []
    for _ in session.screen.panes {
      seen.append(session.screen.focus)
      session.succeed("focus")
    }
    #expect(seen == [.scores, .center, .outside, .loss, .transcript, .corpus])
    session.succeed("focus center", "layout scores")
    #expect(session.screen.focus == .transcript)
    session.succeed("layout step")
    #expect(session.screen.focus == .center)
  }

  @Test("C-x 1 leaves the focused pane and the transcript, C-x 2 brings the others back")
  func onePane() throws {
    let session = try Session.ofRoyals()
    session.succeed("focus center")
    session.screen.showFocusAlone()
    #expect(session.screen.panes == [.center, .transcript])
    session.screen.showNextLayout()
    #expect(session.screen.panes == PaneLayout.step.panes)
    session.screen.wantedFocus = .transcript
    session.screen.showFocusAlone()
    #expect(session.screen.panes == [.transcript])
    session.succeed("layout step")
    #expect(session.screen.panes == PaneLayout.step.panes)
  }

  @Test("C-x 2 shows every layout of several panes in turn, one's own among them")
  func nextLayout() throws {
    let session = try Session.ofRoyals()
    session.succeed("layout new mine corpus", "layout step")
    var names: [String] = []
    repeat {
      names.append(session.screen.layout.name)
      session.screen.showNextLayout()
    } while session.screen.layout.name != "step"
    #expect(
      names == PaneLayout.all.filter { $0.panes.count > 1 }.map(\.name) + ["mine"])
  }

  @Test("C-x a leaves the transcript and brings the panes back, from any layout")
  func transcriptAlone() throws {
    let session = try Session.ofRoyals()
    for layout in PaneLayout.all where layout.panes.count > 1 {
      session.succeed("layout \(layout.name)")
      session.screen.toggleTranscript()
      #expect(session.screen.panes == [.transcript])
      session.screen.toggleTranscript()
      #expect(session.screen.layout == layout)
    }
    session.succeed("layout transcript")
    session.screen.toggleTranscript()
    #expect(session.screen.panes == PaneLayout.step.panes)
  }

  @Test("Heights add up, belong to their layout, and `layout NAME` forgets them")
  func heights() throws {
    let session = try Session.ofRoyals()
    session.succeed("winheight scores +2", "winheight scores +3", "winheight transcript 8")
    #expect(session.screen.heights == [.scores: .change(5), .transcript: .rows(8)])
    session.succeed("winheight transcript -9", "winheight scores 4")
    #expect(session.screen.heights == [.scores: .rows(4), .transcript: .rows(1)])
    session.succeed("with layout gradients -- winheight center 5")
    #expect(session.screen.heights == [.scores: .rows(4), .transcript: .rows(1)])
    session.succeed("layout step")
    #expect(session.screen.heights.isEmpty)
  }

  @Test("Completion offers layouts, then panes, also after + and /")
  func completion() throws {
    let session = try Session.ofRoyals()
    func candidates(_ line: String) -> [String] {
      session.completions(in: line, at: line.utf8.count).candidates
    }
    #expect(candidates("layout gr") == ["gradients"])
    #expect(candidates("layout ").contains("new"))
    #expect(candidates("layout new mine sco") == ["scores"])
    #expect(candidates("layout new mine scores+ce") == ["center"])
    #expect(candidates("layout new mine scores+center/o") == ["outside"])
    let line = "layout new mine scores+ce"
    #expect(session.completions(in: line, at: line.utf8.count).start == line.utf8.count - 2)
    session.succeed("layout new mine corpus")
    #expect(candidates("set layout m") == ["mine"])
  }

  @Test("Keys are unique by name, by byte sequence and by label")
  func keys() {
    let functions = PaneKey.all.map(\.function)
    #expect(Set(functions).count == functions.count)
    let sequences = PaneKey.all.flatMap(\.sequences)
    #expect(Set(sequences).count == sequences.count)
    #expect(Set(SingleKey.all.map(\.key)).count == SingleKey.all.count)
    // The C below them has room for these.
    #expect(PaneKey.all.count <= 16 && SingleKey.all.count <= 32)
    #expect(PaneKey.all.allSatisfy { $0.sequences.count <= 6 })
    #expect(SingleKey.all.allSatisfy { $0.key.isASCII })
  }

  @Test("Every single key's command is one", arguments: SingleKey.all.compactMap(\.command))
  func singleKeys(command: String) throws {
    let parsed = try #require(ParsedLine(command))
    #expect(throws: Never.self) { try Command.named(parsed.name) }
  }

  @Test("`help keys` lists every key with its action")
  func keyCard() throws {
    let text = try Session.ofRoyals().succeed("help keys")
    for key in PaneKey.all { #expect(text.contains(key.caps) && text.contains(key.summary)) }
    for key in SingleKey.all { #expect(text.contains("  \(key.key)  ")) }
  }
}
