import Algorithms
import Runs
import SkipGram

/// Which vectors of the words are compared.
package enum VectorSpace: String, CaseIterable, Sendable {
  /// The center vectors, rows of `V`.
  case center = "v"
  /// The outside vectors, rows of `U`.
  case outside = "u"
  /// The sums of a word's center and outside vector.
  case sum = "v+u"
}

/// A word and how near it is.
package struct Neighbour: Equatable, Sendable {
  package let word: Int
  /// The cosine of its vector and the one it was compared with.
  package let cosine: Double
}

/// The words whose vectors point most nearly in a direction, the nearest first.
///
/// Of equally near words the more frequent comes first. A word whose cosine is no number, as that of
/// a zero vector, is left out.
///
/// - Parameters:
///   - vector: The direction, shape `[d]`.
///   - side: The vectors compared with it.
///   - excluded: Words left out, as those the direction was made of.
///   - count: How many words at most.
///   - run: Its parameters are read.
/// - Returns: The words with their cosines.
/// - Throws: ``Interruption``.
/// - Complexity: O(*W*·*d*).
package func nearestWords(
  to vector: [Double], side: VectorSpace, excluding excluded: Set<Int> = [], count: Int,
  in run: Run
) throws -> [Neighbour] {
  let length = VectorView(vector).norm
  guard length > 0 else { return [] }
  var neighbours: [Neighbour] = []
  for word in 0..<run.parameters.words where !excluded.contains(word) {
    if word % 1024 == 0 { try run.cancellation.check() }
    let (product, ownLength) = measure(vector, word, side, run)
    let cosine = product / (length * ownLength)
    if !cosine.isNaN { neighbours.append(Neighbour(word: word, cosine: cosine)) }
  }
  var comparisons = 0
  return try neighbours.min(count: count) {
    comparisons += 1
    if comparisons % 65536 == 0 { try run.cancellation.check() }
    return ($1.cosine, $0.word) < ($0.cosine, $1.word)
  }
}

/// The product of a vector and a word's, and the length of the word's.
private func measure(
  _ vector: [Double], _ word: Int, _ space: VectorSpace, _ run: Run
) -> (product: Double, length: Double) {
  var product = 0.0
  var squares = 0.0
  func add(_ index: Int, _ component: Double) {
    product += vector[index] * component
    squares += component * component
  }
  let center = VectorView(.center, word, in: run)
  let outside = VectorView(.outside, word, in: run)
  for index in vector.indices {
    switch space {
    case .center: add(index, center[index])
    case .outside: add(index, outside[index])
    case .sum: add(index, center[index] + outside[index])
    }
  }
  return (product, squares.squareRoot())
}
