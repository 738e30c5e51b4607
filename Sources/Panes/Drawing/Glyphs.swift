import Debugger

/// A character that a screen draws beside words and numbers.
struct Glyph: Sendable {
  let unicode: String
  let ascii: String

  static let ellipsis = Glyph(unicode: "…", ascii: "...")
  static let observed = Glyph(unicode: "▸", ascii: ">")
  static let times = Glyph(unicode: "×", ascii: "x")
  static let arrow = Glyph(unicode: "→", ascii: "->")
  static let range = Glyph(unicode: "–", ascii: "-")
  static let centerOpening = Glyph(unicode: "⟦", ascii: "[")
  static let centerClosing = Glyph(unicode: "⟧", ascii: "]")
  static let newline = Glyph(unicode: "⏎", ascii: "$")
  static let center = Glyph(unicode: "◆", ascii: "@")
  static let named = Glyph(unicode: "◇", ascii: "o")
  static let above = Glyph(unicode: "▲", ascii: "^")
  static let more = Glyph(unicode: "▲", ascii: "+")
  static let less = Glyph(unicode: "▼", ascii: "-")
  static let rightward = arrow
  static let upward = Glyph(unicode: "↑", ascii: "^")
  static let here = Glyph(unicode: "┃", ascii: "|")
}

/// The spelling of glyphs and formulas: Unicode, or ASCII where a terminal shows nothing else.
struct Glyphs: Equatable, Sendable {
  /// Whether everything drawn is ASCII.
  let isASCII: Bool

  /// A glyph as text.
  subscript(glyph: Glyph) -> String {
    isASCII ? glyph.ascii : glyph.unicode
  }

  /// A formula, label or word in the spelling at hand.
  func spelled(_ text: String) -> String {
    isASCII ? asciiSpelling(text) : text
  }

  // MARK: Numbers of pairs

  /// The mark of a pair at the end of a word: `³`, or `/3`.
  func pairMark(_ pair: Int) -> String {
    isASCII ? "/\(pair)" : superscript(pair)
  }

  /// The mark of a pair in front of its rows: `³`, or `3`.
  func pairNumber(_ pair: Int) -> String {
    isASCII ? "\(pair)" : superscript(pair)
  }

  /// A symbol of one pair: `F³`, or `F[3]`.
  func indexed(_ symbol: String, pair: Int) -> String {
    isASCII ? "\(symbol)[\(pair)]" : symbol + superscript(pair)
  }

  private func superscript(_ number: Int) -> String {
    let digits = Array("⁰¹²³⁴⁵⁶⁷⁸⁹")
    return String(String(number).compactMap { $0.wholeNumberValue.map { digits[$0] } })
  }

  // MARK: Bars

  /// A bar of a share of some columns, with eighths of a column where characters allow it.
  ///
  /// A share that is not zero shows at least the thinnest bar.
  func bar(_ share: Double, columns: Int) -> String {
    guard share > 0, columns > 0 else { return "" }
    let steps = isASCII ? 1 : 8
    let filled = Int((min(share, 1) * Double(columns * steps)).rounded())
    let count = isASCII ? filled : max(1, filled)
    let whole = String(repeating: isASCII ? "#" : "█", count: count / steps)
    let eighths = Array("▏▎▍▌▋▊▉")
    return count % steps == 0 ? whole : whole + String(eighths[count % steps - 1])
  }

  /// Numbers as a row of small columns, between their least and their greatest.
  ///
  /// More numbers than columns are averaged in groups.
  func sparkline(_ values: [Double], columns: Int) -> String {
    guard !values.isEmpty, columns > 0 else { return "" }
    let count = min(columns, values.count)
    let means = (0..<count).map { column in
      let group = values[column * values.count / count..<(column + 1) * values.count / count]
      return group.reduce(0, +) / Double(group.count)
    }
    let finite = means.filter(\.isFinite)
    let low = finite.min() ?? 0
    let span = (finite.max() ?? 0) - low
    let levels = Array(isASCII ? "_.-:=+*#" : "▁▂▃▄▅▆▇█")
    return String(
      means.map { mean in
        guard mean.isFinite else { return "?" }
        let level = span > 0 ? (mean - low) / span * Double(levels.count - 1) : 3
        return levels[Int(level.rounded())]
      })
  }

  // MARK: Lines

  /// The line-drawing character that has arms in some directions.
  func line(_ arms: Arms) -> String {
    if isASCII {
      let isVertical = !arms.isDisjoint(with: [.up, .down])
      let isHorizontal = !arms.isDisjoint(with: [.left, .right])
      return isVertical && isHorizontal ? "+" : isVertical ? "|" : isHorizontal ? "-" : " "
    }
    return Self.lines[arms.rawValue]
  }

  /// The directions that a line-drawing character joins; `nil` for any other text.
  static func arms(of text: String) -> Arms? {
    text == " " ? nil : lines.firstIndex(of: text).map(Arms.init(rawValue:))
  }

  private static let lines = [
    " ", "╵", "╷", "│", "╴", "┘", "┐", "┤", "╶", "└", "┌", "├", "─", "┴", "┬", "┼",
  ]

  /// The directions a line-drawing character joins.
  struct Arms: OptionSet, Sendable {
    let rawValue: Int

    static let up = Arms(rawValue: 1)
    static let down = Arms(rawValue: 2)
    static let left = Arms(rawValue: 4)
    static let right = Arms(rawValue: 8)
  }
}
