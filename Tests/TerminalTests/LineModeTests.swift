import Glibc
import TestSupport
import Testing

/// The program without a terminal: scripts, pipes, exit statuses.
@Suite(.serialized)
struct LineModeTests {
  private static let script = ["step", "info window", "toggle", "step 3", "where"]

  @Test("A script prints the same through a pipe, in batch, and with no TERM")
  func sameBytes() async throws {
    let piped = try await BuiltProgram.run(
      ["--plain"], input: "set timing off\n" + Self.script.joined(separator: "\n") + "\n")
    #expect(piped.status == 0)
    #expect(piped.errors == "")
    #expect(!piped.output.isEmpty)
    #expect(!piped.output.contains("\u{1B}"))
    #expect(!piped.output.contains("(sgdb)"))
    let commands = Self.script.flatMap { ["-ex", $0] }
    let batch = try await BuiltProgram.run(["--batch"] + commands)
    #expect(batch.output == piped.output)
    let other = try await BuiltProgram.run(["--batch"] + commands, environment: ["TERM": "xterm"])
    #expect(other.output == piped.output)
  }

  @Test("A script prints the same bytes on a terminal", arguments: ["--batch", "--plain"])
  func sameBytesOnTerminal(mode: String) async throws {
    let folder = try TemporaryFolder()
    let script = try folder.write(Self.script.joined(separator: "\n") + "\n", to: "a.sgdb")
    let batch = try await BuiltProgram.run(["--batch", "-x", script])
    let terminal = try await TerminalSession(columns: 200, rows: 60)
    try await terminal.start("\(mode) -x \(script)", until: mode == "--batch" ? "shell>" : "(sgdb)")
    let lines = batch.output.split(separator: "\n").map(String.init)
    try await terminal.waitFor(lines.last ?? "")
    #expect(try await Array(terminal.lines.prefix(lines.count)) == lines)
  }

  @Test("Time is measured at a prompt and where it is wanted, and nowhere else")
  func timing() async throws {
    let quiet = try await BuiltProgram.run([
      "--batch", "-ex", "step 9", "-ex", "finish", "-ex", "continue",
    ])
    #expect(!quiet.output.contains("words/s"))
    let asked = try await BuiltProgram.run(["--batch", "-ex", "set timing on", "-ex", "continue"])
    #expect(asked.output.contains(/\d s  [\d,]+ words\/s\n/))
    for arguments in ["", "--plain"] {
      let terminal = try await TerminalSession(
        running: "\(arguments) -ex 'step 9'", columns: 110, rows: 30)
      #expect(try await !terminal.screen.contains("words/s"))
      try await terminal.enter("continue")
      try await terminal.waitFor("words/s")
      #expect(try await terminal.screen.contains("end of training"))
    }
  }

  @Test(
    "A long run prints the share of overhead, and leaves out the time it was stopped",
    arguments: ["", "--plain"])
  func partOutside(arguments: String) async throws {
    let terminal = try await TerminalSession(
      running: "\(arguments) -ex 'set epochs 1000000'", columns: 110, rows: 30)
    try await terminal.enter("continue")
    try await terminal.waitFor("windows/s")
    try await terminal.press("C-z")
    try await terminal.waitFor("Stopped")
    try await Task.sleep(for: .seconds(4))
    try await terminal.enter("fg")
    try await terminal.waitFor("windows/s")
    try await terminal.press("C-c")
    try await terminal.waitFor("% overhead")
    let measured = /([\d.]+) s  [\d,]+ words\/s  ([\d.]+) % overhead/
    let line = try #require(try await terminal.screen.firstMatch(of: measured))
    #expect(try #require(Double(line.1)) < 4)
    #expect(try #require(Double(line.2)) < 10)
  }

  @Test("Commands of -x and -ex run in the order they were typed")
  func order() async throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("set eta 0.25\nshow eta\n", to: "a.sgdb")
    let result = try await BuiltProgram.run(
      ["-ex", "show eta", "--batch", "-x", file, "-ex", "set eta 0.5", "-ex", "show eta"])
    let values = result.output.split(separator: "\n").filter { $0.contains("eta") }
    #expect(values.count >= 3)
    #expect(values.first?.contains("0.1") == true)
    #expect(values.dropFirst().first?.contains("0.25") == true)
    #expect(values.last?.contains("0.5") == true)
  }

  @Test("In batch the first failure ends the run with status 1")
  func failureInBatch() async throws {
    let result = try await BuiltProgram.run(["--batch", "-ex", "nosuchcommand", "-ex", "step"])
    #expect(result.status == 1)
    #expect(result.output == "")
    #expect(result.errors.contains("nosuchcommand"))
  }

  @Test("Commands of a breakpoint without an end are told at the end, with status 1")
  func commandsWithoutEnd() async throws {
    let lines = ["break pie", "commands", "print J", "continue"]
    let batch = try await BuiltProgram.run(["--batch"] + lines.flatMap { ["-ex", $0] })
    let piped = try await BuiltProgram.run(["--plain"], input: lines.joined(separator: "\n"))
    for result in [batch, piped] {
      #expect(result.status == 1)
      #expect(result.errors.contains("lack a line `end`"))
    }
  }

  @Test("From a pipe what follows a failure still runs, and the status is 1")
  func failureInPipe() async throws {
    let result = try await BuiltProgram.run(["--plain"], input: "nosuchcommand\nshow eta")
    #expect(result.status == 1)
    #expect(result.output.contains("eta"))
  }

  @Test(
    "Bad usage is status 64 and names the argument",
    arguments: [
      (["--dimensoin", "3"], "--dimensoin"), (["-ex"], "-ex"), (["--eta", "-1"], "-1"),
      (["--objective", "hinge"], "hinge"), (["a", "b"], "b"),
    ])
  func badUsage(arguments: [String], named: String) async throws {
    let result = try await BuiltProgram.run(arguments)
    #expect(result.status == 64)
    #expect(result.errors.contains(named))
    #expect(result.output == "")
  }

  @Test("A missing file is status 1 and is named", arguments: [[], ["-x"], ["--vectors"]])
  func missingFile(option: [String]) async throws {
    let result = try await BuiltProgram.run(["--batch"] + option + ["/nosuchfile.txt"])
    #expect(result.status == 1)
    #expect(result.errors.contains("/nosuchfile.txt"))
  }

  @Test("--version and --help print and end", arguments: ["--version", "--help"])
  func information(flag: String) async throws {
    let result = try await BuiltProgram.run([flag])
    #expect(result.status == 0)
    #expect(!result.output.isEmpty)
  }

  @Test("A completion script comes for every shell", arguments: ["bash", "zsh", "fish"])
  func completionScript(shell: String) async throws {
    let result = try await BuiltProgram.run(["--generate-completion-script", shell])
    #expect(result.status == 0)
    #expect(result.output.contains("sgdb"))
  }

  @Test("The init file runs first, unless -nx")
  func initFile() async throws {
    let folder = try TemporaryFolder()
    _ = try folder.write("set eta 0.125\n", to: "sgdb/init.sgdb")
    let environment = ["XDG_CONFIG_HOME": folder.path]
    let read = try await BuiltProgram.run(["--batch", "-ex", "show eta"], environment: environment)
    #expect(read.output.contains("0.125"))
    let skipped = try await BuiltProgram.run(
      ["-nx", "--batch", "-ex", "show eta"], environment: environment)
    #expect(!skipped.output.contains("0.125"))
    let typed = try await BuiltProgram.run(
      ["--eta", "0.5", "--batch", "-ex", "show eta"], environment: environment)
    #expect(typed.output.contains("eta 0.5 "))
  }

  @Test("A reader that leaves ends the program quietly")
  func brokenPipe() async throws {
    let terminal = try await TerminalSession(columns: 100)
    try await terminal.enter(
      "clear; e=$(mktemp); for i in $(seq 9999); do echo where; done | $SGDB --plain 2>$e | head -1; "
        + "echo written $(wc -c < $e); rm $e")
    try await terminal.waitFor("written 0")
  }

  @Test(
    "What never ends is refused, as a text and as commands",
    arguments: [
      ("--batch /dev/zero", "without a blank"), ("--plain < /dev/zero", "has a line of more than"),
    ])
  func endless(arguments: String, reason: String) async throws {
    let terminal = try await TerminalSession(columns: 150)
    try await terminal.enter("clear; $SGDB \(arguments); echo end $?")
    try await terminal.waitFor("end 1")
    #expect(try await terminal.screen.contains(reason))
  }

  @Test("A full disk is told, with status 1")
  func fullDisk() async throws {
    let terminal = try await TerminalSession(columns: 100)
    try await terminal.enter("clear; $SGDB --batch -ex where > /dev/full; echo end $?")
    try await terminal.waitFor("end 1")
    #expect(try await terminal.screen.contains("No space left"))
  }

  @Test(
    "Closed standard streams do no harm; output that has nowhere to go is an error",
    arguments: [("<&- 2>&-", 0), ("<&- >&- 2>&-", 1)])
  func closedStreams(redirections: String, status: Int) async throws {
    let terminal = try await TerminalSession(columns: 100)
    try await terminal.enter("clear; $SGDB --batch -ex where \(redirections); echo end $?")
    try await terminal.waitFor("end \(status)")
  }
}
