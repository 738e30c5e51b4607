import Glibc
import TestSupport
import Testing

/// What holds whatever the session and its panes are: the line, the signals, the terminal's mode.
@Suite(.serialized)
struct TerminalTests {
  // MARK: The line

  @Test("What is typed stands after the prompt, and the cursor after it")
  func typing() throws {
    let terminal = try TerminalSession(running: "")
    try terminal.type("help")
    try terminal.waitForLine("(sgdb) help")
    let prompt = try #require(try column(of: "(sgdb)", in: terminal))
    #expect(try terminal.value("cursor_x") == "\(prompt + 11)")
  }

  @Test("Letters of two columns and of several bytes move the cursor by what they show")
  func wideLetters() throws {
    let terminal = try TerminalSession(running: "")
    let prompt = try #require(try column(of: "(sgdb)", in: terminal))
    try terminal.type("漢字é")
    try terminal.waitForLine("(sgdb) 漢字é")
    #expect(try terminal.value("cursor_x") == "\(prompt + 7 + 5)")
    try terminal.press("Left", "Left", "BSpace")
    try terminal.waitForLine("(sgdb) 字é")
    #expect(try terminal.value("cursor_x") == "\(prompt + 7)")
  }

  @Test("A line longer than the terminal shows its end while it is typed, and its start at Home")
  func longLine() throws {
    let terminal = try TerminalSession(running: "", columns: 70)
    let words = (100..<140).map(String.init).joined(separator: " ")
    try terminal.type(words)
    try terminal.waitFor("137 138 139")
    try terminal.press("Home")
    try terminal.waitFor("100 101 102")
  }

  @Test("Three pasted commands run at Enter, in order, and not before")
  func paste() throws {
    let terminal = try TerminalSession(running: "", rows: 40)
    try terminal.paste("echo-a\necho-b\n\necho-c\n")
    try terminal.wait(for: "the paste") { try terminal.cursorLine.contains("echo-c") }
    #expect(try !terminal.screen.contains("(sgdb) echo-b"))
    try terminal.press("Enter")
    for line in ["(sgdb) echo-a", "(sgdb) echo-b", "(sgdb) echo-c"] { try terminal.waitFor(line) }
    try terminal.waitForLine("(sgdb)")
  }

  @Test("A paste that never ends gives way to Ctrl-C")
  func unendingPaste() throws {
    let terminal = try TerminalSession(running: "")
    try terminal.send(bytes: Array("\u{1B}[200~abc".utf8))
    usleep(200_000)
    try terminal.press("C-c")
    usleep(200_000)
    try terminal.type("help")
    try terminal.waitForLine("(sgdb) help")
  }

  @Test("Bytes that are no UTF-8 are marked, and do no harm", arguments: ["", "--plain"])
  func invalidBytes(arguments: String) throws {
    let home = try TemporaryFolder()
    _ = try home.write("set editing-mode vi\n", to: ".inputrc")
    let terminal = try TerminalSession(running: arguments, home: home)
    try terminal.send(bytes: [0xC3, 0x41, 0xFF, 0x42, 0xE2, 0x82, 0xED, 0xA0, 0x80, 0xC3, 0xA9])
    try terminal.wait(for: "the marks") { try terminal.cursorLine.hasSuffix("é") }
    #expect(try terminal.cursorLine.hasPrefix("(sgdb) �A�B�"))
    // In vi mode readline looks for ends of words, which bytes that are no character do not have.
    try terminal.press("Escape")
    usleep(600_000)
    try terminal.type("0EEE*")
    usleep(200_000)
    try terminal.press("C-c")
    try terminal.type("help")
    try terminal.waitForLine("(sgdb) help")
  }

  @Test(
    "Sequences that mean nothing, read back after a search for a letter, do no harm",
    arguments: ["", "--plain"])
  func meaninglessSequences(arguments: String) throws {
    let terminal = try TerminalSession(running: arguments)
    for _ in 0..<3 {
      // Ctrl-] waits for a letter, and gets what looks like the start of a paste.
      try terminal.send(bytes: [0x1D] + Array("\u{1B}[201~".utf8))
      usleep(100_000)
    }
    try terminal.press("C-u")
    try terminal.type("help")
    try terminal.waitForLine("(sgdb) help")
  }

  @Test("Ctrl-R shows the search and finds an earlier line")
  func search() throws {
    let terminal = try TerminalSession(running: "")
    try terminal.enter("help set")
    try terminal.enter("help show")
    try terminal.waitForLine("(sgdb)")
    try terminal.press("C-r")
    try terminal.type("p se")
    try terminal.waitForLine("(reverse-i-search)`p se': help set")
    try terminal.press("C-g")
    try terminal.waitForLine("(sgdb)")
  }

  @Test(
    "Keys that mean nothing in a search do no harm", arguments: ["", "--plain"],
    ["\u{18})", "\u{18}e", "\u{1B}[9 x", "\u{1B}[99;5s", "\u{18}\u{1}\u{18}x", "\u{1B}\u{1B}[9x"])
  func brokenSearch(arguments: String, keys: String) throws {
    let terminal = try TerminalSession(running: arguments)
    try terminal.press("C-r")
    try terminal.waitFor("reverse-i-search")
    try terminal.send(bytes: Array(keys.utf8))
    usleep(200_000)
    try terminal.press("C-c")
    usleep(200_000)
    try terminal.type("help")
    try terminal.waitForLine("(sgdb) help")
  }

  @Test("Lines are kept from one run to the next")
  func history() throws {
    let home = try TemporaryFolder()
    let terminal = try TerminalSession(running: "", home: home)
    try terminal.enter("help wörter")
    try terminal.waitFor("(sgdb) help wörter")
    try terminal.press("C-d")
    try terminal.waitFor("shell>")
    try terminal.start()
    try terminal.press("Up")
    try terminal.waitForLine("(sgdb) help wörter")
    let file = home.file(".local/state/sgdb/history")
    #expect(try readFile(file) == "help wörter\n")
  }

  @Test("The inputrc is read for sgdb, and vi's modes show in the prompt without breaking it")
  func inputrc() throws {
    let home = try TemporaryFolder()
    _ = try home.write(
      """
      set editing-mode vi
      set show-mode-in-prompt on
      set vi-cmd-mode-string "\\1\\e[1 q\\2(command)"
      $if sgdb
      "\\C-t": "bound for sgdb"
      $endif
      $if other
      "\\C-t": "bound for others"
      $endif
      """, to: ".inputrc")
    let terminal = try TerminalSession(home: home)
    try terminal.enter("clear; $SGDB")
    try terminal.waitForLine("(ins)(sgdb)")
    try terminal.press("C-t")
    try terminal.waitForLine("(ins)(sgdb) bound for sgdb")
    try terminal.press("Escape")
    try terminal.waitForLine("(command)(sgdb) bound for sgdb")
    try terminal.type("bbD")
    try terminal.waitForLine("(command)(sgdb) bound")
  }

  // MARK: Signals

  @Test("Ctrl-C drops the line and nothing else")
  func interrupt() throws {
    let terminal = try TerminalSession(running: "")
    try terminal.type("help")
    try terminal.waitForLine("(sgdb) help")
    try terminal.press("C-c")
    try terminal.waitForLine("(sgdb)")
    try terminal.press("C-c")
    try terminal.type("again")
    try terminal.waitForLine("(sgdb) again")
  }

  @Test("Ctrl-Z gives the shell its terminal; fg paints everything again, in the new size")
  func stop() throws {
    let terminal = try TerminalSession()
    let mode = try terminal.terminalMode()
    try terminal.start()
    try terminal.type("kept")
    try terminal.waitForLine("(sgdb) kept")
    try terminal.press("C-z")
    try terminal.waitFor("Stopped")
    #expect(try terminal.terminalMode() == mode)
    try terminal.resize(columns: 90, rows: 30)
    try terminal.enter("fg")
    try terminal.waitForLine("(sgdb) kept")
    try terminal.type("!")
    try terminal.waitForLine("(sgdb) kept!")
  }

  @Test(
    "A signal that ends the program leaves the terminal as it was found",
    arguments: [SIGTERM, SIGHUP, SIGQUIT, SIGPIPE, SIGABRT, SIGSEGV])
  func deadlySignal(number: Int32) throws {
    for arguments in ["", "--plain"] {
      let terminal = try TerminalSession()
      let mode = try terminal.terminalMode()
      try terminal.start(arguments)
      try terminal.signal(number)
      try terminal.wait(for: "the shell") { try terminal.program == nil }
      #expect(try terminal.terminalMode() == mode)
      try terminal.enter("echo status $? screen")
      try terminal.waitFor("screen")
      #expect(try terminal.value("alternate_on") == "0")
      #expect(try terminal.value("cursor_flag") == "1")
    }
  }

  @Test("Ctrl-D leaves the terminal as it was found", arguments: ["", "--plain"])
  func endOfInput(arguments: String) throws {
    let terminal = try TerminalSession()
    let mode = try terminal.terminalMode()
    try terminal.start(arguments)
    try terminal.press("C-d")
    try terminal.wait(for: "the shell") { try terminal.program == nil }
    #expect(try terminal.terminalMode() == mode)
    #expect(try terminal.value("alternate_on") == "0")
  }

  // MARK: Terminals

  @Test(
    "Every size shows something and none is too small to come back from",
    arguments: [(1, 1), (2, 1), (1, 5), (20, 5), (60, 16), (300, 100)])
  func sizes(columns: Int, rows: Int) throws {
    let terminal = try TerminalSession(running: "")
    try terminal.type("kept")
    try terminal.waitForLine("(sgdb) kept")
    try terminal.resize(columns: columns, rows: rows)
    try terminal.wait(for: "\(columns) x \(rows)") {
      try terminal.lines.contains { !$0.isEmpty }
    }
    try terminal.resize(columns: 80, rows: 24)
    try terminal.waitForLine("(sgdb) kept")
  }

  @Test("A burst of sizes ends in the last one")
  func resizing() throws {
    let terminal = try TerminalSession(running: "")
    for width in stride(from: 61, through: 121, by: 4) {
      try terminal.resize(columns: width, rows: width % 30 + 1)
    }
    try terminal.resize(columns: 100, rows: 25)
    try terminal.type("after")
    try terminal.waitForLine("(sgdb) after")
  }

  @Test(
    "A terminal that can place its cursor gets panes and is left as it was found",
    arguments: ["vt100", "linux", "screen", "xterm", "xterm-256color", "tmux-256color"])
  func panes(term: String) throws {
    let terminal = try TerminalSession(environment: ["TERM": term])
    let mode = try terminal.terminalMode()
    try terminal.start()
    try terminal.enter("help")
    try terminal.waitForLine("(sgdb)")
    #expect(try terminal.cursorRowFromBottom() <= 2)
    try terminal.press("C-d")
    try terminal.wait(for: "the shell") { try terminal.program == nil }
    #expect(try terminal.terminalMode() == mode)
  }

  @Test(
    "A terminal that cannot place its cursor gets line mode",
    arguments: ["dumb", "nosuchterminal", ""])
  func lineMode(term: String) throws {
    let terminal = try TerminalSession(environment: ["TERM": term])
    let mode = try terminal.terminalMode()
    try terminal.enter("$SGDB")
    try terminal.waitFor("(sgdb)")
    #expect(try terminal.lines.contains { $0.hasPrefix("(sgdb)") })
    try terminal.enter("where")
    try terminal.waitFor("(sgdb) where")
    try terminal.press("C-d")
    try terminal.wait(for: "the shell") { try terminal.program == nil }
    #expect(try terminal.terminalMode() == mode)
  }

  @Test(
    "In the C locale and on Linux's console nothing but ASCII is shown",
    arguments: [["LC_ALL": "C"], ["TERM": "linux"]])
  func ascii(environment: [String: String]) throws {
    let terminal = try TerminalSession(running: "", environment: environment)
    for command in ["step", "layout plots"] {
      try terminal.enter(command)
      try terminal.waitFor("(sgdb) \(command)")
      try terminal.waitForLine("(sgdb)")
      #expect(try terminal.screen.utf8.allSatisfy { $0 < 0x80 })
    }
    guard environment["TERM"] == "linux" else { return }
    try terminal.enter("set ascii off")
    try terminal.waitFor("┌")
  }

  @Test(
    "Without colours the focus, the center and what has changed still show",
    arguments: [
      ["NO_COLOR": "1"], ["TERM": "vt100"], ["TERM": "vt100", "LC_ALL": "C"],
      ["NO_COLOR": "1", "TERM": "xterm"],
    ])
  func monochrome(environment: [String: String]) throws {
    let terminal = try TerminalSession(
      running: "", columns: 110, rows: 32, environment: environment)
    let isASCII = environment["LC_ALL"] == "C"
    let (bold, reverse) = (1, 7)
    try terminal.enter("step")
    try terminal.waitFor("window 1")
    try terminal.waitForLine("(sgdb)")
    #expect(try terminal.attributes(of: "scores:")?.contains(reverse) == true)
    #expect(try terminal.attributes(of: "center:")?.contains(reverse) == false)
    #expect(try terminal.attributes(of: isASCII ? "[pie]" : "⟦pie⟧")?.contains(reverse) == true)
    let loss = try #require(
      try terminal.lines.first { $0.contains(" = J ") }?.split(separator: " = J ").last?.prefix(6))
    #expect(try terminal.attributes(of: "J " + loss) != nil)
    // `J 11.808` in the loss pane: the number has changed with the window.
    #expect(try terminal.attributes(of: loss + "   ")?.contains(bold) == true)
    for focus in ["center", "transcript"] {
      try terminal.enter("focus \(focus)")
      try terminal.wait(for: "the focus") {
        let title = focus == "center" ? "center:" : focus + " "
        return try terminal.attributes(of: title)?.contains(reverse) == true
      }
      #expect(try terminal.attributes(of: "scores:")?.contains(reverse) == false)
    }
    for name in ["plots", "derivation", "debug"] {
      try terminal.enter("layout \(name)")
      try terminal.waitFor("(sgdb) layout \(name)")
      let colors = try terminal.attributes.filter { (30...37).contains($0) || $0 == 38 }
        .union(try terminal.attributes.filter { (40...48).contains($0) || $0 >= 90 })
      #expect(colors.isEmpty)
    }
  }

  @Test("Escape sequences in a corpus do not reach the terminal", arguments: ["", "--plain"])
  func hostileCorpus(arguments: String) throws {
    let folder = try TemporaryFolder()
    let text = "\u{1B}]0;owned\u{7} \u{1B}[2J\u{1B}[31m red \u{9B}7m\u{85} word \r over\n"
    let file = try folder.write(String(repeating: text, count: 3), to: "hostile.txt")
    let terminal = try TerminalSession(running: "\(arguments) \(file)", columns: 120, rows: 100)
    for command in ["step", "info window", "info vocabulary", "list"] {
      try terminal.enter(command)
      try terminal.waitFor("(sgdb) \(command)")
    }
    try terminal.waitForLine("(sgdb)")
    #expect(try terminal.value("pane_title") != "owned")
    #expect(try !terminal.screen.utf8.contains { $0 < 0x20 && $0 != UInt8(ascii: "\n") })
  }

  @Test(
    "A corpus on standard input leaves the keyboard to the terminal", arguments: ["", "--plain"])
  func corpusOnInput(arguments: String) throws {
    let terminal = try TerminalSession()
    let mode = try terminal.terminalMode()
    try terminal.enter("clear; echo 'to be or not to be' | $SGDB \(arguments) -")
    try terminal.waitFor("(sgdb)")
    try terminal.enter("info vocabulary")
    try terminal.waitFor("not")
    try terminal.press("C-d")
    try terminal.waitFor("shell>")
    #expect(try terminal.terminalMode() == mode)
  }

  private func column(of text: String, in terminal: TerminalSession) throws -> Int? {
    for line in try terminal.lines {
      if let range = line.firstRange(of: text) {
        return line.distance(from: line.startIndex, to: range.lowerBound)
      }
    }
    return nil
  }
}

extension TerminalSession {
  /// How many rows there are below the cursor.
  fileprivate func cursorRowFromBottom() throws -> Int {
    (Int(try value("pane_height")) ?? 0) - 1 - (Int(try value("cursor_y")) ?? 0)
  }
}
