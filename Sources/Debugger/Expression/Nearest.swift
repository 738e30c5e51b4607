import Algorithms
import Runs
import Word2Vec

/// The vectors that are compared.
package enum VectorSpace: String, CaseIterable, Sendable {
  /// The center vectors, rows of `V`.
  case center = "v"
  /// The outside vectors, rows of `U`.
  case outside = "u"
  /// The sums `v_w + u_w`.
  case sum = "v+u"
}

/// A word and its cosine similarity to a vector.
package struct Neighbour: Equatable, Sendable {
  package let word: Int
  /// The cosine of the angle between both vectors.
  package let cosine: Double
}

/// The words with the largest cosine similarity to a vector, the nearest first.
///
/// Ties go to the more frequent word. Words whose cosine is nan, such as zero vectors, are skipped.
///
/// - Parameters:
///   - vector: The direction, shape `[d]`.
///   - side: The vectors compared with it.
///   - excluded: Words to skip, such as those that `vector` was computed from.
///   - count: The maximum number of words.
///   - run: The run that has the parameters.
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
