import TestSupport
import Testing
import Word2Vec

@testable import Debugger
@testable import Runs

@Suite("The projection")
struct ProjectionTests {
  private func point(_ word: String, _ session: Session) throws -> Projection.Point {
    let index = try #require(session.corpus.vocabulary.index(of: Array(word.utf8)))
    return try #require(try session.updateProjection().points.first { $0.word == index })
  }

  @Test("Words are placed by their vectors' principal components", arguments: ["v", "u"])
  func places(side: String) throws {
    let session = try Session.ofRoyals()
    session.outcome("plot projection \(side)")
    let side = try #require(Side(rawValue: side))
    let words = session.corpus.vocabulary.count
    let vectors = (0..<words).map { word in
      session.run.parameters.withMatrix(side) { $0.vector(word) }
    }
    let components = PrincipalComponents(
      of: Array(vectors.joined()), dimension: vectors[0].count, count: 2)
    let projection = try session.updateProjection()
    #expect(projection.points.count == words)
    for point in projection.points {
      let coordinates = components.coordinates(of: vectors[point.word])
      #expect((point.place.x - coordinates[0]).magnitude < 1e-12)
      #expect((point.place.y - coordinates[1]).magnitude < 1e-12)
      #expect(point.side == side)
    }
    let shares = components.variances.map { $0 / components.totalVariance }
    for (axis, share) in zip(projection.axes, shares) {
      guard case .principal(let part) = axis else {
        Issue.record("\(axis)")
        continue
      }
      #expect((part - share).magnitude < 1e-12)
    }
  }

  @Test("Both matrices share one plane")
  func both() throws {
    let session = try Session.ofRoyals()
    session.outcome("plot projection both")
    let points = try session.updateProjection().points
    #expect(points.count == 2 * session.corpus.vocabulary.count)
    let record = session.pending.trace(.never)
    #expect(points[0].word == record.window.center && points[0].side == .center)
    #expect(points.count { $0.role == .center } == 1)
    for point in points {
      if case .observed = point.role { #expect(point.side == .outside) }
    }
  }

  @Test("With two components the plane is theirs, with one it is a line")
  func fewComponents() throws {
    for dimension in [1, 2] {
      let session = try Session.ofRoyals { $0.dimension = dimension }
      let projection = try session.updateProjection()
      #expect(projection.axes == [.component(0), dimension == 2 ? .component(1) : .none])
      for point in projection.points {
        let vector = session.run.parameters.center.vector(point.word)
        #expect(point.place.x == vector[0])
        #expect(point.place.y == (dimension == 2 ? vector[1] : 0))
      }
    }
  }

  @Test("With two expressions a place is the product with their unit vectors")
  func expressions() throws {
    let session = try Session.ofRoyals()
    session.succeed("plot projection king-queen u[sea]")
    let projection = try session.updateProjection()
    #expect(projection.axes == [.expression("king-queen"), .expression("u[sea]")])
    func vector(_ word: String, _ side: Side) throws -> [Double] {
      let index = try #require(session.corpus.vocabulary.index(of: Array(word.utf8)))
      return session.run.parameters.withMatrix(side) { $0.vector(index) }
    }
    let axes = [
      zip(try vector("king", .center), try vector("queen", .center)).map { $0 - $1 },
      try vector("sea", .outside),
    ]
    for point in projection.points {
      let vector = session.run.parameters.center.vector(point.word)
      for (axis, direction) in axes.enumerated() {
        let length = direction.reduce(0) { $0 + $1 * $1 }.squareRoot()
        let expected = zip(vector, direction).reduce(0) { $0 + $1.0 * $1.1 } / length
        #expect((point.place[axis] - expected).magnitude < 1e-12)
      }
    }
  }

  @Test("The words of the window come first, the center before all")
  func roles() throws {
    let session = try Session.ofRoyals()
    session.succeed("plot projection follow sea")
    let points = try session.updateProjection().points
    let window = session.run.window
    #expect(points[0].role == .center && points[0].word == window.center)
    for outside in window.outside {
      let point = try #require(points.first { $0.word == outside.word })
      #expect(point.role != .other)
    }
    #expect(try point("sea", session).role == .named)
    #expect(try session.updateProjection().followed == point("sea", session).place)
  }

  @Test("Of a large vocabulary the most frequent and the highlighted words are shown")
  func large() throws {
    let session = try Session.ofRoyals()
    session.succeed("plot projection words 3", "plot projection words sea")
    let projection = try session.updateProjection()
    let words = Set(projection.points.map(\.word))
    let window = session.run.window
    #expect(words.isSuperset(of: [0, 1, 2, window.center] + window.outside.map(\.word)))
    #expect(try point("sea", session).role == .named)
    #expect(projection.wordsLeftOut == session.corpus.vocabulary.count - words.count)
  }

  @Test("From step to step the axes stay, so that only words move that are moved")
  func steady() throws {
    let session = Session(corpus: try Session.defaultCorpus())
    session.outcome("step 400")
    var last = try session.updateProjection()
    var kept = 0
    for _ in 0..<60 {
      session.outcome("step")
      let next = try session.updateProjection()
      let places = Dictionary(uniqueKeysWithValues: last.points.map { ($0.word, $0.place) })
      let resting = next.points.filter { $0.origin == nil }
      #expect(resting.count == next.points.count - 1)
      if resting.allSatisfy({ $0.place == places[$0.word] }) { kept += 1 }
      last = next
    }
    #expect(kept >= 58)
  }

  @Test("`plot projection pca` fits the current vectors")
  func anew() throws {
    let session = Session(corpus: try Session.defaultCorpus())
    _ = try session.updateProjection()
    session.outcome("step 40")
    let kept = try session.updateProjection()
    session.succeed("plot projection pca")
    let words = session.corpus.vocabulary.count
    let vectors = (0..<words).map { session.run.parameters.center.vector($0) }
    let components = PrincipalComponents(
      of: Array(vectors.joined()), dimension: vectors[0].count, count: 2)
    for point in try session.updateProjection().points {
      let coordinates = components.coordinates(of: vectors[point.word])
      #expect((point.place.x - coordinates[0]).magnitude < 1e-12)
      #expect((point.place.y - coordinates[1]).magnitude < 1e-12)
    }
    let best = components.variances.reduce(0, +) / components.totalVariance
    let shown = kept.axes.reduce(0) {
      if case .principal(let share) = $1 { $0 + share } else { $0 }
    }
    #expect(shown <= best + 1e-12 && shown >= PrincipalPlane.keptPart * best)
  }

  @Test("A trail leads from where a word was at the stop before, and only for words that moved")
  func trails() throws {
    let session = try Session.ofRoyals()
    _ = try session.updateProjection()
    let center = session.run.window.center
    let before = session.run.parameters.center.vector(center)
    session.outcome("step")
    let projection = try session.updateProjection()
    let moved = projection.points.filter { $0.origin != nil }
    #expect(moved.map(\.word) == [center])
    let after = session.run.parameters.center.vector(center)
    let way = try #require(moved.first.flatMap { point in point.origin.map { point.place - $0 } })
    // In the plane a way is not longer than it is.
    let length = zip(before, after).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
    #expect((way * way).sum().squareRoot() <= length + 1e-12)
    #expect((way * way).sum() > 0)
    session.outcome("plot projection zoom 2")
    #expect(
      try session.updateProjection().points.filter { $0.origin != nil }.map(\.word) == [center])
    session.outcome("toggle")
    #expect(try session.updateProjection().points.allSatisfy { $0.origin == nil })
    session.outcome("step 100")
    let later = try session.updateProjection().points
    #expect(later.filter { $0.origin != nil }.allSatisfy { $0.role != .other })
    #expect(later.contains { $0.origin != nil })
  }

  @Test("The box stays while the points fit it")
  func box() throws {
    let session = try Session.ofRoyals()
    let box = try session.updateProjection().box
    for _ in 0..<10 {
      session.outcome("step")
      let projection = try session.updateProjection()
      for point in projection.points {
        #expect(all(projection.box.low .<= point.place) && all(point.place .<= projection.box.high))
      }
    }
    session.outcome("goto 0")
    session.succeed("set var v[king] = 50, 0, 0, 0, 0, 0, 0, 0")
    #expect(try session.updateProjection().box.size.max() > box.size.max())
  }

  @Test("Zooming and panning have limits, and `fit` takes them back")
  func view() throws {
    let session = try Session.ofRoyals()
    for _ in 0..<40 { session.succeed("plot projection zoom in", "plot projection pan right") }
    #expect(session.plots.projection.zoom == 10_000)
    #expect(session.plots.projection.shift.x <= 1)
    for _ in 0..<40 { session.succeed("plot projection zoom out", "plot projection pan up") }
    #expect(session.plots.projection.zoom == 0.1)
    session.succeed("plot projection fit")
    #expect(session.plots.projection == ProjectionChoices())
  }

  @Test("Vectors that are not finite have no place, and the others keep theirs")
  func notFinite() throws {
    let session = try Session.ofRoyals()
    let words = session.corpus.vocabulary.count
    session.run.withMutableMatrix(.center) {
      $0.setVector(1, to: Array(repeating: .infinity, count: 8))
      $0.setVector(2, to: Array(repeating: .nan, count: 8))
    }
    let projection = try session.updateProjection()
    #expect(projection.withoutPlace == 2)
    #expect(projection.points.count == words - 2)
    #expect(projection.points.allSatisfy { $0.place.x.isFinite && $0.place.y.isFinite })
  }

  @Test("More components than go into a covariance are projected all the same")
  func manyComponents() throws {
    let session = try Session.ofRoyals { $0.dimension = 400 }
    let projection = try session.updateProjection()
    #expect(projection.points.count == session.corpus.vocabulary.count)
    #expect(projection.axes.allSatisfy { if case .principal = $0 { true } else { false } })
  }

  @Test("A text of one or two words has a picture too")
  func fewWords() throws {
    for text in ["a a", "a b"] {
      let session = try Session.on(text)
      let projection = try session.updateProjection()
      #expect(projection.axes.last == Projection.Axis.none)
      #expect(projection.points.allSatisfy { $0.place.y == 0 })
    }
  }

  @Test("Another text forgets the plane, and named words it lacks")
  func otherText() throws {
    let session = try Session.ofRoyals()
    session.succeed("plot projection words queen", "plot projection king-queen sea")
    _ = try session.updateProjection()
    session.outcome("load fox")
    #expect(throws: ExpressionError.self) { try session.updateProjection() }
    session.succeed("plot projection pca")
    #expect(try session.updateProjection().points.allSatisfy { $0.role != .named })
  }
}

@Suite("The plane of a projection")
struct PrincipalPlaneTests {
  /// Vectors along three axes, with a variance along each.
  private func vectors(_ variances: [Double]) -> [Double] {
    variances.enumerated().flatMap { axis, variance in
      [1.0, -1].flatMap { sign in
        (0..<variances.count).map {
          $0 == axis ? sign * (variance * Double(variances.count)).squareRoot() : 0
        }
      }
    }
  }

  private func plane(_ variances: [Double], after last: PrincipalPlane?, isRunning: Bool)
    -> PrincipalPlane
  {
    PrincipalPlane(
      of: vectors(variances), dimension: variances.count, after: last, isRunning: isRunning)
  }

  @Test("It shows the parts of the variance along its directions")
  func shares() {
    let plane = plane([4, 3, 2, 1], after: nil, isRunning: false)
    #expect(zip(plane.shares, [0.4, 0.3]).allSatisfy { ($0 - $1).magnitude < 1e-14 })
    let kept = self.plane([4, 2, 2.1, 1.9], after: plane, isRunning: false)
    #expect(kept.directions == plane.directions)
    #expect(zip(kept.shares, [0.4, 0.2]).allSatisfy { ($0 - $1).magnitude < 1e-14 })
  }

  @Test("Where the second and the third variance cross, it turns little by little in a run")
  func crossing() {
    var last = plane([4, 2, 1, 0.5], after: nil, isRunning: true)
    var turns = 0
    for frame in 0..<100 {
      let part = Double(frame) / 50
      let next = plane([4, 2 - part, 1 + part, 0.5], after: last, isRunning: true)
      for (a, b) in zip(last.directions, next.directions) {
        let cosine = zip(a, b).reduce(0) { $0 + $1.0 * $1.1 }
        #expect(cosine > 0.98)
      }
      if next.directions != last.directions { turns += 1 }
      last = next
    }
    #expect(turns > 5 && turns < 20)
    // The direction it has turned to is that of the variance that has become the second.
    #expect(last.directions[1][2].magnitude > 0.9)
    let best = 4.0 + 1 + 99.0 / 50
    #expect(last.shares.reduce(0, +) * 7.5 >= PrincipalPlane.keptPart * best)
  }

  @Test("At a stop it gives way at once, the other direction stays")
  func stop() {
    let last = plane([4, 2, 1, 0.5], after: nil, isRunning: false)
    let next = plane([4, 1, 3, 0.5], after: last, isRunning: false)
    for (a, b) in zip(next.directions[0], last.directions[0]) {
      #expect((a - b).magnitude < 1e-14)
    }
    #expect((next.directions[1][2].magnitude - 1).magnitude < 1e-14)
  }

  @Test("A plane of vectors of another kind is not kept")
  func otherKind() {
    let line = plane([4, 0, 0], after: nil, isRunning: false)
    #expect(line.directions.count == 1)
    #expect(plane([4, 2, 1], after: line, isRunning: false).directions.count == 2)
    let flat = plane([4, 2, 1], after: nil, isRunning: false)
    #expect(plane([4, 2, 1, 1], after: flat, isRunning: true).directions[0].count == 4)
  }
}
