import TestSupport
import Testing
import Word2Vec

@testable import Debugger

@Suite("nearest, similarity, analogy")
struct SimilarityTests {
  /// Two dimensions, with angles that are easy to see.
  private func session() throws -> Session {
    let session = try Session.on("man woman king queen pony\n") { $0.dimension = 2 }
    session.succeed(
      "set var v[man] = 1, 0", "set var v[woman] = 1, 1", "set var v[king] = 3, 0",
      "set var v[queen] = 3, 1", "set var v[pony] = -1, 0", "set var u[man] = 0, 1",
      "set var u[woman] = 0, 2", "set var u[king] = 1, 0", "set var u[queen] = 0, 0",
      "set var u[pony] = 1, 0")
    return session
  }

  @Test("The nearest words are sorted and exclude the word")
  func nearest() throws {
    let session = try session()
    let rows = session.succeed("nearest man").split(separator: "\n")
      .map { $0.split(separator: " ").map(String.init) }
    #expect(rows.map(\.first) == ["king", "queen", "woman", "pony"])
    #expect(rows.map(\.last) == ["+1.0000", "+0.9487", "+0.7071", "-1.0000"])
    #expect(session.succeed("nearest man 1") == "king  +1.0000\n")
    #expect(session.succeed("nearest man 1 in u") == "woman  +1.0000\n")
    #expect(session.succeed("nearest man 1 in v+u").hasPrefix("queen"))
  }

  @Test("Similarity is the cosine, on V by default")
  func similarity() throws {
    let session = try session()
    #expect(session.succeed("similarity man woman") == "cos(v[man], v[woman]) = 0.70710678\n")
    #expect(session.succeed("similarity man king in u") == "cos(u[man], u[king]) = 0\n")
    #expect(session.outcome("similarity man queen in u").failure?.contains("zero") == true)
  }

  @Test("An analogy is the word nearest to B - A + C, except these three")
  func analogy() throws {
    let text = try session().succeed("analogy man king woman")
    #expect(text.contains("king - man + woman"))
    #expect(text.split(separator: "\n")[1].hasPrefix("queen"))
  }

  @Test(
    "Wrong arguments are refused",
    arguments: [
      "nearest", "nearest nobody", "nearest man 0", "nearest man 1 2", "nearest man in", "analogy",
      "nearest man in w", "similarity man", "similarity man king queen", "analogy man king",
      "similarity man king in u u",
    ])
  func refusals(line: String) throws {
    #expect(try session().outcome(line).failure != nil)
  }

  @Test("A word may be called `in`, `u` or `v`")
  func keywords() throws {
    let session = try Session.on("in u v\n")
    session.succeed(
      "nearest in", "nearest in in u", "similarity in u", "similarity in u in u", "analogy in u v",
      "similarity u \"in\"")
  }
}
