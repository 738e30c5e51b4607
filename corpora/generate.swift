// Writes the sentences of a grammar until there are 100,000 words of them.
//
//   swift corpora/generate.swift corpora/royals.grammar > corpora/royals.txt
//
// The grammar file explains its own notation. The same grammar gives the same bytes everywhere:
// the only randomness is the generator below, and its seed is fixed.

import Glibc

let wordsWanted = 100_000

/// SplitMix64 (Steele, Lea and Flood, 2014).
struct SplitMix64 {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }

  /// A number in `0..<bound`, each all but equally likely (off by less than one part in 2⁵⁰ here).
  mutating func below(_ bound: Int) -> Int {
    Int(next().multipliedFullWidth(by: UInt64(bound)).high)
  }
}

/// What one alternative of a rule is made of, left to right.
indirect enum Piece {
  case text(String)
  case rule(String)
  case choice([[Piece]])
}

struct Alternative {
  var weight: Int
  var pieces: [Piece]
}

func fail(_ message: String) -> Never {
  fputs("generate.swift: \(message)\n", stderr)
  exit(1)
}

// MARK: Reading the grammar

/// Reads `text<rule>(one|other)` up to its end, or up to a `|` or `)` of the choice around it.
func parsePieces(_ rest: inout Substring, insideChoice: Bool) -> [Piece] {
  var pieces: [Piece] = []
  while let character = rest.first {
    switch character {
    case "<":
      guard let end = rest.firstIndex(of: ">") else { fail("no > in \(rest)") }
      pieces.append(.rule(String(rest[rest.index(after: rest.startIndex)..<end])))
      rest = rest[rest.index(after: end)...]
    case "(":
      var options: [[Piece]] = []
      repeat {
        rest.removeFirst()
        options.append(parsePieces(&rest, insideChoice: true))
      } while rest.first == "|"
      guard rest.first == ")" else { fail("no ) at the end of a choice") }
      rest.removeFirst()
      pieces.append(.choice(options))
    case "|", ")":
      guard insideChoice else { fail("a \(character) outside a choice: \(rest)") }
      return pieces
    default:
      let end = rest.firstIndex { "<(|)".contains($0) } ?? rest.endIndex
      pieces.append(.text(String(rest[..<end])))
      rest = rest[end...]
    }
  }
  return pieces
}

func parseAlternative(_ line: Substring) -> Alternative {
  var rest = line
  var weight = 1
  if let space = line.firstIndex(of: " "), let number = Int(line[..<space]) {
    weight = number
    rest = line[line.index(after: space)...]
  }
  return Alternative(weight: weight, pieces: parsePieces(&rest, insideChoice: false))
}

/// The same pieces with `G` at the end of a rule's name replaced.
func stamp(_ pieces: [Piece], _ gender: String) -> [Piece] {
  pieces.map { piece in
    switch piece {
    case .text: piece
    case .rule(let name): .rule(name.hasSuffix(".G") ? String(name.dropLast()) + gender : name)
    case .choice(let options): .choice(options.map { stamp($0, gender) })
    }
  }
}

func readGrammar() -> [String: [Alternative]] {
  var rules: [String: [Alternative]] = [:]
  var heads: [(name: String, gender: String)] = []
  while let line = readLine() {
    let isIndented = line.first == " "
    var text = line.drop { $0 == " " }
    if text.isEmpty || text.first == "#" { continue }
    if !isIndented {
      guard let colon = text.firstIndex(of: ":") else { fail("no : in \(text)") }
      let name = String(text[..<colon])
      heads =
        name.hasSuffix(".G")
        ? ["he", "she"].map { (String(name.dropLast()) + $0, $0) } : [(name, "")]
      for head in heads {
        guard rules.updateValue([], forKey: head.name) == nil else { fail("\(name) twice") }
      }
      text = text[text.index(after: colon)...].drop { $0 == " " }
      if text.isEmpty { continue }
    }
    let alternative = parseAlternative(text)
    for head in heads {
      var stamped = alternative
      stamped.pieces = stamp(alternative.pieces, head.gender)
      rules[head.name]?.append(stamped)
    }
  }
  return rules
}

// MARK: Writing sentences

func expand(
  _ pieces: [Piece], with rules: [String: [Alternative]], into text: inout String,
  using generator: inout SplitMix64
) {
  for piece in pieces {
    switch piece {
    case .text(let words):
      text += words
    case .choice(let options):
      let option = options[generator.below(options.count)]
      expand(option, with: rules, into: &text, using: &generator)
    case .rule(let name):
      guard let alternatives = rules[name] else { fail("no rule is called <\(name)>") }
      var ticket = generator.below(alternatives.reduce(0) { $0 + $1.weight })
      for alternative in alternatives {
        ticket -= alternative.weight
        if ticket < 0 {
          expand(alternative.pieces, with: rules, into: &text, using: &generator)
          break
        }
      }
    }
  }
}

/// One blank between words, "an" before a vowel, a capital letter first and a full stop last.
func sentence(_ text: String) -> (line: String, words: Int) {
  var words = text.split(separator: " ").map(String.init)
  for index in words.indices.dropLast() where words[index] == "a" {
    if let first = words[index + 1].lowercased().first, "aeiou".contains(first) {
      words[index] = "an"
    }
  }
  let line = words.joined(separator: " ")
  let opening = line.prefix { $0 == "\"" }
  let letters = line.dropFirst(opening.count)
  return (opening + letters.prefix(1).uppercased() + letters.dropFirst() + ".", words.count)
}

guard CommandLine.arguments.count == 2, freopen(CommandLine.arguments[1], "r", stdin) != nil else {
  fail("usage: swift generate.swift GRAMMAR > TEXT")
}
let rules = readGrammar()
var generator = SplitMix64(state: 1)
var written = 0
var previous = ""
while written < wordsWanted {
  var text = ""
  expand([.rule("sentence")], with: rules, into: &text, using: &generator)
  let (line, words) = sentence(text)
  if line == previous { continue }
  print(line)
  previous = line
  written += words
}
