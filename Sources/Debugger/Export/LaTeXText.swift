// Text and numbers as LaTeX that pdflatex compiles without further packages or fonts.

import Algorithms

/// Text outside mathematics, with special characters escaped.
///
/// Symbols of the derivation become mathematics and accented Latin letters accent commands.
/// Characters that the standard fonts lack are written as `<U+4E2D>`.
func latexText(_ text: String) -> String {
  text.map(latexCharacter).joined()
}

/// A sentence of the derivation; symbols such as `v_c` become mathematics.
func latexSentence(_ text: String) -> String {
  var result = latexText(text)
  let symbols =
    ["u", "v", "z", "n"].map { (text: $0, math: $0) }
    + [(text: #"$\hat{y}$"#, math: #"\hat{y}"#)]
  for (symbol, index) in product(symbols, ["c", "o", "w", "k", "0", "1", "W"]) {
    result = result.replacing(symbol.text + #"\_"# + index, with: "$\(symbol.math)_\(index)$")
  }
  return result
}

private func latexCharacter(_ character: Character) -> String {
  if let spelling = spellings[character] { return spelling }
  return accented[character]
    ?? character.unicodeScalars.map { scalar in
      if 0x20..<0x7F ~= scalar.value { return spellings[Character(scalar)] ?? String(scalar) }
      let digits = String(scalar.value, radix: 16, uppercase: true)
      let zeros = String(repeating: "0", count: max(0, 4 - digits.count))
      return #"{\footnotesize\textless U+\#(zeros)\#(digits)\textgreater}"#
    }
    .joined()
}

/// Special characters of LaTeX, symbols of the derivation, and letters such as `ß`.
private let spellings: [Character: String] = [
  "\\": #"\textbackslash{}"#, "{": #"\{"#, "}": #"\}"#, "$": #"\$"#, "&": #"\&"#, "#": "\\#",
  "%": #"\%"#, "_": #"\_"#, "^": #"\textasciicircum{}"#, "~": #"\textasciitilde{}"#,
  "<": #"\textless{}"#, ">": #"\textgreater{}"#, "|": #"\textbar{}"#, "\"": #"{\ttfamily\char34}"#,
  "'": "'{}", "`": "`{}", "-": "-{}", "[": "{[}", "]": "{]}", "\t": " ", "\n": " ", "\r\n": " ",
  "ŷ": #"$\hat{y}$"#, "σ": #"$\sigma$"#, "Σ": #"$\Sigma$"#, "ω": #"$\omega$"#, "ξ": #"$\xi$"#,
  "η": #"$\eta$"#, "∂": #"$\partial$"#, "ᵀ": #"$^{\top}$"#, "·": #"$\cdot$"#, "≠": #"$\neq$"#,
  "∇": #"$\nabla$"#, "‖": #"$\|$"#, "…": #"\dots{}"#, "→": #"$\to$"#, "×": #"$\times$"#,
  "−": "$-$", "²": "$^2$", "≤": #"$\leq$"#, "≥": #"$\geq$"#, "∈": #"$\in$"#, "–": "--", "—": "---",
  "‘": "`{}", "’": "'{}", "“": "``", "”": "''",
  "ß": #"\ss{}"#, "æ": #"\ae{}"#, "Æ": #"\AE{}"#, "œ": #"\oe{}"#, "Œ": #"\OE{}"#, "ø": #"\o{}"#,
  "Ø": #"\O{}"#, "ł": #"\l{}"#, "Ł": #"\L{}"#,
]

/// Accented letters; composed and decomposed characters compare equal.
private let accented: [Character: String] = {
  let accents: [(mark: Unicode.Scalar, command: String)] = [
    ("\u{300}", "`"), ("\u{301}", "'"), ("\u{302}", "^"), ("\u{303}", "~"), ("\u{304}", "="),
    ("\u{306}", "u "), ("\u{307}", "."), ("\u{308}", "\""), ("\u{30A}", "r "), ("\u{30B}", "H "),
    ("\u{30C}", "v "), ("\u{327}", "c "),
  ]
  var letters: [Character: String] = [:]
  for (letter, accent) in product("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", accents) {
    let base = letter == "i" ? #"\i"# : letter == "j" ? #"\j"# : String(letter)
    letters[Character("\(letter)\(accent.mark)")] = "\\\(accent.command){\(base)}"
  }
  return letters
}()

/// A number in mathematics, with 5 significant digits.
func latexNumber(_ value: Double) -> String {
  guard value.isFinite else { return #"\text{not finite}"# }
  let parts = formatted(value, digits: 5).split(separator: "e")
  guard parts.count == 2, let exponent = Int(parts[1]) else { return String(parts[0]) }
  return #"\#(parts[0])\cdot 10^{\#(exponent)}"#
}

/// A vector in mathematics, shortened to its first components and the last one if it has more than
/// `limit`, at least 2.
func latexVector(_ vector: [Double], limit: Int = 6) -> String {
  var items = vector.map(latexNumber)
  if items.count > limit {
    items = items.prefix(limit - 1) + [#"\dots"#] + items.suffix(1)
  }
  return #"\left("# + items.joined(separator: #",\; "#) + #"\right)"#
}
