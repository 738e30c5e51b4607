import Debugger
import Testing
import Word2Vec

private let tokens: [String] = names + signs + pieces

private let names: [String] =
  Symbol.all.flatMap { [$0.name, $0.usage] + $0.aliases }
  + ExpressionFunction.all.flatMap { [$0.name, $0.name + "("] + $0.aliases }

private let signs: [String] = ExpressionOperator.all.flatMap { [$0.spelling] + $0.aliases }

private let pieces: [String] = [
  "king", "queen", "quen", "\"well-known\"", "well-known", "o'brien", "über", "v[king]",
  "u[queen]", "v[", "u[", "F[1]", "outside[1]", "negative[1][2]", "[", "]", "(", ")", ",", "$",
  "$1", "$2", "$3", "$9", "1", "2", "0.5", "1e3", "0", "!", "=", "\"", "'", ".", "é", "你", "🦊",
  "\u{301}", "\u{200B}", "\n", "\t", "\\", "\\x",
]

/// Requires a printable value, or an error that points into the text.
private func digest(_ text: String, in session: Session) {
  do {
    let expression = try Expression(text, in: session)
    let kind = expression.kind
    let value = try expression.value(in: session)
    #expect(value.kind == kind)
    #expect(!describe(value, session: session).isEmpty)
    _ = try expression.nearestWordsLine(value, in: session)
  } catch let error as ExpressionError {
    #expect(0...text.utf8.count ~= error.offset)
    let lines = error.description.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count == 3)
    #expect(lines[1].allSatisfy { $0 == " " || $0 == "^" } && lines[1].last == "^")
    #expect(columnWidth(of: String(lines[1])) <= 80)
    #expect(error.description.unicodeScalars.allSatisfy { $0 == "\n" || $0.value >= 0x20 })
  } catch {
    Issue.record("\(error)")
  }
  _ = try? assignment(text, in: session)
  let completions = expressionCompletions(text, in: session)
  #expect(completions.start <= text.utf8.count)
}

@Test("Random bytes never crash the parser", arguments: 0..<10)
private func randomBytes(seed: Int) throws {
  let session = try expressionSession("print 1", "print king - queen", "print outside[1]")
  let random = Randomness(seed: 1, for: .check).keyed(by: seed)
  for number in 0..<200 {
    let random = random.keyed(by: number)
    let bytes = (0..<random.integer(below: 40)).map { index in
      UInt8(random.keyed(by: index).integer(below: seed % 2 == 0 ? 256 : 128))
    }
    digest(String(decoding: bytes, as: UTF8.self), in: session)
  }
}

@Test("Random token soup never crashes the parser", arguments: 0..<20)
private func tokenSoup(seed: Int) throws {
  let session = try expressionSession("print 1", "print king - queen", "print outside[1]")
  if seed % 2 == 1 { _ = session.run("toggle") }
  let random = Randomness(seed: 2, for: .check).keyed(by: seed)
  for number in 0..<200 {
    let random = random.keyed(by: number)
    let text = (0..<1 + random.integer(below: 12))
      .map { tokens[random.keyed(by: $0).integer(below: tokens.count)] }
      .joined(separator: random.keyed(by: -1).integer(below: 2) == 0 ? " " : "")
    digest(text, in: session)
  }
}

/// A random expression of a kind, with its value by arithmetic on doubles.
private struct Generator {
  var random: Randomness
  var count = 0

  mutating func roll(_ sides: Int) -> Int {
    count += 1
    return random.keyed(by: count).integer(below: sides)
  }

  mutating func number(depth: Int) -> (text: String, value: Double) {
    guard depth > 0 else {
      let value = Double(roll(9) + 1)
      return (exactly(value), value)
    }
    let a = number(depth: depth - 1)
    let b = number(depth: depth - 1)
    switch roll(7) {
    case 0: return ("(\(a.text) + \(b.text))", a.value + b.value)
    case 1: return ("(\(a.text)-\(b.text))", a.value - b.value)
    case 2: return ("\(a.text) * (\(b.text))", a.value * b.value)
    case 3: return ("(\(a.text)) / (\(b.text))", a.value / b.value)
    case 4: return ("(-\(a.text))", -a.value)
    case 5:
      let isNumber = !a.value.isNaN && !b.value.isNaN
      return ("max(\(a.text), \(b.text))", isNumber ? max(a.value, b.value) : .nan)
    default: return ("abs(\(a.text))", abs(a.value))
    }
  }
}

@Test("A random expression of numbers has the value of the same arithmetic", arguments: 0..<20)
private func arithmetic(seed: Int) throws {
  let session = try expressionSession()
  for number in 0..<50 {
    var generator = Generator(
      random: Randomness(seed: 3, for: .check).keyed(by: seed).keyed(by: number))
    let (text, expected) = generator.number(depth: number % 5)
    guard !expected.isNaN else { continue }
    #expect(try value(text, in: session) == .scalar(expected), "\(text)")
  }
}
