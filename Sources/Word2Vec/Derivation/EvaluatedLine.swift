/// A line of the derivation with the numbers of a window.
public struct EvaluatedLine: Sendable {
  /// Whether the two sides of a line agree.
  public enum Verdict: Equatable, Sendable {
    /// They agree within the tolerance: ✓.
    case holds
    /// They do not: ✗.
    case fails
    /// The line does not apply to these numbers, for a reason: ·.
    case inapplicable(String)
  }

  /// The line.
  public let line: DerivationLine
  /// The word it is about besides the pair's own, if any.
  public let word: Int?
  /// The value of its right side; `nil` where it does not apply.
  public let value: DerivationValue?
  /// The largest difference between components of its sides, the line above being the left one
  /// where the text begins with `=`; `nil` where shapes differ or the line does not apply.
  public let distance: Double?
  /// How large the distance may be.
  public let tolerance: Double
  /// Whether the sides agree.
  public let verdict: Verdict
  /// The part of the line that was computed, if it is not all of it.
  public let coverage: String?
  /// The refutation of a line that fails.
  public let refutation: Refutation?

  /// The numbers that refute a line.
  public struct Refutation: Equatable, Sendable {
    /// The error in the line; `nil` if the line should have held.
    package let reason: String?
    /// The given and the expected shape, where the shapes differ.
    package let shapes: Shapes?
    /// The component where the sides differ most, where there is one.
    package let component: Int?
    /// The value of the line's right side there.
    package let given: Double?
    /// The expected value there.
    package let due: Double?

    /// Two shapes that differ; an empty one is that of a number.
    package struct Shapes: Equatable, Sendable {
      /// The shape given.
      package let given: [Int]
      /// The shape due.
      package let due: [Int]
    }

    /// The refutation in words.
    ///
    /// - Parameter number: How a number is to be written.
    /// - Returns: One sentence without a period.
    public func text(_ number: (Double) -> String) -> String {
      var parts: [String] = []
      if let shapes {
        func name(_ shape: [Int]) -> String { shape.isEmpty ? "a number" : "\(shape)" }
        parts.append("\(name(shapes.given)) where \(name(shapes.due)) is expected")
      }
      if let given, let due {
        let place = component.map { "component [\($0)] is" } ?? "it gives"
        parts.append("\(place) \(number(given)), expected \(number(due))")
      }
      return ((reason.map { [$0] } ?? []) + parts).joined(separator: "; ")
    }
  }
}

extension DerivationContext {
  /// The lines of the section with this window's numbers.
  ///
  /// - Parameter cancellation: Ends it early.
  /// - Returns: All lines, in order; those of the notes that are wrong follow the right one.
  /// - Throws: The error of `cancellation`.
  /// - Complexity: Each central difference takes *d* evaluations of a loss, up to the budget.
  public func evaluate<E>(cancellation: Cancellation<E> = .never) throws(E) -> [EvaluatedLine] {
    var above: DerivationValue?
    return try section.lines.map { (line) throws(E) in
      let evaluated = try evaluate(line, above: above, cancellation: cancellation)
      if line.erratum == nil { above = evaluated.value }
      return evaluated
    }
  }

  private func evaluate<E>(
    _ line: DerivationLine, above: DerivationValue?, cancellation: Cancellation<E>
  ) throws(E) -> EvaluatedLine {
    while true {
      try cancellation.check()
      let latch = CancellationLatch { (try? cancellation.check()) != nil }
      var plain = plain
      plain.latch = latch
      let evaluated = evaluate(line, above: above, plain)
      // The check at the top throws once more.
      if !latch.isOver { return evaluated }
    }
  }

  private func evaluate(
    _ line: DerivationLine, above: DerivationValue?, _ plain: FormulaInputs
  ) -> EvaluatedLine {
    let tolerance = line.tolerance.factor * plain.scale(line.scale, of: line.subject)
    func inapplicable(_ reason: String) -> EvaluatedLine {
      EvaluatedLine(
        line: line, word: word(of: line), value: nil, distance: nil, tolerance: tolerance,
        verdict: .inapplicable(reason), coverage: nil, refutation: nil)
    }
    if line.shape != .layout {
      guard plain.isFinite else { return inapplicable("a parameter here is not a finite number") }
      if let reason = line.inapplicableReason(plain) ?? line.word.flatMap(
        plain.inapplicableReason(of:))
        ?? plain.overflow(of: line.subject)
      {
        return inapplicable(reason)
      }
    }
    let sides = line.right.map { $0.value(shown, plain) }
    guard let reference = line.left?.value(shown, plain) ?? above, let value = sides.last else {
      return inapplicable("the line above does not apply")
    }
    guard ([reference] + sides).allSatisfy(\.isFinite) else {
      return inapplicable("the literal formula overflows here")
    }
    let differences = sides.map {
      $0.largestDifference(from: reference, dimension: plain.dimension)
    }
    let shapesAgree = differences.allSatisfy { $0 != nil }
    let worst = differences.compactMap(\.self).max { $0.magnitude < $1.magnitude }
    let agrees = shapesAgree && worst.map { $0.magnitude <= tolerance } ?? false
    let verdict: EvaluatedLine.Verdict =
      switch (agrees, line.erratum) {
      case (true, nil): .holds
      case (true, let erratum?): .inapplicable(erratum.coincidence)
      case (false, _): .fails
      }
    return EvaluatedLine(
      line: line, word: word(of: line), value: value,
      distance: shapesAgree ? worst?.magnitude : nil,
      tolerance: tolerance, verdict: verdict,
      coverage: coverage(of: [reference] + sides),
      refutation: agrees ? nil : refutation(of: line, value, reference, worst))
  }

  private func refutation(
    of line: DerivationLine, _ value: DerivationValue, _ reference: DerivationValue,
    _ worst: DerivationValue.Difference?
  ) -> EvaluatedLine.Refutation {
    if let worst {
      return .init(
        reason: line.erratum?.reason, shapes: nil, component: worst.component, given: worst.here,
        due: worst.there)
    }
    // A number where a vector is due: taken for each of its components, it is off by most here.
    var component: Int?
    if case .scalar(let number) = value, case .vector(let due) = reference {
      component = due.indices.max { (due[$0] - number).magnitude < (due[$1] - number).magnitude }
    }
    return .init(
      reason: line.erratum?.reason,
      shapes: .init(given: shape(of: value), due: shape(of: reference)), component: component,
      given: component == nil ? nil : value.numbers.first,
      due: component.map { reference.numbers[$0] })
  }

  private func shape(of value: DerivationValue) -> [Int] {
    switch value {
    case .scalar, .largest: []
    case .vector: [plain.dimension]
    case .vectors(let rows, _): [rows.count, plain.dimension]
    case .shape(let shape): shape
    }
  }

  /// The part of a line that was computed, or `nil` if it was all.
  private func coverage(of sides: [DerivationValue]) -> String? {
    for side in sides {
      switch side {
      case .vector(let numbers) where numbers.count < plain.dimension:
        return "by difference: the first \(numbers.count) of \(plain.dimension) components"
      case .vectors(let rows, let count):
        let components = rows.first?.vector.count ?? 0
        let parts =
          (rows.count < count ? ["the first \(rows.count) of \(count) words"] : [])
          + (components < plain.dimension
            ? ["the first \(components) of \(plain.dimension) components"] : [])
        if !parts.isEmpty { return "by difference: " + parts.joined(separator: ", ") }
      case .largest(_, let checked, let count):
        return checked < count
          ? "\(checked) of \(count) parameters, sampled" : "all \(count) parameters"
      default: break
      }
    }
    return nil
  }
}
