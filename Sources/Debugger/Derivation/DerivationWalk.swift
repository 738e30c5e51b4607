import Runs
import Word2Vec

/// The part of the derivation on display, and its current line.
package struct DerivationWalk: Equatable, Sendable {
  /// The chosen section; `nil` for the section of the pending update's objective.
  let chosenSection: DerivationSection?
  /// The pair in lines about one pair, from 0.
  let pair: Int
  /// The word in lines about another word; `nil` for the section's default.
  var word: Int?
  /// The `x` of the logistic function's lines; `nil` for `u_oᵀv_c`.
  var argument: Double?
  /// The current line, from 0; clamped to the last line of the section.
  var line = 0

  /// The section under an objective.
  func section(under objective: Objective) -> DerivationSection {
    chosenSection ?? DerivationSection(objective)
  }

  /// The walk at line 0: the inputs of the lines.
  var request: DerivationWalk {
    var request = self
    request.line = 0
    return request
  }
}

extension DerivationPage {
  /// The section with the pair and its words, as `the softmax loss · pair 2: pie → sweet`.
  package func title(in session: Session) -> String {
    guard let window = try? session.trace().window, window.outside.indices.contains(pair),
      [.softmax, .negative].contains(section)
    else { return section.title }
    return "\(section.title) · pair \(pair + 1): \(session.name(window.center)) → "
      + session.name(window.outside[pair].word)
  }
}

/// The lines of a section with the numbers of the pending window, and the current one.
package struct DerivationPage: Sendable {
  package let section: DerivationSection
  /// The pair in lines about one pair, from 0.
  package let pair: Int
  package let lines: [EvaluatedLine]
  /// The current line, an index into ``lines``.
  package let current: Int
}

extension Session {
  /// The current section with the numbers of the pending window; `nil` without a derivation.
  ///
  /// - Throws: ``Interruption``.
  package func derivationPage() throws(Interruption) -> DerivationPage? {
    guard let derivation else { return nil }
    return try pending.derivation(derivation, cancellation)
  }

  /// Moves the current line, clamped to the section.
  package func moveDerivation(by lines: Int) {
    guard let walk = derivation else { return }
    let last = walk.section(under: hyperparameters.objective).lines.count - 1
    derivation?.line = min(max(0, min(walk.line, last) + lines), last)
  }

  /// A line of the derivation as one line of text: name, formula, numbers, mark.
  package func derivationText(_ evaluated: EvaluatedLine) -> String {
    let line = evaluated.line
    let head = line.name + "  " + line.text(in: interface.convention)
    return ([head, "(\(line.reason))"] + derivationDetails(evaluated)).joined(separator: "  ")
      + "  "
      + evaluated.verdict.mark
  }

  /// The numbers of a line: word and shape, value, distance to the line above, and the refutation
  /// or the reason that it is not applicable.
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

  /// The text of a side of a line.
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
