import RandomCases
import Testing
import Word2Vec

@testable import Debugger
@testable import Runs

@Suite("Score ranking")
struct ScoreRankingTests {
  @Test("Words come in the order that comparing their scores gives", arguments: 0..<60)
  func order(seed: Int) {
    var random = TestRandom(seed: seed)
    let special: [Double] = [
      0, -0.0, .infinity, -.infinity, .nan, -.nan, .leastNonzeroMagnitude, -.leastNonzeroMagnitude,
      .greatestFiniteMagnitude, -.greatestFiniteMagnitude, 1, -1, 1.0.nextUp, 1.0.nextDown,
    ]
    let scores = (0..<Int.random(in: 1...3000, using: &random)).map { _ in
      switch Int.random(in: 0..<4, using: &random) {
      case 0: special[Int.random(in: 0..<special.count, using: &random)]
      // Few different ones, of which many are equal.
      case 1: Double(Int.random(in: -9...9, using: &random)) / 8
      case 2: Double.random(in: -40...40, using: &random)
      default: Double(bitPattern: UInt64.random(in: 0...UInt64.max, using: &random))
      }
    }
    let keys = scores.map { $0.isNaN ? -.infinity : $0 }
    let expected = scores.indices.sorted {
      keys[$0] != keys[$1] ? keys[$0] > keys[$1] : $0 < $1
    }
    let ranking = ScoreRanking(scores)
    #expect(ranking.order == expected)
    #expect(ranking.order.map { ranking.places[$0] } == Array(scores.indices))
  }

  @Test("It ends when it is interrupted")
  func interrupted() {
    var checks = 0
    #expect(throws: Interruption.self) {
      let cancellation = Cancellation { () throws(Interruption) in
        checks += 1
        if checks == 20 { throw Interruption() }
      }
      _ = try ScoreRanking([Double](repeating: 1, count: 200_000), cancellation: cancellation)
    }
    #expect(checks == 20)
  }
}
