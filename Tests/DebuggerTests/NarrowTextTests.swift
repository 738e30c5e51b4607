import TestSupport
import Testing
import Word2Vec

@testable import Debugger
@testable import Runs

@Suite("Output in few columns")
struct NarrowTextTests {
  @Test(
    "The terms of a gradient fit in blocks, and no column is lost",
    arguments: [nil, 116, 96, 76, 56], Objective.allCases)
  func terms(columns: Int?, objective: Objective) throws {
    let session = Session(corpus: try Session.defaultCorpus())
    session.succeed("set objective \(objective.rawValue)", "step 30")
    let whole = session.succeed("terms").split(separator: "\n")
    let headings = whole[0].split(separator: " ")
    #expect(headings.contains("[3]") && headings.contains("…4"))
    session.host.textColumns = columns
    let fitted = session.succeed("terms").split(separator: "\n")
    if let columns {
      for line in fitted { #expect(columnWidth(of: String(line)) <= columns, "\(line)") }
    } else {
      #expect(fitted == whole)
    }
    let shown = fitted.flatMap { $0.split(separator: " ") }
    for heading in headings { #expect(shown.contains(heading), "\(heading)") }
    #expect(fitted.count % whole.count == 0)
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
