import Debugger
import Word2Vec

/// How the symbols of the derivation's current line are written in the other panes.
func symbolTexts(of page: DerivationPage, in window: WindowModel) -> [String] {
  let observed = window.trace.pairs[page.pair].outside
  return page.lines[page.current].line.symbols.flatMap { symbol -> [String] in
    switch symbol {
    case .sigma: ["σ"]
    case .centerVector: ["v_c"]
    case .observedVector: ["u_o", "u_\(window.word(observed))"]
    case .outsideVector, .outsideVectors: ["u_w", "u_k"]
    case .scores: ["z_w", "z_o", "z_k"]
    case .predicted: ["ŷ"]
    case .pairLoss: ["F"]
    case .loss: ["J"]
    default: []
    }
  }
  .map(window.glyphs.spelled)
}

extension Canvas {
  /// Underlines every occurrence of the texts inside a rectangle.
  mutating func underline(_ texts: [String], in rectangle: Rectangle) {
    let rows = max(0, rectangle.row)..<min(size.rows, rectangle.row + rectangle.rows)
    let columns = max(0, rectangle.column)..<min(size.columns, rectangle.column + rectangle.columns)
    for text in texts {
      let characters = text.map(String.init)
      for row in rows {
        for start in columns where start + characters.count <= columns.upperBound {
          let isThere = characters.indices.allSatisfy {
            self[start + $0, row].text == characters[$0]
          }
          guard isThere else { continue }
          for column in start..<start + characters.count {
            self[column, row].style.underline = true
            self[column, row].style.bold = true
          }
        }
      }
    }
  }
}
