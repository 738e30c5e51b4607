import Algorithms
import SkipGram

/// Words as points in the plane.
package struct Projection: Sendable {
  /// Why a word is of interest.
  package enum Role: Equatable, Sendable {
    case center
    /// The pair that observes it first, from 1.
    case observed(pair: Int)
    /// Named or followed by the user.
    case named
    case other
  }

  /// A word's place.
  package struct Point: Sendable {
    package let word: Int
    package let side: Side
    package let role: Role
    package let place: SIMD2<Double>
    /// Its place at the stop before, in the present axes; `nil` if it has not moved.
    ///
    /// Where windows lie between, only words of interest have one: ways of all words would cover
    /// the picture.
    package let origin: SIMD2<Double>?
  }

  /// What a coordinate is.
  package enum Axis: Equatable, Sendable {
    /// A direction in the plane of greatest variance, with the part of all variance along it.
    case principal(share: Double)
    /// A component of the vectors.
    case component(Int)
    /// The product with the unit vector of an expression.
    case expression(String)
    /// No direction is left: every coordinate is 0.
    case none
  }

  /// A rectangle of the plane.
  package struct Box: Equatable, Sendable {
    package var low: SIMD2<Double>
    package var high: SIMD2<Double>

    package var size: SIMD2<Double> { high - low }
    package var middle: SIMD2<Double> { (low + high) / 2 }
  }

  /// The words, the most interesting first.
  package let points: [Point]
  /// The coordinate to the right, and the one upwards.
  package let axes: [Axis]
  /// What is to be seen, before zooming and panning; it stays while the points fit it.
  package let box: Box
  /// The place of the followed word, if there is one.
  package let followed: SIMD2<Double>?
  /// How many words of the vocabulary are left out for others that are more frequent.
  package let wordsLeftOut: Int
  /// How many vectors are not finite and have no place.
  package let withoutPlace: Int
}

/// What a projection remembers of the one before it, so that its axes stay put.
struct ProjectionMemory {
  /// The vectors of some words before a window, row after row.
  struct Snapshot {
    var window: Int
    var rows: [ProjectionKey: Int] = [:]
    var vectors: [Double] = []
  }

  /// What plane and box were made for; under anything else they are made anew.
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
  /// The vectors shown last.
  private var shown: Snapshot
  /// The stop they were shown at last, and as they were there.
  private var stop: Int
  private var atStop: Snapshot
  /// The vectors at the stop before, or while the session runs, in the frame before.
  private(set) var before: Snapshot?

  init(_ subject: Subject, _ snapshot: Snapshot, stop: Int) {
    self.subject = subject
    self.stop = stop
    shown = snapshot
    atStop = snapshot
  }

  /// Takes vectors shown before for those to compare with, so that a stop is compared with a stop.
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

/// Whose vector a row is.
struct ProjectionKey: Hashable {
  var word: Int
  var side: Side
}

extension Session {
  /// Brings the projection to the parameters as they are: words as points in the plane, as chosen.
  ///
  /// Its axes stay where those of the projection before were, so this goes before a picture of it is
  /// made, at a stop or at a frame of a run; once a window's projection is there it stays the same.
  ///
  /// - Throws: If an axis has no direction here.
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

/// Makes a projection of a session, which it leaves as it is.
private struct ProjectionMaker {
  let session: Session
  let choices: ProjectionChoices
  let dimension: Int
  let sides: [Side]
  /// The most frequent words, then others that are shown whatever their frequency.
  let words: [Int]
  let frequent: Int
  private let roles: [Int: Projection.Role]
  private let named: Set<Int>

  /// More vectors than this do not go into the covariance of vectors that are longer still.
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

  /// The projection that follows one before it, and what to remember of it.
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

  /// Where both of a word's vectors are shown, the window is about one of them.
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

  /// The vectors of all words that are finite.
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
              // Zero times a number is zero, unless it is infinite or none.
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

  /// The directions of the coordinates, what is subtracted from vectors first, and what they are.
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

  /// The vectors that the plane is fitted to: those of the most frequent words.
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

  /// The box shown before if all points are in it and fill it by half, else a new one around them.
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
    // A tenth around, so that points have room to move before the picture has to follow.
    let margin = SIMD2(repeating: 0.1 * room)
    return .init(low: low - margin, high: high + margin)
  }
}
