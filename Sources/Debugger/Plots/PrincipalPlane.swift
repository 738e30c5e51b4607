import Word2Vec

/// The plane of the first two principal components, or the previous plane if it is nearly as good.
///
/// The plane of the principal components rotates with every step and jumps where the second and
/// third variance cross. A picture is easier to follow if only its points move, so a plane is kept
/// while it shows nearly as much variance as the best one. It is then replaced at once at a stop,
/// and gradually in the frames of a run.
struct PrincipalPlane {
  /// One or two orthogonal unit vectors; fewer where the vectors span less.
  let directions: [[Double]]
  /// The mean that is subtracted before projection, shape `[d]`.
  let mean: [Double]
  /// The share of the total variance along each direction.
  let shares: [Double]

  /// A plane is kept while it shows at least this part of the best plane's variance.
  static let keptPart = 0.9
  /// The maximum rotation of directions between two frames of a run, in radians.
  static let largestTurn = 0.15

  /// Computes the plane to show.
  ///
  /// - Parameters:
  ///   - vectors: Finite numbers, shape `[n, d]`, row after row.
  ///   - dimension: `d`.
  ///   - last: The previous plane.
  ///   - isRunning: Whether this is a frame of a run.
  ///   - cancellation: Checked every few milliseconds.
  /// - Throws: The error of `cancellation`.
  init<E>(
    of vectors: [Double], dimension: Int, after last: PrincipalPlane?, isRunning: Bool,
    cancellation: Cancellation<E> = .never
  ) throws(E) {
    let components = try PrincipalComponents(
      of: vectors, dimension: dimension, count: 2, cancellation: cancellation)
    func spread(along directions: [[Double]]) throws(E) -> [Double] {
      try directions.map { (direction) throws(E) in
        let offset = products(of: components.mean, with: direction)[0]
        let squares = try products(of: vectors, with: direction, cancellation: cancellation)
          .reduce(0) { $0 + ($1 - offset) * ($1 - offset) }
        return squares / Double(max(1, vectors.count / dimension))
      }
    }
    let best = components.variances.reduce(0, +)
    var directions = components.directions
    var mean = components.mean
    var variances = components.variances
    if let last, last.directions.count == directions.count, last.mean.count == dimension {
      let kept = try spread(along: last.directions)
      if kept.reduce(0, +) >= Self.keptPart * best {
        (directions, mean, variances) = (last.directions, last.mean, kept)
      } else {
        directions = aligned(directions, to: last.directions)
        if isRunning {
          directions = turned(last.directions, towards: directions, byAtMost: Self.largestTurn)
          mean = last.mean
        }
        variances = try spread(along: directions)
      }
    }
    self.directions = directions
    self.mean = mean
    shares = variances.map { $0 / components.totalVariance }
  }
}
