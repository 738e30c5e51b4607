import Foundation
import RandomCases
import TestSupport
import Testing

@testable import Word2Vec

private func dot(_ a: [Double], _ b: [Double]) -> Double {
  zip(a, b).reduce(0) { $0 + $1.0 * $1.1 }
}

@Suite("Principal components")
struct PrincipalComponentsTests {
  /// Vectors, shape `[n, d]`.
  struct Sample: CustomTestStringConvertible, Sendable {
    let name: String
    let vectors: [[Double]]
    let dimension: Int

    var testDescription: String { name }
    var flat: [Double] { Array(vectors.joined()) }

    var components: PrincipalComponents {
      PrincipalComponents(of: flat, dimension: dimension, count: 2)
    }

    static func random(_ n: Int, _ d: Int, seed: Int) -> Sample {
      var random = TestRandom(seed: seed)
      // Components of different spread, so that directions are told apart.
      let spreads = (0..<d).map { 1 / Double($0 + 1) }
      return Sample(
        name: "random \(n) × \(d)",
        vectors: (0..<n).map { _ in spreads.map { $0 * Double.random(in: -1...1, using: &random) }
        },
        dimension: d)
    }

    static let random = [
      (3, 2), (5, 3), (40, 8), (1000, 100), (7, 7), (8, 7), (7, 8), (2, 30), (3, 100), (60, 300),
    ].enumerated().map { random($0.element.0, $0.element.1, seed: $0.offset + 1) }

    /// `n` vectors whose components are a function of row and column.
    static func made(
      _ name: String, _ n: Int, _ d: Int, _ component: (Double, Double) -> Double
    ) -> Sample {
      let vectors = (0..<n).map { row in
        (0..<d).map { column in component(Double(row), Double(column)) }
      }
      return Sample(name: name, vectors: vectors, dimension: d)
    }

    static let degenerate = [
      Sample(name: "one word", vectors: [[1, -2, 3]], dimension: 3),
      Sample(name: "two words", vectors: [[1, -2, 3], [0.5, 1, 2]], dimension: 3),
      made("two words of many components", 2, 40) { pow($1, $0 + 1) },
      made("equal words", 9, 3) { _, column in 0.1 * (column + 1) },
      made("rank one", 12, 3) { row, column in (0.3 - 0.5 * column) * row + 1 },
      Sample(name: "d = 1", vectors: [[3], [-1], [4], [1], [-5]], dimension: 1),
      made("zero", 3, 2) { _, _ in 0 },
      Sample(
        name: "tiny", vectors: [[1e-30, 0, 0], [0, 2e-30, 0], [0, 0, 1e-31], [0, 0, 0]],
        dimension: 3),
      Sample(
        name: "huge", vectors: [[1e38, 0, 0], [0, 3e38, 0], [0, 0, 1e37], [0, 0, 0]],
        dimension: 3),
      made("a plane in many components", 30, 20) { row, column in
        let (a, b) = (column.truncatingRemainder(dividingBy: 3), sin(column))
        return row * a + cos(3 * row) * b
      },
    ]
  }

  /// Directions, variances and the total as numpy finds them, under the same rules of order and sign.
  private static let script = """
    import sys
    import numpy as np
    n, d = int(sys.argv[1]), int(sys.argv[2])
    x = np.fromfile(sys.argv[3]).reshape(n, d)
    c = x - x.mean(axis=0)
    total = (c ** 2).sum() / n
    _, s, vt = np.linalg.svd(c, full_matrices=False)
    for value, v in list(zip(s ** 2 / n, vt))[:2]:
        eps = np.finfo(float).eps
        if value <= 4 * max(n, d) * eps * total + (8 * eps) ** 2 * (x ** 2).sum() / n:
            continue
        a = abs(v)
        if v[np.argmax(a >= a.max() * (1 - 1e-9))] < 0:
            v = -v
        print(repr(float(value)), " ".join(repr(float(y)) for y in v))
    print(repr(float(total)))
    """

  private static let python = Task { await Tool.python(with: "numpy") }

  @Test(
    "They are those of numpy, in number, order and sign",
    .enabled("needs numpy: set SGDB_PYTHON") { await python.value != nil },
    arguments: Sample.random + Sample.degenerate)
  func numpy(sample: Sample) async throws {
    let folder = try TemporaryFolder()
    let file = try folder.write(sample.flat.withUnsafeBytes { Data($0) }, to: "vectors")
    let python = try #require(await Self.python.value)
    let result = try await python.run(
      ["-c", Self.script, "\(sample.vectors.count)", "\(sample.dimension)", file])
    try #require(result.status == 0, "\(result.errors)")
    var lines = result.output.split(separator: "\n").map { line in
      line.split(separator: " ").compactMap { Double($0) }
    }
    let total = try #require(lines.popLast()?.first)
    let ours = sample.components
    #expect((ours.totalVariance - total).magnitude <= 1e-13 * total)
    try #require(ours.directions.count == lines.count)
    for (index, line) in lines.enumerated() {
      // Both are exact to some roundings of the greatest variance.
      #expect((ours.variances[index] - line[0]).magnitude <= 1e-12 * total)
      // A direction is as sharp as the gap that tells it from the others.
      let largest =
        zip(ours.directions[index], line.dropFirst())
        .map { ($0 - $1).magnitude }.max() ?? 0
      #expect(largest < 1e-8, "direction \(index) of \(sample.name): \(largest)")
    }
  }

  @Test(
    "Directions are orthogonal unit eigenvectors of the covariance",
    arguments: Sample.random + Sample.degenerate)
  func eigenvectors(sample: Sample) {
    let components = sample.components
    let n = Double(sample.vectors.count)
    for (index, direction) in components.directions.enumerated() {
      for (other, second) in components.directions.enumerated() {
        let product = dot(direction, second)
        #expect((product - (index == other ? 1 : 0)).magnitude < 1e-13)
      }
      var product = [Double](repeating: 0, count: sample.dimension)
      for vector in sample.vectors {
        let centered = zip(vector, components.mean).map { $0 - $1 }
        let coordinate = dot(centered, direction)
        for column in product.indices { product[column] += coordinate * centered[column] / n }
      }
      for (column, value) in product.enumerated() {
        let expected = components.variances[index] * direction[column]
        #expect((value - expected).magnitude <= 1e-12 * components.totalVariance)
      }
    }
  }

  @Test("Words that differ in no direction have none; two words have one")
  func degenerate() throws {
    func directions(_ name: String) throws -> [[Double]] {
      try #require(Sample.degenerate.first { $0.name == name }).components.directions
    }
    #expect(try directions("one word").isEmpty)
    #expect(try directions("equal words").isEmpty)
    #expect(try directions("zero").isEmpty)
    #expect(try directions("two words").count == 1)
    #expect(try directions("rank one").count == 1)
    #expect(try directions("d = 1") == [[1]])
    #expect(try directions("a plane in many components").count == 2)
    #expect(PrincipalComponents(of: [], dimension: 4, count: 2).directions.isEmpty)
  }

  @Test("Equal variances in all directions still give an orthogonal pair", arguments: 3...9)
  func equalVariances(dimension: Int) {
    var corners: [Double] = []
    for axis in 0..<dimension {
      for sign in [1.0, -1] { corners += (0..<dimension).map { $0 == axis ? sign : 0 } }
    }
    let components = PrincipalComponents(of: corners, dimension: dimension, count: 2)
    #expect(components.directions.count == 2)
    let (a, b) = (components.directions[0], components.directions[1])
    #expect(dot(a, b).magnitude < 1e-13)
    for variance in components.variances {
      #expect((variance - 1 / Double(dimension)).magnitude < 1e-14)
    }
  }

  @Test("The order of the words does not matter beyond rounding", arguments: Sample.random)
  func order(sample: Sample) {
    let components = sample.components
    let reversed = PrincipalComponents(
      of: Array(sample.vectors.reversed().joined()), dimension: sample.dimension, count: 2)
    for (a, b) in zip(components.directions, reversed.directions) {
      for (x, y) in zip(a, b) { #expect((x - y).magnitude < 1e-9) }
    }
  }

  @Test("Coordinates have mean 0, and their mean square is the variance", arguments: Sample.random)
  func coordinates(sample: Sample) {
    let components = sample.components
    let coordinates = sample.vectors.map(components.coordinates(of:))
    for (axis, variance) in components.variances.enumerated() {
      let values = coordinates.map { $0[axis] }
      let n = Double(values.count)
      #expect((values.reduce(0, +) / n).magnitude < 1e-12)
      #expect((values.reduce(0) { $0 + $1 * $1 } / n - variance).magnitude < 1e-12)
    }
  }

  @Test("A basis turned or mirrored in its plane is turned back", arguments: 0..<24)
  func alignment(step: Int) {
    let sample = Sample.random(20, 6, seed: step + 1)
    let basis = sample.components.directions
    let angle = Double(step) * .pi / 12
    let mirror = step % 2 == 0 ? 1.0 : -1
    let turned = [
      zip(basis[0], basis[1]).map { $0 * cos(angle) + $1 * sin(angle) },
      zip(basis[0], basis[1]).map { mirror * ($1 * cos(angle) - $0 * sin(angle)) },
    ]
    for (a, b) in zip(aligned(turned, to: basis), basis) {
      for (x, y) in zip(a, b) { #expect((x - y).magnitude < 1e-14) }
    }
  }

  @Test("No turn brings a plane nearer to another than the one that is chosen", arguments: 0..<20)
  func nearest(seed: Int) {
    let basis = Sample.random(20, 5, seed: 2 * seed + 1).components.directions
    let other = Sample.random(20, 5, seed: 2 * seed + 2).components.directions
    func nearness(_ basis: [[Double]]) -> Double {
      dot(basis[0], other[0]) + dot(basis[1], other[1])
    }
    let best = nearness(aligned(basis, to: other))
    for step in 0..<360 {
      let (c, s) = (cos(Double(step) * .pi / 180), sin(Double(step) * .pi / 180))
      let first = zip(basis[0], basis[1]).map { c * $0 + s * $1 }
      let second = zip(basis[0], basis[1]).map { c * $1 - s * $0 }
      #expect(nearness([first, second]) <= best + 1e-14)
      #expect(nearness([first, second.map { -$0 }]) <= best + 1e-14)
    }
  }

  @Test("A line keeps its direction, and what has no counterpart stays")
  func lines() {
    #expect(aligned([[0.6, 0.8]], to: [[-0.6, -0.8]]) == [[-0.6, -0.8]])
    #expect(aligned([[0.6, 0.8]], to: []) == [[0.6, 0.8]])
    #expect(aligned([[1, 0]], to: [[1, 0, 0]]) == [[1, 0]])
    #expect(aligned([], to: []).isEmpty)
  }

  @Test("On its way to another plane a basis stays one, turns no farther than it may, and arrives")
  func turning() {
    let target = Sample.random(20, 6, seed: 1).components.directions
    for seed in 2..<12 {
      var basis = Sample.random(20, 6, seed: seed).components.directions
      let target = aligned(target, to: basis)
      var steps = 0
      while basis != target, steps < 100 {
        let next = turned(basis, towards: target, byAtMost: 0.1)
        for (a, b) in zip(basis, next) { #expect(dot(a, b) > cos(0.1) - 0.001) }
        #expect((dot(next[0], next[0]) - 1).magnitude < 1e-14)
        #expect((dot(next[1], next[1]) - 1).magnitude < 1e-14)
        #expect(dot(next[0], next[1]).magnitude < 1e-14)
        basis = next
        steps += 1
      }
      // A quarter of a turn is the farthest that another plane can be.
      #expect(steps > 1 && steps <= 20)
    }
    #expect(turned([[1, 0]], towards: [[0, 1]], byAtMost: 2) == [[0, 1]])
  }
}
