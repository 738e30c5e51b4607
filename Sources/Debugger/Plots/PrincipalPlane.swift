import SkipGram

/// The plane in which some vectors differ most, or one that a picture had before and that is nearly
/// as good.
///
/// The plane of the principal components turns with every step, and where the second and the third
/// variance cross it leaps. A picture is easier to follow if only its points move. So a plane is
/// kept as long as it shows nearly as much as the best one; then it gives way at once at a stop,
/// and little by little in the frames of a run.
struct PrincipalPlane {
  /// One or two orthogonal unit vectors; fewer where the vectors span less.
  let directions: [[Double]]
  /// What is subtracted from vectors before they are projected, shape `[d]`.
  let mean: [Double]
  /// The part of all variance along each direction.
  let shares: [Double]

  /// A plane is kept that shows at least this part of the variance that the best one shows.
  static let keptPart = 0.9
  /// How far directions turn from one frame of a run to the next, in radians.
  static let largestTurn = 0.15

  /// The plane to show.
  ///
  /// - Parameters:
  ///   - vectors: Finite numbers, shape `[n, d]`, row after row.
  ///   - dimension: `d`.
  ///   - last: The plane shown before.
  ///   - isRunning: Whether this is a frame of a run.
  ///   - cancellation: Checked every few milliseconds.
  /// - Throws: What `cancellation` throws.
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
