import Debugger
import Panes
import Word2Vec

extension FuzzTarget {
  static let text = FuzzTarget(
    name: "text", summary: "UTF-8, quotes, widths and escapes", limit: 300,
    seeds: {
      [
        "the king", "日本語 שלום e\u{301} 👩‍👩‍👧‍👦🇩🇪", "\u{1B}[31m\u{9B}2J\u{202E}", "a\\b\"c\"d # x",
        "\"the \\x41\\\"\" #", "ŷ σ(z) ‖v‖ ∂J/∂v", "ﷺ각\u{AD}\u{200B}\t",
      ].map { [20] + Array($0.utf8) } + [[3, 0xFF, 0xFE, 0x80, 0xED, 0xA0, 0x80]]
    },
    prepare: {
      { bytes in
        guard let columns = bytes.first.map({ Int($0) % 60 + 1 }) else { return }
        let raw = Array(bytes.dropFirst())
        let text = String(decoding: raw, as: UTF8.self)
        let shown = displayText(raw)
        try require(shown.unicodeScalars.allSatisfy(\.isShown), "displayText of \(raw)")
        let safe = safeText(text)
        try requireSafe(safe, text)
        try require(safeText(safe).utf8.elementsEqual(safe.utf8), "safeText twice of \(raw)")
        try require(asciiSpelling(text).utf8.allSatisfy { $0 < 0x80 }, "ASCII of \(raw)")
        let quote = Array(quoted(raw).utf8)
        let read = readQuoted(quote, from: 0)
        try require(
          read?.word == raw && read?.end == quote.count, "\(raw) is not read back from quotes")
        try require(
          ((try? splitArguments(text)) ?? []).allSatisfy { $0.range.upperBound <= text.utf8.count },
          "arguments of \(raw)")
        _ = ParsedLine(text)
        var canvas = Canvas(Size(columns: columns, rows: 1))
        canvas.write(text, column: 0, row: 0)
        try requireAligned(canvas)
        var moved = Canvas(Size(columns: columns, rows: 1))
        moved.draw(canvas, column: columns / 2, row: 0)
        try requireAligned(moved)
      }
    })

  static let screen = FuzzTarget(
    name: "screen", summary: "screens of random sizes, keys, mouse and layouts", limit: 200,
    seeds: {
      (UInt8(0)..<8).map { [$0, 110, 40, 0, $0, 1, $0, 2, 30, 12, 3, 100, 30] }
        + [[1, 60, 16, 4] + Array("日本語 \u{1B}[2J\n".utf8)]
    },
    prepare: {
      { bytes in
        var source = ByteSource(bytes)
        let objective = source.element(of: Objective.allCases)
        let runner = SessionRunner(try .forFuzzing(hostileText) { $0.objective = objective })
        let session = runner.session
        var state = ScreenState(size: size(&source))
        var frame = try state.nextFrame(of: session)
        var steps = 0
        while !source.isEmpty, steps < 40 {
          steps += 1
          let before = frame.canvas
          switch source.number(below: 6) {
          case 0: state.handle(source.element(of: PaneKey.all).action, in: frame, session: session)
          case 1: try runner.run(source.element(of: screenLines))
          case 2:
            let point = Point(column: source.byte(), row: source.byte())
            let kind = source.element(of: [MouseEvent.Kind.click, .wheelUp, .wheelDown])
            _ = state.handle(MouseEvent(kind, at: point), in: frame, session: session)
          case 3: state.size = size(&source)
          case 4:
            let text = String(decoding: source.bytes(until: 0x0A), as: UTF8.self)
            state.append(text, kind: source.element(of: [.command, .output, .failure]))
            state.input = InputLine(prompt: "(sgdb) ", text: text, cursor: text.utf8.count / 2)
          default: try runner.run("step \(source.number(below: 9) + 1)")
          }
          frame = try state.nextFrame(of: session)
          try require(frame.canvas.size == state.size, "the frame has another size")
          try requireAligned(frame.canvas)
          if let cursor = frame.canvas.cursor {
            try require(
              cursor.column < state.size.columns && cursor.row < state.size.rows,
              "the cursor is outside")
          }
          _ = frame.canvas.escapes(from: before.size == state.size ? before : nil, isColored: true)
        }
        _ = frame.canvas.svg
      }
    })

  private static let hostileText = """
    日本語のことば the שלום king e\u{301}a\u{308} \u{202E}abc the
    👩‍👩‍👧‍👦🇩🇪 king \u{301}x \\ the 각 queen ﷺ
    """

  private static let screenLines: [String] =
    PaneLayout.all.map { "layout \($0.name)" } + Plot.all.map { "plot \($0.name)" }
    + Pane.allCases.flatMap { ["focus \($0.rawValue)", "winheight \($0.rawValue) +3"] }
    + [
      "layout new mine scores+heat/transcript", "winheight scores 1", "winheight heat 999",
      "set ascii on", "set ascii off", "stepi", "toggle", "set dimension 40", "set radius 20",
      "derive", "derive next", "tour", "set var v[king][0] = 1e30", "goto 0", "break king",
      "display J", "set update pair",
    ]

  private static func size(_ source: inout ByteSource) -> Size {
    Size(columns: source.byte() + 1, rows: source.byte() % 120 + 1)
  }

  /// Requires that every row fills the width exactly and holds nothing that steers a terminal.
  private static func requireAligned(_ canvas: Canvas) throws {
    for row in 0..<canvas.size.rows {
      var column = 0
      while column < canvas.size.columns {
        let text = canvas[column, row].text
        let width = columnWidth(of: text)
        let isWhole =
          text.count == 1 && (width == 1 || width == 2)
          && (width == 1
            || column + 1 < canvas.size.columns && canvas[column + 1, row].text.isEmpty)
        let isSafe = text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }
        try require(
          isWhole && isSafe,
          "cell \(column),\(row) of \(canvas.size) holds \(text.debugDescription)")
        column += width
      }
    }
  }
}
