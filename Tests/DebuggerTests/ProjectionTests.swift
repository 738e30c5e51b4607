import SkipGram
import Testing

@testable import Debugger

@Suite("The projection")
struct ProjectionTests {
  private func point(_ word: String, _ session: Session) throws -> Projection.Point {
    let index = try #require(session.corpus.vocabulary.index(of: Array(word.utf8)))
    return try #require(try session.projection().points.first { $0.word == index })
  }

  @Test("Words stand where their vectors' principal components put them", arguments: ["v", "u"])
  func places(side: String) throws {
    let session = try Session.ofRoyals()
    session.outcome("plot projection \(side)")
    let side = try #require(Side(rawValue: side))
    let words = session.corpus.vocabulary.count
    let vectors = (0..<words).map { word in
      session.trainer.parameters.withMatrix(side) { $0.vector(word) }
    }
    let components = PrincipalComponents(
      of: Array(vectors.joined()), dimension: vectors[0].count, count: 2)
    let projection = try session.projection()
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
    let points = try session.projection().points
    #expect(points.count == 2 * session.corpus.vocabulary.count)
    let record = session.record
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
      let projection = try session.projection()
      #expect(projection.axes == [.component(0), dimension == 2 ? .component(1) : .none])
      for point in projection.points {
        let vector = session.trainer.parameters.center.vector(point.word)
        #expect(point.place.x == vector[0])
        #expect(point.place.y == (dimension == 2 ? vector[1] : 0))
      }
    }
  }

  @Test("With two expressions a place is the product with their unit vectors")
  func expressions() throws {
    let session = try Session.ofRoyals()
    session.succeed("plot projection king-queen u[sea]")
    let projection = try session.projection()
    #expect(projection.axes == [.expression("king-queen"), .expression("u[sea]")])
    func vector(_ word: String, _ side: Side) throws -> [Double] {
      let index = try #require(session.corpus.vocabulary.index(of: Array(word.utf8)))
      return session.trainer.parameters.withMatrix(side) { $0.vector(index) }
    }
    let axes = [
      zip(try vector("king", .center), try vector("queen", .center)).map { $0 - $1 },
      try vector("sea", .outside),
    ]
    for point in projection.points {
      let vector = session.trainer.parameters.center.vector(point.word)
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
    let points = try session.projection().points
    let window = session.trainer.window
    #expect(points[0].role == .center && points[0].word == window.center)
    for outside in window.outside {
      let point = try #require(points.first { $0.word == outside.word })
      #expect(point.role != .other)
    }
    #expect(try point("sea", session).role == .named)
    #expect(try session.projection().followed == point("sea", session).place)
  }

  @Test("Of a large vocabulary the most frequent words are shown, and those of interest")
  func large() throws {
    let session = try Session.ofRoyals()
    session.succeed("plot projection words 3", "plot projection words sea")
    let projection = try session.projection()
    let words = Set(projection.points.map(\.word))
    let window = session.trainer.window
    #expect(words.isSuperset(of: [0, 1, 2, window.center] + window.outside.map(\.word)))
    #expect(try point("sea", session).role == .named)
    #expect(projection.wordsLeftOut == session.corpus.vocabulary.count - words.count)
  }

  @Test("Between steps axes do not flip: words that do not move stay nearly where they are")
  func steady() throws {
    let session = Session(corpus: try Session.defaultCorpus())
    session.outcome("step 400")
    var last = try session.projection()
    for _ in 0..<60 {
      session.outcome("step")
      let next = try session.projection()
      let places = Dictionary(uniqueKeysWithValues: last.points.map { ($0.word, $0.place) })
      for point in next.points where point.origin == nil {
        let before = try #require(places[point.word])
        let way = point.place - before
        // A word mirrored at an axis would go twice its coordinate, up to the whole picture.
        #expect((way * way).sum().squareRoot() < 0.15 * next.box.size.max())
      }
      last = next
    }
  }

  @Test("A trail leads from where a word was at the stop before, and only for words that moved")
  func trails() throws {
    let session = try Session.ofRoyals()
    _ = try session.projection()
    let center = session.trainer.window.center
    let before = session.trainer.parameters.center.vector(center)
    session.outcome("step")
    let projection = try session.projection()
    let moved = projection.points.filter { $0.origin != nil }
    #expect(moved.map(\.word) == [center])
    let after = session.trainer.parameters.center.vector(center)
    let way = try #require(moved.first.flatMap { point in point.origin.map { point.place - $0 } })
    // In the plane a way is not longer than it is.
    let length = zip(before, after).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
    #expect((way * way).sum().squareRoot() <= length + 1e-12)
    #expect((way * way).sum() > 0)
    session.outcome("plot projection zoom 2")
    #expect(try session.projection().points.filter { $0.origin != nil }.map(\.word) == [center])
    session.outcome("toggle")
    #expect(try session.projection().points.allSatisfy { $0.origin == nil })
  }

  @Test("The box stays while the points fit it")
  func box() throws {
    let session = try Session.ofRoyals()
    let box = try session.projection().box
    for _ in 0..<10 {
      session.outcome("step")
      let projection = try session.projection()
      for point in projection.points {
        #expect(all(projection.box.low .<= point.place) && all(point.place .<= projection.box.high))
      }
    }
    session.outcome("goto 0")
    session.succeed("set var v[king] = 50, 0, 0, 0, 0, 0, 0, 0")
    #expect(try session.projection().box.size.max() > box.size.max())
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
    session.trainer.parameters.center.setVector(1, to: Array(repeating: .infinity, count: 8))
    session.trainer.parameters.center.setVector(2, to: Array(repeating: .nan, count: 8))
    let projection = try session.projection()
    #expect(projection.withoutPlace == 2)
    #expect(projection.points.count == words - 2)
    #expect(projection.points.allSatisfy { $0.place.x.isFinite && $0.place.y.isFinite })
  }

  @Test("More components than go into a covariance are projected all the same")
  func manyComponents() throws {
    let session = try Session.ofRoyals { $0.dimension = 400 }
    let projection = try session.projection()
    #expect(projection.points.count == session.corpus.vocabulary.count)
    #expect(projection.axes.allSatisfy { if case .principal = $0 { true } else { false } })
  }

  @Test("A text of one or two words has a picture too")
  func fewWords() throws {
    for text in ["a a", "a b"] {
      let session = try Session.on(text)
      let projection = try session.projection()
      #expect(projection.axes.last == Projection.Axis.none)
      #expect(projection.points.allSatisfy { $0.place.y == 0 })
    }
  }

  @Test("Another text forgets the plane, and named words it lacks")
  func otherText() throws {
    let session = try Session.ofRoyals()
    session.succeed("plot projection words queen", "plot projection king-queen sea")
    _ = try session.projection()
    session.outcome("load fox")
    #expect(throws: ExpressionError.self) { try session.projection() }
    session.succeed("plot projection pca")
    #expect(try session.projection().points.allSatisfy { $0.role != .named })
  }
}
