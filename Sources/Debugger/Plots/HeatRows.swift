import Runs
import Word2Vec

/// A row of V or U with its gradient.
package struct HeatRow: Sendable {
  /// The reason to show the row.
  package enum Role: Equatable, Sendable {
    case center
    /// Observed; `pair` is its first pair, from 1.
    case observed(pair: Int)
    case drawn
    case named
  }

  package let word: Int
  package let side: Side
  package let role: Role
  /// `v_w` or `u_w`, shape `[d]`.
  package let vector: [Double]
  /// `∂J/∂v_w` or `∂J/∂u_w`, shape `[d]`.
  package let gradient: [Double]
}

extension Session {
  /// The rows of the heat map, for the chosen words or for the window.
  ///
  /// - Throws: ``Interruption``.
  package func heatRows() throws(Interruption) -> [HeatRow] {
    let trace = try trace()
    let zero = [Double](repeating: 0, count: run.parameters.dimension)
    func row(_ word: Int, _ side: Side, _ role: HeatRow.Role) -> HeatRow {
      let isCenter = word == trace.window.center
      return HeatRow(
        word: word, side: side, role: role,
        vector: run.trainer.vector(side, word),
        gradient: side == .outside
          ? trace.outsideGradient(word) : isCenter ? trace.centerGradient : zero)
    }
    func role(_ word: Int) -> HeatRow.Role {
      trace.pairs.firstIndex { $0.outside == word }.map { .observed(pair: $0 + 1) } ?? .drawn
    }
    guard let chosen = plots.heatWords else {
      return [row(trace.window.center, .center, .center)]
        + trace.involvedWords.map { row($0, .outside, role($0)) }
    }
    return chosen.compactMap { corpus.vocabulary.index(of: $0) }.flatMap { word in
      Side.allCases.map { side in
        let isCenter = side == .center && word == trace.window.center
        let outside = side == .outside ? role(word) : .named
        return row(word, side, isCenter ? .center : outside == .drawn ? .named : outside)
      }
    }
  }
}
