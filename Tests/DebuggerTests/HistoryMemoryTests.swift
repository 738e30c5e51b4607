import TestSupport
import Testing
import Word2Vec

@testable import Debugger
@testable import Runs

@Suite("Memory for going back")
struct HistoryMemoryTests {
  @Test("Checkpoints and recorded vectors stay within history-memory")
  func budget() throws {
    let session = try testSession { $0.dimension = 400 }
    session.run.checkpointInterval = 1
    session.output("set history-memory 1")
    session.output("continue")
    #expect(session.run.history.byteCount <= 1 << 20)
    #expect(session.run.history.checkpoints.count > 10)
  }

  @Test("Less history-memory takes effect at once, and costs no reach")
  func shrinking() throws {
    let session = try testSession { $0.dimension = 400 }
    session.run.checkpointInterval = 1
    session.output("step 100")
    #expect(session.run.history.byteCount > 1 << 20)
    session.output("set history-memory 1")
    #expect(session.run.history.byteCount <= 1 << 20)
    session.output("set history-memory 0")
    #expect(session.run.history.byteCount == 0)
    let here = session.runState
    session.output("back 50")
    session.output("step 50")
    #expect(session.runState == here)
  }

  @Test("A history that no longer fits is reported, and limits going back")
  func losing() throws {
    let folder = try TemporaryFolder()
    let session = try testSession { $0.dimension = 2000 }
    session.output("step 5")
    session.output("save session \(folder.file("a.sgdbs"))")
    try folder.removeHistory(from: "a.sgdbs")
    session.output("load session \(folder.file("a.sgdbs"))")
    session.output("step 5")
    #expect(session.output("set history-memory 0").contains("now begins at window 10"))
    #expect(session.outcome("back").failure?.contains("history-memory 0 MiB") == true)
    #expect(session.outcome("goto 7").failure?.contains("history-memory 0 MiB") == true)
    #expect(session.outcome("reverse-continue").failure?.contains("history-memory 0 MiB") == true)
    #expect(
      session.outcome("why cat dog").failure?.contains("is too small for a state of this run")
        == true)
    #expect(session.output("info history").contains("is too small for a state of this run"))
    session.output("step 3")
    session.output("set history-memory 1")
    let here = session.runState
    session.output("step 4")
    session.output("goto 13")
    #expect(session.runState == here)
    #expect(session.outcome("back").failure?.contains("begins at window 13") == true)
  }

  @Test("A session too large for history-memory is reported before it is loaded")
  func loading() throws {
    let folder = try TemporaryFolder()
    let session = try testSession()
    session.output("step 5")
    session.output("save session \(folder.file("a.sgdbs"))")
    try folder.removeHistory(from: "a.sgdbs")
    let other = try testSession("a b c")
    other.output("set history-memory 0")
    let output = other.output("load session \(folder.file("a.sgdbs"))")
    #expect(output.hasPrefix("history-memory 0 MiB is too small for a state of this session"))
    #expect(other.runState == session.runState)
    #expect(other.outcome("back").failure != nil)
    other.output("step 3")
    session.output("step 3")
    #expect(other.runState == session.runState)
  }

  @Test("Loads of vectors are gone back over, bit for bit")
  func vectors() throws {
    let folder = try TemporaryFolder()
    let session = try testSession()
    session.output("step 9")
    session.output("save vectors \(folder.file("v.bin"))")
    session.output("step 4")
    session.output("load vectors \(folder.file("v.bin"))")
    let loaded = session.runState
    session.output("step 20")
    session.output("goto 3")
    session.output("goto 13")
    #expect(session.runState == loaded)
    #expect(session.run.history.byteCount > 0)
  }

  @Test("info history shows the extent of the history")
  func summary() throws {
    let session = try testSession()
    session.output("step 10")
    session.output("back 4")
    let text = session.output("info history")
    #expect(text.contains("history of windows 0 to 10, now at window 6"))
    #expect(text.contains("1 further checkpoint"))
  }
}
