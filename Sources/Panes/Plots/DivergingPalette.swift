/// A number between -1 and 1 as a colour, and as a character that shows the same without colour.
///
/// Blue is negative, orange positive, light grey zero: these two stay apart for every kind of colour
/// vision, and among the eight basic colours they become blue, cyan, white, yellow and red.
enum DivergingPalette {
  private static let anchors: [SIMD3<Double>] = [
    [5, 80, 150], [92, 165, 215], [240, 240, 236], [250, 170, 80], [180, 75, 0],
  ]

  /// The look of a cell.
  static func style(of share: Double) -> Style {
    guard share.isFinite else { return .plain }
    let bounded = min(max(share, -1), 1)
    let place = (bounded + 1) / 2 * Double(anchors.count - 1)
    let index = min(Int(place), anchors.count - 2)
    let part = place - Double(index)
    let (low, high) = (anchors[index], anchors[index + 1])
    let color = (low + (high - low) * part).rounded(.toNearestOrAwayFromZero)
    return Style(
      foreground: share.magnitude > 0.7 ? .basic(7) : .basic(0),
      background: .rgb(UInt8(color.x), UInt8(color.y), UInt8(color.z)))
  }

  /// One character: a triangle that points up for positive numbers, filled for great ones.
  static func symbol(of share: Double, _ glyphs: Glyphs) -> String {
    guard share.isFinite else { return "?" }
    let level = Int((min(max(share, -1), 1) * 2).rounded(.toNearestOrAwayFromZero)) + 2
    return Array(glyphs.isASCII ? "=-.+#" : "▼▽·△▲").map(String.init)[level]
  }

  /// Two characters: the sign and the magnitude in ninths.
  static func digit(of share: Double) -> String {
    guard share.isFinite else { return " ?" }
    let ninths = Int((min(max(share, -1), 1) * 9).rounded(.toNearestOrAwayFromZero))
    return ninths == 0 ? " 0" : (ninths < 0 ? "-" : "+") + "\(abs(ninths))"
  }
}
