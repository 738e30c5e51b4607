import Debugger
import Testing
import Word2Vec

@testable import Panes

/// A terminal that understands the sequences of frames, and nothing else.
private struct TestTerminal {
  private(set) var cells: [[Cell]]
  private(set) var cursor = Point(column: 0, row: 0)
  private(set) var showsCursor = true
  private var style = Style.plain
  private(set) var unknown: [String] = []

  init(_ size: Size) {
    cells = Array(repeating: Array(repeating: Cell(), count: size.columns), count: size.rows)
  }

  mutating func show(_ text: String) {
    var rest = Substring(text)
    while let character = rest.popFirst() {
      guard character == "\u{1B}" else {
        write(character)
        continue
      }
      let sequence = rest.prefix { !$0.isLetter }
      rest = rest.dropFirst(sequence.count)
      let end = rest.popFirst() ?? " "
      obey(String(sequence.dropFirst()), end)
    }
  }

  private mutating func write(_ character: Character) {
    let width = columnWidth(of: character)
    let (row, column) = (cursor.row, cursor.column)
    if column > 0, cells[row][column].text.isEmpty { cells[row][column - 1].text = " " }
    let after = column + width
    if after < cells[row].count, cells[row][after].text.isEmpty { cells[row][after].text = " " }
    cells[row][column] = Cell(String(character), style)
    if width == 2 { cells[row][column + 1] = Cell("", style) }
    cursor.column += width
  }

  private mutating func obey(_ parameters: String, _ end: Character) {
    let numbers = parameters.split(separator: ";").map { Int($0) ?? -1 }
    switch (end, parameters) {
    case ("H", _): cursor = Point(column: numbers[1] - 1, row: numbers[0] - 1)
    case ("J", "2"): cells = cells.map { $0.map { _ in Cell() } }
    case ("h", "?25"): showsCursor = true
    case ("l", "?25"): showsCursor = false
    case ("m", _): style = read(numbers)
    default: unknown.append(parameters + String(end))
    }
  }

  private mutating func read(_ numbers: [Int]) -> Style {
    var style = Style.plain
    var rest = numbers[...]
    while let number = rest.popFirst() {
      switch number {
      case 0: style = .plain
      case 1: style.bold = true
      case 2: style.dim = true
      case 4: style.underline = true
      case 7: style.reverse = true
      case 30..<38: style.foreground = .basic(UInt8(number - 30))
      case 40..<48: style.background = .basic(UInt8(number - 40))
      case 38, 48:
        let parts = rest.prefix(4).map { UInt8($0) }
        rest = rest.dropFirst(4)
        let color = Color.rgb(parts[1], parts[2], parts[3])
        if number == 38 { style.foreground = color } else { style.background = color }
      default: unknown.append("\(number)m")
      }
    }
    return style
  }

  /// The cells as a canvas has them, row after row.
  var flat: [Cell] { cells.flatMap { $0 } }
}

@Suite("Frames as a terminal reads them")
struct EscapeTests {
  @Test(
    "A terminal that is sent what changed shows the canvas", arguments: Objective.allCases,
    [false, true])
  func frames(objective: Objective, hostile: Bool) throws {
    let session = try Fixture.session(
      bytes: hostile ? HostileWordTests.text : Array(Fixture.text.utf8), objective: objective)
    let size = Size(columns: 110, rows: 34)
    var state = ScreenState(size: size)
    if hostile { state.append(HostileWordTests.lines, kind: .output) }
    var terminal = TestTerminal(size)
    var before: Canvas?
    let lines =
      ["step", "step 3", "toggle", "focus transcript", "set ascii on", "layout plots"]
      + ["layout debug", "back", "set ascii off", "derive", "layout transcript", "layout step"]
    for line in lines {
      try state.run(line, in: session)
      let canvas = try state.canvas(session)
      let text = canvas.escapes(from: before, isColored: true)
      terminal.show(text)
      #expect(terminal.flat == canvas.cells, "after \(line)")
      #expect(terminal.unknown.isEmpty)
      #expect(terminal.showsCursor && terminal.cursor == canvas.cursor)
      before = canvas
    }
  }

  @Test("A canvas that has not changed is sent as a cursor")
  func unchanged() throws {
    let session = try Fixture.session()
    var state = ScreenState(size: Size(columns: 80, rows: 24))
    let canvas = try state.canvas(session)
    #expect(canvas.escapes(from: canvas, isColored: true).utf8.count < 20)
  }

  @Test("Without colours only their codes are left out")
  func colors() throws {
    let session = try Fixture.session()
    _ = session.run("step")
    var state = ScreenState(size: Size(columns: 110, rows: 30))
    _ = try state.nextFrame(of: session)
    _ = session.run("step")
    let canvas = try state.canvas(session)
    var terminal = TestTerminal(canvas.size)
    terminal.show(canvas.escapes(from: nil, isColored: false))
    for (cell, drawn) in zip(terminal.flat, canvas.cells) {
      var expected = drawn
      expected.style.foreground = .standard
      expected.style.background = .standard
      #expect(cell == expected)
    }
  }
}
