import Debugger
import Testing
import Word2Vec

/// Wrong expressions under softmax before window 0, `the: old king`: the column of the fault and
/// what is said of it.
private let table: [(String, Int, String)] = [
  // Reading.
  ("", 0, "the expression ends where a value is expected"),
  ("1 +", 3, "the expression ends where a value is expected"),
  ("(1", 2, "the expression ends where ')' is expected"),
  ("v[king", 6, "the expression ends where ']' is expected"),
  ("v[", 2, "the expression ends where a word is expected"),
  ("v[]", 2, "expected a word, not ']'"),
  ("outside[]", 8, "expected a value, not ']'"),
  ("1 2", 2, "expected an operator or the end, not '2'"),
  ("1)", 1, "expected an operator or the end, not ')'"),
  ("king queen", 5, "expected an operator or the end, not 'queen'"),
  ("v[king queen]", 7, "expected ']', not 'queen'"),
  ("J, z", 1, "expected an operator or the end, not ','"),
  ("* 2", 0, "expected a value, not '*'"),
  ("1 + * 2", 4, "expected a value, not '*'"),
  ("1..2", 1, "expected an operator or the end, not '.'"),
  (".", 0, "expected a value, not '.'"),
  ("1e999", 0, "'1e999' is too large a number"),
  ("\"king", 0, "the quote is not closed; a word in quotes ends with \""),
  ("J = 3", 2, "'=' is not an operator; '==' compares, and `set var` assigns"),
  ("2 ^ 3", 2, "'^' is not an operator; a power is written '**'"),
  ("1 < 2 & 1 < 2", 6, "'&' is not an operator; '&&' joins two conditions"),
  ("1 < 2 | 1 < 2", 6, "'|' is not an operator; '||' joins two conditions"),
  ("'king'", 0, "''' is not an operator; words are quoted with \""),
  ("7 % 2", 2, "expected an operator or the end, not '%'"),
  ("1 < 2 < 3", 6, "comparisons do not chain; write a < b && b < c"),
  ("1 == 1 == 1", 7, "comparisons do not chain; write a < b && b < c"),
  // Names.
  ("quen", 0, "unknown symbol or word 'quen'; did you mean 'queen'?"),
  ("v[quen]", 2, "unknown word 'quen'; did you mean 'queen'?"),
  ("1 + v[quen]", 6, "unknown word 'quen'; did you mean 'queen'?"),
  ("v[\"quen\"]", 2, "unknown word 'quen'; did you mean 'queen'?"),
  ("zzzzzz", 0, "unknown symbol or word 'zzzzzz'; see `help expressions`"),
  ("yhat[3]", 5, "unknown word '3'; see `info vocabulary`"),
  ("v[J]", 2, "unknown word 'J'; see `info vocabulary`"),
  (
    "lossafter", 0,
    "unknown symbol or word 'lossafter'; did you mean 'lossAfter'?"
  ),
  (
    "grad.x[king]", 0,
    "unknown symbol or word 'grad.x'; did you mean 'grad.v'?"
  ),
  (
    "2 * well-known", 4,
    "unknown symbol or word 'well'; did you mean '\"well-known\"'?"
  ),
  ("kin", 0, "unknown symbol or word 'kin'; did you mean 'king'?"),
  ("sqr", 0, "unknown symbol or word 'sqr'; did you mean 'sqrt'?"),
  ("sqr(4)", 0, "unknown function 'sqr'; did you mean 'sqrt'?"),
  ("nothing(4)", 0, "unknown function 'nothing'; see `help expressions`"),
  ("cos", 0, "'cos' is a function; write cos(a, b)"),
  ("v(king)", 0, "'v' is not a function; write v[w]"),
  ("king(1)", 0, "unknown function 'king'; did you mean 'sign'?"),
  ("v", 0, "'v' alone has no value; write v[w]"),
  ("2 * F", 4, "'F' alone has no value; write F[p]"),
  ("grad.outside[1]", 0, "'grad.outside' alone has no value; write grad.outside[p][w]"),
  ("$", 0, "there is no value $: `print` has shown none yet"),
  ("$1", 0, "there is no value $1: `print` has shown none yet"),
  // Kinds and shapes.
  ("1 + v[king]", 2, "'+' adds two numbers or two vectors, not a number and a vector"),
  ("king - 1", 5, "'-' subtracts two numbers or two vectors, not a word and a number"),
  (
    "v[king] * v[queen]", 8,
    "'*' does not multiply a vector and a vector; dot(a, b) is their product"
  ),
  ("king * queen", 5, "'*' does not multiply a vector and a vector; dot(a, b) is their product"),
  (
    "(1 < 2) * 3", 8,
    "'*' multiplies two numbers, or a number and a vector, not a condition and a number"
  ),
  ("1 / king", 2, "'/' divides a number or a vector by a number, not a number and a word"),
  ("king ** 2", 5, "'**' raises a number to a number, not a word and a number"),
  ("king < queen", 5, "'<' compares two numbers, not a word and a word"),
  ("v[king] > 1", 8, "'>' compares two numbers, not a vector and a number"),
  (
    "king == 1", 5,
    "'==' compares two numbers, two words or two conditions, not a word and a number"
  ),
  (
    "v[king] != v[king]", 8,
    "'!=' compares two numbers, two words or two conditions, not a vector and a vector"
  ),
  ("1 && 1 < 2", 2, "'&&' joins two conditions, not a number and a condition"),
  ("1 < 2 || J", 6, "'||' joins two conditions, not a condition and a number"),
  ("!J", 0, "'!' negates a condition, not a number"),
  ("-outside", 0, "'-' negates a number or a vector, not a list of words"),
  ("+(1 < 2)", 0, "'+' goes before a number or a vector, not a condition"),
  ("z + v[king]", 2, "'+' takes vectors of one shape, not [W] and [d]"),
  ("dot(z, king)", 7, "'dot' takes vectors of one shape, not [W] and [d]"),
  ("norm(3)", 5, "'norm' takes a vector, not a number"),
  ("cos(king, 3)", 10, "'cos' takes two vectors, not a number"),
  ("max(3, king)", 7, "'max' takes two numbers, not a word"),
  ("exp(1 < 2)", 4, "'exp' takes a number or a vector, not a condition"),
  ("cos(king)", 0, "'cos' does not take 1 argument; write cos(a, b)"),
  ("norm()", 0, "'norm' does not take 0 arguments; write norm(a)"),
  ("1 + max(1, 2, 3)", 4, "'max' does not take 3 arguments; write max(a) or max(x, y)"),
  ("count(3 + 4)", 6, "unknown word '3'; see `info vocabulary`"),
  ("J[0]", 1, "a number has no components"),
  ("v[king][0][0]", 10, "a number has no components"),
  ("v[king][queen]", 8, "expected a number, not a word"),
  ("F[1 < 2]", 2, "expected a number, not a condition"),
  ("v[outside[1][0]]", 2, "expected a word, not a number"),
  ("v[$1]", 2, "there is no value $1: `print` has shown none yet"),
  // Subscripts.
  ("outside[9]", 8, "there is no pair 9: the window has pairs 1 to 2"),
  ("F[0]", 2, "there is no pair 0: the window has pairs 1 to 2"),
  ("F[1.5]", 2, "1.5 is not a whole number"),
  ("F[1 / 0]", 2, "inf is not a whole number"),
  ("F[1e300]", 2, "1e+300 is not a whole number"),
  ("v[king][3]", 8, "there is no component 3: the vector has components 0 to 2"),
  ("v[king][-1]", 8, "there is no component -1: the vector has components 0 to 2"),
  // The window at hand.
  (
    "2 + len(negative[1])", 4, "unknown function 'len'; did you mean 'ln'?"
  ),
  (
    "negative[1]", 0,
    "negative is defined under negative-sampling only; `toggle` switches the objective"
  ),
]

@Test("A wrong expression is shown with a caret under the fault and a reason", arguments: table)
private func wrong(_ text: String, _ column: Int, _ message: String) throws {
  let session = try expressionSession()
  #expect(failure(of: text, in: session)?.description == pointed(text, column, message))
}

@Test("Errors that depend on the window are distinguished from permanent ones")
private func momentary() throws {
  let session = try expressionSession()
  for text in ["F[3]", "negative[1][1]", "outside[9]", "v[king][step + 3]"] {
    _ = try Expression(text, in: session)
    #expect(failure(of: text, in: session)?.reason.dependsOnWindow == true)
  }
  for text in ["v[quen]", "1 +", "J + z", "$1"] {
    #expect(throws: ExpressionError.self) { try Expression(text, in: session) }
    #expect(failure(of: text, in: session)?.reason.dependsOnWindow == false)
  }
  let byHand = try expressionSession("window king : the old")
  #expect(
    failure(of: "sentence + 1", in: byHand)?.description
      == pointed(
        "sentence + 1", 0,
        "a hand-made window has no sentence; `window corpus` returns to the corpus"))
  #expect(try value("epoch", in: byHand) == .scalar(0))
  let sampling = try expressionSession("set objective negative-sampling", "set negatives 2")
  #expect(
    failure(of: "negative[1][3]", in: sampling)?.description
      == pointed("negative[1][3]", 12, "there is no draw 3: the pair has draws 1 to 2"))
  let none = try expressionSession("set objective negative-sampling", "set negatives 0")
  #expect(
    failure(of: "negative[1][1]", in: none)?.description
      == pointed("negative[1][1]", 12, "there is no draw 1: the pair has none"))
}

@Test("An unknown value of the history is reported with the range of known ones")
private func noValue() throws {
  let session = try expressionSession("print 1", "print 2")
  #expect(
    failure(of: "$3", in: session)?.description
      == pointed("$3", 0, "there is no value $3: the last is $2"))
  #expect(
    failure(of: "1 + $0", in: session)?.description
      == pointed("1 + $0", 4, "there is no value $0: the last is $2"))
  #expect(failure(of: "$99999999999999999999", in: session) != nil)
}

@Test("The caret counts the columns of a terminal")
private func columns() throws {
  let session = try expressionSession()
  // Two columns a character; a combining mark takes none.
  #expect(failure(of: "\"你好\"", in: session)?.description.contains("\n^\n") == true)
  #expect(
    failure(of: "1 ≤ 你", in: session)?.description
      == pointed("1 ≤ 你", 4, "unknown symbol or word '你'; see `help expressions`"))
  #expect(failure(of: "v[king] + 你好 + zzzz", in: session)?.offset == 10)
  #expect(
    failure(of: "über * über", in: session)?.description
      == pointed(
        "über * über", 5, "'*' does not multiply a vector and a vector; dot(a, b) is their product")
  )
  // A tab is shown as one blank, control characters in their escaped form.
  #expect(
    failure(of: "\t1 +\u{1B}[31m", in: session)?.description
      == pointed(" 1 +\\x1b[31m", 4, "expected a value, not '\\x1b'"))
}

@Test("In ASCII the caret is under the displayed spelling")
private func asciiColumns() throws {
  let session = try expressionSession("set ascii on")
  #expect(
    session.run("print ŷ[king] + quen") == [
      .failure(
        pointed(
          "print yhat[king] + quen", 19,
          "unknown symbol or word 'quen'; did you mean 'queen'?"))
    ])
}

@Test("A long text is cut around the fault")
private func cutting() throws {
  let session = try expressionSession()
  let text = String(repeating: "1 + ", count: 100) + "quen" + String(repeating: " + 1", count: 100)
  let lines = try #require(failure(of: text, in: session)).description.split(separator: "\n")
  #expect(lines.count == 3)
  #expect(lines[0].hasPrefix("…") && lines[0].hasSuffix("…") && lines[0].count <= 78)
  let caret = lines[1].count - 1
  #expect(lines[0].dropFirst(caret).hasPrefix("quen"))
}

@Test(
  "No depth and no length of an expression exhausts the stack",
  arguments: ["(", "-", "!", "1+", "2**", "v[", "F[", "cos(", "1,", "v[outside[", "\"king\"-", "$"])
private func bounded(_ piece: String) throws {
  let session = try expressionSession()
  let error = try #require(failure(of: String(repeating: piece, count: 100_000), in: session))
  #expect(error.description.utf8.count < 1000)
}

@Test("A sum of many words has a value")
private func longSum() throws {
  let session = try expressionSession()
  let text = "king" + String(repeating: " + king", count: 900)
  #expect(try value(text, in: session) == .vector([901, 1802, -1802]))
  let nested = String(repeating: "(", count: 90) + "1" + String(repeating: ")", count: 90)
  #expect(try value(nested, in: session) == .scalar(1))
}
