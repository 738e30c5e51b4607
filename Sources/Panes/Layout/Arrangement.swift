import Debugger

/// Where each pane of a layout is on a screen of some size.
struct Arrangement: Equatable {
  /// A pane and the rectangle of its border; neighbours share their borders.
  struct Frame: Equatable {
    let pane: Pane
    let border: Rectangle

    /// What is inside the border.
    var inside: Rectangle {
      Rectangle(
        column: border.column + 1, row: border.row + 1, columns: border.columns - 2,
        rows: border.rows - 2)
    }
  }

  /// From top to bottom and left to right; the status line is above all of them.
  private(set) var frames: [Frame] = []

  /// The least screen that panes can share.
  static let least = Size(columns: 60, rows: 16)

  /// Places the panes of a layout; the focused one is never left out.
  init(_ layout: PaneLayout, size: Size, focus: Pane, model: ScreenModel) {
    // The last border takes a row only where rows are not scarce.
    let showsLastBorder = size.rows >= 20
    let rows = size.rows - 1 - (showsLastBorder ? 1 : 0)
    var bands = layout.bands(size)
    while bands.reduce(0, { $0 + 1 + $1.leastRows }) > rows {
      if let stack = bands.indices.first(where: { bands[$0].canShrink }) {
        bands[stack].shrink(keeping: focus)
      } else if let least = bands.indices.dropLast().filter({ !bands[$0].contains(focus) })
        .min(by: { bands[$0].weight < bands[$1].weight })
      {
        bands.remove(at: least)
      } else {
        break
      }
    }
    let heights = Self.shares(
      least: bands.map(\.leastRows), ideal: bands.map { $0.idealRows(model, size) },
      weights: bands.map(\.weight), total: rows - bands.count)
    var row = 1
    for (band, height) in zip(bands, heights) {
      place(band, row: row, height: height, size: size, model: model)
      row += height + 1
    }
  }

  private mutating func place(
    _ band: Band, row: Int, height: Int, size: Size, model: ScreenModel
  ) {
    var left = 0
    let inside = size.columns - band.columns.count - 1
    let widths = band.widths(inside: inside)
    for (stack, width) in zip(band.columns, widths) {
      var top = row
      for (pane, rows) in zip(stack, Self.split(stack, rows: height, size: size, model: model)) {
        frames.append(
          Frame(
            pane: pane,
            border: Rectangle(column: left, row: top, columns: width + 2, rows: rows + 2)))
        top += rows + 1
      }
      left += width + 1
    }
  }

  /// The rows of panes above each other, by weight; each has at least its least, and what none
  /// can use goes to the last.
  private static func split(_ stack: [Pane], rows: Int, size: Size, model: ScreenModel) -> [Int] {
    let views = stack.map(PaneView.of)
    return shares(
      least: views.map(\.leastRows), ideal: views.map { $0.idealRows(model, size) },
      weights: views.map(\.weight), total: rows - (stack.count - 1))
  }

  /// Gives rows away one by one, by weight, until everyone has what it can use; what is left goes
  /// to the last.
  private static func shares(least: [Int], ideal: [Int], weights: [Int], total: Int) -> [Int] {
    var shares = least
    var spare = total - least.reduce(0, +)
    while spare > 0 {
      let next = shares.indices
        .filter { shares[$0] < ideal[$0] }
        .min {
          (shares[$0] + 1 - least[$0]) * weights[$1] < (shares[$1] + 1 - least[$1]) * weights[$0]
        }
      guard let next else { break }
      shares[next] += 1
      spare -= 1
    }
    shares[shares.count - 1] += spare
    return shares
  }
}

/// Panes beside each other, some of them above each other.
struct Band: Equatable {
  /// From left to right, each from top to bottom.
  var columns: [[Pane]]

  init(_ columns: [Pane]...) {
    self.columns = columns
  }

  var leastRows: Int { columns.map { Self.rows(of: $0, \.leastRows) }.max() ?? 0 }

  var weight: Int {
    columns.map { stack in stack.reduce(0) { $0 + PaneView.of($1).weight } }.max() ?? 1
  }

  func idealRows(_ model: ScreenModel, _ size: Size) -> Int {
    columns.map { stack in
      stack.reduce(stack.count - 1) { sum, pane in
        let rows = PaneView.of(pane).idealRows(model, size)
        return sum > .max - rows ? .max : sum + rows
      }
    }.max() ?? 0
  }

  private static func rows(of stack: [Pane], _ path: KeyPath<PaneView, Int>) -> Int {
    stack.reduce(stack.count - 1) { $0 + PaneView.of($1)[keyPath: path] }
  }

  /// Whether one of the panes is a given one.
  func contains(_ pane: Pane) -> Bool { columns.contains { $0.contains(pane) } }

  /// Whether panes above each other can give way.
  var canShrink: Bool { columns.contains { $0.count > 1 } }

  /// Leaves out the last pane of a stack, or the first if the last has the focus.
  mutating func shrink(keeping focus: Pane) {
    for index in columns.indices where columns[index].count > 1 {
      if columns[index].last == focus {
        columns[index].removeFirst()
      } else {
        columns[index].removeLast()
      }
    }
  }

  /// The columns inside the borders, by share; they add up to `inside`.
  func widths(inside: Int) -> [Int] {
    let shares = columns.map { $0.first.map { PaneView.of($0).share } ?? 1 }
    let total = shares.reduce(0, +)
    var widths = shares.map { inside * $0 / total }
    for (index, stack) in columns.enumerated() {
      guard let range = stack.first.map({ PaneView.of($0).columns }) else { continue }
      widths[index] = min(max(widths[index], range.lowerBound), range.upperBound)
    }
    widths[widths.count - 1] += inside - widths.reduce(0, +)
    return widths
  }
}

extension PaneLayout {
  /// The panes on a screen of a size, from top to bottom.
  func bands(_ size: Size) -> [Band] {
    switch self {
    case .step:
      // On a wide and low screen three panes beside each other show more than two above each other.
      let gradients =
        size.columns >= 150 && size.rows < 40
        ? Band([.scores], [.center], [.outside]) : Band([.scores], [.center, .outside])
      return [Band([.corpus]), gradients, Band([.loss]), Band([.transcript])]
    case .scores:
      return [Band([.corpus]), Band([.scores]), Band([.transcript])]
    case .gradients:
      let gradients =
        size.columns >= 140 ? Band([.center], [.outside]) : Band([.center, .outside])
      return [Band([.corpus]), gradients, Band([.transcript])]
    case .derivation:
      return [
        Band([.corpus]), Band([.derivation]), Band([.scores], [.center, .outside]),
        Band([.transcript]),
      ]
    case .debug:
      return [
        Band([.corpus]), Band([.scores], [.center, .display]), Band([.loss]), Band([.transcript]),
      ]
    case .plots:
      return [
        Band([.corpus]), Band([.projection], [.heat, .lossPlot, .yhat, .eta, .samples]),
        Band([.transcript]),
      ]
    case .transcript:
      return [Band([.transcript])]
    }
  }

  /// Every pane of the layout, in the order the focus moves through them.
  var panes: [Pane] {
    bands(Size(columns: 200, rows: 60)).flatMap { $0.columns.flatMap { $0 } }
  }
}
