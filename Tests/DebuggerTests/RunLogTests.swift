import SkipGram
import Testing

@testable import Debugger

@Suite("The log of a run")
struct RunLogTests {
  @Test("A line for every window applied, with the numbers of its record")
  func lines() throws {
    let folder = try TestFolder()
    let session = try testSession()
    session.output("set log \(folder.file("run.csv"))")
    session.output("set precision 17")
    let loss = session.output("print J").dropFirst(5)
    let norm = session.output("print norm(grad.v[center])").dropFirst(5)
    session.output("step")
    session.output("step 20")
    let lines = try folder.text("run.csv").split(separator: "\n")
    #expect(lines.count == 22)
    #expect(lines[0] == "number,epoch,center,J,gradientNorm")
    #expect(lines[1] == "0,0,the,\(loss),\(norm)")
    #expect(lines[18].hasPrefix("17,1,the,"))
    session.output("set log off")
    session.output("step 5")
    session.output("back 3")
    #expect(try folder.text("run.csv").split(separator: "\n").count == 22)
  }

  @Test("log-every thins the lines out")
  func thinned() throws {
    let folder = try TestFolder()
    let session = try testSession()
    session.output("set log \(folder.file("run.csv"))")
    session.output("set log-every 10")
    session.output("step 31")
    let lines = try folder.text("run.csv").split(separator: "\n").dropFirst()
    #expect(lines.map { $0.prefix { $0 != "," } } == ["0", "10", "20", "30"])
  }

  @Test("A log that cannot be begun is refused; one that cannot go on is given up, not the run")
  func failures() throws {
    let folder = try TestFolder()
    let session = try testSession()
    #expect(session.failure("set log \(folder.file("no/such/run.csv"))") != nil)
    #expect(session.failure("set log /dev/full") != nil)
    #expect(session.interface.log == nil)
    session.output("set log \(folder.file("run.csv"))")
    session.log = try RunLog(path: "/dev/null")
    session.output("step 5")
    #expect(session.trainer.number == 5)
  }
}
