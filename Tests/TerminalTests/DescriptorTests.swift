import Glibc
import SystemPackage
import TestSupport
import Testing

@Suite("Files the program holds open")
struct DescriptorTests {
  /// The descriptors of a process beyond the standard streams, with the flags they were opened with.
  private func descriptors(of process: Int32) throws -> [Int: UInt32] {
    let folder = "/proc/\(process)/fdinfo"
    var flags: [Int: UInt32] = [:]
    guard let directory = opendir(folder) else { throw Errno(rawValue: errno) }
    defer { closedir(directory) }
    while let entry = readdir(directory) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) {
        String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
      }
      guard let descriptor = Int(name), descriptor > 2 else { continue }
      let line = try readFile("\(folder)/\(name)").split(separator: "\n").first {
        $0.hasPrefix("flags:")
      }
      flags[descriptor] = line.flatMap { UInt32($0.split(separator: "\t")[1], radix: 8) }
    }
    return flags
  }

  @Test(
    "No file is inherited by programs started from here",
    arguments: [
      "-ex 'set log run.csv' -ex 'record run.cast'", "--plain", "--plain > output",
      "- < corpus", "--plain - < corpus > output",
    ])
  func closesOnExec(arguments: String) async throws {
    let home = try TemporaryFolder()
    _ = try home.write("a b c d\n", to: "corpus")
    let terminal = try await TerminalSession(home: home)
    try await terminal.enter("cd; clear; $SGDB \(arguments)")
    try await terminal.waitFor("(sgdb)")
    let program = try #require(terminal.program)
    let descriptors = try descriptors(of: program)
    #expect(descriptors.count >= 3)
    #expect(descriptors.allSatisfy { $0.value & UInt32(O_CLOEXEC) != 0 }, "\(descriptors)")
  }

  @Test("A prompt beside redirected output leaves no second terminal open")
  func promptBesideOutput() async throws {
    var counts: [Int] = []
    for arguments in ["--plain", "--plain > output"] {
      let terminal = try await TerminalSession(home: TemporaryFolder())
      try await terminal.enter("cd; clear; $SGDB \(arguments)")
      try await terminal.waitFor("(sgdb)")
      counts.append(try descriptors(of: try #require(terminal.program)).count)
    }
    #expect(counts[0] == counts[1])
  }

  @Test("Where signals cannot be caught, the program reports it and ends")
  func noPipe() async throws {
    let terminal = try await TerminalSession(columns: 100)
    try await terminal.enter("clear; (ulimit -n 4; $SGDB -nx --batch -ex where); echo end $?")
    try await terminal.waitFor("end 1")
    let screen = try await terminal.screen
    #expect(screen.contains("sgdb: signals cannot be caught: Too many open files"))
  }
}
