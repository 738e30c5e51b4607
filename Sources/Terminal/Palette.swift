import CCurses
import Debugger
import Glibc
import Panes

/// The colours a terminal has, as numbers and pairs of curses.
package struct Palette {
  /// How colours are numbered.
  package enum Kind: Equatable {
    /// There are none, or none are wanted.
    case none
    /// The eight of ANSI.
    case basic
    /// Those of ANSI, a cube of 6 × 6 × 6 and 24 greys.
    case indexed
    /// Red, green and blue in 24 bits.
    case direct
  }

  let kind: Kind
  private var pairs: [ColorPair: Int32] = [:]

  private struct ColorPair: Hashable {
    var foreground: Int32
    var background: Int32
  }

  package init(kind: Kind) {
    self.kind = kind
  }

  /// The palette of the terminal that was opened.
  init(_ choice: ColorChoice) {
    let isUnwanted = choice == .never || (choice == .auto && prefersNoColor())
    var isDirect = false
    let colors = isUnwanted ? 0 : screen_colors(&isDirect)
    self.init(kind: isDirect ? .direct : colors >= 256 ? .indexed : colors >= 8 ? .basic : .none)
  }

  /// The pair of a style's colours, defined at its first use; 0, the terminal's own colours, when
  /// the terminal has no pair left.
  mutating func pair(of style: Style) -> Int32 {
    guard kind != .none else { return 0 }
    let colors = ColorPair(
      foreground: number(of: foreground(of: style)), background: number(of: style.background))
    if colors == ColorPair(foreground: -1, background: -1) { return 0 }
    if let known = pairs[colors] { return known }
    let next = Int32(pairs.count + 1)
    let isDefined = screen_define_pair(next, colors.foreground, colors.background)
    pairs[colors] = isDefined ? next : 0
    return isDefined ? next : 0
  }

  /// The colour of a style's text: where there are few colours, that of a background may be replaced
  /// by a much lighter or darker one, on which the text has to stay readable.
  package func foreground(of style: Style) -> Color {
    guard kind == .basic, case .rgb = style.background else { return style.foreground }
    let darkColors: [Int32] = [0, 1, 4, 5]
    return .basic(darkColors.contains(number(of: style.background)) ? 7 : 0)
  }

  /// The nearest colour there is, -1 for the terminal's own.
  package func number(of color: Color) -> Int32 {
    switch color {
    case .standard: -1
    case .basic(let index): kind == .none ? -1 : Int32(index % 8)
    case .rgb(let red, let green, let blue):
      switch kind {
      case .none: -1
      case .basic: nearest(to: Shade(red, green, blue), among: Self.ansi)
      case .indexed: 16 + nearest(to: Shade(red, green, blue), among: Self.cubeAndGreys)
      // Numbers below 8 are those of ANSI.
      case .direct: max(8, Int32(red) << 16 | Int32(green) << 8 | Int32(blue))
      }
    }
  }

  private struct Shade {
    var red: Int
    var green: Int
    var blue: Int

    init(_ red: UInt8, _ green: UInt8, _ blue: UInt8) {
      (self.red, self.green, self.blue) = (Int(red), Int(green), Int(blue))
    }

    func distance(to other: Shade) -> Int {
      let (r, g, b) = (red - other.red, green - other.green, blue - other.blue)
      return r * r + g * g + b * b
    }
  }

  private static let ansi = (UInt8(0)..<8).map { index in
    Shade(205 * (index & 1), 205 * (index >> 1 & 1), 205 * (index >> 2))
  }

  /// Colours 16 to 255 as xterm defines them.
  private static let cubeAndGreys: [Shade] = {
    let steps: [UInt8] = [0, 95, 135, 175, 215, 255]
    var shades: [Shade] = []
    for red in steps {
      for green in steps {
        for blue in steps { shades.append(Shade(red, green, blue)) }
      }
    }
    for grey in stride(from: UInt8(8), through: 238, by: 10) {
      shades.append(Shade(grey, grey, grey))
    }
    return shades
  }()

  private func nearest(to color: Shade, among shades: [Shade]) -> Int32 {
    let index = shades.indices.min {
      shades[$0].distance(to: color) < shades[$1].distance(to: color)
    }
    return Int32(index ?? 0)
  }
}

/// Whether the user asks programs not to colour, by a `NO_COLOR` that is not empty.
func prefersNoColor() -> Bool {
  getenv("NO_COLOR").map { $0.pointee != 0 } ?? false
}
