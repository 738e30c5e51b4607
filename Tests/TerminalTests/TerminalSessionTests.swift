import Glibc
import TestSupport
import Testing

/// Cleaning up after the terminal of the tests.
@Suite(.serialized)
struct TerminalSessionTests {
  @Test("A terminal that a test lets go of leaves no folder, whatever runs in it")
  func endsAtOnce() async throws {
    var folders: [String] = []
    for _ in 0..<3 {
      let home = try TemporaryFolder()
      folders.append(home.path)
      // As long as these take to go, others have time to write.
      for number in 0..<2000 { _ = try home.write("", to: "\(number)") }
      let terminal = try await TerminalSession(running: "", home: home)
      try await terminal.enter("record \(home.file("a.cast"))")
      try await terminal.enter("step")
      try await terminal.waitFor("window 1")
    }
    // Processes that still run would write now.
    try await Task.sleep(for: .milliseconds(300))
    #expect(folders.filter { access($0, F_OK) == 0 } == [])
  }
}
