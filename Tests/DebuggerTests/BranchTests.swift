import TestSupport
import Testing
import Word2Vec

@testable import Debugger

@Suite("Branches and omissions")
struct BranchTests {
  @Test("A change in the past begins a branch, says so, and destroys nothing")
  func beginning() throws {
    let session = try testSession()
    session.output("step 30")
    let end = session.runState
    session.output("goto 9")
    #expect(
      session.output("set eta 0.5")
        == "window 9: branch 2 begins here; branch 1 keeps its 30 windows")
    #expect(session.output("set eta 0.4").isEmpty)
    session.output("step 4")
    let other = session.runState
    session.output("branch 1")
    #expect(session.run.number == 13)
    session.output("goto 30")
    #expect(session.runState == end)
    session.output("branch 2")
    #expect(session.runState == other)
  }

  @Test("A command that changes nothing begins no branch")
  func nothing() throws {
    let session = try testSession()
    session.output("step 20")
    session.output("goto 5")
    for line in ["set eta 0.1", "run", "goto 20", "run", "omit off", "window corpus", "stepi"] {
      session.output(line)
    }
    #expect(session.run.history.branches.count == 1)
    #expect(session.run.history.end == 20)
  }

  @Test("Names, deletion and wrong branches")
  func names() throws {
    let session = try testSession()
    for line in ["step 10", "goto 5", "set eta 0.5", "step", "goto 2", "set eta 1", "step 3"] {
      session.output(line)
    }
    #expect(session.output("branch name fast").contains("branch 3 (fast)"))
    #expect(session.outcome("branch name 7").failure?.contains("no name for a branch") == true)
    #expect(session.outcome("branch delete 2").failure?.contains("branch 3 (fast) begins") == true)
    #expect(session.outcome("branch delete 3").failure?.contains("is the current one") == true)
    #expect(session.outcome("branch 9").failure?.contains("no branch 9") == true)
    #expect(session.outcome("branch fats").failure?.contains("did you mean 'fast'") == true)
    session.output("branch 2")
    #expect(session.outcome("branch name fast").failure?.contains("branch 3 has the name") == true)
    #expect(session.output("branch delete fast") == "deleted branch 3 (fast)")
    #expect(session.output("info branches").contains("on 1 at window 5"))
    #expect(session.outcome("diff 2").failure?.contains("this is branch 2") == true)
    let difference = session.output("diff 1")
    #expect(difference.contains("only on branch 2") && difference.contains("eta 0.5"))
    #expect(session.output("diff 1 v[cat][0], eta").contains("eta"))
  }

  @Test("Omitting nothing gives the same bits; omitting everything the initial parameters")
  func extremes() throws {
    for objective in Objective.allCases {
      let session = try testSession { $0.objective = objective }
      let start = session.run.parameters.hash()
      session.output("step 40")
      let end = session.run.parameters.hash()
      session.output("goto 0")
      session.output("omit window 100..200")
      session.output("step 40")
      #expect(session.run.parameters.hash() == end)
      session.output("goto 0")
      session.output("omit window 0..39")
      session.output("step 40")
      #expect(session.run.parameters.hash() == start)
      #expect(session.run.number == 40)
      #expect(session.output("info omitted").contains("windows 0..39"))
    }
  }

  @Test("What lies in the past, is unknown or never happens cannot be omitted")
  func refusals() throws {
    let session = try testSession()
    session.output("step 20")
    #expect(
      session.outcome("omit window 12").failure
        == "window 12 is in the past; `goto 12` first, or `why … without window 12`")
    #expect(session.outcome("omit sentence 3").failure?.contains("no sentence 3") == true)
    #expect(session.outcome("omit pair mat bird").failure?.contains("nothing to omit") == true)
    #expect(session.outcome("omit word horse").failure?.contains("unknown word 'horse'") == true)
    #expect(session.outcome("omit window 9..2").failure?.contains("a range") == true)
    #expect(session.outcome("omit everything").failure?.contains("cannot be omitted") == true)
    #expect(session.outcome("omit").failure?.contains("missing") == true)
    #expect(session.run.omissions.isEmpty)
    let text = session.output("omit sentence 0..1")
    #expect(text.contains("sentences 0..1"))
  }

  @Test("A step says what it left out")
  func step() throws {
    let session = try testSession()
    session.output("omit pair the cat")
    #expect(session.output("step").contains("pair 1 omitted"))
    session.output("omit window 1")
    #expect(session.output("step").contains("omitted"))
  }
}
