import Foundation
import TestSupport
import Testing
import Word2Vec

@testable import Debugger
@testable import Runs

@Suite("The royals")
struct RoyalsTests {
  /// Without optimisation the two epochs take minutes.
  private static var isOptimised: Bool {
    #if DEBUG
    false
    #else
    true
    #endif
  }

  @Test(
    "With the settings of the lesson, king - man + woman is nearest to queen",
    .enabled(if: isOptimised), arguments: [1, 2, 3])
  func queen(seed: Int) throws {
    let session = try Session.start(SessionOptions())
    session.succeed("load royals")
    let lesson = try Repository.text("corpora/royals.sgdb")
    for line in lesson.split(separator: "\n") where line.hasPrefix("set ") {
      session.succeed(String(line))
    }
    session.succeed("set seed \(seed)", "continue")
    let isFinished = session.run.isFinished
    #expect(isFinished)
    #expect(session.succeed("print king - man + woman").contains("nearest: queen"))
  }
}
