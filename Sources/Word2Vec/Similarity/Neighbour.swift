import Algorithms

/// A word and its cosine similarity to a vector.
public struct Neighbour: Equatable, Sendable {
  /// The index of the word.
  public let word: Int
  /// The cosine of the angle between both vectors, in `[-1, 1]` up to rounding.
  public let cosine: Double
}

extension Parameters {
  /// The words with the largest cosine similarity to a vector, the nearest first.
  ///
  /// Ties go to the more frequent word. Words whose cosine is nan, such as those with a zero vector,
  /// are skipped.
  ///
  /// - Parameters:
  ///   - vector: The direction, shape `[d]`.
  ///   - space: The vectors compared with it.
  ///   - excluded: Words to skip, such as those that `vector` was computed from.
  ///   - count: The maximum number of words.
  ///   - cancellation: Ends it early.
  /// - Returns: The words with their cosines; none if `vector` is zero or has a component that is nan.
  /// - Throws: The error of `cancellation`.
  /// - Precondition: `vector` has ``dimension`` components.
  /// - Complexity: O(*W*·*d*).
  public func nearest<E>(
    to vector: [Double], in space: VectorSpace = .center, excluding excluded: Set<Int> = [],
    count: Int = 10, cancellation: Cancellation<E> = .never
  ) throws(E) -> [Neighbour] {
    precondition(vector.count == dimension, "a vector has d components")
    let length = norm(vector)
    guard length > 0 else { return [] }
    var neighbours: [Neighbour] = []
    for word in 0..<words where !excluded.contains(word) {
      if word % 1024 == 0 { try cancellation.check() }
      let other = self.vector(of: word, in: space)
      let cosine = vector.dot(other) / (length * norm(other))
      if !cosine.isNaN { neighbours.append(Neighbour(word: word, cosine: cosine)) }
    }
    var comparisons = 0
    // The selection rethrows any error, so the one to throw is kept beside it.
    var failure: E?
    let nearest = try? neighbours.min(count: count) { a, b in
      comparisons += 1
      if comparisons % 65536 == 0 {
        do throws(E) { try cancellation.check() } catch {
          failure = error
          throw error
        }
      }
      return (b.cosine, a.word) < (a.cosine, b.word)
    }
    if let failure { throw failure }
    return nearest ?? []
  }

  /// The cosine similarity of two words.
  ///
  /// - Parameters:
  ///   - a: The index of a word.
  ///   - b: The index of another.
  ///   - space: Which of their vectors are compared.
  /// - Returns: The cosine of the angle between the vectors; nan if one of them is zero.
  /// - Complexity: O(*d*).
  public func similarity(of a: Int, and b: Int, in space: VectorSpace = .center) -> Double {
    vector(of: a, in: space).cosine(vector(of: b, in: space))
  }

  /// The words that are to `c` as `b` is to `a`: those nearest to `b - a + c` by cosine.
  ///
  /// The three words are left out: they would nearly always come first. The method is that of
  /// Mikolov, Yih and Zweig, *Linguistic Regularities in Continuous Space Word Representations*
  /// (2013).
  ///
  /// - Parameters:
  ///   - a: The index of a word, such as that of *man*.
  ///   - b: The word it is related to, such as *king*.
  ///   - c: Another word, such as *woman*.
  ///   - space: The vectors that are compared.
  ///   - count: The maximum number of words.
  ///   - cancellation: Ends it early.
  /// - Returns: The words with their cosines, the nearest first; none if the vector is zero.
  /// - Throws: The error of `cancellation`.
  /// - Complexity: O(*W*·*d*).
  public func analogy<E>(
    _ a: Int, _ b: Int, _ c: Int, in space: VectorSpace = .center, count: Int = 5,
    cancellation: Cancellation<E> = .never
  ) throws(E) -> [Neighbour] {
    try nearest(
      to: analogyVector(a, b, c, in: space), in: space, excluding: [a, b, c], count: count,
      cancellation: cancellation)
  }

  /// `b - a + c`, shape `[d]`.
  package func analogyVector(_ a: Int, _ b: Int, _ c: Int, in space: VectorSpace) -> [Double] {
    let difference = zip(vector(of: b, in: space), vector(of: a, in: space)).map(-)
    return zip(difference, vector(of: c, in: space)).map(+)
  }
}
