import Runs
import SkipGram

/// The part of the derivation that is shown, and its current line.
package struct DerivationWalk: Equatable, Sendable {
  /// The section that was asked for; `nil` for that of the pending update's objective.
  let askedSection: DerivationSection?
  /// The pair that lines about one pair speak of, counted from 0.
  let pair: Int
  /// The word that lines about some other word speak of; `nil` leaves the choice to the section.
  var word: Int?
  /// The `x` of the logistic function's lines; `nil` for `u_oᵀv_c`.
  var argument: Double?
  /// The current line; the last one, where the section has fewer.
  var line = 0

  /// The section under an objective.
  func section(under objective: Objective) -> DerivationSection {
    askedSection ?? DerivationSection(objective)
  }

  /// The same without the current line: what the lines are computed from.
  var request: DerivationWalk {
    var request = self
    request.line = 0
    return request
  }
}

/// The lines of a section with the numbers of the pending window, and the current one.
package struct DerivationPage: Sendable {
  package let section: DerivationSection
  /// The pair that lines about one pair speak of, counted from 0.
  package let pair: Int
  package let lines: [EvaluatedLine]
  /// The current line, an index into ``lines``.
  package let current: Int
}

extension Session {
  /// The part of the derivation that is shown, with the numbers of the pending window; `nil` if none
  /// is.
  ///
  /// - Throws: ``Interruption``.
  package func derivationPage() throws(Interruption) -> DerivationPage? {
    guard let derivation else { return nil }
    return try pending.derivation(derivation, cancellation)
  }

  /// Moves the current line, as far as there are lines.
  package func moveDerivation(by lines: Int) {
    guard let walk = derivation else { return }
    let last = walk.section(under: hyperparameters.objective).lines.count - 1
    derivation?.line = min(max(0, min(walk.line, last) + lines), last)
  }

  /// A line of the derivation as one line of text: name, formula, numbers, mark.
  package func derivationText(_ evaluated: EvaluatedLine) -> String {
    let line = evaluated.line
    let head = line.name + "  " + line.text(in: interface.convention)
    return ([head] + derivationDetails(evaluated)).joined(separator: "  ") + "  "
      + evaluated.verdict.mark
  }

  /// The numbers of a line: word and shape, value, distance to the line above, what refutes it or
  /// why it says nothing.
  package func derivationDetails(_ evaluated: EvaluatedLine) -> [String] {
    let shapeName =
      switch evaluated.line.shape {
      case .scalar: "a number"
      case .gradient: "shape " + evaluated.line.shapeText(in: interface.convention)
      case .layout: "a shape"
      }
    var parts = [(evaluated.word.map { "w = \(name($0)), " } ?? "") + shapeName]
    if let value = evaluated.value { parts.append("value " + derivationValueText(value)) }
    if let distance = evaluated.distance {
      parts.append(
        "distance \(formatted(distance, digits: 2)) "
          + "(tolerance \(formatted(evaluated.tolerance, digits: 2)))")
    }
    if let coverage = evaluated.coverage { parts.append(coverage) }
    if let refutation = evaluated.refutation { parts.append(refutation.text(number)) }
    if case .inapplicable(let reason) = evaluated.verdict { parts.append(reason) }
    return parts
  }

  /// What a side of a line comes to.
  package func derivationValueText(_ value: DerivationValue) -> String {
    switch value {
    case .scalar(let number): return self.number(number)
    case .vector(let vector): return vectorText(vector)
    case .vectors(let rows, let count):
      let shown = rows.prefix(4).map { "\(name($0.word)) \(vectorText($0.vector))" }
      return shown.joined(separator: "; ")
        + (shown.count < count ? "; … \(grouped(count - shown.count)) more" : "")
    case .largest(let largest, let checked, _):
      return "at most \(number(largest)) among \(grouped(checked))"
    case .shape(let shape): return "\(shape)"
    }
  }
}

extension EvaluatedLine.Verdict {
  /// ✓, ✗ or ·.
  package var mark: String {
    switch self {
    case .holds: "✓"
    case .fails: "✗"
    case .inapplicable: "·"
    }
  }
}
