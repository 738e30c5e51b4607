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
  let length = norm(vector)
  guard length > 0 else { return [] }
  var neighbours: [Neighbour] = []
  for word in 0..<run.parameters.words where !excluded.contains(word) {
    if word % 1024 == 0 { try run.cancellation.check() }
    let other = run.vector(of: word, in: side)
    let cosine = vector.dot(other) / (length * norm(other))
    if !cosine.isNaN { neighbours.append(Neighbour(word: word, cosine: cosine)) }
  }
  var comparisons = 0
  return try neighbours.min(count: count) {
    comparisons += 1
    if comparisons % 65536 == 0 { try run.cancellation.check() }
    return ($1.cosine, $0.word) < ($0.cosine, $1.word)
  }
}

extension Run {
  /// A word's vector, or the sum of both of its vectors, shape `[d]`.
  func vector(of word: Int, in space: VectorSpace) -> [Double] {
    switch space {
    case .center: trainer.vector(.center, word)
    case .outside: trainer.vector(.outside, word)
    case .sum: zip(trainer.vector(.center, word), trainer.vector(.outside, word)).map(+)
    }
  }
}
