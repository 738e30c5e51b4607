import TestSupport
import Testing
import Word2Vec

@testable import Debugger

@Suite("Displays")
struct DisplayTests {
  @Test("A display is shown when it is made and at every stop, and at nothing else")
  func shown() throws {
    let session = try Session.ofRoyals()
    #expect(session.succeed("display step") == "1: step = 0\n")
    for line in ["step", "step 2", "stepi", "back", "goto 5", "continue", "reverse-continue"] {
      #expect(session.succeed(line).contains("\n1: step = "), "\(line)")
    }
    for line in ["print 1", "set eta 0.2", "where", "toggle", "display"] {
      #expect(session.succeed(line).components(of: "1: step").count <= (line == "display" ? 1 : 0))
    }
  }

  @Test("Of a vector too long to be read at every stop the rest is counted; print has all of it")
  func long() throws {
    let text = (0..<2500).map { "w\($0)" }.joined(separator: " ")
    let session = try Session.on(text) { $0.dimension = 1 }
    let shown = session.succeed("display yhat")
    #expect(shown.hasSuffix("… 500 more]\n"))
    #expect(shown.split(separator: ",").count - 1 == 2000)
    #expect(session.succeed("print yhat").split(separator: ",").count == 2500)
  }

  @Test("Displays follow the output of a command, once per stop")
  func order() throws {
    let session = try Session.ofRoyals()
    session.succeed("display step", "display center")
    let lines = session.succeed("step 3").split(separator: "\n")
    #expect(lines.suffix(2).map { $0.prefix(2) } == ["1:", "2:"])
    #expect(lines.count(where: { $0.hasPrefix("1: ") }) == 1)
  }

  @Test("A display without a value shows the reason, and the others their values")
  func withoutValue() throws {
    let session = try Session.ofRoyals()
    session.succeed("window king : the old queen", "display F[3]", "display J")
    let text = session.succeed("step")
    #expect(text.contains("1: F[3] = (there is no pair 3"))
    #expect(text.contains("2: J = "))
  }

  @Test("`undisplay` removes one or all, and fails for an unknown number")
  func undisplay() throws {
    let session = try Session.ofRoyals()
    session.succeed("display J", "display step", "undisplay 1")
    #expect(session.succeed("info display") == "2: step\n")
    #expect(session.outcome("undisplay 1").failure != nil)
    #expect(session.outcome("undisplay 2 9").failure != nil)
    #expect(session.succeed("info display") == "2: step\n")
    session.succeed("undisplay")
    #expect(session.succeed("display") == "no displays\n")
  }
}

extension String {
  /// The places where a text occurs.
  fileprivate func components(of text: String) -> [Range<String.Index>] { ranges(of: text) }
}
