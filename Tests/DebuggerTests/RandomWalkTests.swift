import FuzzTargets
import RandomCases
import TestSupport
import Testing
import Word2Vec

@testable import Debugger
@testable import Runs

@Suite("A session agrees with a copy of every state")
struct RandomWalkTests {
  @Test(
    "on a random walk of commands, bit for bit", arguments: 1...4, [nil, 0, 1] as [Int?])
  func walk(seed: Int, memory: Int?) throws {
    var walk = try RandomWalk(
      TestRandom(seed: seed), memory: memory, interval: seed % 2 == 0 ? nil : 300)
    for _ in 0..<RandomWalk<TestRandom>.commands / 12 {
      guard walk.takeStep() else { break }
    }
    #expect(walk.difference == nil)
  }

  @Test("when its checkpoints have to be thinned out", arguments: 5...6)
  func thinned(seed: Int) throws {
    var walk = try RandomWalk(
      TestRandom(seed: seed), memory: 1, interval: 1, dimension: 200)
    for _ in 0..<200 {
      guard walk.takeStep() else { break }
    }
    #expect(walk.difference == nil)
    #expect(walk.session.run.history.byteCount <= 1 << 20)
  }
}
