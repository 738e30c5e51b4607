import Debugger

/// Where a pane is on a screen.
struct PaneArea: Equatable, Sendable {
  let pane: Pane
  /// The rectangle of its border; neighbours share their borders.
  let border: Rectangle

  /// The cells inside the border.
  var inside: Rectangle {
    Rectangle(
      column: border.column + 1, row: border.row + 1, columns: border.columns - 2,
      rows: border.rows - 2)
  }

  /// The columns of text, which leaves one free at either side.
  var textColumns: Int { inside.columns - 2 }
}

/// The panes of a layout with their content and their places on a screen of some size.
struct Arrangement: Sendable {
  /// A pane where it is, with its content.
  struct PlacedPane: Sendable {
    let view: PaneView
    let content: any PaneContent
    let area: PaneArea
  }

  let size: Size
  /// From top to bottom and left to right; the status line is above all of them.
  private(set) var panes: [PlacedPane] = []

  /// The least screen that panes can share.
  static let least = Size(columns: 60, rows: 16)

  /// Places the panes that are to be seen; the focused one is never left out.
  ///
  /// - Throws: ``Interruption``, if the user interrupts the computation of their content.
  init(_ screen: ScreenSettings, size: Size, _ reader: SessionReader) throws {
    self.size = size
    // The last border takes a row only where rows are not scarce.
    let rows = size.rows - (size.rows >= 20 ? 2 : 1)
    var heights = screen.heights
    // A paragraph is read as a whole.
    let lesson = LessonModel(reader)
    let lessonRows = lesson.page == nil ? 0 : lesson.idealRows(on: size)
    if lessonRows > 0, heights[.lesson] == nil { heights[.lesson] = .rows(lessonRows) }
    let bands = Self.bands(screen, size: size, rows: rows, lessonRows: lessonRows)
    let shown = bands.flatMap { $0.columns.joined() }
    let contents = try shown.map { try PaneView.of($0).content(reader) }
    let idealRows = Dictionary(
      zip(shown, contents.map { $0.idealRows(on: size) }), uniquingKeysWith: max)
    let areas = Self.areas(
      bands, columns: size.columns, rows: rows, heights: heights,
      idealRows: { idealRows[$0, default: 0] })
    panes = zip(contents, areas).map {
      PlacedPane(view: PaneView.of($1.pane), content: $0, area: $1)
    }
  }

  /// Places a pane alone, as high as its content needs, up to a size.
  ///
  /// - Throws: ``Interruption``, if the user interrupts the computation of its content.
  init(_ pane: Pane, atMost most: Size, _ reader: SessionReader) throws {
    let view = PaneView.of(pane)
    let content = try view.content(reader)
    size = Size(
      columns: most.columns, rows: min(most.rows, content.idealRows(on: most) + 2))
    let border = Rectangle(column: 0, row: 0, columns: size.columns, rows: size.rows)
    panes = [
      PlacedPane(view: view, content: content, area: PaneArea(pane: pane, border: border))
    ]
  }

  /// The columns of a line of the transcript; `nil` where it is not in sight.
  var textColumns: Int? { panes.last { $0.area.pane == .transcript }?.area.textColumns }

  /// The bands of a layout that there is room for, with that of a lesson under the corpus.
  private static func bands(
    _ screen: ScreenSettings, size: Size, rows: Int, lessonRows: Int
  ) -> [Band] {
    var bands = screen.rows.flatMap { Band(columns: $0).fitted(to: size).separated }
    // A paragraph with its window matters more than the focused pane.
    let focus = lessonRows > 0 ? Pane.transcript : screen.focus
    if lessonRows > 0, !screen.panes.contains(.lesson) {
      bands.insert(Band(columns: [[.lesson]]), at: bands.first?.columns == [[.corpus]] ? 1 : 0)
    }
    let extra = max(0, lessonRows - PaneView.lesson.leastRows)
    while bands.reduce(extra, { $0 + 1 + $1.leastRows }) > rows {
      if let stack = bands.indices.first(where: { bands[$0].canShrink(keeping: focus) }) {
        bands[stack].shrink(keeping: focus)
      } else if let least = bands.indices.filter({
        bands[$0].canLeave(focus: focus) && !(lessonRows > 0 && bands[$0].columns == [[.corpus]])
      })
      .min(by: { bands[$0].weight < bands[$1].weight }) {
        bands.remove(at: least)
      } else {
        break
      }
    }
    return bands
  }

  /// Where the panes of the bands are, band by band and column by column.
  private static func areas(
    _ bands: [Band], columns: Int, rows: Int, heights: [Pane: PaneHeight],
    idealRows: (Pane) -> Int
  ) -> [PaneArea] {
    var areas: [PaneArea] = []
    let bandRows = shares(
      bands.map { band in
        RowDemand(
          least: band.leastRows, ideal: band.rows(idealRows), weight: band.weight)
      }, total: rows - bands.count, heights: bands.map { $0.height(in: heights) })
    var top = 1
    for (band, height) in zip(bands, bandRows) {
      var left = 0
      let widths = band.widths(inside: columns - band.columns.count - 1)
      for (stack, width) in zip(band.columns, widths) {
        let paneRows = shares(
          stack.map { pane in
            let view = PaneView.of(pane)
            return RowDemand(least: view.leastRows, ideal: idealRows(pane), weight: view.weight)
          }, total: height - (stack.count - 1), heights: stack.map { heights[$0] })
        var row = top
        for (pane, rows) in zip(stack, paneRows) {
          let border = Rectangle(column: left, row: row, columns: width + 2, rows: rows + 2)
          areas.append(PaneArea(pane: pane, border: border))
          row += rows + 1
        }
        left += width + 1
      }
      top += height + 1
    }
    return areas
  }

  /// The rows that a pane or a band needs of those it shares with others.
  private struct RowDemand {
    /// The rows without which it is not worth showing.
    var least: Int
    /// The rows beyond which it has nothing to show.
    var ideal: Int
    /// Its part of the rows that are left when all have their least.
    let weight: Int
  }

  /// Distributes rows; a height set by the user is met as far as the others keep their least.
  private static func shares(
    _ demands: [RowDemand], total: Int, heights: [PaneHeight?]
  ) -> [Int] {
    let usual = shares(demands, total: total, overflow: demands.count - 1)
    var demands = demands
    for (index, height) in heights.enumerated() {
      guard let height else { continue }
      let others = demands.reduce(-demands[index].least) { $0 + $1.least }
      let rows =
        switch height {
        case .rows(let rows): rows
        case .change(let change): usual[index] + change
        }
      demands[index].least = min(max(1, rows), max(1, total - others))
      demands[index].ideal = demands[index].least
    }
    // Rows that nothing needs go to the weightiest of those without a set height.
    let open = demands.indices.filter { heights[$0] == nil }
    let weightiest = open.max { demands[$0].weight < demands[$1].weight }
    let overflow = open.count < demands.count ? weightiest : nil
    return shares(demands, total: total, overflow: overflow ?? demands.count - 1)
  }

  /// Distributes rows one by one, by weight, until all have what they can use; the rest goes to one.
  private static func shares(_ demands: [RowDemand], total: Int, overflow: Int) -> [Int] {
    var shares = demands.map(\.least)
    var spare = total - shares.reduce(0, +)
    while spare > 0 {
      let next = shares.indices
        .filter { shares[$0] < demands[$0].ideal }
        .min {
          (shares[$0] + 1 - demands[$0].least) * demands[$1].weight
            < (shares[$1] + 1 - demands[$1].least) * demands[$0].weight
        }
      guard let next else { break }
      shares[next] += 1
      spare -= 1
    }
    shares[overflow] += spare
    return shares
  }
}

/// Panes beside each other, some of them above each other.
struct Band {
  /// From left to right, each from top to bottom.
  var columns: [[Pane]]

  /// The least columns of a pane beside others.
  private static let leastColumns = 28

  /// The band as a screen of a size can hold it: narrow screens put panes above each other, wide
  /// and low ones beside each other.
  func fitted(to size: Size) -> Band {
    var band = self
    let most = max(1, (size.columns - 1) / (Self.leastColumns + 1))
    while band.columns.count > most { band.columns[most - 1] += band.columns.remove(at: most) }
    // There three panes beside each other show more than two above each other.
    if size.columns >= 150, size.rows < 40, band.columns.joined().count <= 3 {
      band.columns = band.columns.joined().map { [$0] }
    }
    return band
  }

  /// The band split up where panes have no others beside them.
  var separated: [Band] {
    columns.count == 1 ? columns[0].map { Band(columns: [[$0]]) } : [self]
  }

  /// The rows of the longest column with its inner borders, by the rows of each pane.
  func rows(_ rows: (Pane) -> Int) -> Int {
    columns.map { stack in
      stack.reduce(stack.count - 1) { sum, pane in
        sum > .max - rows(pane) ? .max : sum + rows(pane)
      }
    }.max() ?? 0
  }

  var leastRows: Int { rows { PaneView.of($0).leastRows } }

  var weight: Int {
    columns.map { stack in stack.reduce(0) { $0 + PaneView.of($1).weight } }.max() ?? 1
  }

  /// The height set by the user for a pane that is alone in its column.
  ///
  /// A pane above or below another shares the rows of the band with it instead.
  func height(in heights: [Pane: PaneHeight]) -> PaneHeight? {
    columns.lazy.filter { $0.count == 1 }.compactMap { heights[$0[0]] }.first
  }

  /// Whether it can be left out: it has neither the focus nor the line that is typed.
  func canLeave(focus: Pane) -> Bool {
    !columns.joined().contains { $0 == focus || $0 == .transcript || $0 == .lesson }
  }

  /// Whether panes above each other can give way.
  func canShrink(keeping focus: Pane) -> Bool {
    columns.contains { $0.count > 1 && $0.contains { $0 != focus && $0 != .transcript } }
  }

  /// Leaves out the last pane of each stack that can be.
  mutating func shrink(keeping focus: Pane) {
    for index in columns.indices where columns[index].count > 1 {
      if let last = columns[index].lastIndex(where: { $0 != focus && $0 != .transcript }) {
        columns[index].remove(at: last)
      }
    }
  }

  /// The columns inside the borders, by share; they add up to `inside`.
  func widths(inside: Int) -> [Int] {
    let views = columns.compactMap { $0.first.map(PaneView.of) }
    let total = views.reduce(0) { $0 + $1.share }
    var widths = views.map {
      min(max(inside * $0.share / total, $0.columns.lowerBound), $0.columns.upperBound)
    }
    let spare = inside - widths.reduce(0, +)
    if spare >= 0 {
      let last = views.indices.last { widths[$0] < views[$0].columns.upperBound }
      widths[last ?? widths.count - 1] += spare
      return widths
    }
    for _ in spare..<0 {
      let widest = widths.indices.max { widths[$0] < widths[$1] } ?? 0
      widths[widest] -= 1
    }
    return widths
  }
}
