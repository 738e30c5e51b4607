import Testing

/// A newcomer's first minutes in the panes, at a real terminal.
@Suite(.serialized)
struct FirstMinutesTests {
  private func openPanes(_ arguments: String = "") throws -> TerminalSession {
    try TerminalSession(running: arguments, columns: 110, rows: 36)
  }

  @Test("The first screen stands before a window, with every pane alive and a hint what to type")
  func firstScreen() throws {
    let terminal = try openPanes()
    for text in [
      "window 0", "softmax", "corpus", "ŷ = softmax(U v_c)", "∂J/∂v_c", "∂J/∂u_w", "loss", "J",
      "transcript", "step", "toggle", "help",
    ] {
      try terminal.waitFor(text)
    }
    try terminal.waitForLine("(sgdb)")
  }

  @Test("step applies a window; Enter repeats it")
  func stepping() throws {
    let terminal = try openPanes()
    try terminal.enter("step")
    try terminal.waitFor("window 1")
    try terminal.press("Enter")
    try terminal.waitFor("window 2")
    try terminal.press("Enter")
    try terminal.waitFor("window 3")
  }

  @Test("toggle shows the other objective on the same window, and back")
  func toggling() throws {
    let terminal = try openPanes()
    try terminal.enter("toggle")
    try terminal.waitFor("σ(")
    try terminal.waitFor("negative-sampling")
    #expect(try terminal.screen.contains("window 0"))
    try terminal.enter("toggle")
    try terminal.waitFor("ŷ = softmax(U v_c)")
  }

  @Test("TAB lists what can follow, and completes what is clear")
  func completion() throws {
    let terminal = try openPanes()
    try terminal.type("ste")
    try terminal.press("Tab")
    try terminal.waitFor("stepi")
    try terminal.waitForLine("(sgdb) step")
    try terminal.press("C-u")
    try terminal.type("tog")
    try terminal.press("Tab")
    try terminal.waitForLine("(sgdb) toggle")
    try terminal.press("C-u")
    try terminal.type("set obj")
    try terminal.press("Tab")
    try terminal.type("neg")
    try terminal.press("Tab")
    try terminal.waitForLine("(sgdb) set objective negative-sampling")
  }

  @Test("PgDn, PgUp, Home and End scroll the focused pane; Home edits where there is a line")
  func scrolling() throws {
    let terminal = try openPanes()
    try terminal.enter("focus scores")
    try terminal.waitFor("(sgdb) focus scores")
    try terminal.waitForLine("(sgdb)")
    let top = try terminal.screen
    try terminal.press("PPage")
    try terminal.press("NPage")
    try terminal.wait(for: "another page") { try terminal.screen != top }
    try terminal.press("Home")
    try terminal.wait(for: "the top") { try terminal.screen == top }
    try terminal.press("End")
    try terminal.wait(for: "the end") { try terminal.screen != top }
    try terminal.press("Home")
    try terminal.type("bc")
    try terminal.press("Home")
    try terminal.type("a")
    try terminal.waitForLine("(sgdb) abc")
  }

  @Test("Ctrl-C stops a long run at a window; reverse-step goes back from there")
  func interruptingARun() throws {
    let terminal = try openPanes("--epochs 1000000")
    try terminal.enter("continue")
    try terminal.waitFor("windows/s")
    try terminal.press("C-c")
    try terminal.wait(for: "the end of the run") { try !terminal.screen.contains("windows/s,") }
    try terminal.waitForLine("(sgdb)")
    let number = try #require(
      try terminal.lines.first?.firstMatch(of: /window ([\d,]+)/)?.1.filter { $0 != "," })
    let window = try #require(Int(number))
    #expect(window > 0)
    try terminal.enter("reverse-step")
    try terminal.wait(for: "the window before") {
      try terminal.lines.first?.filter { $0 != "," }.contains("window \(window - 1) ") == true
    }
    try terminal.enter("step")
    try terminal.wait(for: "the window again") {
      try terminal.lines.first?.filter { $0 != "," }.contains("window \(window) ") == true
    }
  }

  @Test("Ctrl-C leaves the commands of a breakpoint", arguments: ["", "--plain"])
  func leavingCommands(mode: String) throws {
    let terminal = try openPanes(mode)
    try terminal.enter("break pie")
    try terminal.waitFor("breakpoint 1")
    try terminal.enter("commands")
    try terminal.waitFor("Ctrl-C drops them")
    try terminal.enter("print 6 * 7")
    try terminal.type("ste")
    try terminal.waitForLine("> ste")
    try terminal.press("C-c")
    try terminal.waitFor("breakpoint 1 keeps the commands it had")
    try terminal.enter("print 2 + 3")
    try terminal.waitFor("$1 = 5")
  }

  @Test("Ctrl-L paints the screen again")
  func repainting() throws {
    let terminal = try openPanes()
    let before = try terminal.screen
    try terminal.type("kept")
    try terminal.waitForLine("(sgdb) kept")
    try terminal.press("C-l")
    try terminal.press("C-u")
    try terminal.wait(for: "the screen as it was") { try terminal.screen == before }
  }

  @Test("quit leaves the terminal as it was found")
  func quitting() throws {
    let terminal = try TerminalSession(columns: 110, rows: 36)
    let mode = try terminal.terminalMode()
    try terminal.start()
    try terminal.enter("quit")
    try terminal.wait(for: "the shell") { try terminal.program == nil }
    #expect(try terminal.terminalMode() == mode)
    #expect(try terminal.value("alternate_on") == "0")
  }
}
