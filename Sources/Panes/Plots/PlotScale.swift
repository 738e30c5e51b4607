import Debugger
import RealModule

/// The numbers along an axis.
struct PlotScale: Equatable {
  /// The kind of the numbers, which decides how they are written.
  enum Kind {
    case number
    /// Whole numbers, as those of windows.
    case count
    /// Powers of ten apart.
    case logarithmic
  }

  /// A number that is written beside the axis.
  struct Tick: Equatable {
    let value: Double
    let text: String
  }

  let low: Double
  let high: Double
  let kind: Kind

  /// A scale of some numbers; an empty one becomes one of a width.
  init(_ low: Double, _ high: Double, _ kind: Kind = .number) {
    self.kind = kind
    guard kind != .logarithmic else {
      let least = low > 0 && low.isFinite ? low : .leastNormalMagnitude
      self.low = least
      self.high = high.isFinite ? max(high, least * 1.1) : least * 10
      return
    }
    guard low.isFinite, high.isFinite, low <= high else {
      (self.low, self.high) = (0, 1)
      return
    }
    let isFlat = high - low <= max(low.magnitude, high.magnitude) * 1e-12
    let room = isFlat ? max(low.magnitude * 0.1, kind == .count ? 1 : 1e-3) : 0
    (self.low, self.high) = (low - (kind == .count ? 0 : room), high + room)
  }

  /// How far along the axis a number is: 0 at its low end, 1 at its high end.
  func share(of value: Double) -> Double {
    kind == .logarithmic
      ? .log(value / low) / .log(high / low) : (value - low) / (high - low)
  }

  /// The number at a part of the axis.
  func value(at share: Double) -> Double {
    kind == .logarithmic ? low * .exp(share * .log(high / low)) : low + share * (high - low)
  }

  /// At most `count` numbers to write beside the axis, in ascending order.
  func ticks(atMost count: Int) -> [Tick] {
    guard count > 0 else { return [] }
    if kind == .logarithmic, high / low >= 20 { return decades(atMost: count) }
    let step = Self.step(over: high - low, parts: count, least: kind == .count ? 1 : 0)
    let decimals = max(0, -Int((Double.log10(step) + 1e-9).rounded(.down)))
    let first = (low / step).rounded(.up)
    let last = (high / step).rounded(.down)
    guard first <= last, last - first < 1000 else { return [] }
    return (0...Int(last - first)).map { index in
      let value = (first + Double(index)) * step
      return Tick(value: value, text: text(value, decimals: decimals))
    }
  }

  /// Powers of ten, some of them left out where there are many, with 2 and 5 times them where there
  /// are few.
  private func decades(atMost count: Int) -> [Tick] {
    let first = Int(Double.log10(low).rounded(.down))
    let last = Int(Double.log10(high).rounded(.up))
    var factors = [1.0]
    if (last - first + 1) * 3 <= count { factors = [1, 2, 5] }
    let stride = max(1, (last - first + count) / count)
    return Swift.stride(from: first, through: last, by: stride).flatMap { exponent in
      factors.compactMap { factor in
        // A decimal exponent gives the number that its text reads back as.
        guard let value = Double("\(Int(factor))e\(exponent)"),
          low * 0.999...high * 1.001 ~= value
        else { return nil }
        return Tick(value: value, text: formatted(value, digits: 3))
      }
    }
  }

  private func text(_ value: Double, decimals: Int) -> String {
    if kind == .count { return grouped(Int(value)) }
    if decimals > 5 || max(low.magnitude, high.magnitude) >= 1e5 {
      return formatted(value, digits: 4)
    }
    // Rounding may leave a zero with a sign.
    return fixed(value == 0 ? 0 : value, decimals: decimals)
  }

  /// A step of 1, 2 or 5 times a power of ten, so that a span has at most `parts` of them.
  private static func step(over span: Double, parts: Int, least: Double) -> Double {
    let raw = max(span / Double(parts), least)
    let power = Double.exp10(Double.log10(raw).rounded(.down))
    let factor = [1.0, 2, 5, 10].first { $0 * power >= raw * (1 - 1e-9) } ?? 10
    return factor * power
  }
}
