import Glibc
import TestSupport
import Testing

/// The line, the signals and the terminal's mode, whatever the session and its panes are.
@Suite(.serialized)
struct TerminalTests {
  // MARK: The line

  @Test("Typed text follows the prompt, and the cursor follows the text")
  func typing() async throws {
    let terminal = try await TerminalSession(running: "")
    try await terminal.type("help")
    try await terminal.waitForLine("(sgdb) help")
    let prompt = try #require(try await column(of: "(sgdb)", in: terminal))
    #expect(try await terminal.value("cursor_x") == "\(prompt + 11)")
  }

  @Test("Letters of two columns and of several bytes move the cursor by what they show")
  func wideLetters() async throws {
    let terminal = try await TerminalSession(running: "")
    let prompt = try #require(try await column(of: "(sgdb)", in: terminal))
    try await terminal.type("漢字é")
    try await terminal.waitForLine("(sgdb) 漢字é")
    #expect(try await terminal.value("cursor_x") == "\(prompt + 7 + 5)")
    try await terminal.press("Left", "Left", "BSpace")
    try await terminal.waitForLine("(sgdb) 字é")
    #expect(try await terminal.value("cursor_x") == "\(prompt + 7)")
  }

  @Test("A line longer than the terminal shows its end while it is typed, and its start at Home")
  func longLine() async throws {
    let terminal = try await TerminalSession(running: "", columns: 70)
    let words = (100..<140).map(String.init).joined(separator: " ")
    try await terminal.type(words)
    try await terminal.waitFor("137 138 139")
    try await terminal.press("Home")
    try await terminal.waitFor("100 101 102")
  }

  @Test("Three pasted commands run at Enter, in order, and not before")
  func paste() async throws {
    let terminal = try await TerminalSession(running: "", rows: 40)
    try await terminal.paste("echo-a\necho-b\n\necho-c\n")
    try await terminal.wait(for: "the paste") { try await terminal.cursorLine.contains("echo-c") }
    #expect(try await !terminal.screen.contains("(sgdb) echo-b"))
    try await terminal.press("Enter")
    for line in ["(sgdb) echo-a", "(sgdb) echo-b", "(sgdb) echo-c"] {
      try await terminal.waitFor(line)
    }
    try await terminal.waitForLine("(sgdb)")
  }

  @Test("A paste that never ends gives way to Ctrl-C")
  func unendingPaste() async throws {
    let terminal = try await TerminalSession(running: "")
    try await terminal.send(bytes: Array("\u{1B}[200~abc".utf8))
    try await Task.sleep(for: .milliseconds(200))
    try await terminal.press("C-c")
    try await Task.sleep(for: .milliseconds(200))
    try await terminal.type("help")
    try await terminal.waitForLine("(sgdb) help")
  }

  @Test("Bytes that are no UTF-8 are marked, and do no harm", arguments: ["", "--plain"])
  func invalidBytes(arguments: String) async throws {
    let home = try TemporaryFolder()
    _ = try home.write("set editing-mode vi\n", to: ".inputrc")
    let terminal = try await TerminalSession(running: arguments, home: home)
    try await terminal.send(bytes: [
      0xC3, 0x41, 0xFF, 0x42, 0xE2, 0x82, 0xED, 0xA0, 0x80, 0xC3, 0xA9,
    ])
    try await terminal.wait(for: "the marks") { try await terminal.cursorLine.hasSuffix("é") }
    #expect(try await terminal.cursorLine.hasPrefix("(sgdb) �A�B�"))
    // In vi mode readline looks for ends of words, which bytes that are no character do not have.
    try await terminal.press("Escape")
    try await Task.sleep(for: .milliseconds(600))
    try await terminal.type("0EEE*")
    try await Task.sleep(for: .milliseconds(200))
    try await terminal.press("C-c")
    try await terminal.type("help")
    try await terminal.waitForLine("(sgdb) help")
  }

  @Test(
    "Sequences that mean nothing, read back after a search for a letter, do no harm",
    arguments: ["", "--plain"])
  func meaninglessSequences(arguments: String) async throws {
    let terminal = try await TerminalSession(running: arguments)
    for _ in 0..<3 {
      // Ctrl-] waits for a letter, and gets bytes like the start of a paste.
      try await terminal.send(bytes: [0x1D] + Array("\u{1B}[201~".utf8))
      try await Task.sleep(for: .milliseconds(100))
    }
    try await terminal.press("C-u")
    try await terminal.type("help")
    try await terminal.waitForLine("(sgdb) help")
  }

  @Test("Ctrl-R shows the search and finds an earlier line")
  func search() async throws {
    let terminal = try await TerminalSession(running: "")
    try await terminal.enter("help set")
    try await terminal.enter("help show")
    try await terminal.waitForLine("(sgdb)")
    try await terminal.press("C-r")
    try await terminal.type("p se")
    try await terminal.waitForLine("(reverse-i-search)`p se': help set")
    try await terminal.press("C-g")
    try await terminal.waitForLine("(sgdb)")
  }

  @Test(
    "Keys that mean nothing in a search do no harm", arguments: ["", "--plain"],
    ["\u{18})", "\u{18}e", "\u{1B}[9 x", "\u{1B}[99;5s", "\u{18}\u{1}\u{18}x", "\u{1B}\u{1B}[9x"])
  func brokenSearch(arguments: String, keys: String) async throws {
    let terminal = try await TerminalSession(running: arguments)
    try await terminal.press("C-r")
    try await terminal.waitFor("reverse-i-search")
    try await terminal.send(bytes: Array(keys.utf8))
    try await Task.sleep(for: .milliseconds(200))
    try await terminal.press("C-c")
    try await Task.sleep(for: .milliseconds(200))
    try await terminal.type("help")
    try await terminal.waitForLine("(sgdb) help")
  }

  @Test("Lines are kept from one run to the next")
  func history() async throws {
    let home = try TemporaryFolder()
    let terminal = try await TerminalSession(running: "", home: home)
    try await terminal.enter("help wörter")
    try await terminal.waitFor("(sgdb) help wörter")
    try await terminal.press("C-d")
    try await terminal.waitFor("shell>")
    try await terminal.start()
    try await terminal.press("Up")
    try await terminal.waitForLine("(sgdb) help wörter")
    let file = home.file(".local/state/sgdb/history")
    #expect(try readFile(file) == "help wörter\n")
  }

  @Test("The inputrc is read for sgdb, and vi's modes show in the prompt without breaking it")
  func inputrc() async throws {
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
    let terminal = try await TerminalSession(home: home)
    try await terminal.enter("clear; $SGDB")
    try await terminal.waitForLine("(ins)(sgdb)")
    try await terminal.press("C-t")
    try await terminal.waitForLine("(ins)(sgdb) bound for sgdb")
    try await terminal.press("Escape")
    try await terminal.waitForLine("(command)(sgdb) bound for sgdb")
    try await terminal.type("bbD")
    try await terminal.waitForLine("(command)(sgdb) bound")
  }

  // MARK: Signals

  @Test("Ctrl-C drops the line and nothing else")
  func interrupt() async throws {
    let terminal = try await TerminalSession(running: "")
    try await terminal.type("help")
    try await terminal.waitForLine("(sgdb) help")
    try await terminal.press("C-c")
    try await terminal.waitForLine("(sgdb)")
    try await terminal.press("C-c")
    try await terminal.type("again")
    try await terminal.waitForLine("(sgdb) again")
  }

  @Test("Ctrl-Z gives the shell its terminal; fg paints everything again, in the new size")
  func stop() async throws {
    let terminal = try await TerminalSession()
    let mode = try await terminal.terminalMode()
    try await terminal.start()
    try await terminal.type("kept")
    try await terminal.waitForLine("(sgdb) kept")
    try await terminal.press("C-z")
    try await terminal.waitFor("Stopped")
    #expect(try await terminal.terminalMode() == mode)
    try await terminal.resize(columns: 90, rows: 30)
    try await terminal.enter("fg")
    try await terminal.waitForLine("(sgdb) kept")
    try await terminal.type("!")
    try await terminal.waitForLine("(sgdb) kept!")
  }

  @Test(
    "A signal that ends the program leaves the terminal as it was found",
    arguments: [
      SIGTERM, SIGHUP, SIGQUIT, SIGPIPE, SIGABRT, SIGSEGV, SIGILL, SIGTRAP, SIGBUS, SIGFPE, SIGUSR1,
      SIGUSR2, SIGALRM, SIGVTALRM, SIGPROF, SIGIO, SIGXCPU, SIGXFSZ, SIGSYS,
    ])
  func deadlySignal(number: Int32) async throws {
    for arguments in ["", "--plain"] {
      let terminal = try await TerminalSession()
      let mode = try await terminal.terminalMode()
      try await terminal.start(arguments)
      try await terminal.signal(number)
      try await terminal.wait(for: "the shell") { terminal.program == nil }
      #expect(try await terminal.terminalMode() == mode)
      try await terminal.enter("echo status $? screen")
      try await terminal.waitFor("screen")
      #expect(try await terminal.value("alternate_on") == "0")
      #expect(try await terminal.value("cursor_flag") == "1")
    }
  }

  @Test("Ctrl-D leaves the terminal as it was found", arguments: ["", "--plain"])
  func endOfInput(arguments: String) async throws {
    let terminal = try await TerminalSession()
    let mode = try await terminal.terminalMode()
    try await terminal.start(arguments)
    try await terminal.press("C-d")
    try await terminal.wait(for: "the shell") { terminal.program == nil }
    #expect(try await terminal.terminalMode() == mode)
    #expect(try await terminal.value("alternate_on") == "0")
  }

  // MARK: Terminals

  @Test(
    "Every size shows something and none is too small to come back from",
    arguments: [(1, 1), (2, 1), (1, 5), (20, 5), (60, 16), (300, 100)])
  func sizes(columns: Int, rows: Int) async throws {
    let terminal = try await TerminalSession(running: "")
    try await terminal.type("kept")
    try await terminal.waitForLine("(sgdb) kept")
    try await terminal.resize(columns: columns, rows: rows)
    try await terminal.wait(for: "\(columns) x \(rows)") {
      try await terminal.lines.contains { !$0.isEmpty }
    }
    try await terminal.resize(columns: 80, rows: 24)
    try await terminal.waitForLine("(sgdb) kept")
  }

  @Test("A burst of sizes ends in the last one")
  func resizing() async throws {
    let terminal = try await TerminalSession(running: "")
    for width in stride(from: 61, through: 121, by: 4) {
      try await terminal.resize(columns: width, rows: width % 30 + 1)
    }
    try await terminal.resize(columns: 100, rows: 25)
    try await terminal.type("after")
    try await terminal.waitForLine("(sgdb) after")
  }

  @Test(
    "A terminal that can place its cursor gets panes and is left as it was found",
    arguments: ["vt100", "linux", "screen", "xterm", "xterm-256color", "tmux-256color"])
  func panes(term: String) async throws {
    let terminal = try await TerminalSession(environment: ["TERM": term])
    let mode = try await terminal.terminalMode()
    try await terminal.start()
    try await terminal.enter("help")
    try await terminal.waitForLine("(sgdb)")
    #expect(try await terminal.cursorRowFromBottom() <= 2)
    try await terminal.press("C-d")
    try await terminal.wait(for: "the shell") { terminal.program == nil }
    #expect(try await terminal.terminalMode() == mode)
  }

  @Test(
    "A terminal that cannot place its cursor gets line mode",
    arguments: ["dumb", "nosuchterminal", ""])
  func lineMode(term: String) async throws {
    let terminal = try await TerminalSession(environment: ["TERM": term])
    let mode = try await terminal.terminalMode()
    try await terminal.enter("$SGDB")
    try await terminal.waitFor("(sgdb)")
    #expect(try await terminal.lines.contains { $0.hasPrefix("(sgdb)") })
    try await terminal.enter("where")
    try await terminal.waitFor("(sgdb) where")
    try await terminal.press("C-d")
    try await terminal.wait(for: "the shell") { terminal.program == nil }
    #expect(try await terminal.terminalMode() == mode)
  }

  @Test(
    "In the C locale and on Linux's console nothing but ASCII is shown",
    arguments: [["LC_ALL": "C"], ["TERM": "linux"]])
  func ascii(environment: [String: String]) async throws {
    let terminal = try await TerminalSession(running: "", environment: environment)
    for command in ["step", "layout plots"] {
      try await terminal.enter(command)
      try await terminal.waitFor("(sgdb) \(command)")
      try await terminal.waitForLine("(sgdb)")
      #expect(try await terminal.screen.utf8.allSatisfy { $0 < 0x80 })
    }
    guard environment["TERM"] == "linux" else { return }
    try await terminal.enter("set ascii off")
    try await terminal.waitFor("┌")
  }

  @Test(
    "Without colours the focus, the center and what has changed still show",
    arguments: [
      ["NO_COLOR": "1"], ["TERM": "vt100"], ["TERM": "vt100", "LC_ALL": "C"],
      ["NO_COLOR": "1", "TERM": "xterm"],
    ])
  func monochrome(environment: [String: String]) async throws {
    let terminal = try await TerminalSession(
      running: "", columns: 110, rows: 32, environment: environment)
    let isASCII = environment["LC_ALL"] == "C"
    let (bold, reverse) = (1, 7)
    try await terminal.enter("step")
    try await terminal.waitFor("window 1")
    try await terminal.waitForLine("(sgdb)")
    #expect(try await terminal.attributes(of: "scores:")?.contains(reverse) == true)
    #expect(try await terminal.attributes(of: "center:")?.contains(reverse) == false)
    #expect(
      try await terminal.attributes(of: isASCII ? "[pie]" : "⟦pie⟧")?.contains(reverse) == true)
    let loss = try #require(
      try await terminal.lines.first { $0.contains(" = J ") }?.split(separator: " = J ").last?
        .prefix(6))
    #expect(try await terminal.attributes(of: "J " + loss) != nil)
    // `J 11.808` in the loss pane: the number has changed with the window.
    #expect(try await terminal.attributes(of: loss + "   ")?.contains(bold) == true)
    for focus in ["center", "transcript"] {
      try await terminal.enter("focus \(focus)")
      try await terminal.wait(for: "the focus") {
        let title = focus == "center" ? "center:" : focus + " "
        return try await terminal.attributes(of: title)?.contains(reverse) == true
      }
      #expect(try await terminal.attributes(of: "scores:")?.contains(reverse) == false)
    }
    for name in ["plots", "derivation", "debug"] {
      try await terminal.enter("layout \(name)")
      try await terminal.waitFor("(sgdb) layout \(name)")
      let colors = try await terminal.attributes.filter { (30...37).contains($0) || $0 == 38 }
        .union(try await terminal.attributes.filter { (40...48).contains($0) || $0 >= 90 })
      #expect(colors.isEmpty)
    }
  }

  @Test("Escape sequences in a corpus do not reach the terminal", arguments: ["", "--plain"])
  func hostileCorpus(arguments: String) async throws {
    let folder = try TemporaryFolder()
    let text = "\u{1B}]0;owned\u{7} \u{1B}[2J\u{1B}[31m red \u{9B}7m\u{85} word \r over\n"
    let file = try folder.write(String(repeating: text, count: 3), to: "hostile.txt")
    let terminal = try await TerminalSession(
      running: "\(arguments) \(file)", columns: 120, rows: 100)
    for command in ["step", "info window", "info vocabulary", "list"] {
      try await terminal.enter(command)
      try await terminal.waitFor("(sgdb) \(command)")
    }
    try await terminal.waitForLine("(sgdb)")
    #expect(try await terminal.value("pane_title") != "owned")
    #expect(try await !terminal.screen.utf8.contains { $0 < 0x20 && $0 != UInt8(ascii: "\n") })
  }

  @Test(
    "A corpus on standard input leaves the keyboard to the terminal", arguments: ["", "--plain"])
  func corpusOnInput(arguments: String) async throws {
    let terminal = try await TerminalSession()
    let mode = try await terminal.terminalMode()
    try await terminal.enter("clear; echo 'to be or not to be' | $SGDB \(arguments) -")
    try await terminal.waitFor("(sgdb)")
    try await terminal.enter("info vocabulary")
    try await terminal.waitFor("not")
    try await terminal.press("C-d")
    try await terminal.waitFor("shell>")
    #expect(try await terminal.terminalMode() == mode)
  }

  private func column(of text: String, in terminal: TerminalSession) async throws -> Int? {
    for line in try await terminal.lines {
      if let range = line.firstRange(of: text) {
        return line.distance(from: line.startIndex, to: range.lowerBound)
      }
    }
    return nil
  }
}

extension TerminalSession {
  /// How many rows there are below the cursor.
  fileprivate func cursorRowFromBottom() async throws -> Int {
    (Int(try await value("pane_height")) ?? 0) - 1 - (Int(try await value("cursor_y")) ?? 0)
  }
}
