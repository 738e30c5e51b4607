import Glibc
import RandomCases
import Testing

@testable import Word2Vec

@Suite("Errata")
struct ErratumTests {
  /// A window with what the notes write for its numbers, evaluated by definition.
  struct Notes {
    let sample: RandomCase
    let pair: Int
    /// The word `ω` or `k` of the line.
    let word: Int

    var v: [Double] { sample.center[sample.centerWord] }
    var o: Int { sample.outsideWords[pair] }
    var pairs: Range<Int> { sample.outsideWords.indices }

    func u(_ word: Int) -> [Double] { sample.outside[word] }
    func z(_ word: Int) -> Double { zip(u(word), v).reduce(0) { $0 + $1.0 * $1.1 } }
    func sigma(_ word: Int) -> Double { (1 + tanh(z(word) / 2)) / 2 }
    /// `ŷ_w` among some words, all by default.
    func predicted(_ word: Int, among words: [Int]? = nil) -> Double {
      1 / (words ?? Array(0..<sample.words)).reduce(0) { $0 + exp(z($1) - z(word)) }
    }
    /// `Σ_w a_w u_w`.
    func sum(_ words: some Sequence<Int>, _ factor: (Int) -> Double) -> [Double] {
      words.reduce(v.map { _ in 0 }) { sum, word in
        zip(sum, u(word)).map { $0 + factor(word) * $1 }
      }
    }
    var others: [Int] { (0..<sample.words).filter { $0 != o } }
  }

  private typealias Formula = @Sendable (Notes) -> [Double]

  private static func minus(_ a: [Double], _ b: [Double]) -> [Double] { zip(a, b).map(-) }
  private static func times(_ factor: Double, _ vector: [Double]) -> [Double] {
    vector.map { factor * $0 }
  }

  private static func overPairs(_ n: Notes, _ term: (Int) -> [Double]) -> [Double] {
    n.pairs.reduce(n.v.map { _ in 0 }) { zip($0, term($1)).map(+) }
  }

  private static let formulas: [String: Formula] = [
    "negative.outside.B.printed": { times($0.sigma($0.word), $0.v) },
    "softmax.center.2.printed": { n in
      minus(n.sum(n.others) { n.predicted($0, among: n.others) }, n.u(n.o))
    },
    "softmax.center.4.printed": { n in minus(n.sum(n.others) { n.predicted($0) }, n.u(n.o)) },
    "softmax.center.5.printed": { n in minus(n.sum(n.others) { n.predicted($0) }, n.u(n.o)) },
    "softmax.outside.B3.printed": { [$0.predicted($0.word)] },
    "table.1.printed": { times($0.predicted($0.o) - 1, $0.v) },
    "table.2.printed.1": { [$0.predicted($0.o)] },
    "table.2.printed.2": { times(Double($0.pairs.count) * $0.predicted($0.o), $0.v) },
    "table.2.printed.3": { times($0.predicted($0.word), $0.v) },
    "table.3.printed": { times($0.sigma($0.o) - 1, $0.v) },
    "table.4.printed.1": { n in
      let drawn = n.sample.draws.joined().count { $0 == n.word }
      return times(Double(drawn) * n.sigma(n.o), n.v)
    },
    "table.4.printed.2": { times($0.sigma($0.word), $0.v) },
    "table.4.printed.3": { times($0.sigma($0.word), $0.v) },
    "table.5.printed.1": { n in
      overPairs(n) { j in
        minus(n.sum(n.sample.draws[j]) { n.predicted($0) }, n.u(n.sample.outsideWords[j]))
      }
    },
    "table.5.printed.2": { n in minus(n.sum(0..<n.sample.words) { n.predicted($0) }, n.u(n.o)) },
    "table.6.printed.1": { n in
      overPairs(n) { j in
        let o = n.sample.outsideWords[j]
        return minus(n.sum(0..<n.sample.words, n.sigma), times(1 - n.sigma(o), n.u(o)))
      }
    },
    "table.6.printed.2": { n in
      minus(n.sum(n.sample.draws[n.pair], n.sigma), times(1 - n.sigma(n.o), n.u(n.o)))
    },
  ]

  private static let shapes: [String: @Sendable (RandomCase) -> [Int]] = [
    "convention.printed": { [$0.dimension, 1] },
    "window.outside.printed": { [$0.window.radius, $0.dimension] },
  ]

  @Test("The value of each is that of the formula in the notes", arguments: 0..<60)
  func values(seed: Int) {
    let sample = RandomCase(seed: seed, .init(words: 1...9, magnitude: [0.3, 1, 2][seed % 3]))
    let pair = seed % sample.outsideWords.count
    for section in DerivationSection.allCases {
      for objective in Objective.allCases {
        let context = DerivationContext(
          section, of: sample.update(objective), window: sample.window, number: 0,
          parameters: sample.parameters, pair: pair)
        for evaluated in context.evaluate() where evaluated.line.erratum != nil {
          guard let value = evaluated.value else { continue }
          let name = evaluated.line.name
          if case .shape(let shape) = value {
            #expect(shape == Self.shapes[name]?(sample), "\(name) in \(sample)")
            continue
          }
          let notes = Notes(sample: sample, pair: pair, word: evaluated.word ?? 0)
          let expected = Self.formulas[name]?(notes)
          // The formula of one line is a central difference, good to ten digits of the scores.
          let isNear =
            expected.map {
              $0.count == value.numbers.count
                && zip($0, value.numbers).allSatisfy { ($0 - $1).magnitude < 1e-8 }
            } ?? false
          #expect(
            isNear, "\(name): \(value.numbers), not \(expected ?? []), pair \(pair) of \(sample)")
        }
      }
    }
  }
}
