import Testing

/// A newcomer's first minutes in the panes, at a real terminal.
@Suite(.serialized)
struct FirstMinutesTests {
  private func openPanes(_ arguments: String = "") async throws -> TerminalSession {
    try await TerminalSession(running: arguments, columns: 110, rows: 36)
  }

  @Test("The first screen is before a window, with every pane alive and a hint of what to type")
  func firstScreen() async throws {
    let terminal = try await openPanes()
    for text in [
      "window 0", "softmax", "corpus", "ŷ = softmax(U v_c)", "∂J/∂v_c", "∂J/∂u_w", "loss", "J",
      "transcript", "step", "toggle", "help",
    ] {
      try await terminal.waitFor(text)
    }
    try await terminal.waitForLine("(sgdb)")
  }

  @Test("step applies a window; Enter repeats it")
  func stepping() async throws {
    let terminal = try await openPanes()
    try await terminal.enter("step")
    try await terminal.waitFor("window 1")
    try await terminal.press("Enter")
    try await terminal.waitFor("window 2")
    try await terminal.press("Enter")
    try await terminal.waitFor("window 3")
  }

  @Test("toggle shows the other objective on the same window, and back")
  func toggling() async throws {
    let terminal = try await openPanes()
    try await terminal.enter("toggle")
    try await terminal.waitFor("σ(")
    try await terminal.waitFor("negative-sampling")
    #expect(try await terminal.screen.contains("window 0"))
    try await terminal.enter("toggle")
    try await terminal.waitFor("ŷ = softmax(U v_c)")
  }

  @Test("TAB lists what can follow, and completes what is clear")
  func completion() async throws {
    let terminal = try await openPanes()
    try await terminal.type("ste")
    try await terminal.press("Tab")
    try await terminal.waitFor("stepi")
    try await terminal.waitForLine("(sgdb) step")
    try await terminal.press("C-u")
    try await terminal.type("tog")
    try await terminal.press("Tab")
    try await terminal.waitForLine("(sgdb) toggle")
    try await terminal.press("C-u")
    try await terminal.type("set obj")
    try await terminal.press("Tab")
    try await terminal.type("neg")
    try await terminal.press("Tab")
    try await terminal.waitForLine("(sgdb) set objective negative-sampling")
  }

  @Test("PgDn, PgUp, Home and End scroll the focused pane; Home edits where there is a line")
  func scrolling() async throws {
    let terminal = try await openPanes()
    try await terminal.enter("focus scores")
    try await terminal.waitFor("(sgdb) focus scores")
    try await terminal.waitForLine("(sgdb)")
    let top = try await terminal.screen
    try await terminal.press("PPage")
    try await terminal.press("NPage")
    try await terminal.wait(for: "another page") { try await terminal.screen != top }
    try await terminal.press("Home")
    try await terminal.wait(for: "the top") { try await terminal.screen == top }
    try await terminal.press("End")
    try await terminal.wait(for: "the end") { try await terminal.screen != top }
    try await terminal.press("Home")
    try await terminal.type("bc")
    try await terminal.press("Home")
    try await terminal.type("a")
    try await terminal.waitForLine("(sgdb) abc")
  }

  @Test("Ctrl-C stops a long run at a window; reverse-step goes back from there")
  func interruptingARun() async throws {
    let terminal = try await openPanes("--epochs 1000000")
    try await terminal.enter("continue")
    try await terminal.waitFor("windows/s")
    try await terminal.press("C-c")
    try await terminal.wait(for: "the end of the run") {
      try await !terminal.screen.contains("windows/s,")
    }
    try await terminal.waitForLine("(sgdb)")
    let number = try #require(
      try await terminal.lines.first?.firstMatch(of: /window ([\d,]+)/)?.1.filter { $0 != "," })
    let window = try #require(Int(number))
    #expect(window > 0)
    try await terminal.enter("reverse-step")
    try await terminal.wait(for: "the window before") {
      try await terminal.lines.first?.filter { $0 != "," }.contains("window \(window - 1) ") == true
    }
    try await terminal.enter("step")
    try await terminal.wait(for: "the window again") {
      try await terminal.lines.first?.filter { $0 != "," }.contains("window \(window) ") == true
    }
  }

  @Test("Ctrl-C leaves the commands of a breakpoint", arguments: ["", "--plain"])
  func leavingCommands(mode: String) async throws {
    let terminal = try await openPanes(mode)
    try await terminal.enter("break pie")
    try await terminal.waitFor("breakpoint 1")
    try await terminal.enter("commands")
    try await terminal.waitFor("cancel with Ctrl-C")
    try await terminal.enter("print 6 * 7")
    try await terminal.type("ste")
    try await terminal.waitForLine("> ste")
    try await terminal.press("C-c")
    try await terminal.waitFor("the commands of breakpoint 1 are unchanged")
    try await terminal.enter("print 2 + 3")
    try await terminal.waitFor("$1 = 5")
  }

  @Test("Ctrl-L paints the screen again")
  func repainting() async throws {
    let terminal = try await openPanes()
    let before = try await terminal.screen
    try await terminal.type("kept")
    try await terminal.waitForLine("(sgdb) kept")
    try await terminal.press("C-l")
    try await terminal.press("C-u")
    try await terminal.wait(for: "the screen as it was") { try await terminal.screen == before }
  }

  @Test("quit leaves the terminal as it was found")
  func quitting() async throws {
    let terminal = try await TerminalSession(columns: 110, rows: 36)
    let mode = try await terminal.terminalMode()
    try await terminal.start()
    try await terminal.enter("quit")
    try await terminal.wait(for: "the shell") { terminal.program == nil }
    #expect(try await terminal.terminalMode() == mode)
    #expect(try await terminal.value("alternate_on") == "0")
  }
}
