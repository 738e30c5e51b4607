import Glibc
import RandomCases
import TestSupport
import Testing

/// Layouts, single keys and the mouse at a real terminal.
@Suite(.serialized)
struct KeyTests {
  private func open(_ arguments: String = "", home: TemporaryFolder? = nil) async throws
    -> TerminalSession
  {
    try await TerminalSession(running: arguments, columns: 110, rows: 32, home: home)
  }

  @Test("Single keys are commands; another key opens the line for one, and q leaves")
  func singleKeys() async throws {
    let terminal = try await open()
    try await terminal.press("C-x", "s")
    try await terminal.waitFor("keys: q leave")
    try await terminal.type("s")
    try await terminal.waitFor("window 1")
    try await terminal.type("ss")
    try await terminal.waitFor("window 3")
    try await terminal.type("S")
    try await terminal.waitFor("(sgdb) back")
    try await terminal.type("t")
    try await terminal.waitFor("negative-sampling  η")
    try await terminal.type("i")
    try await terminal.waitFor("(sgdb) stepi")
    try await terminal.type("d")
    try await terminal.waitFor("(sgdb) derive next")
    try await terminal.press("Enter")
    try await terminal.waitFor("keys: q leave")
    try await terminal.type("where")
    try await terminal.waitForLine("(sgdb) where")
    try await terminal.press("Enter")
    try await terminal.waitFor("keys: q leave")
    #expect(try await terminal.screen.contains("(sgdb) where"))
    try await terminal.press("Up")
    try await terminal.waitForLine("(sgdb) where")
    try await terminal.press("C-c")
    try await terminal.waitFor("keys: q leave")
    try await terminal.type("x")
    try await terminal.waitForLine("(sgdb) x")
    try await terminal.press("C-c")
    try await terminal.waitFor("keys: q leave")
    try await terminal.type("q")
    try await terminal.waitForLine("(sgdb)")
    try await terminal.type("s")
    try await terminal.waitForLine("(sgdb) s")
  }

  @Test("Single keys run forwards to a stop and backwards to it")
  func running() async throws {
    let terminal = try await open("-ex 'break 5'")
    try await terminal.press("C-x", "s")
    try await terminal.type("c")
    try await terminal.waitFor("window 5")
    try await terminal.type("ss")
    try await terminal.waitFor("window 7")
    try await terminal.type("C")
    try await terminal.wait(for: "the breakpoint") {
      try await terminal.lines.first?.contains("window 5") == true
    }
  }

  @Test("Scroll keys, unknown keys, letters of several bytes and pastes work among single keys")
  func otherKeys() async throws {
    let terminal = try await open()
    try await terminal.press("C-x", "s")
    try await terminal.waitFor("keys: q leave")
    try await terminal.press("NPage")
    try await terminal.waitFor(" 16–")
    // An unbound sequence does not run the commands of its letters.
    try await terminal.send(bytes: Array("\u{1B}[99;2s".utf8))
    for keys in [["C-x", "e"], ["C-x", "C-g"], ["M-x"], ["C-x", "("], ["C-x", "C-x"]] {
      try await terminal.press(keys)
    }
    try await terminal.type("é")
    try await terminal.waitForLine("(sgdb) é")
    #expect(try await terminal.lines.first?.contains("window 0") == true)
    try await terminal.press("C-c")
    try await terminal.waitFor("keys: q leave")
    try await terminal.paste("sss")
    try await terminal.waitForLine("(sgdb) sss")
    try await terminal.press("C-c")
    try await terminal.press("C-x", "s")
    try await terminal.waitForLine("(sgdb)")
  }

  @Test("Single keys work in vi mode, where the line begins in insert mode again")
  func viMode() async throws {
    let home = try TemporaryFolder()
    _ = try home.write("set editing-mode vi\n", to: ".inputrc")
    let terminal = try await open(home: home)
    try await terminal.press("C-x", "s")
    try await terminal.waitFor("keys: q leave")
    try await terminal.type("s")
    try await terminal.waitFor("window 1")
    try await terminal.type("where")
    try await terminal.press("Enter")
    try await terminal.waitFor("keys: q leave")
    try await terminal.type("s")
    try await terminal.waitFor("window 2")
    try await terminal.type("q")
    try await terminal.type("where")
    try await terminal.waitForLine("(sgdb) where")
  }

  @Test("C-x o, 1, 2 and a change the panes as gdb's do")
  func panes() async throws {
    let terminal = try await open()
    try await terminal.press("C-x", "o")
    try await terminal.press("C-x", "1")
    try await terminal.wait(for: "one pane") { try await !terminal.screen.contains("scores:") }
    #expect(try await terminal.screen.contains("center: ∂J/∂v_c"))
    try await terminal.press("C-x", "2")
    try await terminal.waitFor("scores:")
    try await terminal.press("C-x", "a")
    try await terminal.wait(for: "the transcript alone") {
      try await !terminal.screen.contains("∂J/∂v_c")
    }
    try await terminal.type("kept")
    try await terminal.press("C-x", "a")
    try await terminal.waitFor("scores:")
    try await terminal.waitForLine("(sgdb) kept")
  }

  @Test("A click focuses a pane and prints a word; the wheel scrolls; set mouse off ends both")
  func mouse() async throws {
    let terminal = try await open()
    try await terminal.wait(for: "the mouse") { try await terminal.value("mouse_sgr_flag") == "1" }
    let row = try #require(try await terminal.lines.firstIndex { $0.contains("⟦apple⟧") })
    try await terminal.click(column: 4, row: row)
    try await terminal.waitFor("(sgdb) print v[apple]")
    try await terminal.waitFor("$1 = [")
    try await terminal.type("kept")
    let scores = try #require(try await terminal.lines.firstIndex { $0.contains("#  w") })
    try await terminal.mouse(button: 65, column: 5, row: scores)
    try await terminal.waitFor(" 4–")
    try await terminal.click(column: 5, row: scores + 1)
    try await terminal.waitFor("$2 = [")
    try await terminal.waitForLine("(sgdb) kept")
    // As old terminals report it: the button, the column and the row as a byte each.
    let old = [32, 33 + 5, 33 + scores + 2].map { UInt8($0) }
    try await terminal.send(bytes: Array("\u{1B}[M".utf8) + old)
    try await terminal.waitFor("$3 = [")
    try await terminal.waitForLine("(sgdb) kept")
    try await terminal.press("C-u")
    try await terminal.enter("set mouse off")
    try await terminal.wait(for: "no mouse") { try await terminal.value("mouse_sgr_flag") == "0" }
    try await terminal.enter("set mouse on")
    try await terminal.wait(for: "the mouse") { try await terminal.value("mouse_sgr_flag") == "1" }
    try await terminal.press("C-z")
    try await terminal.waitFor("Stopped")
    // The terminal may handle the output after the program has ended.
    try await terminal.wait(for: "no mouse") { try await terminal.value("mouse_any_flag") == "0" }
    try await terminal.enter("fg")
    try await terminal.wait(for: "the mouse") { try await terminal.value("mouse_sgr_flag") == "1" }
    try await terminal.signal(11)
    try await terminal.wait(for: "the shell") { terminal.program == nil }
    // The terminal may handle the output after the program has ended.
    try await terminal.wait(for: "no mouse") { try await terminal.value("mouse_any_flag") == "0" }
  }

  @Test("Half a report of the mouse gives way to Ctrl-C, and a wrong one does no harm")
  func brokenMouse() async throws {
    let terminal = try await open()
    for text in [
      "\u{1B}[<0;;M", "\u{1B}[<M", "\u{1B}[M\u{1}", "\u{1B}[<9999999999;1;1M", "\u{1B}[<0;0;0M",
    ] {
      try await terminal.send(bytes: Array(text.utf8))
    }
    try await terminal.send(bytes: Array("\u{1B}[<0;1".utf8))
    try await Task.sleep(for: .milliseconds(200))
    try await terminal.press("C-c")
    try await Task.sleep(for: .milliseconds(200))
    try await terminal.enter("where")
    try await terminal.waitFor("(sgdb) where")
    try await terminal.waitForLine("(sgdb)")
  }

  @Test("No keys at all end the session", arguments: 1...3)
  func anyKeys(seed: Int) async throws {
    // C-c, C-d, C-z and C-\\ are meant to.
    let pieces =
      ["\u{18}s", "\u{18}o", "\u{18}1", "\u{18}2", "\u{18}a", "\u{18}(", "\u{18})", "\u{18}e"]
      + [
        "\u{1B}[<0;9;9M", "\u{1B}[<65;9;9M", "\u{1B}[<", "\u{1B}[M !!", "\u{1B}[M", "\u{1B}",
        "\u{1B}[",
      ]
      + [
        "\u{1B}[5~", "\u{1B}[6~", "\u{1B}[H", "\u{1B}[1;5A", "\u{1B}[Z", "\u{1B}[99;5s", "\u{1B}OP",
      ]
      + [
        "\u{1B}[200~a\nb\u{1B}[201~", "\u{1B}[200~", "\u{1B}[201~", "\u{12}", "\u{7}", "\u{16}",
        "\t",
      ]
      + [
        "\u{1B}1", "\u{1B}-", "\u{1B}<", "\r", "s", "S", "i", "d", "t", "q", "x", "é", "\u{7F}",
        "\u{15}",
      ]
    let terminal = try await open()
    var random = TestRandom(seed: seed)
    for _ in 0..<60 {
      let keys = (0..<6).map { _ in pieces.randomElement(using: &random) ?? "" }
      try await terminal.send(bytes: Array(keys.joined().utf8))
    }
    for _ in 0..<3 {
      try await Task.sleep(for: .milliseconds(300))
      try await terminal.press("C-c")
    }
    try await Task.sleep(for: .milliseconds(300))
    try await terminal.enter("layout transcript")
    try await terminal.enter("history 1")
    try await terminal.waitFor("(sgdb) history 1")
    #expect(terminal.program != nil)
  }

  @Test("Every layout follows the terminal's size, with single keys and without")
  func layouts() async throws {
    let terminal = try await open()
    let table = try await BuiltProgram.run(["--batch", "-ex", "layout"]).output
    let names = table.split(separator: "\n").compactMap { line in
      line.split(separator: " ").first { $0 != "▸" }.map(String.init)
    }
    #expect(names.contains("step") && names.contains("debug"))
    for (count, name) in names.enumerated() {
      try await terminal.enter("layout \(name)")
      try await terminal.waitFor("(sgdb) layout \(name)")
      for (columns, rows) in [(60, 16), (300, 100), (20, 5), (110, 32)] {
        try await terminal.resize(columns: columns, rows: rows)
        if columns < 60 {
          try await terminal.waitFor("needs 60×16")
        } else {
          try await terminal.waitForLine("(sgdb)")
          try await terminal.wait(for: "\(columns) columns") {
            try await terminal.lines.contains { $0.hasPrefix("├") || $0.hasPrefix("┌") }
          }
        }
      }
      try await terminal.press("C-x", "s")
      try await terminal.waitFor("keys: q leave")
      try await terminal.resize(columns: 60, rows: 16)
      try await terminal.waitFor("keys: q leave")
      try await terminal.type("s")
      try await terminal.wait(for: "a step") {
        try await terminal.lines.first?.contains("window \(count + 1)") == true
      }
      try await terminal.resize(columns: 110, rows: 32)
      try await terminal.type("q")
      try await terminal.waitForLine("(sgdb)")
      try await terminal.wait(for: "110 columns") {
        try await terminal.lines.prefix(32).last?.count == 110
      }
      // A click on a title gives its pane the focus, which shows in reverse.
      let lines = try await terminal.lines
      let titles = lines.indices.filter { row in
        lines[row].hasPrefix("├─ ") || lines[row].hasPrefix("┌─ ")
      }
      for row in titles {
        try await terminal.click(column: 4, row: row)
        let title = try await String(
          terminal.lines[row].dropFirst(3).prefix { $0 != " " && $0 != ":" })
        try await terminal.wait(for: "the focus on \(title)") {
          try await terminal.attributes(of: "─ \(title)", offset: 2)?.contains(7) == true
        }
      }
      try await terminal.enter("focus transcript")
      try await terminal.waitForLine("(sgdb)")
    }
  }
}

extension TerminalSession {
  /// Sends a terminal's report of a button pressed on a cell counted from 0.
  fileprivate func mouse(button: Int, column: Int, row: Int) async throws {
    try await send(bytes: Array("\u{1B}[<\(button);\(column + 1);\(row + 1)M".utf8))
  }

  fileprivate func click(column: Int, row: Int) async throws {
    try await mouse(button: 0, column: column, row: row)
    try await send(bytes: Array("\u{1B}[<0;\(column + 1);\(row + 1)m".utf8))
  }
}
