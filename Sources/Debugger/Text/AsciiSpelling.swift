/// ASCII spellings of symbols.
private let spellings: [Character: String] = [
  "ŷ": "yhat", "σ": "sigma", "η": "eta", "∂": "d", "Σ": "sum", "Π": "prod", "‖": "|", "ᵀ": "'",
  "∇": "grad ", "·": ".", "…": "...", "→": "->", "←": "<-", "−": "-", "×": "x", "≠": "!=",
  "≤": "<=", "≥": ">=", "≈": "~", "✓": "ok", "✗": "FAIL", "²": "^2", "¹": "^1", "³": "^3",
  "∈": "in", "ξ": "xi", "ω": "w", "⟦": "[", "⟧": "]", "▸": ">", "–": "-", "—": "--", "“": "\"",
  "”": "\"", "‘": "'", "’": "'", "Ⓐ": "(A)", "Ⓑ": "(B)", "⋅": ".", "ℒ": "L", "∞": "inf",
  "θ": "theta", "━": "=", "┃": "|", "│": "|", "▲": "^", "▼": "v", "◆": "@", "◇": "o", "↑": "^",
  "₀": "_0", "₁": "_1", "₂": "_2", "ₖ": "_k", "±": "+-", "√": "sqrt", "█": "#", "⏎": "$",
]

/// Text with every symbol spelled in ASCII; any other character as `\u{…}`.
package func asciiSpelling(_ text: String) -> String {
  if text.utf8.allSatisfy({ $0 < 0x80 }) { return text }
  var result = ""
  for character in text {
    if let ascii = spellings[character] {
      result += ascii
    } else {
      for scalar in character.unicodeScalars {
        result += scalar.isASCII ? String(scalar) : scalar.escaped(asASCII: true)
      }
    }
  }
  return result
}
