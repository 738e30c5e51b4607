import FuzzTargets
import RandomCases
import TestSupport
import Testing
import Word2Vec

@testable import Debugger
@testable import Runs

@Suite("Failing commands")
struct FailureTests {
  @Test(
    "A command that fails leaves the session as it was",
    arguments: [
      "load /nonexistent", "load vectors /nonexistent", "load vectors", "source /nonexistent",
      "set var v[king] = 1, 2", "set var v[king] = 1/0", "set var v[quen] = 1", "set var J = 1",
      "set var v[king][8] = 1", "set dimension 0", "set min-count 1000", "set tokens other",
      "window king :", "window : king", "window king the", "window king : nobody", "window",
      "negatives 1 = the", "negatives 1 =", "negatives 9 = king", "negatives x",
      "negatives redraw 2",
      "step 0", "step -1", "step x", "stepi 0", "back 0", "back x", "goto -1", "goto x",
      "print", "print (", "print v[quen]", "print 1 +", "print negative[1]", "print F[9]",
      "until", "until J", "until J >", "finish line", "break", "break if", "break if J",
      "break nobody", "break king if", "watch", "watch (", "condition 9", "ignore 1",
      "delete 9", "enable 9", "commands 9", "tbreak outside", "with eta 2 --", "with eta 2",
      "with seed 2 -- step", "with eta x -- step", "with eta 2 -- print v[quen]", "terms outside",
      "terms outside quen", "terms center 9", "export", "export x", "export x.y", "export json",
      "export - json", "export window /nonexistent/x.json", "save", "save vectors",
      "save vectors /nonexistent/x.txt", "save vectors x.unknown", "save breakpoints", "info",
      "info nothing", "layout other", "focus other", "help nothing", "preset other", "run 1",
      "toggle 1", "list x", "where 1", "\"unclosed", "print \"unclosed", "(", "\u{7F}", "é",
    ])
  func unchanged(line: String) throws {
    let session = try Session.ofRoyals()
    session.succeed("break 100", "print J", "step 4", "back 2", "stepi")
    let before = Snapshot(session)
    let failure = try #require(session.outcome(line).failure, "\(line) succeeds")
    #expect(!failure.isEmpty)
    #expect(!failure.contains("CommandError"))
    #expect(Snapshot(session) == before)
    #expect(session.hasFailed)
    // The record ahead is still there.
    session.succeed("goto 4")
    #expect(session.run.history.end == 4)
  }

  @Test("A failing command ends the script it is in, and names its place")
  func scriptPlace() throws {
    let session = try Session.ofRoyals()
    let folder = try TemporaryFolder()
    let path = try folder.write("step\n\nset eta x\nstep\n", to: "a.sgdb")
    let failure = try #require(session.outcome("source \(path)").failure)
    #expect(failure.contains("\(path):3"))
    #expect(session.run.number == 1)
  }

  @Test("Random bytes never crash, and failing leaves the session as it was", arguments: 0..<20)
  func randomBytes(seed: Int) throws {
    var generator = TestRandom(seed: seed)
    let session = try Session.ofRoyals()
    for _ in 0..<60 {
      let bytes = (0..<Int.random(in: 0...40, using: &generator)).map { _ in
        UInt8.random(in: 0...255, using: &generator)
      }
      try expectSane(String(decoding: bytes, as: UTF8.self), session)
    }
  }

  /// Tokens of random lines; none writes to a file.
  private static let soup: [String] =
    Command.all.map(\.name).filter { !["save", "export", "source"].contains($0) }
    + Command.all.flatMap(\.abbreviations) + Setting.all.map(\.name).filter { $0 != "log" }
    + Symbol.all.map(\.name)
    + [
      "the", "king", "queen", "quen", "var", "v[king]", "u[queen][0]", "J", "F[1]", "--", ":", "=",
    ]
    + ["0", "1", "2", "-1", "9223372036854775807", "1e400", "nan", "\"", "\"the king\"", "#", "if"]
    + ["outside", "center", "corpus", "redraw", "vectors", "/nonexistent", "+", "-", "*", "(", ")"]
    + [
      "in", "u", "v+u", "all", "softmax", "negative-sampling", "on", "off", "uniform", "pair", ",",
    ]

  @Test(
    "Soup of the language's words never crashes, and failing leaves the session as it was",
    arguments: 0..<40)
  func tokenSoup(seed: Int) throws {
    var generator = TestRandom(seed: 1000 + seed)
    let session = try Session.ofRoyals()
    for _ in 0..<40 {
      let words = (0..<Int.random(in: 1...6, using: &generator)).map { _ in
        Self.soup.randomElement(using: &generator) ?? ""
      }
      try expectSane(words.joined(separator: " "), session)
    }
  }

  /// Runs a line, interrupts a long one, and checks the remaining state.
  private func expectSane(_ line: String, _ session: Session) throws {
    let before = Snapshot(session)
    var pauses = 0
    session.interrupt {
      pauses += 1
      return pauses > 3000
    }
    var effects = session.run(line)
    let isLong = session.isBusy
    if session.isBusy { effects += session.interrupt() }
    session.letFinish()
    #expect(!session.isBusy)
    let outcome = Outcome(effects)
    if outcome.failure != nil, !isLong {
      #expect(Snapshot(session) == before, "\(line)")
    }
    #expect(!session.run.isTryingSettings)
    for offset in [0, line.utf8.count / 2, line.utf8.count] {
      _ = session.completions(in: line, at: offset)
    }
    #expect(session.pending.trace(.never).loss.isFinite || session.run.divergence != nil, "\(line)")
  }
}
