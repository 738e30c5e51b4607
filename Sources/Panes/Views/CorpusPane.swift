import Debugger

extension PaneView {
  /// The text around the window, with center and outside words marked.
  static let corpus = PaneView(
    pane: .corpus, leastRows: 1, weight: 1, content: { CorpusModel($0) })
}

extension CorpusModel: PaneContent {
  var titles: [String] {
    if window.trace.window.place == nil { return ["corpus: a hand-made window", "corpus"] }
    let glyphs = window.glyphs
    let center = glyphs[.centerOpening] + "center" + glyphs[.centerClosing]
    return [
      "corpus: outside\(glyphs.pairMark(1)) words\(glyphs.pairMark(2)) around the \(center)",
      "corpus",
    ]
  }

  func idealRows(on screen: Size) -> Int {
    screen.rows < 36 ? 1 : screen.rows < 60 ? 3 : 5
  }

  func draw(_ size: Size, _ state: ScreenState) -> DrawnPane {
    var canvas = Canvas(size)
    let rows = state.window(
      of: .corpus, total: rowCount, height: size.rows, standard: current - size.rows / 2)
    let showsNumbers = size.rows > 1
    let numberWidth = showsNumbers ? grouped(sentenceCount).count + 2 : 1
    for (offset, index) in rows.visible.enumerated() {
      let columns = size.columns - numberWidth - 1
      let line: StyledLine
      switch row(index) {
      case .handMade:
        line = handMadeLine
      case .sentence(let sentence):
        if showsNumbers {
          let number = grouped(sentence + 1)
          canvas.write(
            number, column: numberWidth - 1 - number.count, row: offset,
            style: sentence == current ? .sum : .faint)
        }
        line =
          sentence == current
          ? windowLine(columns: columns) ?? plainLine(sentence, columns)
          : plainLine(sentence, columns)
      }
      canvas.write(
        line.fitted(columns: columns, ellipsis: window.glyphs[.ellipsis]), column: numberWidth,
        row: offset, limit: columns)
    }
    return DrawnPane(canvas: canvas, window: rows)
  }

  /// A sentence without a window.
  private func plainLine(_ sentence: Int, _ columns: Int) -> StyledLine {
    // A word takes two columns at least, so more words cannot be seen.
    let (words, _) = words(ofSentence: sentence, limit: columns / 2 + 1)
    var line = StyledLine()
    for word in words {
      if line.columns > 0 { line.append(" ") }
      line.append(
        word.part == .leftOut ? "(\(word.text))" : word.text, .faint, word: word.type)
    }
    return line
  }

  /// A hand-made window, as it is typed: the center, a colon, the outside words.
  private var handMadeLine: StyledLine {
    var line = StyledLine()
    for (index, word) in handMadeWords.enumerated() {
      if index > 0 { line.append(index == 1 ? " : " : " ") }
      line.append(windowWord(word))
    }
    return line
  }

  /// The sentence of the window: whole if it fits, else the part around the center.
  private func windowLine(columns: Int) -> StyledLine? {
    let glyphs = window.glyphs
    guard let (words, center, more) = wordsAroundCenter(reach: columns / 2 + 1) else {
      return nil
    }
    let lines = words.map { windowWord($0) }
    let inWindow = words.indices.filter { words[$0].part.isInWindow }
    let edges = (inWindow.first ?? center, inWindow.last ?? center)
    /// Blanks before a word: more around the window and around its center.
    func gap(_ index: Int) -> Int {
      if index == 0 { return 0 }
      return index == center || index == center + 1 || index == edges.0 || index == edges.1 + 1
        ? 2 : 1
    }
    let ellipsis = columnWidth(of: glyphs[.ellipsis]) + 1
    func width(_ range: Range<Int>) -> Int {
      range.reduce(0) { $0 + gap($1) + lines[$1].columns }
    }
    var first = 0
    var end = lines.count
    if width(0..<lines.count) > columns || more.left || more.right {
      let right = width(center + 1..<lines.count) + (more.right ? ellipsis : 0)
      let half = (columns - lines[center].columns) / 2
      let room = columns - lines[center].columns - min(right, half)
      first = center
      var used = more.left || center > 0 ? ellipsis : 0
      while first > 0, used + gap(first) + lines[first - 1].columns <= room {
        used += gap(first) + lines[first - 1].columns
        first -= 1
      }
      if first == 0, !more.left, used >= ellipsis { used -= ellipsis }
      used += lines[center].columns
      end = center + 1
      while end < lines.count, used + gap(end) + lines[end].columns + ellipsis <= columns {
        used += gap(end) + lines[end].columns
        end += 1
      }
      if end == lines.count - 1, !more.right, used + gap(end) + lines[end].columns <= columns {
        end += 1
      }
    }
    var line = StyledLine()
    if first > 0 || more.left { line.append(glyphs[.ellipsis] + " ", .faint) }
    for index in first..<end {
      if index > first { line.append(String(repeating: " ", count: gap(index))) }
      line.append(lines[index])
    }
    if end < lines.count || more.right { line.append(" " + glyphs[.ellipsis], .faint) }
    return line
  }

  /// A word with the marks of its part in the window.
  private func windowWord(_ word: Word) -> StyledLine {
    let glyphs = window.glyphs
    switch word.part {
    case .text: return StyledLine(word.text, .plain, word: word.type)
    case .leftOut: return StyledLine("(\(word.text))", .faint, word: word.type)
    case .center:
      return StyledLine(
        glyphs[.centerOpening] + word.text + glyphs[.centerClosing], .center, word: word.type)
    case .outside(let pair):
      let isReached = pair == window.passedPairs
      return StyledLine(
        word.text + glyphs.pairMark(pair), isReached ? .reached : .observed, word: word.type)
    }
  }
}

extension CorpusModel.Word.Part {
  fileprivate var isInWindow: Bool {
    switch self {
    case .text, .leftOut: false
    case .center, .outside: true
    }
  }
}
