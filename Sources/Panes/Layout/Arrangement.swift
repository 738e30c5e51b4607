import Debugger

/// Where a pane is on a screen.
struct PaneArea: Equatable, Sendable {
  let pane: Pane
  /// The rectangle of its border; neighbours share their borders.
  let border: Rectangle

  /// What is inside the border.
  var inside: Rectangle {
    Rectangle(
      column: border.column + 1, row: border.row + 1, columns: border.columns - 2,
      rows: border.rows - 2)
  }

  /// The columns of text, which leaves one free at either side.
  var textColumns: Int { inside.columns - 2 }
}

/// Where each pane of a layout is on a screen of some size, and what it shows there.
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
  /// - Throws: ``Interruption``, if the user interrupts what is computed for their content.
  init(_ screen: ScreenSettings, size: Size, _ reader: SessionReader) throws {
    self.size = size
    // The last border takes a row only where rows are not scarce.
    let showsLastBorder = size.rows >= 20
    let rows = size.rows - 1 - (showsLastBorder ? 1 : 0)
    var heights = screen.heights
    // What the tour says is longer than what commands print, and to be read together.
    if reader.isOnTour, heights[.transcript] == nil { heights[.transcript] = .change(5) }
    let bands = try Self.bands(screen, size: size, rows: rows).map {
      try FilledBand($0, reader)
    }
    let shares = Self.shares(
      bands.map { $0.claim(size) }, total: rows - bands.count,
      heights: bands.map { $0.band.height(in: heights) })
    var row = 1
    for (band, height) in zip(bands, shares) {
      place(band, row: row, height: height, heights: heights)
      row += height + 1
    }
  }

  /// Places a pane alone, as high as its content needs, up to a size.
  ///
  /// - Throws: ``Interruption``, if the user interrupts what is computed for its content.
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

  /// The bands of a layout that there is room for.
  private static func bands(_ screen: ScreenSettings, size: Size, rows: Int) -> [Band] {
    var bands = screen.rows.flatMap { Band($0).fitted(to: size).separated }
    let focus = screen.focus
    while bands.reduce(0, { $0 + 1 + $1.leastRows }) > rows {
      if let stack = bands.indices.first(where: { bands[$0].canShrink(keeping: focus) }) {
        bands[stack].shrink(keeping: focus)
      } else if let least = bands.indices.filter({ bands[$0].canLeave(focus: focus) })
        .min(by: { bands[$0].weight < bands[$1].weight })
      {
        bands.remove(at: least)
      } else {
        break
      }
    }
    return bands
  }

  private mutating func place(
    _ band: FilledBand, row: Int, height: Int, heights: [Pane: PaneHeight]
  ) {
    var left = 0
    let widths = band.band.widths(inside: size.columns - band.columns.count - 1)
    for (stack, width) in zip(band.columns, widths) {
      var top = row
      let shares = Self.shares(
        stack.map { Claim($0, size) }, total: height - (stack.count - 1),
        heights: stack.map { heights[$0.view.pane] })
      for (pane, rows) in zip(stack, shares) {
        let border = Rectangle(column: left, row: top, columns: width + 2, rows: rows + 2)
        panes.append(
          PlacedPane(
            view: pane.view, content: pane.content,
            area: PaneArea(pane: pane.view.pane, border: border)))
        top += rows + 1
      }
      left += width + 1
    }
  }

  /// What something wants of the rows it shares with others.
  struct Claim: Equatable {
    /// The rows without which it is not worth showing.
    var least: Int
    /// The rows beyond which it has nothing to show.
    var ideal: Int
    /// Its part of what is left when everyone has the least.
    var weight: Int

    init(least: Int, ideal: Int, weight: Int) {
      (self.least, self.ideal, self.weight) = (least, ideal, weight)
    }

    init(_ pane: FilledBand.FilledPane, _ size: Size) {
      self.init(
        least: pane.view.leastRows, ideal: pane.content.idealRows(on: size),
        weight: pane.view.weight)
    }
  }

  /// Gives away rows; a height that was asked for is met as far as the others keep their least.
  private static func shares(_ claims: [Claim], total: Int, heights: [PaneHeight?]) -> [Int] {
    let usual = shares(claims, total: total)
    var claims = claims
    // Rows that nobody has asked for go to the weightiest of those that may have any number.
    var last = claims.indices.last ?? 0
    let open = claims.indices.filter { heights[$0] == nil }
    if open.count < claims.count, let heir = open.max(by: { claims[$0].weight < claims[$1].weight })
    {
      last = heir
    }
    for (index, height) in heights.enumerated() {
      guard let height else { continue }
      let others = claims.indices.reduce(0) { $0 + ($1 == index ? 0 : claims[$1].least) }
      let most = max(1, total - others)
      let rows =
        switch height {
        case .rows(let rows): rows
        case .change(let change): usual[index] + change
        }
      claims[index].least = min(max(1, rows), most)
      claims[index].ideal = claims[index].least
    }
    return shares(claims, total: total, last: last)
  }

  /// Gives rows away one by one, by weight, until everyone has what it can use; what is left goes
  /// to the last, or another one.
  private static func shares(_ claims: [Claim], total: Int, last: Int? = nil) -> [Int] {
    var shares = claims.map(\.least)
    var spare = total - shares.reduce(0, +)
    while spare > 0 {
      let next = shares.indices
        .filter { shares[$0] < claims[$0].ideal }
        .min {
          (shares[$0] + 1 - claims[$0].least) * claims[$1].weight
            < (shares[$1] + 1 - claims[$1].least) * claims[$0].weight
        }
      guard let next else { break }
      shares[next] += 1
      spare -= 1
    }
    shares[last ?? shares.count - 1] += spare
    return shares
  }
}

/// Panes beside each other, some of them above each other.
struct Band: Equatable {
  /// From left to right, each from top to bottom.
  var columns: [[Pane]]

  init(_ columns: [[Pane]]) {
    self.columns = columns
  }

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

  /// Panes that have no others beside them are bands of their own.
  var separated: [Band] {
    columns.count == 1 ? columns[0].map { Band([[$0]]) } : [self]
  }

  var leastRows: Int {
    columns.map { stack in
      stack.reduce(stack.count - 1) { $0 + PaneView.of($1).leastRows }
    }.max() ?? 0
  }

  var weight: Int {
    columns.map { stack in stack.reduce(0) { $0 + PaneView.of($1).weight } }.max() ?? 1
  }

  /// The height that was asked for of one that stands alone in its column.
  ///
  /// A pane above or below another shares the rows of the band with it instead.
  func height(in heights: [Pane: PaneHeight]) -> PaneHeight? {
    columns.lazy.filter { $0.count == 1 }.compactMap { heights[$0[0]] }.first
  }

  /// Whether it can be left out: it has neither the focus nor the line that is typed.
  func canLeave(focus: Pane) -> Bool {
    !columns.joined().contains { $0 == focus || $0 == .transcript }
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
      let heir = views.indices.last { widths[$0] < views[$0].columns.upperBound }
      widths[heir ?? widths.count - 1] += spare
      return widths
    }
    for _ in spare..<0 {
      let widest = widths.indices.max { widths[$0] < widths[$1] } ?? 0
      widths[widest] -= 1
    }
    return widths
  }
}

/// Panes beside each other with their content.
struct FilledBand {
  /// A pane with its content.
  struct FilledPane {
    let view: PaneView
    let content: any PaneContent
  }

  let band: Band
  /// The panes of the band, column by column.
  let columns: [[FilledPane]]

  init(_ band: Band, _ reader: SessionReader) throws {
    self.band = band
    columns = try band.columns.map { stack in
      try stack.map { pane in
        let view = PaneView.of(pane)
        return FilledPane(view: view, content: try view.content(reader))
      }
    }
  }

  /// What it wants of the rows of the screen.
  func claim(_ size: Size) -> Arrangement.Claim {
    Arrangement.Claim(least: band.leastRows, ideal: idealRows(size), weight: band.weight)
  }

  private func idealRows(_ size: Size) -> Int {
    columns.map { stack in
      stack.reduce(stack.count - 1) { sum, pane in
        let rows = pane.content.idealRows(on: size)
        return sum > .max - rows ? .max : sum + rows
      }
    }.max() ?? 0
  }
}
