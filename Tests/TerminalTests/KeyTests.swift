import Glibc
import TestSupport
import Testing

/// Layouts, single keys and the mouse at a real terminal.
@Suite(.serialized)
struct KeyTests {
  private func open(_ arguments: String = "", home: TemporaryFolder? = nil) throws
    -> TerminalSession
  {
    try TerminalSession(running: arguments, columns: 110, rows: 32, home: home)
  }

  @Test("Single keys are commands; another key opens the line for one, and q leaves")
  func singleKeys() throws {
    let terminal = try open()
    try terminal.press("C-x", "s")
    try terminal.waitFor("keys: q leave")
    try terminal.type("s")
    try terminal.waitFor("window 1")
    try terminal.type("ss")
    try terminal.waitFor("window 3")
    try terminal.type("S")
    try terminal.waitFor("(sgdb) back")
    try terminal.type("t")
    try terminal.waitFor("negative-sampling  η")
    try terminal.type("i")
    try terminal.waitFor("(sgdb) stepi")
    try terminal.type("d")
    try terminal.waitFor("(sgdb) derive next")
    try terminal.press("Enter")
    try terminal.waitFor("keys: q leave")
    try terminal.type("where")
    try terminal.waitForLine("(sgdb) where")
    try terminal.press("Enter")
    try terminal.waitFor("keys: q leave")
    #expect(try terminal.screen.contains("(sgdb) where"))
    try terminal.press("Up")
    try terminal.waitForLine("(sgdb) where")
    try terminal.press("C-c")
    try terminal.waitFor("keys: q leave")
    try terminal.type("x")
    try terminal.waitForLine("(sgdb) x")
    try terminal.press("C-c")
    try terminal.waitFor("keys: q leave")
    try terminal.type("q")
    try terminal.waitForLine("(sgdb)")
    try terminal.type("s")
    try terminal.waitForLine("(sgdb) s")
  }

  @Test("Single keys run forwards to a stop and backwards to it")
  func running() throws {
    let terminal = try open("-ex 'break 5'")
    try terminal.press("C-x", "s")
    try terminal.type("c")
    try terminal.waitFor("window 5")
    try terminal.type("ss")
    try terminal.waitFor("window 7")
    try terminal.type("C")
    try terminal.wait(for: "the breakpoint") {
      try terminal.lines.first?.contains("window 5") == true
    }
  }

  @Test("Scroll keys, unknown keys, letters of several bytes and pastes work among single keys")
  func otherKeys() throws {
    let terminal = try open()
    try terminal.press("C-x", "s")
    try terminal.waitFor("keys: q leave")
    try terminal.press("NPage")
    try terminal.waitFor(" 16–")
    // A sequence that no key is bound to does not run what its letters would.
    try terminal.send(bytes: Array("\u{1B}[99;2s".utf8))
    for keys in [["C-x", "e"], ["C-x", "C-g"], ["M-x"], ["C-x", "("], ["C-x", "C-x"]] {
      try terminal.press(keys)
    }
    try terminal.type("é")
    try terminal.waitForLine("(sgdb) é")
    #expect(try terminal.lines.first?.contains("window 0") == true)
    try terminal.press("C-c")
    try terminal.waitFor("keys: q leave")
    try terminal.paste("sss")
    try terminal.waitForLine("(sgdb) sss")
    try terminal.press("C-c")
    try terminal.press("C-x", "s")
    try terminal.waitForLine("(sgdb)")
  }

  @Test("Single keys work in vi mode, where the line begins in insert mode again")
  func viMode() throws {
    let home = try TemporaryFolder()
    _ = try home.write("set editing-mode vi\n", to: ".inputrc")
    let terminal = try open(home: home)
    try terminal.press("C-x", "s")
    try terminal.waitFor("keys: q leave")
    try terminal.type("s")
    try terminal.waitFor("window 1")
    try terminal.type("where")
    try terminal.press("Enter")
    try terminal.waitFor("keys: q leave")
    try terminal.type("s")
    try terminal.waitFor("window 2")
    try terminal.type("q")
    try terminal.type("where")
    try terminal.waitForLine("(sgdb) where")
  }

  @Test("C-x o, 1, 2 and a change the panes as gdb's do")
  func panes() throws {
    let terminal = try open()
    try terminal.press("C-x", "o")
    try terminal.press("C-x", "1")
    try terminal.wait(for: "one pane") { try !terminal.screen.contains("scores:") }
    #expect(try terminal.screen.contains("center: ∂J/∂v_c"))
    try terminal.press("C-x", "2")
    try terminal.waitFor("scores:")
    try terminal.press("C-x", "a")
    try terminal.wait(for: "the transcript alone") { try !terminal.screen.contains("∂J/∂v_c") }
    try terminal.type("kept")
    try terminal.press("C-x", "a")
    try terminal.waitFor("scores:")
    try terminal.waitForLine("(sgdb) kept")
  }

  @Test("A click focuses a pane and prints a word; the wheel scrolls; set mouse off ends both")
  func mouse() throws {
    let terminal = try open()
    try terminal.wait(for: "the mouse") { try terminal.value("mouse_sgr_flag") == "1" }
    let row = try #require(try terminal.lines.firstIndex { $0.contains("⟦apple⟧") })
    try terminal.click(column: 4, row: row)
    try terminal.waitFor("(sgdb) print v[apple]")
    try terminal.waitFor("$1 = [")
    try terminal.type("kept")
    let scores = try #require(try terminal.lines.firstIndex { $0.contains("#  w") })
    try terminal.mouse(button: 65, column: 5, row: scores)
    try terminal.waitFor(" 4–")
    try terminal.click(column: 5, row: scores + 1)
    try terminal.waitFor("$2 = [")
    try terminal.waitForLine("(sgdb) kept")
    // As old terminals say it: the button, the column and the row as a byte each.
    let old = [32, 33 + 5, 33 + scores + 2].map { UInt8($0) }
    try terminal.send(bytes: Array("\u{1B}[M".utf8) + old)
    try terminal.waitFor("$3 = [")
    try terminal.waitForLine("(sgdb) kept")
    try terminal.press("C-u")
    try terminal.enter("set mouse off")
    try terminal.wait(for: "no mouse") { try terminal.value("mouse_sgr_flag") == "0" }
    try terminal.enter("set mouse on")
    try terminal.wait(for: "the mouse") { try terminal.value("mouse_sgr_flag") == "1" }
    try terminal.press("C-z")
    try terminal.waitFor("Stopped")
    // The terminal may come to what was written after the program has gone.
    try terminal.wait(for: "no mouse") { try terminal.value("mouse_any_flag") == "0" }
    try terminal.enter("fg")
    try terminal.wait(for: "the mouse") { try terminal.value("mouse_sgr_flag") == "1" }
    try terminal.signal(11)
    try terminal.wait(for: "the shell") { try terminal.program == nil }
    // The terminal may come to what was written after the program has gone.
    try terminal.wait(for: "no mouse") { try terminal.value("mouse_any_flag") == "0" }
  }

  @Test("Half a report of the mouse gives way to Ctrl-C, and a wrong one does no harm")
  func brokenMouse() throws {
    let terminal = try open()
    for text in [
      "\u{1B}[<0;;M", "\u{1B}[<M", "\u{1B}[M\u{1}", "\u{1B}[<9999999999;1;1M", "\u{1B}[<0;0;0M",
    ] {
      try terminal.send(bytes: Array(text.utf8))
    }
    try terminal.send(bytes: Array("\u{1B}[<0;1".utf8))
    usleep(200_000)
    try terminal.press("C-c")
    usleep(200_000)
    try terminal.enter("where")
    try terminal.waitFor("(sgdb) where")
    try terminal.waitForLine("(sgdb)")
  }

  @Test("No keys at all end the session", arguments: 1...3)
  func anyKeys(seed: Int) throws {
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
    let terminal = try open()
    var random = TestRandom(seed: seed)
    for _ in 0..<60 {
      let keys = (0..<6).map { _ in pieces.randomElement(using: &random) ?? "" }
      try terminal.send(bytes: Array(keys.joined().utf8))
    }
    for _ in 0..<3 {
      usleep(300_000)
      try terminal.press("C-c")
    }
    usleep(300_000)
    try terminal.enter("layout transcript")
    try terminal.enter("history 1")
    try terminal.waitFor("(sgdb) history 1")
    #expect(try terminal.program != nil)
  }

  @Test("Every layout follows the terminal's size, with single keys and without")
  func layouts() throws {
    let terminal = try open()
    let table = try BuiltProgram.run(["--batch", "-ex", "layout"]).output
    let names = table.split(separator: "\n").compactMap { line in
      line.split(separator: " ").first { $0 != "▸" }.map(String.init)
    }
    #expect(names.contains("step") && names.contains("debug"))
    for (count, name) in names.enumerated() {
      try terminal.enter("layout \(name)")
      try terminal.waitFor("(sgdb) layout \(name)")
      for (columns, rows) in [(60, 16), (300, 100), (20, 5), (110, 32)] {
        try terminal.resize(columns: columns, rows: rows)
        if columns < 60 {
          try terminal.waitFor("needs 60×16")
        } else {
          try terminal.waitForLine("(sgdb)")
          try terminal.wait(for: "\(columns) columns") {
            try terminal.lines.contains { $0.hasPrefix("├") || $0.hasPrefix("┌") }
          }
        }
      }
      try terminal.press("C-x", "s")
      try terminal.waitFor("keys: q leave")
      try terminal.resize(columns: 60, rows: 16)
      try terminal.waitFor("keys: q leave")
      try terminal.type("s")
      try terminal.wait(for: "a step") {
        try terminal.lines.first?.contains("window \(count + 1)") == true
      }
      try terminal.resize(columns: 110, rows: 32)
      try terminal.type("q")
      try terminal.waitForLine("(sgdb)")
      try terminal.wait(for: "110 columns") {
        try terminal.lines.prefix(32).last?.count == 110
      }
      // A click on a title gives its pane the focus, which shows in reverse.
      let titles = try terminal.lines.indices.filter { row in
        try terminal.lines[row].hasPrefix("├─ ") || terminal.lines[row].hasPrefix("┌─ ")
      }
      for row in titles {
        try terminal.click(column: 4, row: row)
        let title = try String(terminal.lines[row].dropFirst(3).prefix { $0 != " " && $0 != ":" })
        try terminal.wait(for: "the focus on \(title)") {
          try terminal.attributes(of: "─ \(title)", offset: 2)?.contains(7) == true
        }
      }
      try terminal.enter("focus transcript")
      try terminal.waitForLine("(sgdb)")
    }
  }
}

extension TerminalSession {
  /// Sends what a terminal sends for a button pressed on a cell counted from 0.
  fileprivate func mouse(button: Int, column: Int, row: Int) throws {
    try send(bytes: Array("\u{1B}[<\(button);\(column + 1);\(row + 1)M".utf8))
  }

  fileprivate func click(column: Int, row: Int) throws {
    try mouse(button: 0, column: column, row: row)
    try send(bytes: Array("\u{1B}[<0;\(column + 1);\(row + 1)m".utf8))
  }
}
