import Debugger
import Testing
import Word2Vec

@testable import Panes

@Suite("Status line")
struct StatusLineTests {
  func status(_ session: Session, columns: Int = 110) throws -> String {
    var state = ScreenState(size: Size(columns: columns, rows: 24))
    return try state.canvas(session).row(0)
  }

  @Test("It shows the position of the session")
  func place() throws {
    let session = try Fixture.session()
    _ = session.run("step 20")
    let status = try status(session)
    for item in ["royals.txt", "epoch 1/5", "window 20", "softmax", "η 0.1", "m 2", "d 8", "J "] {
      #expect(status.contains(item))
    }
    #expect(!status.contains("K 5"))
    _ = session.run("toggle")
    #expect(try self.status(session).contains("K 5"))
  }

  @Test("Unusual states are shown")
  func notices() throws {
    let session = try Fixture.session(objective: .negativeSampling)
    _ = session.run("window king : the old")
    _ = session.run("negatives 1 = queen")
    #expect(try status(session).contains("hand-made window"))
    #expect(try status(session).contains("forced draws"))
    _ = session.run("window corpus")
    _ = session.run("stepi")
    #expect(try status(session).contains("pair 1/"))
    _ = session.run("step 100000")
    #expect(try status(session).contains("end of training"))
  }

  @Test("The loss is there at any width", arguments: 60...140)
  func loss(columns: Int) throws {
    let session = try Fixture.session()
    _ = session.run("step 3")
    let text = fixed(session.pending.trace(.never).loss, decimals: 3)
    #expect(try status(session, columns: columns).contains("J \(text)"))
  }
}
