import Algorithms
import Word2Vec

/// Words as points in the plane.
package struct Projection: Sendable {
  /// The reason to highlight a word.
  package enum Role: Equatable, Sendable {
    case center
    /// Observed; `pair` is its first pair, from 1.
    case observed(pair: Int)
    /// Named or followed by the user.
    case named
    case other
  }

  /// A word with its coordinates.
  package struct Point: Sendable {
    package let word: Int
    package let side: Side
    package let role: Role
    package let place: SIMD2<Double>
    /// The coordinates at the previous stop, in the current axes; `nil` if it has not moved.
    ///
    /// Over more than one window, only highlighted words have one: trails of all words would cover
    /// the picture.
    package let origin: SIMD2<Double>?
  }

  /// The meaning of a coordinate.
  package enum Axis: Equatable, Sendable {
    /// A principal component, with its share of the total variance.
    case principal(share: Double)
    /// A component of the vectors.
    case component(Int)
    /// The product with the unit vector of an expression.
    case expression(String)
    /// No direction; every coordinate is 0.
    case none
  }

  /// A rectangle of the plane.
  package struct Box: Equatable, Sendable {
    package var low: SIMD2<Double>
    package var high: SIMD2<Double>

    package var size: SIMD2<Double> { high - low }
    package var middle: SIMD2<Double> { (low + high) / 2 }
  }

  /// The points, highlighted words first.
  package let points: [Point]
  /// The horizontal and the vertical axis.
  package let axes: [Axis]
  /// The visible part before zooming and panning, kept while the points fit it.
  package let box: Box
  /// The coordinates of the followed word, if any.
  package let followed: SIMD2<Double>?
  /// The number of words of the vocabulary that are not shown.
  package let wordsLeftOut: Int
  /// The number of vectors that are not finite and therefore not shown.
  package let withoutPlace: Int
}

/// State carried from one projection to the next, so that axes remain stable.
struct ProjectionMemory {
  /// The vectors of words before a window, row after row.
  struct Snapshot {
    var window: Int
    var rows: [ProjectionKey: Int] = [:]
    var vectors: [Double] = []
  }

  /// The inputs of plane and box; other inputs need a new plane and box.
  struct Subject: Equatable {
    var vectors: ProjectionChoices.Vectors
    var axes: [String]?
    var words: Int
    var dimension: Int
    var fits: Int
  }

  var subject: Subject
  var plane: PrincipalPlane?
  var box: Projection.Box?
  /// The vectors shown most recently.
  private var shown: Snapshot
  /// The most recent stop, and the vectors at it.
  private var stop: Int
  private var atStop: Snapshot
  /// The vectors at the previous stop or, during a run, in the previous frame.
  private(set) var before: Snapshot?

  init(_ subject: Subject, _ snapshot: Snapshot, stop: Int) {
    self.subject = subject
    self.stop = stop
    shown = snapshot
    atStop = snapshot
  }

  /// Records shown vectors; a stop is compared with the previous stop, a frame with a frame.
  mutating func show(_ snapshot: Snapshot, stop: Int, isRunning: Bool) {
    if isRunning {
      before = shown
    } else if stop != self.stop {
      before = atStop
      atStop = snapshot
      self.stop = stop
    }
    shown = snapshot
  }
}

/// The word and the matrix of a row.
struct ProjectionKey: Hashable {
  var word: Int
  var side: Side
}

extension Session {
  /// Updates the projection to the current parameters and choices.
  ///
  /// Its axes follow those of the previous projection; call this at each stop and each frame of a
  /// run before drawing. The result is cached for the pending window.
  ///
  /// - Throws: ``CommandError`` or ``ExpressionError`` if an axis has no direction;
  ///   ``Interruption``.
  /// - Complexity: O(*n*·*d* + *n*·*k*² + *k*³) for *n* words, *k* the lesser of *n* and *d* and at
  ///   most 256.
  package func updateProjection() throws -> Projection {
    if let known = pending.projection(under: plots.projection) { return known }
    let (projection, memory) = try ProjectionMaker(self).projection(after: projectionMemory)
    projectionMemory = memory
    pending.keep(projection, under: plots.projection)
    return projection
  }
}

/// Computes a projection without changing the session.
private struct ProjectionMaker {
  let session: Session
  let choices: ProjectionChoices
  let dimension: Int
  let sides: [Side]
  /// The most frequent words, then highlighted words.
  let words: [Int]
  let frequent: Int
  private let roles: [Int: Projection.Role]
  private let named: Set<Int>

  /// The maximum number of vectors in the fit if the dimension exceeds it too.
  private static let fitLimit = 256

  init(_ session: Session) {
    self.session = session
    choices = session.plots.projection
    dimension = session.run.parameters.dimension
    sides =
      switch choices.vectors {
      case .v: [.center]
      case .u: [.outside]
      case .both: [.center, .outside]
      }
    let vocabulary = session.corpus.vocabulary
    var roles: [Int: Projection.Role] = [:]
    var special: [Int] = []
    func add(_ word: Int, _ role: Projection.Role) {
      guard roles[word] == nil else { return }
      roles[word] = role
      special.append(word)
    }
    let window = session.run.window
    add(window.center, .center)
    for (pair, outside) in window.outside.enumerated() {
      add(outside.word, .observed(pair: pair + 1))
    }
    let chosen = choices.named + [choices.followed].compactMap { $0 }
    named = Set(chosen.compactMap { vocabulary.index(of: $0) })
    for word in named.sorted() { add(word, .named) }
    let most = min(choices.words, vocabulary.count)
    frequent = most
    words = Array(0..<most) + special.filter { $0 >= most }
    self.roles = roles
  }

  /// The projection after a previous one, and the state to carry on.
  func projection(
    after last: ProjectionMemory?
  ) throws -> (Projection, memory: ProjectionMemory) {
    let subject = ProjectionMemory.Subject(
      vectors: choices.vectors, axes: choices.axes, words: frequent,
      dimension: dimension, fits: choices.fits)
    let (snapshot, withoutPlace) = try takeSnapshot()
    var memory = ProjectionMemory(subject, snapshot, stop: session.stopCount)
    if let last, last.subject == subject {
      memory = last
      memory.show(snapshot, stop: session.stopCount, isRunning: session.isRunning)
    }
    let (basis, mean, axes) = try makeBasis(snapshot, &memory)

    func places(_ snapshot: ProjectionMemory.Snapshot) throws -> [SIMD2<Double>] {
      var places = [SIMD2<Double>](repeating: .zero, count: snapshot.rows.count)
      for (axis, direction) in basis.enumerated() {
        let origin = products(of: mean, with: direction)[0]
        let products = try products(
          of: snapshot.vectors, with: direction, cancellation: session.cancellation)
        for (row, product) in products.enumerated() { places[row][axis] = product - origin }
      }
      return places
    }
    let places = try places(snapshot)
    let placesBefore = try memory.before.map(places(_:))
    let isOneStep = memory.before.map { abs(snapshot.window - $0.window) <= 1 } ?? false
    var points: [Projection.Point] = []
    points.reserveCapacity(snapshot.rows.count)
    let followedWord = choices.followed.flatMap { session.corpus.vocabulary.index(of: $0) }
    for part in parts(ofRows: words.count, dimension: dimension) {
      try session.cancellation.check()
      for word in words[part] {
        for side in sides {
          let key = ProjectionKey(word: word, side: side)
          guard let row = snapshot.rows[key] else { continue }
          var origin: SIMD2<Double>?
          let role = role(of: word, side)
          if isOneStep || role != .other, let before = memory.before, let placesBefore,
            let old = before.rows[key],
            snapshot.vectors[row * dimension..<(row + 1) * dimension]
              != before.vectors[old * dimension..<(old + 1) * dimension]
          {
            origin = placesBefore[old]
          }
          points.append(
            .init(word: word, side: side, role: role, place: places[row], origin: origin))
        }
      }
    }
    memory.box = box(around: points.lazy.map(\.place), kept: memory.box)
    let (others, special) = points.partitioned { $0.role != .other }
    let projection = Projection(
      points: special.sorted { rank($0.role) < rank($1.role) } + others, axes: axes,
      box: memory.box ?? .init(low: [0, 0], high: [1, 1]),
      followed: points.first { $0.word == followedWord }?.place,
      wordsLeftOut: session.corpus.vocabulary.count - words.count,
      withoutPlace: withoutPlace)
    return (projection, memory)
  }

  /// The role of a word; with both matrices shown, only `v_c` and `u_o` belong to the window.
  private func role(of word: Int, _ side: Side) -> Projection.Role {
    guard let role = roles[word], sides.count > 1 else { return roles[word] ?? .other }
    switch role {
    case .center where side == .outside, .observed where side == .center:
      return named.contains(word) ? .named : .other
    default: return role
    }
  }

  private func rank(_ role: Projection.Role) -> Int {
    switch role {
    case .center: 0
    case .observed(let pair): pair
    case .named, .other: .max
    }
  }

  /// The finite vectors of all words.
  private func takeSnapshot() throws -> (ProjectionMemory.Snapshot, withoutPlace: Int) {
    var snapshot = ProjectionMemory.Snapshot(window: session.run.number)
    snapshot.vectors.reserveCapacity(words.count * sides.count * dimension)
    snapshot.rows.reserveCapacity(words.count * sides.count)
    var withoutPlace = 0
    for side in sides {
      for part in parts(ofRows: words.count, dimension: dimension) {
        try session.cancellation.check()
        session.run.parameters.withMatrix(side) { matrix in
          for word in words[part] {
            matrix.withRow(word) { row in
              // Zero times a finite number is zero; other products are nan.
              guard row.reduce(0, { $0 + $1 * 0 }) == 0 else {
                withoutPlace += 1
                return
              }
              snapshot.rows[ProjectionKey(word: word, side: side)] = snapshot.rows.count
              for value in row { snapshot.vectors.append(Double(value)) }
            }
          }
        }
      }
    }
    return (snapshot, withoutPlace)
  }

  /// The directions of the coordinates, the mean to subtract, and the axes.
  private func makeBasis(
    _ snapshot: ProjectionMemory.Snapshot, _ memory: inout ProjectionMemory
  ) throws -> (basis: [[Double]], mean: [Double], axes: [Projection.Axis]) {
    let origin = [Double](repeating: 0, count: dimension)
    if let texts = choices.axes {
      let basis = try texts.map { try session.direction(of: $0) }
      return (basis, origin, texts.map { .expression($0) })
    }
    if dimension <= 2 {
      let basis = (0..<dimension).map { component in
        origin.indices.map { $0 == component ? 1.0 : 0 }
      }
      return (basis, origin, (0..<2).map { $0 < dimension ? .component($0) : .none })
    }
    let plane = try PrincipalPlane(
      of: fitted(snapshot), dimension: dimension, after: memory.plane,
      isRunning: session.isRunning, cancellation: session.cancellation)
    memory.plane = plane
    var axes = plane.shares.map { Projection.Axis.principal(share: $0) }
    while axes.count < 2 { axes.append(.none) }
    return (plane.directions, plane.mean, axes)
  }

  /// The vectors to fit the plane to: those of the most frequent words.
  private func fitted(_ snapshot: ProjectionMemory.Snapshot) -> [Double] {
    let limit = dimension <= Self.fitLimit ? Int.max : Self.fitLimit / sides.count
    if limit >= words.count, frequent == words.count { return snapshot.vectors }
    var vectors: [Double] = []
    vectors.reserveCapacity(snapshot.vectors.count)
    for side in sides {
      for word in words.prefix(min(frequent, limit)) {
        guard let row = snapshot.rows[ProjectionKey(word: word, side: side)] else { continue }
        vectors.append(contentsOf: snapshot.vectors[row * dimension..<(row + 1) * dimension])
      }
    }
    return vectors
  }

  /// The previous box if all points are inside and fill half of it, otherwise a new one.
  private func box(
    around places: some Sequence<SIMD2<Double>>, kept: Projection.Box?
  ) -> Projection.Box {
    let low = places.reduce(SIMD2(repeating: .infinity), pointwiseMin)
    let high = places.reduce(SIMD2(repeating: -.infinity), pointwiseMax)
    guard all(low .<= high) else { return kept ?? .init(low: [-1, -1], high: [1, 1]) }
    let size = high - low
    if let kept, all(kept.low .<= low), all(high .<= kept.high),
      size.max() >= 0.5 * kept.size.max()
    {
      return kept
    }
    let room = max(size.max(), low.max().magnitude * 1e-3, 1e-30)
    // A margin of a tenth, so that points can move before the box changes.
    let margin = SIMD2(repeating: 0.1 * room)
    return .init(low: low - margin, high: high + margin)
  }
}
