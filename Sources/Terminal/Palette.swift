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
  /// The pairs defined so far, by foreground and background.
  private var pairs: [SIMD2<Int32>: Int32] = [:]

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
    let colors = SIMD2(number(of: foreground(of: style)), number(of: style.background))
    if colors == [-1, -1] { return 0 }
    if let known = pairs[colors] { return known }
    let next = Int32(pairs.count + 1)
    let isDefined = screen_define_pair(next, colors.x, colors.y)
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
      case .basic: nearest(to: [Int(red), Int(green), Int(blue)], among: Self.ansi)
      case .indexed: 16 + nearest(to: [Int(red), Int(green), Int(blue)], among: Self.cubeAndGreys)
      // Numbers below 8 are those of ANSI.
      case .direct: max(8, Int32(red) << 16 | Int32(green) << 8 | Int32(blue))
      }
    }
  }

  /// Red, green and blue, from 0 to 255.
  private typealias Shade = SIMD3<Int>

  private static let ansi = (0..<8).map { index in
    205 &* Shade(index & 1, index >> 1 & 1, index >> 2)
  }

  /// Colours 16 to 255 as xterm defines them.
  private static let cubeAndGreys: [Shade] = {
    let steps = [0, 95, 135, 175, 215, 255]
    let cube = steps.flatMap { red in
      steps.flatMap { green in steps.map { Shade(red, green, $0) } }
    }
    return cube + stride(from: 8, through: 238, by: 10).map { Shade(repeating: $0) }
  }()

  private func nearest(to color: Shade, among shades: [Shade]) -> Int32 {
    let distances = shades.map { ((color &- $0) &* (color &- $0)).wrappedSum() }
    return Int32(distances.indices.min { distances[$0] < distances[$1] } ?? 0)
  }
}

/// Whether the user wants no colours: `NO_COLOR` is set and not empty.
func prefersNoColor() -> Bool {
  getenv("NO_COLOR").map { $0.pointee != 0 } ?? false
}
