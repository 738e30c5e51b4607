import Glibc
import TestSupport

/// The program in a real terminal: a separate tmux server with one window.
///
/// The program runs under a shell, as it does for a user, in a clean environment.
final class TerminalSession {
  /// An error for a text that did not appear in time.
  struct Timeout: Error, CustomStringConvertible {
    var awaited: String
    var screen: String

    var description: String { "\(awaited) did not come; the screen is\n\(screen)" }
  }

  /// How long anything may take on a busy machine.
  static let patience = Duration.seconds(20)

  private let folder: TemporaryFolder
  private let home: TemporaryFolder
  private var shell: Int32 = 0
  private var server: Int32 = 0

  /// Opens a terminal with a shell in it, which has the program in `$SGDB`, and an empty home
  /// directory unless there is one.
  init(
    columns: Int = 80, rows: Int = 24, home: TemporaryFolder? = nil,
    environment: [String: String] = [:]
  ) async throws {
    folder = try TemporaryFolder()
    self.home = try home ?? TemporaryFolder()
    var variables = [
      "HOME": self.home.path, "LANG": "C.UTF-8", "TERM": "xterm-256color", "PS1": "shell> ",
      "PATH": Self.searchPath,
      "SGDB": BuiltProgram.path,
    ]
    variables.merge(environment) { $1 }
    let shell =
      ["env", "-i"] + variables.map { "\($0)=\($1)" } + ["bash", "--norc", "--noprofile"]
    try await tmux(
      ["new-session", "-d", "-x", "\(columns)", "-y", "\(rows)", "--"] + shell)
    self.shell = try await number("pane_pid")
    self.server = try await number("pid")
    try await waitFor("shell>")
  }

  /// Opens a terminal and starts the program in it.
  convenience init(
    running arguments: String, columns: Int = 80, rows: Int = 24, home: TemporaryFolder? = nil,
    environment: [String: String] = [:]
  ) async throws {
    try await self.init(columns: columns, rows: rows, home: home, environment: environment)
    try await start(arguments)
  }

  deinit {
    // All at once, and so that none of them can write into the folders any more, as a shell writes
    // its history when its terminal goes away.
    for case let process? in [program, shell, server] where process > 0 { kill(process, SIGKILL) }
  }

  /// Starts the program from the shell, with arguments as a shell reads them, and waits for its
  /// prompt, or another.
  func start(_ arguments: String = "", until prompt: String = "(sgdb)") async throws {
    try await enter("clear; $SGDB \(arguments)")
    try await waitFor(prompt)
  }

  /// Types a text as it is.
  func type(_ text: String) async throws {
    try await tmux(["send-keys", "-l", "--", text])
  }

  /// Types a line and Enter.
  func enter(_ line: String) async throws {
    try await type(line)
    try await press("Enter")
  }

  /// Presses keys, by tmux's names for them: `C-c`, `Enter`, `PPage`.
  func press(_ keys: String...) async throws {
    try await press(keys)
  }

  /// Presses keys, by tmux's names for them.
  func press(_ keys: [String]) async throws {
    try await tmux(["send-keys"] + keys)
  }

  /// Sends bytes to the program as a keyboard would.
  func send(bytes: [UInt8]) async throws {
    try await tmux(["send-keys", "-H"] + bytes.map { String($0, radix: 16) })
  }

  /// Pastes a text, marked as pasted if the program has enabled that.
  func paste(_ text: String) async throws {
    try await tmux(["set-buffer", "--", text])
    try await tmux(["paste-buffer", "-p"])
  }

  func resize(columns: Int, rows: Int) async throws {
    try await tmux(["resize-window", "-x", "\(columns)", "-y", "\(rows)"])
  }

  /// The text on the terminal, without blanks at the ends of lines.
  var screen: String {
    get async throws { try await tmux(["capture-pane", "-p"]) }
  }

  /// The attributes with which the terminal shows a character at the first occurrence of a text, as
  /// the numbers of the escape sequences that choose them; `nil` if the text is not there.
  func attributes(of text: String, offset: Int = 0) async throws -> Set<Int>? {
    let styled = try await tmux(["capture-pane", "-p", "-e"])
    var plain = ""
    var attributes: [Set<Int>] = []
    var current: Set<Int> = []
    var rest = Substring(styled)
    while let character = rest.popFirst() {
      guard character == "\u{1B}" else {
        plain.append(character)
        attributes.append(current)
        continue
      }
      let codes = rest.dropFirst().prefix { $0 != "m" }
      rest = rest.dropFirst(codes.count + 2)
      for code in codes.split(separator: ";").map({ Int($0) ?? 0 }) {
        if code == 0 { current = [] } else { current.insert(code) }
      }
    }
    return plain.firstRange(of: text).map {
      attributes[plain.distance(from: plain.startIndex, to: $0.lowerBound) + offset]
    }
  }

  /// The codes of all attributes on the screen.
  var attributes: Set<Int> {
    get async throws {
      let styled = try await tmux(["capture-pane", "-p", "-e"])
      return Set(
        styled.split(separator: "\u{1B}[").dropFirst().flatMap { piece in
          piece.prefix { $0 != "m" }.split(separator: ";").compactMap { Int($0) }
        })
    }
  }

  /// The lines the terminal shows.
  var lines: [String] {
    get async throws {
      try await screen.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }
  }

  /// A value of tmux about the terminal, as `cursor_x`.
  func value(_ name: String) async throws -> String {
    try await tmux(["display-message", "-p", "#{\(name)}"]).split(separator: "\n").joined()
  }

  /// Waits until something is so.
  func wait(for awaited: String, until condition: () async throws -> Bool) async throws {
    let end = ContinuousClock.now + Self.patience
    while try await !condition() {
      if ContinuousClock.now > end { throw Timeout(awaited: awaited, screen: try await screen) }
      try await Task.sleep(for: .milliseconds(10))
    }
  }

  /// Waits until the terminal shows a text.
  func waitFor(_ text: String) async throws {
    try await wait(for: "'\(text)'") { try await screen.contains(text) }
  }

  /// Waits until the line with the cursor is a text, without frame and blanks around it.
  func waitForLine(_ text: String) async throws {
    try await wait(for: "the line '\(text)'") { try await cursorLine == text }
  }

  /// The line with the cursor, without frame and blanks around it.
  var cursorLine: String {
    get async throws {
      let row = Int(try await value("cursor_y")) ?? 0
      let lines = try await lines
      guard lines.indices.contains(row) else { return "" }
      let frame: Set<Character> = [" ", "│", "|"]
      let line = lines[row].drop { frame.contains($0) }
      return String(line.reversed().drop { frame.contains($0) }.reversed())
    }
  }

  /// The process of the program, as long as it runs.
  var program: Int32? {
    let children = try? readFile("/proc/\(shell)/task/\(shell)/children")
    return children?.split(separator: " ").last.flatMap { Int32($0) }
  }

  /// A value of tmux that is a number, or 0.
  private func number(_ name: String) async throws -> Int32 { Int32(try await value(name)) ?? 0 }

  /// Sends the program a signal.
  func signal(_ number: Int32) async throws {
    guard let program else {
      throw Timeout(awaited: "the program", screen: try await screen)
    }
    kill(program, number)
  }

  /// The mode of the terminal as `stty -a` prints it at the shell's prompt.
  func terminalMode() async throws -> String {
    let file = folder.file("mode")
    unlink(file)
    try await enter("stty -a > \(file).new; mv \(file).new \(file)")
    try await wait(for: "stty") { access(file, F_OK) == 0 }
    return try readFile(file)
  }

  private static let searchPath = getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"

  @discardableResult
  private func tmux(_ arguments: [String]) async throws -> String {
    try await Tool.named("tmux").run(
      ["-u", "-f", "/dev/null", "-S", folder.file("tmux")] + arguments,
      environment: ["PATH": Self.searchPath, "LC_ALL": "C.UTF-8", "TERM": "xterm-256color"]
    ).output
  }
}
