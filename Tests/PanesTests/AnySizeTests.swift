import Debugger
import Testing
import Word2Vec

@testable import Panes

@Suite("Screens of any size")
struct AnySizeTests {
  /// Sizes around every threshold: each height with some widths, each width with some heights.
  static let sizes: [Size] = {
    let columns = [1, 2, 20, 59, 60, 61, 67, 79, 80, 110, 149, 150, 179, 180, 300]
    let rows = [1, 2, 15, 16, 17, 19, 20, 23, 24, 35, 36, 39, 40, 60, 100]
    var sizes = [Size(columns: 60, rows: 16), Size(columns: 200, rows: 60)]
    for (index, width) in columns.enumerated() {
      for (offset, height) in rows.enumerated() where (index + offset) % 5 == 0 {
        sizes.append(Size(columns: width, rows: height))
      }
    }
    return sizes
  }()

  /// A reason why a screen is hard to draw.
  enum Case: CaseIterable {
    case small
    case pairByPair
    case hostile
    case huge
    case handMade
  }

  static func session(_ kind: Case, _ objective: Objective, ascii: Bool) throws -> Session {
    switch kind {
    case .small:
      return try Fixture.session("a b", objective: objective, dimension: 1, ascii: ascii)
    case .pairByPair:
      let session = try Fixture.session(objective: objective, ascii: ascii) { $0.update = .pair }
      _ = session.run("step 6")
      _ = session.run("stepi 2")
      return session
    case .hostile:
      return try Fixture.session(
        bytes: HostileWordTests.text, objective: objective, dimension: 300, ascii: ascii
      ) { $0.radius = 20 }
    case .huge:
      let session = try Fixture.session(objective: objective, dimension: 3, ascii: ascii)
      for word in 0..<session.corpus.vocabulary.count {
        let value = Double(word + 1) * 1e30 * (word % 2 == 0 ? 1 : -1)
        session.run.withMutableMatrix(.center) { $0.setVector(word, to: [value, 1e4, -.infinity]) }
        session.run.withMutableMatrix(.outside) { $0.setVector(word, to: [1e-30, value, .nan]) }
      }
      return session
    case .handMade:
      let session = try Fixture.session(objective: objective, ascii: ascii)
      _ = session.run("window king : the old queen the the king")
      return session
    }
  }

  @Test(
    "Every screen has the size requested, and no line is wider", arguments: Case.allCases,
    Objective.allCases)
  func sizes(kind: Case, objective: Objective) throws {
    for ascii in [false, true] {
      let session = try Self.session(kind, objective, ascii: ascii)
      var state = ScreenState(size: Size(columns: 80, rows: 24))
      state.append(HostileWordTests.lines, kind: .output)
      state.input = InputLine(prompt: "(sgdb) ", text: HostileWordTests.lines, cursor: 40)
      for layout in PaneLayout.all {
        _ = session.run("layout \(layout.name)")
        // Where every size is tried, the layout of all panes represents the others.
        for size in layout == .step ? Self.sizes : Array(Self.sizes.prefix(8)) {
          state.size = size
          state.candidates = size.rows % 2 == 0 ? ["step", "stepi", HostileWordTests.lines] : []
          let canvas = try state.canvas(session)
          #expect(canvas.size == state.size)
          expectAligned(canvas)
          let hasPanes = size.columns >= 60 && size.rows >= 16
          #expect((canvas.cursor != nil) == hasPanes)
          if let cursor = canvas.cursor {
            #expect(cursor.column < size.columns && cursor.row < size.rows)
          }
          if ascii { #expect(canvas.text.utf8.allSatisfy { $0 < 0x80 }) }
        }
      }
    }
  }

  @Test("Below 60×16 one line tells so", arguments: [(40, 10), (59, 16), (60, 15), (9, 1), (1, 1)])
  func tooSmall(columns: Int, rows: Int) throws {
    let session = try Fixture.session()
    var state = ScreenState(size: Size(columns: columns, rows: rows))
    let text = try state.text(session)
    #expect(text.split(separator: "\n").count == 1)
    if columns >= 49 {
      #expect(text.hasPrefix("sgdb needs 60×16 cells; this terminal has \(columns)×\(rows)"))
    }
  }

  @Test("What was too small is whole again after growing")
  func growing() throws {
    let session = try Fixture.session()
    var state = ScreenState(size: Size(columns: 80, rows: 24))
    let before = try state.text(session)
    state.size = Size(columns: 1, rows: 1)
    _ = try state.text(session)
    state.size = Size(columns: 80, rows: 24)
    #expect(try state.text(session) == before)
  }
}

/// Expects that every row fills the width exactly and holds nothing that steers a terminal.
func expectAligned(_ canvas: Canvas, sourceLocation: SourceLocation = #_sourceLocation) {
  for row in 0..<canvas.size.rows {
    var column = 0
    while column < canvas.size.columns {
      let text = canvas[column, row].text
      if text.utf8.count == 1, text.utf8.allSatisfy({ 0x20..<0x7F ~= $0 }) {
        column += 1
        continue
      }
      let width = columnWidth(of: text)
      let isWhole =
        text.count == 1 && (width == 1 || width == 2)
        && (width == 1
          || column + 1 < canvas.size.columns && canvas[column + 1, row].text.isEmpty)
      if !isWhole || text.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) {
        Issue.record(
          "cell \(column),\(row) of \(canvas.size) holds '\(text)'", sourceLocation: sourceLocation)
        return
      }
      column += width
    }
  }
}
