import TestSupport
import Testing
import Word2Vec

@testable import Debugger
@testable import Runs

@Suite("The window as JSON")
struct WindowJSONTests {
  private func json(_ session: Session) throws -> OrderedJSON {
    try OrderedJSON(session.succeed("export json -"))
  }

  private static let leadingKeys = [
    "schema", "objective", "update", "draws", "number", "epoch", "sentence", "position", "radius",
    "eta", "dimension", "vocabularySize", "center", "v_c",
  ]
  private static let trailingKeys = [
    "pairs", "loss", "gradCenter", "coefficients", "gradOutside", "lossAfter",
  ]
  private static let pairKeys = [
    "offset", "outside", "u_o", "score", "sigma", "loss", "gradCenter",
  ]

  @Test(
    "Keys are those of the schema, in its order, and absent where they have no meaning",
    arguments: Objective.allCases, UpdateOrder.allCases)
  func keys(objective: Objective, update: UpdateOrder) throws {
    let session = try Session.ofRoyals {
      $0.objective = objective
      $0.update = update
    }
    let json = try json(session)
    let isSoftmax = objective == .softmax
    #expect(
      json.keys == Self.leadingKeys + (isSoftmax ? ["yhat", "expected"] : []) + Self.trailingKeys)
    let pairs = try #require(json["pairs"]?.elements)
    #expect(pairs.count == session.pending.trace(.never).pairs.count)
    for pair in pairs {
      #expect(
        pair.keys == Self.pairKeys + (isSoftmax ? [] : ["draws", "negatives"])
          + (update == .pair ? ["applied"] : []))
      for negative in pair["negatives"]?.elements ?? [] {
        #expect(negative.keys == ["word", "count", "u", "score", "sigma"])
      }
      if update == .pair { #expect(pair["applied"]?.keys == ["loss", "gradCenter"]) }
    }
  }

  @Test("Numbers read back exactly", arguments: Objective.allCases)
  func numbers(objective: Objective) throws {
    let session = try Session.ofRoyals {
      $0.objective = objective
      $0.update = .pair
    }
    session.succeed("step 5")
    let record = session.pending.trace(.never)
    let json = try json(session)
    #expect(json["schema"] == .string("sgdb.window/1"))
    #expect(json["objective"]?.string == objective.rawValue)
    #expect(json["number"]?.number == 5)
    #expect(json["epoch"]?.number == 0)
    #expect(json["eta"]?.number == record.update.learningRate)
    #expect(json["v_c"]?.numbers == record.centerVector)
    #expect(json["loss"]?.number == record.loss)
    #expect(json["lossAfter"]?.number == session.pending.preview(.never).lossAfter)
    #expect(json["gradCenter"]?.numbers == record.centerGradient)
    #expect(json["yhat"]?.keys.count == record.softmax?.probabilities.count)
    #expect(json["expected"]?.numbers == record.softmax?.expected)
    for (index, pair) in (json["pairs"]?.elements ?? []).enumerated() {
      let expected = record.pairs[index]
      #expect(pair["offset"]?.number == expected.offset.map(Double.init))
      #expect(pair["outside"]?.string == session.name(expected.outside))
      #expect(pair["score"]?.number == expected.score)
      #expect(pair["sigma"]?.number == expected.sigma)
      #expect(pair["loss"]?.number == expected.loss)
      #expect(pair["gradCenter"]?.numbers == expected.centerGradient)
      #expect(
        pair["applied"]?["loss"]?.number == session.pending.preview(.never).applied[index].loss)
      if objective == .negativeSampling {
        #expect(pair["draws"]?.elements.map(\.string) == expected.draws.map(session.name))
      }
      for (term, negative) in zip(expected.negatives, pair["negatives"]?.elements ?? []) {
        #expect(negative["count"]?.number == Double(term.count))
        #expect(negative["u"]?.numbers == term.vector)
        #expect(negative["score"]?.number == term.score)
        #expect(abs(logistic(-term.score) - (negative["sigma"]?.number ?? .nan)) < 1e-15)
      }
    }
    let coefficients = try #require(json["coefficients"])
    #expect(coefficients.keys == record.coefficients.words.map(session.name))
    for word in record.involvedWords {
      #expect(coefficients[session.name(word)]?.number == record.coefficients[word])
      #expect(
        json["gradOutside"]?[session.name(word)]?.numbers == record.outsideGradient(word))
    }
    #expect(json["gradOutside"]?.keys == record.involvedWords.map(session.name))
  }

  @Test("A hand-made window has null for its place")
  func handMade() throws {
    let session = try Session.ofRoyals()
    session.succeed("window king : the old the")
    let json = try json(session)
    #expect(json["sentence"] == .null)
    #expect(json["position"] == .null)
    #expect(json["pairs"]?.elements.map { $0["offset"] } == [.null, .null, .null])
  }

  @Test("Words of any content are JSON strings")
  func words() throws {
    let text = "a\"b c\\d e\u{301}f \u{1}g ünï \u{202E}x \u{9B}\u{E0001}y\n"
    let session = try Session.on(bytes: Array(text.utf8), tokenization: .raw)
    let json = try json(session)
    #expect(
      Set(json["yhat"]?.keys ?? []) == Set(text.dropLast().split(separator: " ").map(String.init)))
  }

  @Test("Numbers that are not finite are null")
  func notFinite() throws {
    let session = try Session.ofRoyals()
    session.succeed("set eta 1e30", "step 10")
    let place = session.run.parameters.firstNonFinite
    let (side, word, _) = try #require(place)
    let name = session.name(word)
    session.succeed(side == .center ? "window \(name) : the king" : "window the : \(name) king")
    let json = try json(session)
    #expect(session.run.divergence != nil)
    #expect(json["loss"] == .null)
  }

  @Test("The file equals the printed text; its extension or the format's name chooses")
  func file() throws {
    let session = try Session.ofRoyals()
    let printed = session.succeed("export json -")
    let folder = try TemporaryFolder()
    session.succeed(
      "export \(folder.file("window.json"))", "export window \(folder.file("other.json"))",
      "export json \(folder.file("numbers"))")
    for name in ["window.json", "other.json", "numbers"] {
      #expect(try folder.text(name) == printed)
    }
  }
}
