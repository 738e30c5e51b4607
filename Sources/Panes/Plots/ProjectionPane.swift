import Debugger
import Runs
import Word2Vec

extension PaneView {
  /// Words as points in the plane.
  static let projection = PaneView(
    pane: .projection, leastRows: 8, weight: 8, share: 58, content: { try ProjectionModel($0) })
}

/// Words as points in the plane, and the part of the plane that is shown.
struct ProjectionModel: PaneContent {
  /// The projection, or why there is none.
  enum Content: Sendable {
    case projection(Projection)
    case failure(String)
  }

  let content: Content
  let choices: ProjectionChoices
  let window: WindowModel

  /// Brings the projection to where the session is; its axes stay where those before were.
  init(_ reader: SessionReader) throws {
    do {
      content = .projection(try reader.session.updateProjection())
    } catch let interruption as Interruption {
      throw interruption
    } catch {
      content = .failure("\(error)")
    }
    choices = reader.session.plots.projection
    window = reader.window
  }

  var titles: [String] {
    guard case .projection(let projection) = content else { return ["projection"] }
    let vectors =
      switch choices.vectors {
      case .v: "V"
      case .u: "U"
      case .both: "V and U"
      }
    var share = 0.0
    for axis in projection.axes {
      switch axis {
      case .principal(let part): share += part
      case .component: return ["projection: \(vectors) as it is", "projection"]
      case .expression: return ["projection: \(vectors) along two directions", "projection"]
      case .none: break
      }
    }
    let short = "projection: PCA of \(vectors)"
    return [short + ", \(percent(share)) of the variance in sight", short, "projection"]
  }

  func idealRows(on screen: Size) -> Int { .max / 4 }

  func draw(_ size: Size, _ state: ScreenState) -> DrawnPane {
    switch content {
    case .projection(let projection): DrawnPane(canvas: draw(projection, size))
    case .failure(let reason): DrawnPane(window.glyphs.spelled(printable(reason)), size)
    }
  }

  private func draw(_ projection: Projection, _ size: Size) -> Canvas {
    var canvas = Canvas(size)
    let frame = frame(projection, choices, size)
    let glyphs = window.glyphs
    let titles = projection.axes.map {
      fitted(
        printable(glyphs.spelled($0.title(choices.vectors))), columns: frame.area.columns / 3,
        ellipsis: glyphs[.ellipsis])
    }
    let up = titles[1].isEmpty ? "" : glyphs[.upward] + " " + titles[1]
    frame.draw(
      on: &canvas, xTitle: titles[0] + " " + glyphs[.rightward], yTitle: up, glyphs: glyphs)
    drawLegend(
      projection, on: &canvas, after: frame.area.column + 1 + columnWidth(of: up), glyphs)

    var grid = frame.grid
    for point in projection.points {
      guard let origin = point.origin else { continue }
      grid.line(
        from: frame.dot(origin.x, origin.y), to: frame.dot(point.place.x, point.place.y), .trail)
    }
    let dots = projection.points.map { frame.dot($0.place.x, $0.place.y) }
    for dot in dots { grid.set(dot, .curve) }
    grid.draw(on: &canvas, column: frame.area.column, row: frame.area.row, glyphs: glyphs)
    drawWords(projection, frame, dots, grid, on: &canvas)
    return canvas
  }

  /// Marks the words of interest and writes as many words as have room.
  private func drawWords(
    _ projection: Projection, _ frame: PlotFrame, _ dots: [SIMD2<Double>],
    _ grid: DotGrid, on canvas: inout Canvas
  ) {
    let glyphs = window.glyphs
    var placer = LabelPlacer(frame.area)
    func cell(_ dot: SIMD2<Double>) -> Point? {
      let place = dot.rounded(.toNearestOrAwayFromZero)
      guard grid.contains(place) else { return nil }
      return Point(
        column: frame.area.column + Int(place.x) / 2, row: frame.area.row + Int(place.y) / 4)
    }
    // Words of interest keep their marks, whatever is written around them.
    for (point, dot) in zip(projection.points, dots) {
      guard let (mark, role) = mark(of: point.role, glyphs) else { break }
      guard let cell = cell(dot), !placer.isTaken(cell) else { continue }
      placer.take(cell)
      canvas.write(mark, column: cell.column, row: cell.row, style: role)
    }
    let isFree = grid.isFree(in: frame.area)
    // After this many words without room there is little room left.
    var failuresLeft = 100
    for (point, dot) in zip(projection.points, dots) where failuresLeft > 0 {
      guard let cell = cell(dot) else { continue }
      let isOfInterest = point.role != .other
      if !isOfInterest && placer.isTaken(cell) { continue }
      let text = fitted(
        label(of: point), columns: min(18, frame.area.columns / 3),
        ellipsis: glyphs[.ellipsis])
      let width = columnWidth(of: text)
      var place = placer.place(width: width, beside: cell, isFree: isFree)
      if place == nil, isOfInterest { place = placer.place(width: width, beside: cell) }
      guard let place else {
        failuresLeft -= 1
        continue
      }
      placer.take(cell)
      canvas.write(
        text, column: place.column, row: place.row,
        style: mark(of: point.role, glyphs)?.role ?? .plain)
    }
  }

  private func label(of point: Projection.Point) -> String {
    var text = window.word(point.word)
    if choices.vectors == .both { text = "\(point.side.rawValue)_\(text)" }
    switch point.role {
    case .center: return window.glyphs[.centerOpening] + text + window.glyphs[.centerClosing]
    case .observed(let pair): return text + window.glyphs.pairMark(pair)
    case .named, .other: return text
    }
  }
}

/// A part of 1 as a percentage.
private func percent(_ share: Double) -> String {
  fixed(100 * share, decimals: 0) + " %"
}

extension Projection.Axis {
  /// The title at the end of the axis.
  fileprivate func title(_ vectors: ProjectionChoices.Vectors) -> String {
    switch self {
    case .principal(let share): percent(share)
    case .component(let index): (vectors == .u ? "u" : "v") + "_w[\(index)]"
    case .expression(let text): text
    case .none: ""
    }
  }
}

/// The part of the plane that is seen, as large to the right as upwards, and its dots.
private func frame(_ projection: Projection, _ choices: ProjectionChoices, _ size: Size)
  -> PlotFrame
{
  let seen = projection.box.size / choices.zoom
  let middle =
    (projection.followed ?? projection.box.middle) + choices.shift * projection.box.size
  // The axes take room that depends on their numbers, which depend on the room.
  var frame = PlotFrame(size, x: PlotScale(0, 1), y: PlotScale(middle.y - 1, middle.y + 1))
  for _ in 0..<2 {
    let dots = SIMD2(
      Double(frame.area.columns * 2 - 1), Double(max(1, frame.area.rows * 4 - 1)))
    let half = dots * ((seen / dots).max() / 2)
    frame = PlotFrame(
      size, x: PlotScale(middle.x - half.x, middle.x + half.x),
      y: PlotScale(middle.y - half.y, middle.y + half.y))
  }
  return frame
}

private func drawLegend(
  _ projection: Projection, on canvas: inout Canvas, after column: Int, _ glyphs: Glyphs
) {
  var parts = ["\(glyphs[.center]) center  \(glyphs[.observed]) observed"]
  if projection.points.contains(where: { $0.role == .named }) {
    parts.append("\(glyphs[.named]) named")
  }
  if projection.withoutPlace > 0 {
    parts.append("\(grouped(projection.withoutPlace)) not finite")
  }
  if projection.wordsLeftOut > 0 {
    parts.append("\(grouped(projection.wordsLeftOut)) rarer words left out")
  }
  let texts = parts.indices.reversed().map { parts[...$0].joined(separator: "  ") }
  // The title of the axis is to the left.
  let room = canvas.size.columns - 1 - column
  guard let text = texts.first(where: { columnWidth(of: $0) <= room }) else { return }
  canvas.write(
    text, column: canvas.size.columns - 1 - columnWidth(of: text), row: 0, style: .faint)
}

private func mark(of role: Projection.Role, _ glyphs: Glyphs) -> (mark: String, role: Style)? {
  switch role {
  case .center: (glyphs[.center], .center)
  case .observed: (glyphs[.observed], .observed)
  case .named: (glyphs[.named], .named)
  case .other: nil
  }
}
