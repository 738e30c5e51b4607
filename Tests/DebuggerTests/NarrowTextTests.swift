import TestSupport
import Testing
import Word2Vec

@testable import Debugger
@testable import Runs

@Suite("Output in few columns")
struct NarrowTextTests {
  @Test(
    "The terms of a gradient fit, with as many components as there is room for",
    arguments: [nil, 106, 96, 86, 76], Objective.allCases)
  func terms(columns: Int?, objective: Objective) throws {
    let session = Session(corpus: try Session.defaultCorpus())
    session.succeed("set objective \(objective.rawValue)", "step 30")
    let whole = session.succeed("terms").split(separator: "\n")
    session.host.textColumns = columns
    let fitted = session.succeed("terms").split(separator: "\n")
    #expect(fitted.count == whole.count)
    if let columns {
      for line in fitted { #expect(columnWidth(of: String(line)) <= columns, "\(line)") }
    } else {
      #expect(fitted == whole && whole[0].contains("[3]"))
    }
    // Lines are shortened at the end.
    for (line, other) in zip(fitted, whole) {
      #expect(other.hasPrefix(line.prefix(60)) || columns == 76)
    }
  }

  @Test("A walk through the derivation prints its numbers without a pane")
  func derivation() throws {
    let session = Session(corpus: try Session.defaultCorpus())
    session.host.hasPanes = true
    #expect(session.succeed("derive next").contains("value"))
    session.succeed("layout derivation")
    let next = session.succeed("derive next")
    #expect(next.hasPrefix("softmax.center.2  ✓") && !next.contains("value"))
    #expect(session.derivation?.line == 1)
    session.host.hasPanes = false
    #expect(session.succeed("derive next").contains("value"))
  }
}
