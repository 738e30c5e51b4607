import TestSupport
import Testing
import Word2Vec

@testable import Debugger

@Suite("Breakpoints whose expression has no value")
struct ValuelessStopTests {
  @Test(
    "A run stops once where an expression has no value and can have none, and says why",
    arguments: ["watch F[9]", "watch F[9] > 0", "break if F[9] > 0", "break sat if F[9] > 0"])
  func noValue(command: String) throws {
    let session = try testSession()
    session.succeed(command)
    let stop = session.succeed("continue")
    #expect(stop.contains("has no value: there is no pair 9"))
    #expect(session.run.number < 4)
    #expect(session.succeed("info breakpoints").contains("has no value: there is no pair 9"))
    #expect(session.succeed("continue").contains("end of training"))
    session.succeed("run")
    #expect(session.succeed("continue").contains("has no value: there is no pair 9"))
  }

  @Test("A condition that lacks its pair at some windows only is false there")
  func someWindows() throws {
    let session = try testSession()
    session.succeed("break if F[4] > 0")
    #expect(!session.succeed("continue").contains("has no value"))
    #expect(try session.trace().pairs.count == 4)
  }

  @Test("until refuses a condition that can have no value")
  func until() throws {
    let session = try testSession()
    let failure = session.outcome("until F[9] > 0").failure
    #expect(failure?.contains("'F[9] > 0' has no value at any window: there is no pair 9") == true)
    #expect(session.run.number == 0)
  }

  @Test(
    "A breakpoint whose word the corpus lacks waits for it, and wakes when it is back",
    arguments: [
      ("watch v[cat]", "watchpoint 1"), ("break if v[cat][0] < 9", "breakpoint 1"),
      ("break cat", "breakpoint 1"), ("break outside cat", "breakpoint 1"),
    ])
  func waiting(command: String, title: String) throws {
    let folder = try TemporaryFolder()
    let home = try folder.write("the cat sat on the mat\nthe dog sat on the cat\n", to: "home.txt")
    let away = try folder.write("one two three\nthree two one\n", to: "away.txt")
    let session = try testSession()
    session.succeed("load \(home)", command)
    #expect(session.succeed("load \(away)").contains("\(title) waits for "))
    #expect(session.succeed("info breakpoints").contains("waits for "))
    #expect(session.succeed("continue").contains("end of training"))
    #expect(session.succeed("load \(home)").contains("\(title) waits no longer"))
    #expect(!session.succeed("info breakpoints").contains("waits for "))
    #expect(session.succeed("continue").contains("\(title)"))
    #expect(!session.run.isFinished)
  }
}
