import Debugger
import TestSupport
import Testing
import Word2Vec

@testable import Panes

@Suite("Screens at fixed sizes")
struct GoldenScreenTests {
  static let sizes = [
    Size(columns: 60, rows: 16), Size(columns: 80, rows: 24), Size(columns: 110, rows: 30),
    Size(columns: 200, rows: 60),
  ]

  @Test(
    "The screen after a step reads as on file",
    arguments: sizes, Objective.allCases)
  func afterStep(size: Size, objective: Objective) throws {
    let session = try Fixture.session(objective: objective)
    var state = ScreenState(size: size)
    for _ in 0..<6 { try state.run("step", in: session) }
    state.append("what a command prints stands here, in lines as long as the pane", kind: .output)
    state.input = InputLine(prompt: session.prompt)
    try expectScreen(
      state.text(session), "step-\(objective.rawValue)-\(size.columns)x\(size.rows)")
  }

  @Test("The screen in ASCII reads as on file", arguments: sizes, Objective.allCases)
  func ascii(size: Size, objective: Objective) throws {
    let session = try Fixture.session(objective: objective, ascii: true)
    var state = ScreenState(size: size)
    for _ in 0..<6 { try state.run("step", in: session) }
    state.input = InputLine(prompt: session.prompt)
    let text = try state.text(session)
    #expect(text.utf8.allSatisfy { $0 < 0x80 })
    try expectScreen(text, "ascii-\(objective.rawValue)-\(size.columns)x\(size.rows)")
  }

  @Test(
    "Each layout reads as on file", arguments: PaneLayout.all.map(\.name),
    [Size(columns: 100, rows: 28), Size(columns: 60, rows: 16), Size(columns: 160, rows: 36)])
  func layouts(layout: String, size: Size) throws {
    let session = try Fixture.session()
    var state = ScreenState(size: size)
    try state.run("layout \(layout)", in: session)
    for _ in 0..<3 { try state.run("step", in: session) }
    state.input = InputLine(prompt: session.prompt, text: "step 20", cursor: 7)
    try expectScreen(state.text(session), "layout-\(layout)-\(size.columns)x\(size.rows)")
  }

  @Test("Every pane has a view and is on a golden screen", arguments: Pane.allCases)
  func panes(pane: Pane) throws {
    try #require(
      PaneView.all.contains { $0.pane == pane },
      "the pane '\(pane.rawValue)' has no view; add one to PaneView.all")
    let session = try Fixture.session()
    session.succeed("step 3")
    let titles = try PaneView.of(pane).content(SessionReader(session)).titles
    let isShown = try PaneLayout.all.filter { $0.panes.contains(pane) }.contains { layout in
      let screen = try Repository.text("Tests/PanesTests/Screens/layout-\(layout.name)-160x36.txt")
      return titles.contains { screen.contains("─ \($0) ─") }
    }
    #expect(isShown, "no golden screen of a layout shows the pane '\(pane.rawValue)'")
  }

  @Test("Between the pairs of a window the sums so far are shown", arguments: Objective.allCases)
  func pairs(objective: Objective) throws {
    let session = try Fixture.session(objective: objective)
    var state = ScreenState(size: Size(columns: 110, rows: 30))
    for line in ["set update pair", "step 4", "stepi 2"] { try state.run(line, in: session) }
    state.input = InputLine(prompt: session.prompt)
    try expectScreen(state.text(session), "stepi-\(objective.rawValue)")
  }

  @Test("A hand-made window, forced draws and completions are shown")
  func handMade() throws {
    let session = try Fixture.session(objective: .negativeSampling)
    var state = ScreenState(size: Size(columns: 110, rows: 30))
    try state.run("window king : the old queen", in: session)
    try state.run("negatives 1 = queen queen castle", in: session)
    state.candidates = session.corpus.vocabulary.names
    state.input = InputLine(prompt: session.prompt, text: "print v[", cursor: 8)
    state.progress = "loading bible.txt"
    try expectScreen(state.text(session), "hand-made")
  }

  @Test("Divergence is shown loudly")
  func divergence() throws {
    let session = try Fixture.session()
    var state = ScreenState(size: Size(columns: 110, rows: 30))
    try state.run("set eta 1e30", in: session)
    try state.run("step 20", in: session)
    let text = try state.text(session)
    #expect(text.split(separator: "\n").first?.contains("diverged") == true)
    try expectScreen(text, "diverged")
  }

  @Test("More components are shown where there are more columns")
  func manyComponents() throws {
    let session = try Fixture.session(dimension: 100)
    var state = ScreenState(size: Size(columns: 200, rows: 36))
    for _ in 0..<3 { try state.run("step", in: session) }
    try expectScreen(state.text(session), "wide-200x36")
  }
}

extension Vocabulary {
  /// All words as text.
  fileprivate var names: [String] { (0..<count).map { name(of: $0) } }
}
