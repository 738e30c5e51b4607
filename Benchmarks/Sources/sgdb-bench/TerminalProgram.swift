import CBenchmark
import Foundation

/// The program on a new terminal, 120×40.
final class TerminalProgram {
  private let terminal: Int32
  private var process: pid_t = 0
  /// The program's output since it was last cleared.
  private var output: [UInt8] = []

  /// Starts the program that `script/bench` has prepared.
  ///
  /// - Parameter arguments: Its arguments.
  /// - Throws: ``BenchmarkError`` if it cannot be started.
  init(_ arguments: [String] = []) throws {
    guard let program = Prepared.program.path else {
      throw BenchmarkError("no program to measure; run script/bench")
    }
    let command = [program, "-nx"] + arguments
    let variables = ["TERM=xterm-256color", "LANG=C.UTF-8", "HOME=\(NSTemporaryDirectory())"]
    let arguments = command.map { strdup($0) } + [nil]
    let environment = variables.map { strdup($0) } + [nil]
    defer { for text in arguments + environment { free(text) } }
    terminal = terminal_start(arguments, environment, 40, 120, &process)
    guard terminal >= 0 else { throw BenchmarkError("no terminal available") }
  }

  deinit {
    if process > 0 {
      kill(process, SIGKILL)
      waitpid(process, nil, 0)
    }
    close(terminal)
  }

  /// Reads until the program has written one of some texts.
  ///
  /// - Parameter texts: The texts to wait for.
  /// - Throws: ``BenchmarkError`` if it ends before, or a minute passes without a byte.
  func wait(for texts: String...) throws {
    let patterns = texts.map { Array($0.utf8) }
    while !patterns.contains(where: { output.firstRange(of: $0) != nil }) {
      guard read(milliseconds: 60_000) else {
        throw BenchmarkError(
          "no \(texts) in: \(String(decoding: output.suffix(1000), as: UTF8.self))")
      }
    }
  }

  /// Reads until the program has written something since the output was cleared.
  func waitForOutput() throws {
    while output.isEmpty {
      guard read(milliseconds: 60_000) else { throw BenchmarkError("the program prints nothing") }
    }
  }

  /// Reads until the program has written nothing for a while.
  func waitForQuiet() {
    while read(milliseconds: 300) {}
  }

  /// Reads for that long.
  func run(for time: Duration) {
    let end = ContinuousClock.now + time
    while true {
      let left = (end - .now) / .milliseconds(1)
      guard left > 0 else { return }
      _ = read(milliseconds: Int32(left.rounded(.up)))
    }
  }

  /// Types a text, and clears the output.
  func type(_ text: String) throws {
    output.removeAll(keepingCapacity: true)
    let bytes = Array(text.utf8)
    guard write(terminal, bytes, bytes.count) == bytes.count else {
      throw BenchmarkError("the program does not read what is typed")
    }
  }

  /// The program's memory by the system's count, in bytes; see ``statusBytes(of:_:)``.
  func memory(_ name: String) throws -> Int { try statusBytes(of: "\(process)", name) }

  /// The number before a text in the program's output.
  ///
  /// - Throws: ``BenchmarkError`` if there is none.
  func number(before text: String) throws -> Double {
    let written = String(decoding: output, as: UTF8.self)
    let before = written.firstRange(of: text).map { written[..<$0.lowerBound] } ?? ""
    guard let number = before.split(separator: " ").last.flatMap({ Double($0) }) else {
      throw BenchmarkError("no number before '\(text)'")
    }
    return number
  }

  /// - Returns: Whether there was output.
  private func read(milliseconds: Int32) -> Bool {
    var watched = pollfd(fd: terminal, events: Int16(POLLIN), revents: 0)
    guard poll(&watched, 1, milliseconds) > 0 else { return false }
    var block = [UInt8](repeating: 0, count: 1 << 16)
    let count = Foundation.read(terminal, &block, block.count)
    guard count > 0 else { return false }
    output += block[..<count]
    return true
  }
}
