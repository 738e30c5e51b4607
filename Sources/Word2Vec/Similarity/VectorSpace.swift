/// The vectors in which words are compared.
public enum VectorSpace: String, CaseIterable, Sendable {
  /// The center vectors, rows of `V`.
  case center = "v"
  /// The outside vectors, rows of `U`.
  case outside = "u"
  /// The sums `v_w + u_w`.
  case sum = "v+u"
}

extension Parameters {
  /// A word's vector in double precision, shape `[d]`.
  ///
  /// - Parameters:
  ///   - word: The index of the word, below ``words``.
  ///   - space: Which of its vectors, or their sum.
  /// - Returns: The vector.
  public func vector(of word: Int, in space: VectorSpace = .center) -> [Double] {
    switch space {
    case .center: center.vector(word)
    case .outside: outside.vector(word)
    case .sum: zip(center.vector(word), outside.vector(word)).map(+)
    }
  }
}
