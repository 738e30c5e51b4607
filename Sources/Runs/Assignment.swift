import Word2Vec

/// Checked numbers to write into a row of parameters or one component of it.
package struct Assignment: Equatable, Sendable {
  package let side: Side
  package let word: Int
  /// The component, from 0; `nil` for the whole row.
  package let component: Int?
  /// As many finite Float32 numbers, in double precision before rounding, as are written.
  package let values: [Double]

  package init(side: Side, word: Int, component: Int?, values: [Double]) {
    self.side = side
    self.word = word
    self.component = component
    self.values = values
  }
}
