import TestSupport
import Testing
import Word2Vec

@testable import Debugger
@testable import Runs

@Suite("Extreme sessions")
struct ExtremeTests {
  /// Everything that shows numbers.
  private static let lookingLines = [
    "info window", "info model", "info update", "info vocabulary", "terms", "terms center 1",
    "terms outside the", "negatives", "print J", "print lossAfter", "print v_c", "print z",
    "print yhat", "print grad.v[center]", "export json -", "export csv -", "where", "list",
  ]

  private func expectNumbers(_ session: Session, word: String = "the") {
    for line in Self.lookingLines {
      let line = line.replacing("the", with: word)
      let outcome = session.outcome(line)
      let text = outcome.text + (outcome.failure ?? "")
      if session.run.divergence == nil {
        for bad in ["nan", "inf"] {
          #expect(
            !text.lowercased().split { !$0.isLetter }.contains { $0 == bad }, "\(line): \(text)")
        }
      }
    }
  }

  @Test("Scores up to 10⁴ keep everything finite", arguments: Objective.allCases)
  func largeScores(objective: Objective) throws {
    let session = try Session.ofRoyals {
      $0.objective = objective
      $0.dimension = 2
    }
    for (index, word) in ["the", "king", "queen", "old", "ruled"].enumerated() {
      session.succeed("set var v[\(word)] = 100, 0")
      session.succeed("set var u[\(word)] = \(index.isMultiple(of: 2) ? 100 : -100), 1")
    }
    session.succeed("window king : the queen old")
    expectNumbers(session)
    #expect(try session.scalar("abs(z[the])") == 10_000)
    #expect(session.pending.trace(.never).loss.isFinite)
    session.succeed("step")
    expectNumbers(session)
  }

  @Test("η = 10⁶ reports divergence and stops the run", arguments: Objective.allCases)
  func hugeRate(objective: Objective) throws {
    let session = try Session.ofRoyals { $0.objective = objective }
    session.succeed("set eta 1e6", "set epochs 100")
    let text = session.succeed("continue")
    if session.run.divergence != nil {
      #expect(text.contains("diverged"))
      #expect(session.succeed("info model").contains("diverged"))
    }
    expectNumbers(session)
    session.succeed("goto 0")
    #expect(session.run.divergence == nil)
    expectNumbers(session)
  }

  @Test("The largest rate there is leaves even predictions finite", arguments: Objective.allCases)
  func largestRate(objective: Objective) throws {
    let session = try Session.ofRoyals { $0.objective = objective }
    session.succeed("set eta 1e38")
    expectNumbers(session)
    #expect(session.pending.trace(.never).predictedChange.isFinite)
    #expect(session.outcome("set eta 1.1e38").failure != nil)
  }

  @Test("U of zeros shows a zero gradient and no nan", arguments: Objective.allCases)
  func zeroOutside(objective: Objective) throws {
    let session = try Session.ofRoyals {
      $0.objective = objective
      $0.initialisation = .word2vec
    }
    expectNumbers(session)
    #expect(try session.vector("grad.v[center]").allSatisfy { $0 == 0 })
    session.succeed("step")
    expectNumbers(session)
  }

  @Test("A vocabulary of one word works", arguments: Objective.allCases)
  func oneWord(objective: Objective) throws {
    let session = try Session.on("a a a a\n") { $0.objective = objective }
    expectNumbers(session, word: "a")
    if objective == .softmax { #expect(session.pending.trace(.never).loss == 0) }
    #expect(session.pending.trace(.never).pairs.allSatisfy { $0.draws.isEmpty })
    session.succeed("step", "stepi 2", "toggle", "step 3", "back", "run")
    #expect(session.outcome("negatives 1 = a").failure != nil)
  }

  @Test("A vocabulary of two words works", arguments: Objective.allCases)
  func twoWords(objective: Objective) throws {
    let session = try Session.on("a b a b a\n") { $0.objective = objective }
    expectNumbers(session, word: "a")
    session.succeed("step 3", "toggle", "step", "back 2", "continue")
  }

  @Test("Continuing after divergence neither crashes nor hides it")
  func afterDivergence() throws {
    let session = try Session.ofRoyals()
    #expect(session.succeed("set eta 1e30", "step 10").contains("diverged"))
    let divergence = try #require(session.run.divergence)
    session.succeed("step", "stepi 3", "toggle", "terms", "info model", "print J")
    // It is the first window that did it that one wants to go back to.
    #expect(session.run.divergence == divergence)
    session.succeed("run", "set eta 0.1", "step")
    #expect(session.run.divergence == nil)
  }
}
