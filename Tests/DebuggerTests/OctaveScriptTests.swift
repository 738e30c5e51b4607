import TestSupport
import Testing
import Word2Vec

@testable import Debugger
@testable import Runs

@Suite("The window as an Octave script")
struct OctaveScriptTests {
  private static let octave = Tool.first(of: ["octave-cli", "octave"])

  /// Sessions whose scripts have something in them that others have not.
  private static let cases: [String] = [
    "step 3", "set update pair", "window king : the the king queen", "set eta 10",
    "set var v[king] = 50, 0, 0, 0, 0, 0, 0, 0", "set negatives 0", "set draws window",
    "set collision skip",
  ]

  private func run(_ session: Session) async throws -> Tool.Result {
    let folder = try TemporaryFolder()
    session.succeed("export \(folder.file("window.m"))")
    let octave = try #require(Self.octave)
    return try await octave.run(["--norc", "--no-history", "--quiet", "window.m"], in: folder.path)
  }

  @Test(
    "It passes in Octave", .enabled(if: octave != nil, "Octave is not installed"),
    arguments: Objective.allCases, cases)
  func passes(objective: Objective, line: String) async throws {
    for order in UpdateOrder.allCases {
      let session = try Session.ofRoyals {
        $0.objective = objective
        $0.update = order
      }
      session.succeed(line)
      let result = try await run(session)
      #expect(result.status == 0, "\(result.output)\(result.errors)")
      #expect(result.output.contains("every number agrees"))
    }
  }

  @Test(
    "One component and one word work in Octave",
    .enabled(if: octave != nil, "Octave is not installed"), arguments: Objective.allCases)
  func smallest(objective: Objective) async throws {
    for text in ["a a\n", "it's it's b%c\n"] {
      let session = try Session.on(text) {
        $0.objective = objective
        $0.dimension = 1
        $0.radius = 1
      }
      let result = try await run(session)
      #expect(result.status == 0, "\(result.output)\(result.errors)")
    }
  }

  @Test(
    "A wrong number fails in Octave", .enabled(if: octave != nil, "Octave is not installed"),
    arguments: Objective.allCases)
  func wrongNumber(objective: Objective) async throws {
    let octave = try #require(Self.octave)
    let session = try Session.ofRoyals { $0.objective = objective }
    let folder = try TemporaryFolder()
    session.succeed("export \(folder.file("window.m"))")
    let loss = exactly(session.pending.trace(.never).loss)
    let wrong = try folder.text("window.m")
      .replacing("sum(F), [\(loss)]", with: "sum(F), [\(loss)1]")
      .replacing("sum(F), [\(loss)]", with: "")
      .replacing("'J', sum(F), [", with: "'J', 1e-3 + sum(F), [")
    _ = try folder.write(wrong, to: "window.m")
    let result = try await octave.run(["--norc", "--quiet", "window.m"], in: folder.path)
    #expect(result.status != 0)
    #expect((result.output + result.errors).contains("J disagrees"))
  }

  @Test("Too large a vocabulary is refused under softmax, and fine under negative sampling")
  func size() throws {
    let words = (0..<30_000).map { "w\($0)" }.joined(separator: " ")
    let session = try Session.on(words + "\n")
    let folder = try TemporaryFolder()
    let export = "export \(folder.file("window.m"))"
    let failure = try #require(session.outcome(export).failure)
    #expect(failure.contains("200,000"))
    #expect(folder.names.isEmpty)
    session.succeed("toggle", export)
  }

  @Test("A window that has diverged is refused")
  func diverged() throws {
    let session = try Session.ofRoyals()
    session.succeed("set eta 1e30", "step 10")
    #expect(session.outcome("export /tmp/never-written.m").failure?.contains("diverged") == true)
  }
}
