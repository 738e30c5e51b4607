import Debugger
import Foundation
import RandomCases
import Testing
import Word2Vec

@testable import Panes

#if canImport(FoundationXML)
import FoundationXML
#endif

@Suite("Plots as panes, text and pictures")
struct PlotScreenTests {
  static let sizes = [
    Size(columns: 60, rows: 16), Size(columns: 80, rows: 24), Size(columns: 120, rows: 40),
  ]

  /// A session that has something to show in every plot.
  private static func session(ascii: Bool = false) throws -> Session {
    let session = try Fixture.session(objective: .negativeSampling, ascii: ascii)
    for line in ["step 12", "set eta 0.3", "break queen", "step 30", "continue", "step"] {
      _ = try? session.updateProjection()
      _ = session.run(line)
    }
    return session
  }

  @Test(
    "Each plot in the layout of plots reads as on file", arguments: sizes, [false, true])
  func screens(size: Size, ascii: Bool) throws {
    let session = try Self.session(ascii: ascii)
    session.host.hasPanes = true
    for plot in Plot.all {
      var state = ScreenState(size: size)
      _ = session.run("plot \(plot.name)")
      let text = try state.text(session)
      if ascii { #expect(text.utf8.allSatisfy { $0 < 0x80 }) }
      let name = "plot-\(plot.name)-\(size.columns)x\(size.rows)\(ascii ? "-ascii" : "")"
      try expectScreen(text, name)
    }
  }

  @Test("Printed and exported, a plot is its pane alone, under both objectives")
  func alone() throws {
    for objective in Objective.allCases {
      let session = try Fixture.session(objective: objective)
      for plot in Plot.all {
        let canvas = try drawPane(plot.pane, of: session)
        expectAligned(canvas)
        #expect(canvas.size.columns == 96 && canvas.size.rows <= 30)
        #expect(canvas.row(0).contains(plot.name))
        _ = session.run("step")
      }
    }
  }

  @Test("Every plot is a well-formed picture, its dots round", arguments: Plot.all)
  func pictures(plot: Plot) throws {
    let session = try Self.session()
    let svg = try drawPane(plot.pane, of: session).svg
    let parser = XMLParser(data: Data(svg.utf8))
    #expect(parser.parse(), "\(parser.parserError as Any)")
    #expect(!svg.unicodeScalars.contains { 0x2801...0x28FF ~= $0.value })
  }

  @Test(
    "Every plot draws at every size, whatever the numbers and words",
    arguments: AnySizeTests.Case.allCases, Objective.allCases)
  func anySize(kind: AnySizeTests.Case, objective: Objective) throws {
    let commands = [
      "", "plot projection both", "plot projection zoom 10000", "plot projection follow o",
      "plot loss log", "plot heat o king", "step 3",
    ]
    for ascii in [false, true] {
      let session = try AnySizeTests.session(kind, objective, ascii: ascii)
      for command in commands {
        if !command.isEmpty { _ = session.run(command) }
        for (columns, rows) in [(1, 1), (3, 20), (20, 2), (19, 5), (30, 7), (78, 14), (300, 60)] {
          let size = Size(columns: columns, rows: rows)
          let state = ScreenState(size: size)
          let reader = try SessionReader(session)
          for plot in Plot.all {
            let canvas = try PaneView.of(plot.pane).content(reader).draw(size, state).canvas
            #expect(canvas.size == size)
            expectAligned(canvas)
            if ascii { #expect(canvas.text.utf8.allSatisfy { $0 < 0x80 }) }
          }
        }
      }
    }
  }

  @Test(
    "Without colour, a plot shows the same by characters", arguments: [false, true])
  func marks(ascii: Bool) throws {
    let session = try Self.session(ascii: ascii)
    let glyphs = Glyphs(isASCII: ascii)
    let projection = try drawPane(.projection, of: session).text
    let center = session.pending.trace(.never).window.center
    let name = session.corpus.vocabulary.name(of: center)
    #expect(
      projection.contains(glyphs[.centerOpening] + name + glyphs[.centerClosing]))
    #expect(projection.contains(glyphs[.observed]) && projection.contains(glyphs[.center]))
    let heat = try drawPane(.heat, of: session).text
    #expect(heat.contains("+9") || heat.contains("-9"))
    #expect(try drawPane(.eta, of: session).text.contains("now: J"))
    #expect(try drawPane(.eta, of: session).text.contains("least: J"))
    let prediction = try drawPane(.yhat, of: session).text
    #expect(prediction.contains(glyphs[.more]) && prediction.contains(glyphs[.observed]))
    #expect(try drawPane(.lossPlot, of: session).text.contains("s"))
  }

  @Test("The observed and the most probable words are listed with their numbers in the plot of ŷ")
  func predictions() throws {
    let session = try Self.session()
    let change = session.pending.predictionChange(.never)
    let text = try drawPane(.yhat, of: session).text
    for word in change.observed.map(\.word) + change.order.prefix(3) {
      let name = session.corpus.vocabulary.name(of: word)
      let numbers = [change.before[word], change.after[word]].map { fixed($0, decimals: 4) }
      let line = try #require(
        text.split(separator: "\n").first {
          $0.contains(name + " ") && $0.contains(numbers.joined(separator: " → "))
        }, "\(name) \(numbers)")
      let place = try #require(change.order.firstIndex(of: word))
      #expect(line.contains(" \(place + 1) "))
    }
  }

  @Test(
    "A heat map has the key to its symbols at any size, and shows how many components are hidden",
    arguments: [24, 30, 38, 60, 94], [false, true])
  func heatKey(columns: Int, ascii: Bool) throws {
    let session = try Self.session(ascii: ascii)
    let size = Size(columns: columns, rows: 10)
    let heat = try PaneView.heat.content(SessionReader(session))
    let canvas = heat.draw(size, ScreenState(size: size)).canvas
    let key = canvas.row(9)
    let symbols = ascii ? "=-.+#" : "▼▽·△▲"
    let digits = key.contains("-9") && key.contains(" 0") && key.contains("+9")
    #expect(digits || key.contains(symbols), "\(key)")
    let greatest = try session.heatRows().flatMap(\.vector).map(\.magnitude).max() ?? 0
    #expect(key.contains(fixed(greatest, decimals: 2)))
    if columns == 24 { #expect(canvas.row(0).contains(ascii ? "...2" : "…2")) }
  }

  @Test("PgUp and PgDn zoom the projection in focus, Home shows all of it")
  func keys() throws {
    let session = try Self.session()
    session.host.hasPanes = true
    _ = session.run("plot projection")
    var state = ScreenState(size: Size(columns: 80, rows: 24))
    let frame = try state.nextFrame(of: session)
    state.handle(.scroll(.pages(-1)), in: frame, session: session)
    #expect(session.plots.projection.zoom == 2)
    state.handle(.scroll(.lines(1)), in: frame, session: session)
    #expect(session.plots.projection.zoom == 2 / 1.1)
    state.handle(.scroll(.top), in: frame, session: session)
    #expect(session.plots.projection.zoom == 1)
  }

  @Test("Zooming draws fewer words farther apart, panning moves them")
  func zooming() throws {
    let session = try Self.session()
    func column(of word: String) throws -> Int? {
      try drawPane(.projection, of: session).text.split(separator: "\n").lazy
        .compactMap { line in
          line.firstRange(of: word).map { line.distance(from: line.startIndex, to: $0.lowerBound) }
        }
        .first
    }
    _ = session.run("plot projection follow castle")
    let before = try #require(try column(of: "castle"))
    _ = session.run("plot projection zoom 3")
    #expect(try #require(try column(of: "castle")) == before)
    _ = session.run("plot projection pan right")
    #expect(try #require(try column(of: "castle")) < before)
  }
}

@Suite("What plots are made of")
struct PlotPartTests {
  @Test(
    "Numbers beside an axis lie on it, ascend, are not too many, and read as what they are",
    arguments: [
      (0.0, 1.0), (-3.2, 7.9), (0, 1e-9), (1e8, 3e9), (-1, 1), (5, 5), (0, 0), (-2e-5, 4e-5),
      (17.3, 17.4), (0.0, 123_456.0),
    ], 1..<12)
  func ticks(range: (Double, Double), count: Int) {
    let scale = PlotScale(range.0, range.1)
    let ticks = scale.ticks(atMost: count)
    #expect(ticks.count <= count + 1)
    let step = (scale.high - scale.low) / Double(count)
    for (tick, next) in zip(ticks, ticks.dropFirst()) { #expect(tick.value < next.value) }
    for tick in ticks {
      #expect(scale.low - step * 1e-6...scale.high + step * 1e-6 ~= tick.value)
      let read = Double(tick.text) ?? .nan
      #expect((read - tick.value).magnitude <= step * 1e-3 + tick.value.magnitude * 5e-3)
    }
  }

  @Test(
    "A logarithmic axis is labelled with powers of ten",
    arguments: [(1.0, 50_000.0), (0.02, 3), (1e-6, 1e9)],
    2..<10)
  func decades(range: (Double, Double), count: Int) {
    let scale = PlotScale(range.0, range.1, .logarithmic)
    let ticks = scale.ticks(atMost: count)
    #expect(!ticks.isEmpty && ticks.count <= count + 3)
    for (tick, next) in zip(ticks, ticks.dropFirst()) { #expect(tick.value < next.value) }
    for tick in ticks { #expect(Double(tick.text) == tick.value) }
    #expect(scale.share(of: range.0) == 0)
    #expect((scale.share(of: range.1) - 1).magnitude < 1e-12)
    #expect((scale.value(at: scale.share(of: 2)) - 2).magnitude < 1e-9)
  }

  @Test("Windows are counted in whole numbers")
  func wholeNumbers() {
    let ticks = PlotScale(0, 3, .count).ticks(atMost: 10)
    #expect(ticks.map(\.text) == ["0", "1", "2", "3"])
    #expect(PlotScale(0, 20_000, .count).ticks(atMost: 3).map(\.text) == ["0", "10,000", "20,000"])
  }

  @Test("Scales of no width, or of numbers that are none, are drawn all the same")
  func degenerateScales() {
    for scale in [
      PlotScale(5, 5), PlotScale(.nan, 1), PlotScale(-.infinity, .infinity), PlotScale(3, 1),
      PlotScale(0, 0, .count), PlotScale(-1, 5, .logarithmic), PlotScale(0, .nan, .logarithmic),
    ] {
      #expect(scale.low < scale.high)
      #expect(scale.low.isFinite && scale.high.isFinite)
    }
  }

  @Test(
    "Labels never cover or touch each other, a mark, or what must stay free", arguments: 0..<20,
    [false, true])
  func labels(seed: Int, near: Bool) {
    var random = TestRandom(seed: seed)
    let area = Rectangle(column: 3, row: 2, columns: 50, rows: 12)
    func point() -> Point {
      Point(column: .random(in: 3..<53, using: &random), row: .random(in: 2..<14, using: &random))
    }
    var placer = LabelPlacer(area)
    var covered: Set<[Int]> = []
    let kept = Set((0..<40).map { _ in point() }.map { [$0.column, $0.row] })
    for _ in 0..<200 {
      let point = point()
      let width = Int.random(in: 1...12, using: &random)
      let place =
        near
        ? placer.place(width: width, near: point) { !kept.contains([$0, $1]) }
        : placer.place(width: width, beside: point) { !kept.contains([$0, $1]) }
      guard let place else { continue }
      let cells = (place.column..<place.column + width).map { [$0, place.row] }
      for cell in cells { #expect(area.contains(Point(column: cell[0], row: cell[1]))) }
      let beside = [[place.column - 1, place.row], [place.column + width, place.row]]
        .filter { $0 != [point.column, point.row] }
      #expect(covered.union(kept).isDisjoint(with: cells + beside))
      covered.formUnion(cells)
    }
    #expect(!covered.isEmpty)
  }

  @Test("A label is put as near to its point as there is room")
  func nearLabels() {
    var placer = LabelPlacer(Rectangle(column: 0, row: 0, columns: 12, rows: 3))
    let point = Point(column: 5, row: 1)
    placer.take(point)
    let curve: (Int, Int) -> Bool = { column, row in row != 1 && !(row == 0 && column == 8) }
    // In the middle above the point it would touch the curve.
    #expect(placer.place(width: 6, near: point, isFree: curve) == Point(column: 3, row: 2))
    #expect(placer.place(width: 6, near: point, isFree: curve) == Point(column: 1, row: 0))
    #expect(placer.place(width: 6, near: point, isFree: curve) == nil)
  }

  @Test("Dots are those of Braille; in ASCII a cell shows in which half they are")
  func dots() {
    var grid = DotGrid(Size(columns: 2, rows: 1))
    grid.set([0, 0], .curve)
    grid.set([3, 3], .curve)
    grid.set([-1, 0], .curve)
    grid.set([4, 0], .curve)
    var canvas = Canvas(Size(columns: 2, rows: 1))
    grid.draw(on: &canvas, column: 0, row: 0, glyphs: Glyphs(isASCII: false))
    #expect(canvas.text == "⠁⢀")
    grid.draw(on: &canvas, column: 0, row: 0, glyphs: Glyphs(isASCII: true))
    #expect(canvas.text == "'.")
    grid.line(from: [0, 0], to: [0, 3], .curve)
    grid.draw(on: &canvas, column: 0, row: 0, glyphs: Glyphs(isASCII: false))
    #expect(canvas.row(0).hasPrefix("⡇"))
  }

  @Test("A line is cut where it leaves the grid, and one that is not finite is left out")
  func clipping() {
    var grid = DotGrid(Size(columns: 10, rows: 5))
    grid.line(from: [-1e9, 10], to: [1e9, 10], .curve)
    for column in 0..<10 { #expect(grid.hasDots(column: column, row: 2)) }
    grid.line(from: [-1e300, 1e300], to: [1e300, -1e300], .curve)
    var empty = DotGrid(Size(columns: 10, rows: 5))
    empty.line(from: [.nan, 0], to: [5, 5], .curve)
    empty.line(from: [-5, -5], to: [-1, -1], .curve)
    empty.line(from: [0, 30], to: [19, 30], .curve)
    empty.set([.infinity, 2], .curve)
    for row in 0..<5 {
      for column in 0..<10 { #expect(!empty.hasDots(column: column, row: row)) }
    }
  }

  @Test("Symbols and digits order numbers as they are, without colour", arguments: [false, true])
  func symbols(ascii: Bool) {
    let glyphs = Glyphs(isASCII: ascii)
    let shares = stride(from: -1.0, through: 1, by: 0.05)
    let symbols = shares.map { DivergingPalette.symbol(of: $0, glyphs) }
    #expect(Set(symbols).count == 5)
    var seen: [String] = []
    for symbol in symbols where seen.last != symbol { seen.append(symbol) }
    #expect(seen.count == 5)
    #expect(DivergingPalette.digit(of: -1) == "-9" && DivergingPalette.digit(of: 0.5) == "+5")
    #expect(DivergingPalette.digit(of: 0.01) == " 0" && DivergingPalette.digit(of: .nan) == " ?")
  }
}
