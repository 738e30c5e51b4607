import Debugger
import Testing
import Word2Vec

/// The value of an expression of the table; words by name.
private enum Expected: Sendable {
  case number(Double)
  case vector([Double])
  case word(String)
  case words([String])
  case truth(Bool)

  func value(in session: Session) throws -> ExpressionValue {
    switch self {
    case .number(let number): .scalar(number)
    case .vector(let vector): .vector(vector)
    case .word(let name): .word(try index(of: name, in: session))
    case .words(let names): .words(try names.map { try index(of: $0, in: session) })
    case .truth(let holds): .boolean(holds)
    }
  }
}

/// Expressions before window 0, `the: old king`, with `v_king = (1, 2, -2)`, `v_queen = (½, -1, ¼)`.
private let table: [(String, Expected)] = [
  // Numbers.
  ("7", .number(7)), ("1.5", .number(1.5)), (".5", .number(0.5)), ("1e-3", .number(0.001)),
  ("1.5E+2", .number(150)), ("0", .number(0)),
  // Arithmetic binds as in Python.
  ("1 + 2 * 3", .number(7)), ("(1 + 2) * 3", .number(9)), ("7 - 2 - 1", .number(4)),
  ("8 / 2 / 2", .number(2)), ("2 ** 3 ** 2", .number(512)), ("-2 ** 2", .number(-4)),
  ("(-2) ** 2", .number(4)), ("2 ** -1", .number(0.5)), ("-2 ** -2", .number(-0.25)),
  ("2 * -3", .number(-6)), ("--3", .number(3)), ("+3", .number(3)), ("2*3-4/2", .number(4)),
  ("1 / 0", .number(.infinity)), ("0 / 0", .number(.nan)), ("(-1) ** 0.5", .number(.nan)),
  // Conditions.
  ("1 < 2", .truth(true)), ("2 <= 1", .truth(false)), ("1 == 1.0", .truth(true)),
  ("1 != 1", .truth(false)), ("2 > 1", .truth(true)), ("1 >= 2", .truth(false)),
  ("1 + 1 == 2", .truth(true)), ("!(1 < 2)", .truth(false)), ("!!(1 < 2)", .truth(true)),
  ("1 < 2 && 2 < 3", .truth(true)), ("1 > 2 && 1 < 2 || 1 < 2", .truth(true)),
  ("1 < 2 || 1 < 2 && 1 > 2", .truth(true)), ("(1 < 2) == (2 < 3)", .truth(true)),
  ("0 / 0 == 0 / 0", .truth(false)),
  // Logical operators short-circuit.
  ("1 < 2 || F[99] > 0", .truth(true)), ("1 > 2 && F[99] > 0", .truth(false)),
  // Words and vectors.
  ("king", .word("king")), ("\"king\"", .word("king")), ("o'brien", .word("o'brien")),
  ("über", .word("über")), ("1st", .word("1st")), ("\"well-known\"", .word("well-known")),
  ("\"1984\"", .word("1984")), ("\"k\\x69ng\"", .word("king")), ("sum", .word("sum")),
  ("king == king", .truth(true)), ("king != queen", .truth(true)),
  ("center == the", .truth(true)), ("center", .word("the")), ("\"center\"", .word("center")),
  ("outside", .words(["old", "king"])), ("outside[2]", .word("king")),
  ("outside[1 + 1]", .word("king")), ("outside[K - 3]", .word("king")),
  ("v[king]", .vector([1, 2, -2])), ("v[\"king\"]", .vector([1, 2, -2])),
  ("v[ king ]", .vector([1, 2, -2])), ("v [king]", .vector([1, 2, -2])),
  ("v[king][2]", .number(-2)), ("king[2]", .number(-2)), ("v[king][1 - 1]", .number(1)),
  ("v[well-known]", .vector([4, 0, -4])), ("v[\"well-known\"][0]", .number(4)),
  ("v[outside[2]]", .vector([1, 2, -2])), ("v[outside[2]][0] == 1", .truth(true)),
  ("king - queen", .vector([0.5, 3, -2.25])), ("king-queen", .vector([0.5, 3, -2.25])),
  ("king + queen", .vector([1.5, 1, -1.75])), ("2 * king", .vector([2, 4, -4])),
  ("king * 2", .vector([2, 4, -4])), ("king / 2", .vector([0.5, 1, -1])),
  ("-king", .vector([-1, -2, 2])), ("+king", .vector([1, 2, -2])),
  ("(king - queen)[1]", .number(3)), ("king - v[king] + 2 * queen", .vector([1, -2, 0.5])),
  ("v_c - v[the]", .vector([0, 0, 0])), ("u_o[2] - u[king]", .vector([0, 0, 0])),
  ("v[1984] - v[\"1984\"]", .vector([0, 0, 0])), ("v[step] - v[\"step\"]", .vector([0, 0, 0])),
  ("v[sum] - v[\"sum\"]", .vector([0, 0, 0])), ("v[center] - v[the]", .vector([0, 0, 0])),
  ("norm(v[\"center\"] - v[center]) > 0", .truth(true)),
  // Functions.
  ("norm(king)", .number(3)), ("norm(v[king])", .number(3)), ("dot(king, queen)", .number(-2)),
  ("cos(king, king)", .number(1)), ("cos(king, -king)", .number(-1)),
  ("cos(king, king - king)", .number(.nan)), ("sum(v[king])", .number(1)),
  ("mean(king)", .number(1.0 / 3)), ("min(king)", .number(-2)), ("max(king)", .number(2)),
  ("min(3, 2)", .number(2)), ("max(3, 2)", .number(3)), ("min(0 / 0, 1)", .number(.nan)),
  ("min(1, 0 / 0)", .number(.nan)), ("max(king / 0 - king / 0)", .number(.nan)),
  ("abs(-2)", .number(2)), ("abs(king)", .vector([1, 2, 2])), ("exp(0)", .number(1)),
  ("ln(1)", .number(0)), ("sqrt(16)", .number(4)), ("sqrt(-1)", .number(.nan)),
  ("sigma(0)", .number(0.5)), ("sigma(king - king)", .vector([0.5, 0.5, 0.5])),
  ("cos (king, king)", .number(1)), ("count(king)", .number(3)), ("count(center)", .number(7)),
  ("count(\"center\")", .number(1)), ("count(well-known)", .number(1)),
  ("count(outside[2])", .number(3)), ("sum(y[1])", .number(1)), ("y[1][old]", .number(1)),
  ("y[1][king]", .number(0)), ("y[2][outside[2]]", .number(1)),
  ("(yhat - y[1])[old] == yhat[old] - 1", .truth(true)), ("sum(exp(z) - exp(z))", .number(0)),
  // Numbers of the run.
  ("W", .number(19)), ("d", .number(3)), ("K", .number(5)), ("radius", .number(2)),
  ("eta", .number(0.1)), ("step", .number(0)), ("epoch", .number(0)), ("sentence", .number(0)),
  // Spellings beyond ASCII.
  ("1 ≤ 2", .truth(true)), ("1 ≥ 2", .truth(false)), ("1 ≠ 2", .truth(true)),
  ("2 × 3", .number(6)), ("3 − 1", .number(2)), ("−2", .number(-2)),
  ("king−queen", .vector([0.5, 3, -2.25])),
  ("η == eta", .truth(true)), ("σ(0)", .number(0.5)), ("ŷ[king] == yhat[king]", .truth(true)),
]

@Test("An expression has the value it has on paper", arguments: table)
private func valueOfExpression(_ text: String, _ expected: Expected) throws {
  let session = try expressionSession()
  #expect(try value(text, in: session) == expected.value(in: session))
}

@Test("Blanks around and between make no difference", arguments: table)
private func blanks(_ text: String, _ expected: Expected) throws {
  let session = try expressionSession()
  #expect(try value("  \t" + text + " \t ", in: session) == expected.value(in: session))
}

@Test("Values of the history are those at the time of parsing")
private func history() throws {
  let session = try expressionSession(
    "print 2 + 3", "print king - queen", "print outside[2]", "print 1 < 2", "print yhat",
    "print outside")
  #expect(try value("$1 * 2", in: session) == .scalar(10))
  #expect(try value("$2[1]", in: session) == .scalar(3))
  #expect(try value("v[$3]", in: session) == value("v[king]", in: session))
  #expect(try value("$3 == king && $4", in: session) == .boolean(true))
  #expect(try value("$5[king] == yhat[king]", in: session) == .boolean(true))
  #expect(try value("$6[2]", in: session) == .word(index(of: "king", in: session)))
  #expect(failure(of: "$6[3]", in: session)?.reason == .noSuchWord(3, count: 2))
  let last = try Expression("$", in: session)
  _ = session.run("print 1")
  #expect(try last.value(in: session) == value("$6", in: session))
  #expect(try value("$", in: session) == .scalar(1))
}

@Test("Words of the history are found again after another text is loaded")
private func translation() throws {
  let session = try expressionSession(
    "print outside[2]", "print center", "print outside", "print 7")
  _ = session.run("load fruit")
  #expect(session.corpus.vocabulary.index(of: "king".utf8) == nil)
  #expect(
    failure(of: "v[$1]", in: session)?.description
      == pointed("v[$1]", 2, "$1 names a word that the vocabulary does not have"))
  #expect(try value("$2", in: session) == .word(index(of: "the", in: session)))
  #expect(failure(of: "$3[1]", in: session)?.reason == .foreignValue("$3"))
  #expect(try value("$4", in: session) == .scalar(7))
}

@Test("An expression follows the run: its value is that of the pending window")
private func following() throws {
  let session = try expressionSession()
  let expressions = try ["step", "center", "J", "v[king]", "count(center)"].map {
    try Expression($0, in: session)
  }
  for _ in 0..<5 {
    for expression in expressions {
      #expect(try expression.value(in: session) == value(expression.text, in: session))
    }
    _ = session.run("step")
  }
}

@Test("An expression outlives its corpus and its dimension, and reports a missing word")
private func rebuilding() throws {
  let session = try expressionSession()
  let expressions = try ["v[king]", "norm(king - queen)", "W", "yhat[the]"].map {
    try Expression($0, in: session)
  }
  let rare = try Expression("v[1984]", in: session)
  for command in ["set dimension 5", "set min-count 2"] {
    _ = session.run(command)
    for expression in expressions {
      #expect(try expression.value(in: session) == value(expression.text, in: session))
    }
  }
  #expect(throws: ExpressionError.self) { try rare.value(in: session) }
  #expect(
    failure(of: "v[1984]", in: session)?.description
      == pointed(
        "v[1984]", 2,
        "'1984' occurs 1 time in the corpus, and min-count is 2; `set min-count 1` would include it"
      ))
}

@Test("The kind of a value is known before it is evaluated", arguments: table)
private func kind(_ text: String, _ expected: Expected) throws {
  let session = try expressionSession()
  #expect(try Expression(text, in: session).kind == expected.value(in: session).kind)
}

@Test("A value that stays nan does not change")
private func nan() {
  #expect(ExpressionValue.scalar(.nan) == .scalar(.nan))
  #expect(ExpressionValue.vector([1, .nan]) == .vector([1, .nan]))
  #expect(ExpressionValue.scalar(1) != .scalar(.nan))
  #expect(ExpressionValue.scalar(1) != .vector([1]))
  #expect(ExpressionValue.word(1) != .words([1]))
}

@Test("Values are shown with the precision set, vectors whole and in lines")
private func showing() throws {
  let session = try expressionSession()
  func shown(_ text: String, indent: Int = 0) throws -> String {
    describe(try value(text, in: session), session: session, indent: indent)
  }
  #expect(try shown("1 / 3") == "0.33333333")
  #expect(try shown("v[king] / 4") == "[0.25, 0.5, -0.5]")
  #expect(try shown("1 < 2") == "true")
  #expect(try shown("outside") == "[old, king]")
  #expect(try shown("outside[2]") == "king")
  let six = Array(repeating: "0.33333333,", count: 6).joined(separator: " ")
  #expect(
    try "$1 = " + shown("exp(z - z) / 3", indent: 5) == """
      $1 = [\(six)
            \(six)
            \(six)
            0.33333333]
      """)
  _ = session.run("set precision 3")
  #expect(try shown("1 / 3") == "0.333")
  _ = session.run("set precision 17")
  #expect(try shown("1 / 3") == "0.3333333333333333")
}

@Test("print shows value, number and nearest words; the caret is under the whole line")
private func printing() throws {
  let session = try expressionSession()
  #expect(session.run("print 2 + 3") == [.print("$1 = 5")])
  #expect(session.run("print king - queen").count == 2)
  #expect(session.run("print v[king]") == [.print("$3 = [1, 2, -2]")])
  #expect(session.run("print J - J") == [.print("$4 = 0")])
  #expect(
    session.run("print v[quen]") == [
      .failure(
        pointed(
          "print v[quen]", 8, "unknown word 'quen'; did you mean 'queen'?"))
    ])
  session.enqueue(Script("print 1 +".utf8, name: "lesson.sgdb"))
  #expect(
    session.advance() == [
      .failure(
        "lesson.sgdb:1:\n"
          + pointed("print 1 +", 9, "the expression ends where a value is expected"))
    ])
  #expect(
    session.run("  set var  v[king][7] = 1") == [
      .failure(
        pointed(
          "  set var  v[king][7] = 1", 19,
          "there is no component 7: the vector has components 0 to 2"))
    ])
}
