import RandomCases
import TestSupport
import Testing
import Word2Vec

@testable import Debugger
@testable import Runs

@Suite("Values followed along a run")
struct WatchedValueTests {
  @Test(
    "They are what evaluating at every window gives, under all updates, edits and hand-made windows",
    arguments: 1...30)
  func agreement(seed: Int) throws {
    var random = TestRandom(seed: seed)
    let session = try testSession {
      $0.objective = seed % 3 == 0 ? .softmax : .negativeSampling
      $0.negatives = Int.random(in: 0...4, using: &random)
      $0.draws = seed % 2 == 0 ? .pair : .window
      $0.update = seed % 5 == 0 ? .pair : .window
    }
    session.output("print cat")
    session.output("print outside")
    let writer = ExpressionWriter(session: session)
    let texts = (0..<40).map { _ in writer.expression(using: &random) }
    let expressions = try texts.map { try Expression($0, in: session) }
    var followed = expressions.map { WatchedValue($0, in: session) }
    var values = expressions.map { evaluate($0, session) }
    #expect(followed.map(\.value) == values)

    func compare() {
      for index in followed.indices {
        let before = values[index]
        let now = evaluate(expressions[index], session)
        values[index] = now ?? before
        let hasChanged = before != nil && now != nil && now != before
        #expect(
          followed[index].hasChanged(in: session) == hasChanged
            && followed[index].value == values[index]
            && followed[index].previous == (hasChanged ? before : nil),
          "seed \(seed), window \(session.run.number): \(texts[index])")
      }
    }

    // Edits are recorded, and replayed from the beginning.
    let lines = [
      "set var v[cat][1] = 0.5", "set var u[dog] = 1, 2, 3, 4, 5, 6, 7, 8", "toggle",
      "window cat : dog bird", "negatives 1 = bird bird", "negatives redraw", "set eta 0.3",
      "set update pair", "set draws window",
    ]
    for _ in 0..<40 {
      if Int.random(in: 0..<3, using: &random) == 0, let line = lines.randomElement(using: &random)
      {
        session.output(line)
        compare()
      }
      _ = try session.run.applyUpdates()
      compare()
    }
    _ = try session.run.restore(atOrBefore: 0)
    followed = expressions.map { WatchedValue($0, in: session) }
    values = expressions.map { evaluate($0, session) }
    while session.run.number < session.run.history.end {
      _ = try session.run.applyUpdates()
      compare()
    }
  }

  /// The value an expression has; a condition that has none does not hold.
  private func evaluate(_ expression: Expression, _ session: Session) -> ExpressionValue? {
    (try? expression.value(in: session)) ?? (expression.kind == .boolean ? .boolean(false) : nil)
  }

  @Test(
    "Rows alone decide what is made of named words and numbers, and of nothing else",
    arguments: [
      ("cos(v[cat], u[dog])", ["v cat", "u dog"]),
      ("v[cat][0] > 0.5 && norm(u[the]) < 2", ["v cat", "u the"]),
      ("cat - dog", ["v cat", "v dog"]), ("sum(\"mat\")", ["v mat"]),
      ("count(cat) * 2 + dot(cat, u[cat])", ["v cat", "u cat"]), ("1 + 1", []),
      ("$1 * norm(cat)", ["v cat"]),
    ])
  func decidingRows(text: String, rows: [String]) throws {
    let session = try testSession()
    session.output("print 3")
    let expression = try Expression(text, in: session)
    #expect(
      expression.decidingRows?.map { "\($0.side.rawValue) \(session.name($0.word))" } == rows)
  }

  @Test(
    "What reads the window, the settings or words of the history may change at any window",
    arguments: [
      "J", "step", "eta", "v_c", "norm(v[center])", "u[outside[1]][0]", "z[cat]", "grad.v[cat]",
      "v[$1]", "norm($1)", "u[$2[1]]", "K > 3 && v[cat][0] > 0",
    ])
  func otherwise(text: String) throws {
    let session = try testSession()
    session.output("print cat")
    session.output("print outside")
    #expect(try Expression(text, in: session).decidingRows == nil)
  }

  @Test("An update keeps the bits of every vector that it does not touch", arguments: 1...20)
  func touches(seed: Int) throws {
    var random = TestRandom(seed: seed)
    let session = try testSession {
      $0.objective = seed % 4 == 0 ? .softmax : .negativeSampling
      $0.negatives = Int.random(in: 0...3, using: &random)
      $0.draws = seed % 2 == 0 ? .pair : .window
      $0.update = seed % 5 == 0 ? .pair : .window
    }
    func vectors() -> [[Double]] {
      Side.allCases.flatMap { side in
        (0..<session.corpus.vocabulary.count).map { word in
          session.run.parameters.withMatrix(side) { $0.vector(word) }
        }
      }
    }
    var untouched = 0
    for _ in 0..<40 {
      let before = vectors()
      _ = try session.run.applyUpdates()
      let after = vectors()
      let words = session.corpus.vocabulary.count
      for (row, (old, new)) in zip(before, after).enumerated()
      where !session.run.trainer.lastUpdateTouched(row < words ? .center : .outside, row % words) {
        untouched += 1
        #expect(old.map(\.bitPattern) == new.map(\.bitPattern))
      }
    }
    #expect(untouched > 40)
  }
}

/// Writes random expressions, most of them of rows of parameters alone.
private struct ExpressionWriter {
  let session: Session

  func expression(using random: inout TestRandom) -> String {
    switch Int.random(in: 0..<6, using: &random) {
    case 0: vector(depth: 2, &random)
    case 1: condition(depth: 2, &random)
    default: number(depth: 2, &random)
    }
  }

  private func word(_ random: inout TestRandom) -> String {
    session.name(Int.random(in: 0..<session.corpus.vocabulary.count, using: &random))
  }

  private func vector(depth: Int, _ random: inout TestRandom) -> String {
    switch Int.random(in: 0..<(depth > 0 ? 9 : 5), using: &random) {
    case 0, 1: "v[\(word(&random))]"
    case 2, 3: "u[\(word(&random))]"
    case 4: "(\(word(&random)))"
    case 5:
      ["v_c", "v[$1]", "u[$2[1]]", "u_o[2]", "grad.u[cat]"].randomElement(using: &random) ?? "v_c"
    default:
      "(\(vector(depth: depth - 1, &random)) - 0.5 * \(vector(depth: depth - 1, &random)))"
    }
  }

  private func number(depth: Int, _ random: inout TestRandom) -> String {
    let a = vector(depth: depth - 1, &random)
    let b = vector(depth: depth - 1, &random)
    return switch Int.random(in: 0..<(depth > 0 ? 9 : 5), using: &random) {
    case 0: "cos(\(a), \(b))"
    case 1: "dot(\(a), \(b))"
    case 2: "norm(\(a))"
    case 3: "\(a)[\(Int.random(in: 0..<8, using: &random))]"
    case 4: "max(\(a))"
    case 5: ["J", "F[3]", "step", "1", "count(cat)", "eta"].randomElement(using: &random) ?? "J"
    default:
      "(\(number(depth: depth - 1, &random)) + \(number(depth: depth - 1, &random)))"
    }
  }

  private func condition(depth: Int, _ random: inout TestRandom) -> String {
    if depth > 0, Bool.random(using: &random) {
      let joint = Bool.random(using: &random) ? "&&" : "||"
      return "(\(condition(depth: depth - 1, &random)) \(joint) "
        + "\(condition(depth: depth - 1, &random)))"
    }
    return "\(number(depth: 1, &random)) > \(Double.random(in: -0.5...0.5, using: &random))"
  }
}
