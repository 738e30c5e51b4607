import TestSupport
import Testing
import Word2Vec

@testable import Debugger

/// The sanity-check arrays published with assignment 2 of Stanford's CS224n (2019-2023), entered by
/// commands as a user would.
@Suite("Published cases, entered by hand")
struct PublishedCasesTests {
  private static let center: [(word: String, vector: [Double])] = [
    ("a", [-0.9673571403949328, -0.021826408701617506, 0.25247528752360726]),
    ("b", [0.7366302928338292, -0.48088686664411984, -0.47552458734406944]),
    ("c", [-0.2732364450393794, 0.1253806234717907, 0.9537408161340624]),
    ("d", [-0.5671377366706175, -0.2717822946659313, -0.777489017253781]),
    ("e", [-0.5960945928820293, 0.7795665962055106, 0.19221643638711614]),
  ]
  private static let outside: [(word: String, vector: [Double])] = [
    ("a", [-0.6831809040518332, -0.04200518936997692, 0.7290400650203748]),
    ("b", [0.18289106803498664, 0.7609858689117064, -0.6224559137398544]),
    ("c", [-0.615178735138841, 0.5147623987134095, -0.5971388420658905]),
    ("d", [-0.3386707358650964, -0.8096653430991654, -0.4793163515390485]),
    ("e", [-0.5262952865514944, -0.781904076158553, 0.33412465793520896]),
  ]

  private func session() throws -> Session {
    let session = try Session.on("a b c d e\n") { $0.dimension = 3 }
    for (side, rows) in [("v", Self.center), ("u", Self.outside)] {
      for (word, vector) in rows {
        let numbers = vector.map { "\($0)" }.joined(separator: ", ")
        session.succeed("set var \(side)[\(word)] = \(numbers)")
      }
    }
    return session
  }

  private func expect(
    _ session: Session, loss: Double, center: [Double], outside: [String: [Double]]
  ) throws {
    #expect(abs(try session.scalar("J") - loss) < 1e-6)
    for (a, b) in zip(try session.vector("grad.v[c]"), center) { #expect(abs(a - b) < 1e-6) }
    for (word, gradient) in outside {
      for (a, b) in zip(try session.vector("grad.u[\(word)]"), gradient) {
        #expect(abs(a - b) < 1e-6)
      }
    }
  }

  @Test("Softmax: a repeated outside word, and the center among them")
  func softmax() throws {
    let session = try session()
    session.succeed("window c : a b e d b c")
    try expect(
      session, loss: 11.16610900153398, center: [-1.26947339, -1.36873189, 2.45158957],
      outside: [
        "a": [-0.41045956, 0.18834851, 1.43272264],
        "b": [0.38202831, -0.17530219, -1.33348241],
        "c": [0.07009355, -0.03216399, -0.24466386],
        "d": [0.09472154, -0.04346509, -0.33062865],
        "e": [-0.13638384, 0.06258276, 0.47605228],
      ])
  }

  @Test("Negative sampling: repeated draws, and words both observed and drawn")
  func negativeSampling() throws {
    let session = try session()
    session.succeed(
      "set objective negative-sampling", "set negatives 10", "window c : a b",
      "negatives 1 = d c c e b d b d b b", "negatives 2 = c e a a a a e e c e")
    try expect(
      session, loss: 16.15119285363322, center: [-4.54650789, -1.85942252, 0.76397441],
      outside: [
        "a": [-0.69148188, 0.31730185, 2.41364029],
        "b": [-0.22716495, 0.10423969, 0.79292674],
        "c": [-0.45528438, 0.20891737, 1.58918512],
        "d": [-0.31602611, 0.14501561, 1.10309954],
        "e": [-0.80620296, 0.36994417, 2.81407799],
      ])
  }
}
