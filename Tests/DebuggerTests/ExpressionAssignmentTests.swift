import Debugger
import Testing
import Word2Vec

private let table: [(String, side: Side, word: String, component: Int?, values: [Double])] = [
  ("v[king] = 0.1, 0.2, 0.3", .center, "king", nil, [0.1, 0.2, 0.3]),
  ("u[king] = 1, -2, 1e-3", .outside, "king", nil, [1, -2, 0.001]),
  ("u[king][2] = 0", .outside, "king", 2, [0]),
  ("v[king][1 + 1]=1+1", .center, "king", 2, [2]),
  ("v[well-known][0] = 1", .center, "well-known", 0, [1]),
  ("v[\"well-known\"][0] = 1", .center, "well-known", 0, [1]),
  ("v[center][0] = 1", .center, "the", 0, [1]),
  ("v_c[0] = 1", .center, "the", 0, [1]),
  ("u_o[2][0] = 1", .outside, "king", 0, [1]),
  ("u[outside[2]] = king", .outside, "king", nil, [1, 2, -2]),
  ("v[queen] = king - king", .center, "queen", nil, [0, 0, 0]),
  ("v[queen] = v[king] * 2", .center, "queen", nil, [2, 4, -4]),
  ("v[queen] = min(1, 2), max(1, 2), d", .center, "queen", nil, [1, 2, 3]),
]

@Test("set var is parsed without changing anything", arguments: table)
private func right(
  _ text: String, side: Side, word name: String, component: Int?, values: [Double]
) throws {
  let session = try expressionSession()
  let hash = session.run.parameters.hash()
  let assignment = try assignment(text, in: session)
  #expect(assignment.side == side)
  #expect(try assignment.word == index(of: name, in: session))
  #expect(assignment.component == component)
  #expect(assignment.values == values)
  #expect(session.run.parameters.hash() == hash)
}

private let wrong: [(String, Int, String)] = [
  ("", 0, "the expression ends where v[king] or u[king] is expected"),
  ("(v[king]) = 4", 0, "expected v[king] or u[king], not '('"),
  (
    "J = 3", 0,
    "'J' cannot be written; rows can, as v[king] and u[king], and their components, as v[king][0]"
  ),
  (
    "king = 3", 0,
    "'king' cannot be written; rows can, as v[king] and u[king], and their components, as v[king][0]"
  ),
  ("v = 3", 0, "'v' alone has no value; write v[w]"),
  ("v[quen] = 1", 2, "unknown word 'quen'; did you mean 'queen'?"),
  ("v[king]", 7, "the expression ends where '=' is expected"),
  ("v[king] 3", 8, "expected '=', not '3'"),
  ("v[king] == 3", 8, "expected '=', not '=='"),
  ("v[king] =", 9, "the expression ends where a value is expected"),
  ("v[king] = 1", 10, "a row has 3 components, not 1"),
  ("v[king] = 1, 2", 10, "a row has 3 components, not 2"),
  ("v[king] = 1, 2, 3, 4", 10, "a row has 3 components, not 4"),
  ("v[king] = yhat", 10, "a row has 3 components, not 19"),
  ("v[king] = 1, 2, 3,", 18, "the expression ends where a value is expected"),
  ("v[king] = 1,, 2", 12, "expected a value, not ','"),
  ("v[king] = 1 2 3", 12, "expected an operator or the end, not '2'"),
  ("v[king] = king, 1, 2", 14, "expected an operator or the end, not ','"),
  ("v[king] = 1, king, 2", 13, "expected a number, not a word"),
  ("v[king] = 1 < 2", 10, "expected a number or a vector, not a condition"),
  ("v[king][0] = king", 13, "expected a number, not a word"),
  ("v[king][0] = 1, 2", 13, "a component is one number, not 2"),
  ("v[king][3] = 1", 8, "there is no component 3: the vector has components 0 to 2"),
  ("v[king][0.5] = 1", 8, "0.5 is not a whole number"),
  (
    "v[king][0] = 1e39", 13,
    "1e+39 is not a finite number in Float32, which parameters are stored in"
  ),
  (
    "v[king] = 1, 0 / 0, 2", 13,
    "nan is not a finite number in Float32, which parameters are stored in"
  ),
  ("u_o[9] = king", 4, "there is no pair 9: the window has pairs 1 to 2"),
]

@Test("set var points at its faults", arguments: wrong)
private func wrong(_ text: String, _ column: Int, _ message: String) throws {
  let session = try expressionSession()
  let hash = session.run.parameters.hash()
  do {
    _ = try assignment(text, in: session)
    Issue.record("'\(text)' is taken")
  } catch let error as ExpressionError {
    #expect(error.description == pointed(text, column, message))
  }
  #expect(session.run.parameters.hash() == hash)
}

@Test("set var writes Float32 numbers")
private func writing() throws {
  let session = try expressionSession("set var v[king] = 0.1, 0.2, 0.3", "set var u[king][2] = 7")
  #expect(
    try value("v[king]", in: session)
      == .vector([0.1, 0.2, 0.3].map { Double(Float($0)) }))
  #expect(try value("u[king][2]", in: session) == .scalar(7))
}
