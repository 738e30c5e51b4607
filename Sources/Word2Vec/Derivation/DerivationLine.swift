/// One line of the derivation: its text, and both sides of its `=` as formulas to evaluate.
///
/// A side is one of two kinds, and their types keep them apart. A *shown* side reads the results of
/// the ``WindowTrace``. A *formula* reads vectors, words and scores alone, with sums and differences to
/// combine them, but no σ, no ŷ, no loss and no gradient. So each line writes these out from `exp` and
/// `ln`, and no two sides of an `=` can share the function being explained.
public struct DerivationLine: Sendable {
  /// Its name, such as `softmax.center.4`; an error of the notes adds `.printed`.
  public let name: String
  /// The symbols it is about.
  package let symbols: [DerivationSymbol]
  /// Its subject.
  package let subject: Subject
  /// The shape of its value.
  package let shape: Shape
  /// How far apart its sides may be, with the reason.
  package let tolerance: Tolerance
  /// The error of the notes, which print this instead of the line above; `nil` for a correct line.
  public let erratum: Erratum?

  /// The text, with `†` where the numerator convention transposes.
  let template: String
  /// The same as LaTeX.
  let latexTemplate: String
  let scale: ToleranceScale
  /// The kind of word it is about besides the pair's own.
  let word: WordChoice.Kind?
  /// The left side; `nil` if the text begins with `=` and so continues the line above.
  let left: DerivationSide?
  /// The right side, or several if the line itself has several equal ones; its value is the last.
  let right: [DerivationSide]
  /// Why the line does not apply to these numbers, or `nil` if it does.
  let inapplicableReason: @Sendable (FormulaInputs) -> String?

  /// The subject of a line.
  package enum Subject: Sendable {
    /// The logistic function at a number.
    case logistic
    /// One pair under an objective.
    case pair(Objective)
    /// The window under an objective, or under that of the pending update.
    case window(Objective?)
  }

  /// The shape of a line's value.
  package enum Shape: Sendable {
    /// A number.
    case scalar
    /// A gradient shaped like a vector.
    case gradient
    /// A statement about a shape.
    case layout
  }

  /// An error in a line of the notes.
  public struct Erratum: Sendable {
    /// The error.
    public let reason: String
    /// When it happens to give the right value.
    public let coincidence: String
  }

  init(
    _ name: String, _ template: String, latex: String, about subject: Subject,
    shape: Shape = .gradient, symbols: [DerivationSymbol], tolerance: Tolerance,
    scale: ToleranceScale, word: WordChoice.Kind? = nil, erratum: Erratum? = nil,
    left: DerivationSide? = nil, right: DerivationSide...,
    inapplicableReason: @escaping @Sendable (FormulaInputs) -> String? = { _ in nil }
  ) {
    self.name = name
    self.template = template
    latexTemplate = latex
    self.subject = subject
    self.shape = shape
    self.symbols = symbols
    self.tolerance = tolerance
    self.scale = scale
    self.erratum = erratum
    self.word = word
    self.left = left
    self.right = right
    self.inapplicableReason = inapplicableReason
  }

  /// The line in Unicode.
  ///
  /// - Parameter convention: How gradients are laid out.
  /// - Returns: One line; it begins with `=` where it continues the line above.
  public func text(in convention: LayoutConvention) -> String {
    template.filled(convention == .numerator ? "ᵀ" : "")
  }

  /// The line in LaTeX, without the delimiters of mathematics.
  ///
  /// - Parameter convention: How gradients are laid out.
  /// - Returns: The formula.
  public func latex(in convention: LayoutConvention) -> String {
    latexTemplate.filled(convention == .numerator ? "^{\\top}" : "")
  }

  /// The shape of its value in letters.
  ///
  /// - Parameter convention: How gradients are laid out.
  /// - Returns: Empty for a number, `[d, 1]` or `[1, d]` for a gradient.
  public func shapeText(in convention: LayoutConvention) -> String {
    switch shape {
    case .scalar, .layout: ""
    case .gradient: convention == .denominator ? "[d, 1]" : "[1, d]"
    }
  }
}

extension String {
  fileprivate func filled(_ mark: String) -> String {
    reduce(into: "") { text, character in
      if character == "†" { text += mark } else { text.append(character) }
    }
  }
}

/// One side of an `=`.
enum DerivationSide: Sendable {
  /// The number that sgdb shows for it.
  case shown(@Sendable (ReportedValues) -> DerivationValue)
  /// The literal formula.
  case formula(@Sendable (FormulaInputs) -> DerivationValue)

  /// A literal formula that uses `Σ_w e^{z_w}`.
  static func ofTotal(
    _ formula: @escaping @Sendable (FormulaInputs, _ total: Double) -> DerivationValue
  ) -> DerivationSide {
    .formula { n in formula(n, n.sum(n.vocabulary) { .exp(n.z[$0]) }) }
  }

  func value(_ shown: ReportedValues, _ plain: FormulaInputs) -> DerivationValue {
    switch self {
    case .shown(let value): value(shown)
    case .formula(let value): value(plain)
    }
  }
}
