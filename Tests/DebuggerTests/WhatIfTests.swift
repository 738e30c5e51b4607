import FuzzTargets
import TestSupport
import Testing
import Word2Vec

@testable import Debugger
@testable import Runs

@Suite("whatif")
struct WhatIfTests {
  private static let lines = [
    "whatif", "whatif eta 1", "whatif objective negative-sampling", "whatif update pair eta 0.5",
    "whatif negatives 2 draws window collision skip power 1",
  ]

  @Test("Nothing is applied", arguments: Objective.allCases, lines)
  func nothingApplied(objective: Objective, line: String) throws {
    let session = try Session.ofRoyals { $0.objective = objective }
    session.succeed("step 3", "back")
    let before = Snapshot(session)
    session.succeed(line)
    #expect(Snapshot(session) == before)
  }

  @Test("It predicts the effect of `with … -- step`", arguments: lines.dropFirst())
  func truth(line: String) throws {
    let session = try Session.ofRoyals()
    session.succeed("set precision 17")
    let text = session.succeed(line)
    let arguments = line.split(separator: " ").dropFirst().map(String.init)
    for index in stride(from: 0, to: arguments.count, by: 2) {
      session.succeed("set \(arguments[index]) \(arguments[index + 1])")
    }
    #expect(text.contains(exactly(session.pending.trace(.never).loss)))
    session.succeed("step")
    let after = try #require(session.lastUpdate?.lossAfter)
    #expect(text.contains(exactly(after)))
  }

  @Test("The range of η begins with J as it is, and marks the present rate and the least J")
  func rates() throws {
    let session = try Session.ofRoyals()
    let rows = session.succeed("whatif").split(separator: "\n")
    #expect(rows.count == 12)
    #expect(rows[1].contains(session.number(session.pending.trace(.never).loss)))
    #expect(rows.count(where: { $0.contains("now") }) == 1)
    #expect(rows.count(where: { $0.contains("least") }) == 1)
    session.succeed("set eta 0", "whatif")
  }

  @Test(
    "What does not change the update of the window is refused",
    arguments: [
      "whatif radius 3", "whatif seed 2", "whatif eta", "whatif eta x", "whatif color auto",
    ])
  func refusals(line: String) throws {
    #expect(try Session.ofRoyals().outcome(line).failure != nil)
  }

  @Test("Terms are sorted, and the running sum ends at the whole")
  func sortedTerms() throws {
    let session = try Session.ofRoyals { $0.objective = .negativeSampling }
    for order in TermOrder.allCases {
      let rows = session.succeed("terms center by \(order.rawValue)").split(separator: "\n")
        .map { $0.split(separator: " ") }
      #expect(rows.count > 3)
    }
    let norms = session.succeed("terms by norm").split(separator: "\n").dropFirst().dropLast()
      .compactMap { row in
        row.split(separator: " ").first { $0.first?.isNumber == true && $0.contains(".") }
      }
      .compactMap { Double($0) }
    #expect(norms == norms.sorted(by: >))
    #expect(session.outcome("terms by").failure != nil)
    #expect(session.outcome("terms by other").failure != nil)
    session.succeed("terms center 1 by share", "terms outside the by coefficient")
  }
}
