import Debugger
import SkipGram

/// A number on the screen, by what it is.
enum NumberName: Sendable {
  /// `J`.
  case loss
  /// `F` of a pair, counted from 1.
  case pairLoss(Int)
  /// `z_w`.
  case score(word: Int)
  /// `ŷ_w`.
  case probability(word: Int)
  /// `σ(z_o)` of an observed word, `σ(-z_k)` of a drawn one.
  case sigma(word: Int, isObserved: Bool)
  /// What multiplies `v_c` in `∂F/∂u_w` of a pair that observes the word or draws it.
  case coefficient(word: Int, isObserved: Bool)
  /// `a_w`.
  case outsideCoefficient(word: Int)
}

/// A vector on the screen, by what it is.
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

  /// A number; `nil` if the window has none of that name.
  func number(_ name: NumberName) -> Double? {
    let trace = window.trace
    switch name {
    case .loss: return trace.loss
    case .pairLoss(let pair):
      return 1...window.pairsSoFar ~= pair ? trace.pairs[pair - 1].loss : nil
    case .score(let word):
      if let softmax = trace.softmax { return softmax.scores.element(at: word) }
      let observed = trace.pairs.last { $0.outside == word }?.score
      return observed ?? draw(of: word)?.score
    case .probability(let word): return trace.softmax?.probabilities.element(at: word)
    case .sigma(let word, true): return trace.pairs.last { $0.outside == word }?.sigma
    case .sigma(let word, false): return draw(of: word)?.sigma
    case .coefficient(let word, true):
      return trace.pairs.last { $0.outside == word }?.observedCoefficient
    case .coefficient(let word, false): return draw(of: word)?.coefficient
    case .outsideCoefficient(let word): return window.outsideCoefficient(of: word)
    }
  }

  /// A vector; `nil` if the window has none of that name.
  func vector(_ name: VectorName) -> [Double]? {
    if case .outsideGradient(let word) = name {
      return window.outsideCoefficient(of: word).map { coefficient in
        window.trace.centerVector.map { coefficient * $0 }
      }
    }
    return center.vector(name)
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

/// Marks the numbers that read otherwise than at the stop before; one that was not there has not
/// changed.
struct ChangeMarks: Sendable {
  /// The numbers of the stop before; `nil` if nothing is to be marked.
  private let before: StopNumbers?

  init(since before: StopNumbers?) {
    self.before = before
  }

  /// A number as an entry of a table, marked if it has changed.
  func entry(_ name: NumberName, _ value: Double, format: (Double) -> String) -> Table.Entry {
    let text = format(value)
    return .text(text, isChanged(name, value, text: text, format: format) ? .changed : .plain)
  }

  /// Whether a number has changed.
  func isChanged(
    _ name: NumberName, _ value: Double, text: String, format: (Double) -> String
  ) -> Bool {
    Self.isChanged(from: before?.number(name), to: value, text: text, format: format)
  }

  /// A vector as it was at the stop before; `nil` if there was none.
  func vectorBefore(_ name: VectorName) -> [Double]? {
    before?.vector(name)
  }

  /// Whether a number reads otherwise than one before it.
  static func isChanged(
    from before: Double?, to value: Double, text: String, format: (Double) -> String
  ) -> Bool {
    guard let before, before.bitPattern != value.bitPattern else { return false }
    return format(before) != text
  }
}
