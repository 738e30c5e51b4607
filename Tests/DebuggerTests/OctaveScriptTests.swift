import Foundation
import SkipGram
import Testing

@testable import Debugger

@Suite("The window as an Octave script")
struct OctaveScriptTests {
  private static let octave = Tool.first(of: ["octave-cli", "octave"])

  /// Sessions whose scripts have something in them that others have not.
  private static let cases: [String] = [
    "step 3", "set update pair", "window king : the the king queen", "set eta 10",
    "set var v[king] = 50, 0, 0, 0, 0, 0, 0, 0", "set negatives 0", "set draws window",
    "set collision skip",
  ]

  private func run(_ session: Session) throws -> (status: Int32, text: String) {
    try withTemporaryFolder { folder in
      session.succeed("export \(folder)/window.m")
      let octave = try #require(Self.octave)
      return try octave.run(["--norc", "--no-history", "--quiet", "window.m"], in: folder)
    }
  }

  @Test(
    "It passes in Octave", .enabled(if: octave != nil, "Octave is not installed"),
    arguments: Objective.allCases, cases)
  func passes(objective: Objective, line: String) throws {
    for order in UpdateOrder.allCases {
      let session = try Session.ofRoyals {
        $0.objective = objective
        $0.update = order
      }
      session.succeed(line)
      let (status, text) = try run(session)
      #expect(status == 0, "\(text)")
      #expect(text.contains("every number agrees"))
    }
  }

  @Test(
    "One component and one word work in Octave",
    .enabled(if: octave != nil, "Octave is not installed"), arguments: Objective.allCases)
  func smallest(objective: Objective) throws {
    for text in ["a a\n", "it's it's b%c\n"] {
      let session = try Session.on(text) {
        $0.objective = objective
        $0.dimension = 1
        $0.radius = 1
      }
      let (status, output) = try run(session)
      #expect(status == 0, "\(output)")
    }
  }

  @Test(
    "A wrong number fails in Octave", .enabled(if: octave != nil, "Octave is not installed"),
    arguments: Objective.allCases)
  func wrongNumber(objective: Objective) throws {
    let octave = try #require(Self.octave)
    let session = try Session.ofRoyals { $0.objective = objective }
    try withTemporaryFolder { folder in
      let path = "\(folder)/window.m"
      session.succeed("export \(path)")
      let text = try String(contentsOfFile: path, encoding: .utf8)
      let loss = exactly(session.record.loss)
      try text.replacing("sum(F), [\(loss)]", with: "sum(F), [\(loss)1]")
        .replacing("sum(F), [\(loss)]", with: "")
        .replacing("'J', sum(F), [", with: "'J', 1e-3 + sum(F), [")
        .write(toFile: path, atomically: true, encoding: .utf8)
      let (status, output) = try octave.run(["--norc", "--quiet", "window.m"], in: folder)
      #expect(status != 0)
      #expect(output.contains("J disagrees"))
    }
  }

  @Test("Too large a vocabulary is refused under softmax, and fine under negative sampling")
  func size() throws {
    let words = (0..<30_000).map { "w\($0)" }.joined(separator: " ")
    let session = try Session.on(words + "\n")
    try withTemporaryFolder { folder in
      let failure = try #require(session.outcome("export \(folder)/window.m").failure)
      #expect(failure.contains("200,000"))
      #expect(!FileManager.default.fileExists(atPath: "\(folder)/window.m"))
      session.succeed("toggle", "export \(folder)/window.m")
    }
  }

  @Test("A window that has diverged is refused")
  func diverged() throws {
    let session = try Session.ofRoyals()
    session.succeed("set eta 1e30", "step 10")
    #expect(session.outcome("export /tmp/never-written.m").failure?.contains("diverged") == true)
  }
}
