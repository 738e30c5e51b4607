import TestSupport
import Testing
import Word2Vec

@testable import Debugger
@testable import Runs

@Suite("The log of a run")
struct RunLogTests {
  @Test("A line for every window applied, with the numbers of its record")
  func lines() throws {
    let folder = try TemporaryFolder()
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

  @Test("goto logs new windows and not replayed ones")
  func journeys() throws {
    let folder = try TemporaryFolder()
    let session = try testSession()
    session.output("step 3")
    session.output("set log \(folder.file("run.csv"))")
    session.output("goto 0")
    session.output("goto 6")
    let lines = try folder.text("run.csv").split(separator: "\n").dropFirst()
    #expect(lines.map { $0.prefix { $0 != "," } } == ["3", "4", "5"])
  }

  @Test("A window that was given up and then applied has one line", arguments: UpdateOrder.allCases)
  func interruptions(order: UpdateOrder) throws {
    let folder = try TemporaryFolder()
    let session = try testSession {
      $0.objective = .softmax
      $0.update = order
    }
    session.output("set log \(folder.file("run.csv"))")
    var looksLeft = 0
    session.interrupt {
      looksLeft -= 1
      return looksLeft < 0
    }
    for looks in 0..<30 {
      looksLeft = looks
      _ = session.apply(looks % 2 == 0 ? "step" : "step 2")
      if session.isBusy { _ = session.advance() }
      _ = session.interrupt()
    }
    looksLeft = .max
    session.output("step")
    let lines = try folder.text("run.csv").split(separator: "\n").dropFirst()
    #expect(lines.map { $0.prefix { $0 != "," } } == (0..<session.run.number).map { "\($0)" })
  }

  @Test("A log set aside by with goes on afterwards, and loses nothing")
  func setAside() throws {
    let folder = try TemporaryFolder()
    let session = try testSession()
    session.output("set log \(folder.file("run.csv"))")
    session.output("step 3")
    session.output("with log \(folder.file("other.csv")) -- step 2")
    session.output("step")
    func numbers(_ file: String) throws -> [Substring] {
      try folder.text(file).split(separator: "\n").dropFirst().map { $0.prefix { $0 != "," } }
    }
    #expect(try numbers("run.csv") == ["0", "1", "2", "5"])
    #expect(try numbers("other.csv") == ["3", "4"])
  }

  @Test("log-every thins the lines out")
  func thinned() throws {
    let folder = try TemporaryFolder()
    let session = try testSession()
    session.output("set log \(folder.file("run.csv"))")
    session.output("set log-every 10")
    session.output("step 31")
    let lines = try folder.text("run.csv").split(separator: "\n").dropFirst()
    #expect(lines.map { $0.prefix { $0 != "," } } == ["0", "10", "20", "30"])
  }

  @Test("A log that cannot be begun is refused; one that cannot go on is given up, not the run")
  func failures() throws {
    let folder = try TemporaryFolder()
    let session = try testSession()
    #expect(session.outcome("set log \(folder.file("no/such/run.csv"))").failure != nil)
    #expect(session.outcome("set log /dev/full").failure != nil)
    #expect(session.interface.log == nil)
    session.output("set log \(folder.file("run.csv"))")
    session.logs.log = try RunLog(path: "/dev/null")
    session.output("step 5")
    #expect(session.run.number == 5)
  }
}
