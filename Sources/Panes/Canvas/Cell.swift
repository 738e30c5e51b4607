/// One place of a canvas: a grapheme and how it looks.
package struct Cell: Equatable, Sendable {
  /// One grapheme cluster without control characters; empty in the right half of a wide one.
  package var text: String
  /// How it looks.
  package var style: Style

  package init(_ text: String = " ", _ style: Style = .plain) {
    self.text = text
    self.style = style
  }
}

/// A colour; every style stays readable without it.
package enum Color: Hashable, Sendable {
  /// The terminal's own.
  case standard
  /// One of the eight basic colours, in the order of ANSI: black, red, green, yellow, blue,
  /// magenta, cyan, white.
  case basic(UInt8)
  /// Red, green and blue; a terminal of fewer colours takes the nearest it has.
  case rgb(UInt8, UInt8, UInt8)
}

/// How a cell looks.
package struct Style: Hashable, Sendable {
  package var foreground = Color.standard
  package var background = Color.standard
  package var bold = false
  package var dim = false
  package var underline = false
  package var reverse = false

  package init(
    foreground: Color = .standard, background: Color = .standard, bold: Bool = false,
    dim: Bool = false, underline: Bool = false, reverse: Bool = false
  ) {
    self.foreground = foreground
    self.background = background
    self.bold = bold
    self.dim = dim
    self.underline = underline
    self.reverse = reverse
  }

  package static let plain = Style()
}
