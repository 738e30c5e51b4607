import Debugger

extension DrawnFrame {
  /// Replaces the numbers that an open question asks for by question marks, wherever they are, except
  /// in the line being typed.
  mutating func cover() {
    guard !coveredNumbers.isEmpty else { return }
    let prompt = area(of: .transcript).map { $0.inside.row + $0.inside.rows - 1 }
    for row in 0..<canvas.size.rows where row != prompt {
      var start = 0
      while start < canvas.size.columns {
        let end =
          (start..<canvas.size.columns).first { !isOfNumber($0, row) } ?? canvas.size.columns
        if end > start {
          cover(start..<end, row: row)
          start = end
        } else {
          start += 1
        }
      }
    }
  }

  private func isOfNumber(_ column: Int, _ row: Int) -> Bool {
    guard let character = canvas[column, row].text.first else { return false }
    return character.isWholeNumber && character.isASCII || "+-−.,eE".contains(character)
  }

  private mutating func cover(_ columns: Range<Int>, row: Int) {
    let text = columns.map { canvas[$0, row].text }.joined()
    guard coveredNumbers.contains(where: { shows(text, $0) }) else { return }
    for column in columns { canvas[column, row].text = "?" }
  }
}

/// Whether a text is a number rounded to the digits shown.
///
/// A single digit says too little to be told apart from a count or an index.
func shows(_ text: String, _ number: Double) -> Bool {
  let plain = text.filter { $0 != "," && $0 != "+" }.map { $0 == "−" ? "-" : $0 }
  guard let shown = Double(String(plain)), number.isFinite else { return false }
  let digits = SignificantDigits(String(plain))
  guard digits.count >= 2 || number == shown && digits.count == 1 && number != number.rounded()
  else { return false }
  return abs(shown.magnitude - number.magnitude) <= digits.unit / 2 * (1 + 1e-6)
}
