import Debugger
import Testing
import Word2Vec

/// Cosines of a vector and every word's, word by word.
private func cosines(_ vector: [Double], _ space: VectorSpace, _ session: Session) -> [Double] {
  (0..<session.run.parameters.words).map { word in
    let v = session.run.parameters.center.vector(word)
    let u = session.run.parameters.outside.vector(word)
    let row =
      switch space {
      case .center: v
      case .outside: u
      case .sum: zip(v, u).map { $0 + $1 }
      }
    func product(_ a: [Double], _ b: [Double]) -> Double {
      zip(a, b).reduce(0) { $0 + $1.0 * $1.1 }
    }
    return product(vector, row)
      / (product(vector, vector).squareRoot() * product(row, row).squareRoot())
  }
}

@Test("The nearest words have the greatest cosines", arguments: VectorSpace.allCases)
private func greatestCosines(_ space: VectorSpace) throws {
  let session = try expressionSession()
  let vector = [0.3, -0.2, 0.9]
  let expected = cosines(vector, space, session)
  let nearest = session.run.parameters.nearest(to: vector, in: space, count: 5)
  #expect(nearest.count == 5)
  let sorted = expected.filter { !$0.isNaN }.sorted(by: >)
  for (rank, neighbour) in nearest.enumerated() {
    #expect(abs(neighbour.cosine - sorted[rank]) < 1e-12)
    #expect(abs(neighbour.cosine - expected[neighbour.word]) < 1e-12)
  }
}

@Test("Excluded words and zero vectors are left out; of equal ones the more frequent comes first")
private func leftOut() throws {
  let session = try expressionSession(
    "set var v[old] = king", "set var v[ruled] = 2 * king", "set var v[queen] = king - king")
  let words = try ["king", "old", "ruled"].map { try index(of: $0, in: session) }
  let vector = [1.0, 2, -2]
  let nearest = session.run.parameters.nearest(to: vector, count: 3)
  #expect(nearest.map(\.word) == words.sorted())
  let others = session.run.parameters.nearest(
    to: vector, excluding: Set(words), count: 100)
  let queen = try index(of: "queen", in: session)
  #expect(others.count == session.corpus.vocabulary.count - 4)
  #expect(!others.contains { words.contains($0.word) || $0.word == queen })
  #expect(session.run.parameters.nearest(to: [0, 0, 0], count: 3).isEmpty)
  #expect(session.run.parameters.nearest(to: vector, count: 0).isEmpty)
}

@Test("Combinations of words show their nearest words, except their own")
private func combinations() throws {
  let session = try expressionSession(
    "set var v[king] = 1, 1, 0", "set var v[old] = 0, 1, 0", "set var v[saw] = 1, 0, 1",
    "set var v[queen] = 2, 0, 2.2", "print king - old")
  func line(_ text: String) throws -> String? {
    let expression = try Expression(text, in: session)
    return try expression.nearestWordsLine(expression.value(in: session), in: session)
  }
  #expect(try line("king - old + 0.1 * saw")?.hasPrefix("nearest: ") == true)
  #expect(try line("v[saw] * 2")?.hasPrefix("nearest: queen 1.00, ") == true)
  #expect(try line("saw * 2") == line("v[saw] * 2"))
  #expect(try line("$1 + saw")?.hasPrefix("nearest: ") == true)
  #expect(try line("u[king] - u[old]") != line("king - old"))
  for text in [
    "king", "v[king]", "king - u[old]", "grad.u[king] * 2", "yhat - y[1]", "dot(king, old)",
  ] {
    #expect(try line(text) == nil, "\(text)")
  }
}
