import RandomCases
import Testing
import Word2Vec

@Suite("Nearest words, similarity and analogies")
struct SimilarityTests {
  /// Two dimensions, with angles that are easy to see.
  private func parameters() -> Parameters {
    func matrix(_ rows: [[Double]]) -> Matrix {
      var matrix = Matrix(rows: rows.count, columns: 2)
      for (word, row) in rows.enumerated() { matrix.setVector(word, to: row) }
      return matrix
    }
    return Parameters(
      center: matrix([[1, 0], [1, 1], [3, 0], [3, 1], [-1, 0], [0, 0]]),
      outside: matrix([[0, 1], [0, 2], [1, 0], [0, 0], [1, 0], [0, 3]]))
  }

  /// Whether two cosines differ by a few roundings.
  private func isClose(_ a: Double, _ b: Double) -> Bool { (a - b).magnitude < 1e-15 }

  @Test("The nearest words come by descending cosine, without those excluded or zero")
  func nearest() {
    let parameters = parameters()
    let nearest = parameters.nearest(to: [2, 0], excluding: [0])
    #expect(nearest.map(\.word) == [2, 3, 1, 4])
    let cosines = [1, 3 / 10.0.squareRoot(), 0.5.squareRoot(), -1]
    #expect(zip(nearest, cosines).allSatisfy { isClose($0.cosine, $1) })
    #expect(parameters.nearest(to: [2, 0], in: .outside, count: 2).map(\.word) == [2, 4])
    #expect(parameters.nearest(to: [0, 1], in: .sum, count: 1).map(\.word) == [5])
    #expect(parameters.nearest(to: [0, 0]).isEmpty)
    #expect(parameters.nearest(to: [1, .nan]).isEmpty)
  }

  @Test("A word's vector is its row of V, of U, or their sum")
  func vectors() {
    let parameters = parameters()
    #expect(parameters.vector(of: 3) == [3, 1])
    #expect(parameters.vector(of: 2, in: .outside) == [1, 0])
    #expect(parameters.vector(of: 1, in: .sum) == [1, 3])
  }

  @Test("Similarity is the cosine, nan with a zero vector")
  func similarity() {
    let parameters = parameters()
    #expect(isClose(parameters.similarity(of: 0, and: 1), 0.5.squareRoot()))
    #expect(parameters.similarity(of: 0, and: 2, in: .outside) == 0)
    #expect(parameters.similarity(of: 0, and: 3, in: .outside).isNaN)
  }

  @Test("An analogy is answered by the words nearest to b - a + c, without the three")
  func analogy() {
    let parameters = parameters()
    let answers = parameters.analogy(0, 2, 1)
    #expect(answers == parameters.nearest(to: [3, 1], excluding: [0, 1, 2], count: 5))
    #expect(answers.first?.word == 3)
    #expect(isClose(answers.first?.cosine ?? 0, 1))
  }

  @Test("A search ends with the error of its cancellation, in comparing and in sorting")
  func cancelled() throws {
    struct Stop: Error {}
    let words = 40_000
    var random = TestRandom(seed: 1)
    var center = Matrix(rows: words, columns: 2)
    for word in 0..<words {
      center.setVector(word, to: [1, Double.random(in: -1...1, using: &random)])
    }
    let parameters = Parameters(
      center: center, outside: Matrix(rows: words, columns: 2))
    func checks(until limit: Int) -> Int {
      var checks = 0
      let cancellation = Cancellation { () throws(Stop) in
        checks += 1
        if checks == limit { throw Stop() }
      }
      #expect(throws: Stop.self) {
        _ = try parameters.nearest(to: [1, 0], count: words, cancellation: cancellation)
      }
      return checks
    }
    let inComparing = words / 1024 + 1
    #expect(checks(until: 2) == 2)
    #expect(checks(until: inComparing + 2) == inComparing + 2)
  }
}
