import TestSupport
import Testing
import Word2Vec

@testable import Debugger
@testable import Runs

@Suite("Breakpoints and watchpoints")
struct StopTests {
  @Test("break WORD stops before windows centred on the word")
  func center() throws {
    let session = try testSession()
    session.output("break sat")
    #expect(session.output("continue").contains("breakpoint 1"))
    #expect(session.run.number == 2)
    session.output("continue")
    #expect(session.run.number == 8)
    #expect(session.run.trainer.center == (try session.word(Array("sat".utf8))))
  }

  @Test("break outside WORD stops before windows with the word outside")
  func outside() throws {
    let session = try testSession()
    session.output("break outside bird")
    session.output("continue")
    #expect(session.run.number == 12)
  }

  @Test("break N stops before window N, once")
  func window() throws {
    let session = try testSession()
    session.output("break 7")
    session.output("continue")
    #expect(session.run.number == 7)
    #expect(session.output("continue").contains("end of training"))
  }

  @Test("break if EXPR stops where the condition holds")
  func condition() throws {
    let session = try testSession()
    session.output("break if step == 5 || step == 9")
    session.output("continue")
    #expect(session.run.number == 5)
    session.output("continue")
    #expect(session.run.number == 9)
    session.output("delete")
    session.output("break sat if step > 20")
    session.output("continue")
    #expect(session.run.number > 20)
    #expect(session.breakpoints.all[0].hits == 1)
  }

  @Test("tbreak stops once, runs its commands, and is gone")
  func temporary() throws {
    let session = try testSession()
    session.output("tbreak sat")
    session.output("commands")
    session.output("print 6 * 7")
    session.output("end")
    #expect(session.output("continue").contains("$1 = 42"))
    #expect(session.breakpoints.all.isEmpty)
    #expect(session.output("continue").contains("end of training"))
  }

  @Test("A watched condition stops where it becomes true, not where it stays true")
  func watchedCondition() throws {
    let session = try testSession()
    session.output("watch step > 3 && step < 6 || step > 10")
    #expect(session.output("continue").contains("watchpoint 1"))
    #expect(session.run.number == 4)
    session.output("continue")
    #expect(session.run.number == 11)
    #expect(session.output("continue").contains("end of training"))
  }

  @Test("A watched condition that has no value somewhere does not hold there")
  func watchedConditionWithoutValue() throws {
    // Windows at the ends of a sentence have two pairs, so no F[3].
    let session = try testSession()
    session.output("watch F[3] > 0")
    session.output("continue")
    #expect(session.run.number == 1)
    session.output("continue")
    #expect(session.run.number == 7)
  }

  @Test("A watched value stops where it changes, with the old and the new one")
  func watchedValue() throws {
    let session = try testSession()
    session.output("watch v[sat][0]")
    let old = session.output("print v[sat][0]").dropFirst(5)
    let output = session.output("continue")
    #expect(session.run.number == 3)
    let new = session.output("print v[sat][0]").dropFirst(5)
    #expect(output.contains("old \(old)\n"))
    #expect(output.contains("new \(new)"))
    #expect(old != new)
  }

  @Test("condition, ignore, enable, disable and delete do as gdb's do")
  func management() throws {
    let session = try testSession()
    session.output("break the")
    session.output("ignore 1 2")
    session.output("continue")
    // The first `the` is the current window 0; 4, 6 and 10 are the next.
    #expect(session.run.number == 10)
    #expect(session.breakpoints.all[0].hits == 3)
    session.output("run")
    #expect(session.breakpoints.all[0].hits == 0)
    session.output("condition 1 step > 5")
    session.output("continue")
    #expect(session.run.number == 6)
    session.output("condition 1")
    session.output("disable 1")
    session.output("break 12")
    session.output("continue")
    #expect(session.run.number == 12)
    session.output("enable 1")
    session.output("continue")
    #expect(session.breakpoints.all[0].hits == 2)
    session.output("delete 1")
    #expect(session.breakpoints.all.map(\.number) == [2])
    #expect(session.outcome("delete 1").failure?.contains("unknown breakpoint '1'") == true)
    #expect(session.outcome("condition 2 step").failure?.contains("not a condition") == true)
    session.output("delete")
    #expect(session.output("info breakpoints") == "no breakpoints or watchpoints")
  }

  @Test("continue N passes the current breakpoint N-1 times")
  func continuing() throws {
    let session = try testSession()
    session.output("break sat")
    session.output("continue")
    session.output("continue 3")
    #expect(session.run.number == 25)
    session.output("step")
    #expect(session.output("continue 2").contains("not stopped at a breakpoint"))
  }

  @Test("step N stops at a breakpoint, and a single step tells of one")
  func stepping() throws {
    let session = try testSession()
    session.output("break sat")
    #expect(session.output("step 10").contains("breakpoint 1"))
    #expect(session.run.number == 2)
    session.output("goto 1")
    #expect(session.output("step").contains("breakpoint 1"))
    #expect(session.breakpoints.all[0].hits == 2)
    session.output("goto 0")
    session.output("stepi 100")
    #expect(session.run.number == 2)
    #expect(session.breakpoints.all[0].hits == 3)
  }

  @Test("The commands of a breakpoint run when it stops, and may go on")
  func commands() throws {
    let session = try testSession()
    session.output("break sat")
    session.output("commands 1")
    session.output("print step")
    session.output("continue")
    session.output("end")
    session.output("tbreak 30")
    let output = session.output("continue")
    for step in [2, 8, 19, 25] { #expect(output.contains("= \(step)\n")) }
    #expect(session.run.number == 30)
  }

  @Test("Interrupted commands keep the previous ones")
  func interruptedCommands() throws {
    let session = try testSession()
    for line in ["break sat", "commands", "print 1", "end", "commands 1", "print 2"] {
      session.output(line)
    }
    #expect(session.prompt == "> ")
    #expect("\(session.interrupt())".contains("the commands of breakpoint 1 are unchanged"))
    #expect(session.prompt == "(sgdb) ")
    #expect(session.breakpoints.all[0].commands == ["print 1"])
    session.output("commands 1")
    session.output("end")
    #expect(session.breakpoints.all[0].commands.isEmpty)
  }

  @Test("A failing command of a breakpoint is reported as such")
  func failingCommand() throws {
    let session = try testSession()
    for line in ["break sat", "commands", "bogus", "print 1", "end"] { session.output(line) }
    let output = session.output("continue")
    #expect(output.contains("commands of breakpoint 1: unknown command 'bogus'"))
    #expect(!output.contains("$1"))
  }

  @Test("Saved breakpoints are made again as they were, behind others too")
  func saved() throws {
    let folder = try TemporaryFolder()
    let session = try testSession()
    for line in [
      "break sat if step > 3", "tbreak outside dog", "watch v[cat][1]", "condition 3 step > 2",
      "ignore 3 4", "break 9", "disable 4", "commands 1", "print J", "end",
    ] {
      session.output(line)
    }
    session.output("save breakpoints \(folder.file("b.sgdb"))")
    let other = try testSession()
    other.output("break 1")
    other.output("source \(folder.file("b.sgdb"))")
    #expect(!other.hasFailed)
    #expect(
      other.breakpoints.all.dropFirst().map(\.script) == session.breakpoints.all.map(\.script))
  }

  @Test("Breakpoints on words follow the words into another corpus")
  func otherCorpus() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("one two dog\ndog three dog\n", to: "other.txt")
    let session = try testSession()
    session.output("break dog")
    session.output("break mat")
    let output = session.output("load \(file)")
    #expect(output.contains("breakpoint 2 waits for a corpus with the word 'mat'"))
    session.output("continue")
    #expect(session.run.number == 2)
    #expect(session.run.trainer.center == (try session.word(Array("dog".utf8))))
  }

  @Test("An error in a breakpoint is reported and shown in the line")
  func mistakes() throws {
    let session = try testSession()
    #expect(
      session.outcome("break J > 3").failure == "a condition needs `if`: try `break if J > 3`")
    #expect(session.outcome("tbreak cat if J >").failure?.hasPrefix("tbreak cat if J >\n") == true)
    #expect(
      session.outcome("break if  3").failure == "'3' is a number, not a condition; try `3 > 0`")
    #expect(session.outcome("watch )").failure?.hasPrefix("watch )\n      ^\n") == true)
    #expect(session.outcome("until J <").failure?.hasPrefix("until J <\n         ^\n") == true)
    session.output("break cat")
    #expect(session.outcome("condition 1 J > )").failure?.hasPrefix("condition 1 J > )\n") == true)
    #expect(
      session.outcome("ignore").failure?.hasPrefix("the number of a breakpoint is missing") == true)
    #expect(session.outcome("ignore 1").failure?.hasPrefix("a count is missing") == true)
    #expect(session.breakpoints.all.map(\.script) == ["break \"cat\"\n"])
  }

  @Test("Completion offers places, conditions and the numbers of breakpoints")
  func completion() throws {
    let session = try testSession()
    func candidates(_ line: String) -> [String] {
      session.completions(in: line, at: line.utf8.count).candidates
    }
    #expect(candidates("break ou") == ["outside"])
    #expect(candidates("break outside d") == ["dog"])
    #expect(candidates("tbreak i") == ["if"])
    #expect(candidates("break dog i") == ["if"])
    #expect(candidates("break dog if ct").isEmpty)
    #expect(candidates("break dog if co").contains("cos("))
    for line in ["break dog", "watch J", "break 7"] { session.output(line) }
    for command in ["condition", "ignore", "enable", "disable", "delete", "commands"] {
      #expect(candidates(command + " ") == ["1", "2", "3"])
    }
    #expect(candidates("delete 1 2 ") == ["1", "2", "3"])
    #expect(candidates("condition 2 F[1] > et") == ["eta"])
  }

  @Test("A run that ends without a breakpoint reports its place")
  func places() throws {
    let session = try testSession()
    #expect(session.output("until step == 5").contains("window 5: "))
    #expect(session.output("finish").contains("window 6: "))
    session.run.checkpointInterval = 1
    session.interrupt(before: 16)
    let text = "\(session.apply("continue"))"
    #expect(text.contains("interrupted") && text.contains("window 16: "))
  }

  @Test("reverse-continue goes back to the latest earlier stop")
  func reverse() throws {
    let session = try testSession()
    session.run.checkpointInterval = 50
    session.output("step 30")
    session.output("break sat")
    session.output("watch v[bird][0]")
    var places: [Int] = []
    while session.run.number > 0 {
      session.output("reverse-continue")
      places.append(session.run.number)
    }
    // v[bird] changes by the windows centred on it, number 13.
    #expect(places == [25, 19, 14, 8, 2, 0])
    #expect(session.breakpoints.all.allSatisfy { $0.hits == 0 })
    #expect(session.outcome("reverse-continue").failure?.contains("nothing is before it") == true)
  }

  @Test("Divergence stops a run and names the window and the parameter")
  func divergence() throws {
    let session = try testSession { $0.learningRate = 1e30 }
    let output = session.output("continue")
    let divergence = try #require(session.run.divergence)
    #expect(output.contains("diverged at window \(divergence.window)"))
    #expect(output.contains(try #require(divergence.parameter)))
    session.output("back")
    #expect(session.run.divergence == nil)
    session.output("step")
    #expect(session.run.divergence == divergence)
    session.output("goto 0")
    session.output("goto \(divergence.window + 1)")
    #expect(session.run.divergence == divergence)
  }

  @Test("until, finish and the end of training stop a run")
  func runs() throws {
    let session = try testSession { $0.epochs = 2 }
    session.output("until F[4] > 0")
    #expect(session.run.number == 2)
    session.output("finish")
    #expect(session.run.number == 6)
    session.output("finish epoch")
    #expect(session.run.position == .init(epoch: 1, token: 0))
    #expect(session.output("continue").contains("end of training: 2 epochs"))
    #expect(session.outcome("step").failure?.contains("all 2 planned epochs are done") == true)
  }

  @Test("run gives the same bits, with the values written at window 0")
  func again() throws {
    let session = try testSession()
    session.output("set var v[cat][0] = 2")
    session.output("step 40")
    let bits = session.runState
    session.output("run")
    #expect(session.run.number == 0)
    #expect(session.run.parameters.center.vector(try session.word(Array("cat".utf8)))[0] == 2)
    session.output("step 40")
    #expect(session.runState == bits)
  }
}
