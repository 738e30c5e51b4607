import Debugger
import Word2Vec

/// The name of a vector on the screen.
enum VectorName: Equatable, Sendable {
  /// `v_c`.
  case center(word: Int)
  /// The term of the expected outside vector.
  case expected
  /// The term of an observed word.
  case observed(word: Int)
  /// The term of a drawn word.
  case drawn(word: Int)
  /// `∂J/∂v_c`.
  case centerGradient
  /// Its sum over the pairs that `stepi` has passed.
  case partialCenterGradient
  /// `∂J/∂u_w`.
  case outsideGradient(word: Int)
  /// `∂F/∂v_c` of a pair, counted from 0, at the parameters it is applied with.
  case applied(pair: Int)
}

/// The numbers of a stop, to be compared with those of the next one.
struct StopNumbers: Sendable {
  private let window: WindowModel
  /// The terms of `∂J/∂v_c`.
  let center: CenterGradientModel

  init(_ window: WindowModel, applied: [UpdatePreview.Applied]) {
    self.window = window
    center = CenterGradientModel(window, applied: applied)
  }

  // Each number is `nil` where the window has none.

  /// `J`.
  var loss: Double { window.trace.loss }

  /// `F` of a pair, counted from 1.
  func loss(ofPair pair: Int) -> Double? {
    1...window.pairsSoFar ~= pair ? window.trace.pairs[pair - 1].loss : nil
  }

  /// `z_w`.
  func score(of word: Int) -> Double? {
    if let softmax = window.trace.softmax { return softmax.scores.element(at: word) }
    return observation(of: word)?.score ?? draw(of: word)?.score
  }

  /// `ŷ_w`.
  func probability(of word: Int) -> Double? {
    window.trace.softmax?.probabilities.element(at: word)
  }

  /// `σ(z_o)` of an observed word, `σ(-z_k)` of a drawn one.
  func sigma(of word: Int, isObserved: Bool) -> Double? {
    isObserved ? observation(of: word)?.sigma : draw(of: word)?.sigma
  }

  /// The factor of `v_c` in `∂F/∂u_w` of the last pair that observes the word, or draws it.
  func coefficient(of word: Int, isObserved: Bool) -> Double? {
    isObserved ? observation(of: word)?.observedCoefficient : draw(of: word)?.coefficient
  }

  /// `a_w`.
  func outsideCoefficient(of word: Int) -> Double? { window.outsideCoefficient(of: word) }

  /// A vector; `nil` if the window has none of that name.
  func vector(_ name: VectorName) -> [Double]? {
    if case .outsideGradient(let word) = name {
      return window.outsideCoefficient(of: word).map { coefficient in
        window.trace.centerVector.map { coefficient * $0 }
      }
    }
    return center.vector(name)
  }

  private func observation(of word: Int) -> PairTrace? {
    window.trace.pairs.last { $0.outside == word }
  }

  private func draw(of word: Int) -> NegativeTerm? {
    for pair in window.trace.pairs.reversed() {
      if let draw = pair.negatives.last(where: { $0.word == word }) { return draw }
    }
    return nil
  }
}

extension Array {
  /// The element at an index; `nil` beyond the ends.
  fileprivate func element(at index: Int) -> Element? {
    indices ~= index ? self[index] : nil
  }
}

/// A number as text that is marked if it reads differently from the number at the previous stop.
struct MarkedNumber {
  let text: String
  let isChanged: Bool

  /// - Parameters:
  ///   - value: The number.
  ///   - before: The number at the previous stop; without one there is no mark.
  ///   - text: The number as text, if it is known already.
  ///   - format: Writes a number.
  init(_ value: Double, before: Double?, text: String? = nil, format: (Double) -> String) {
    let text = text ?? format(value)
    self.text = text
    isChanged = before.map { $0.bitPattern != value.bitPattern && format($0) != text } ?? false
  }

  var style: Style { isChanged ? .changed : .plain }
}

extension Table.Entry {
  /// A number that is marked if it has changed.
  static func number(
    _ value: Double, before: Double?, text: String? = nil, format: (Double) -> String
  ) -> Table.Entry {
    let number = MarkedNumber(value, before: before, text: text, format: format)
    return .text(number.text, number.style)
  }
}
