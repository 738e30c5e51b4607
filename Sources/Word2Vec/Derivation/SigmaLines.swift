import RealModule

// Rows sigma.1 to sigma.5. The left sides of the first two are the logistic function sgdb computes
// with, at x and differenced; every right side writes 1/(1+e^{-x}) out.

extension DerivationSection {
  static let sigmaLines: [DerivationLine] = [
    DerivationLine(
      "sigma.1", "σ(x) = 1/(1+e^{-x})", latex: #"\sigma(x) = \frac{1}{1+e^{-x}}"#,
      about: .logistic, shape: .scalar, symbols: [.sigma, .argument], tolerance: .closedForm,
      scale: .one,
      left: .shown { .scalar(logistic($0.x)) },
      right: .formula { .scalar(1 / (1 + .exp(-$0.x))) }),
    DerivationLine(
      "sigma.2", "∂σ/∂x = -[∂(1+e^{-x})/∂x] / (1+e^{-x})²",
      latex:
        #"\frac{\partial\sigma(x)}{\partial x} = "#
        + #"\frac{-\frac{\partial}{\partial x}(1+e^{-x})}{(1+e^{-x})^2}"#,
      about: .logistic, shape: .scalar, symbols: [.sigma, .argument], tolerance: .difference,
      scale: .one,
      left: .shown { shown in
        let h = FormulaInputs.step
        return .scalar((logistic(shown.x + h) - logistic(shown.x - h)) / (2 * h))
      },
      right: .formula { n in
        let denominator = (1 + .exp(-n.x)) * (1 + .exp(-n.x))
        return .scalar(-n.difference(at: n.x) { 1 + .exp(-$0) } / denominator)
      },
      inapplicableReason: squareOverflow),
    DerivationLine(
      "sigma.3", "= -(-1)e^{-x} / (1+e^{-x})²", latex: #"= \frac{-(-1)\,e^{-x}}{(1+e^{-x})^2}"#,
      about: .logistic, shape: .scalar, symbols: [.argument], tolerance: .difference, scale: .one,
      right: .formula { .scalar(-(-1) * .exp(-$0.x) / ((1 + .exp(-$0.x)) * (1 + .exp(-$0.x)))) },
      inapplicableReason: squareOverflow),
    DerivationLine(
      "sigma.4", "= 1/(1+e^{-x}) · [(1+e^{-x}-1)/(1+e^{-x})]",
      latex: #"= \frac{1}{1+e^{-x}}\left[\frac{1+e^{-x}-1}{1+e^{-x}}\right]"#,
      about: .logistic, shape: .scalar, symbols: [.argument], tolerance: .closedForm, scale: .one,
      right: .formula {
        .scalar(1 / (1 + .exp(-$0.x)) * ((1 + .exp(-$0.x) - 1) / (1 + .exp(-$0.x))))
      }),
    DerivationLine(
      "sigma.5", "= σ(x)[1-σ(x)]", latex: #"= \sigma(x)\,[1-\sigma(x)]"#, about: .logistic,
      shape: .scalar, symbols: [.sigma, .argument], tolerance: .closedForm, scale: .one,
      right: .formula { .scalar(1 / (1 + .exp(-$0.x)) * (1 - 1 / (1 + .exp(-$0.x)))) }),
  ]

  private static let squareOverflow: @Sendable (FormulaInputs) -> String? = { n in
    Double.exp(-2 * n.x).isFinite ? nil : "(1+e^{-x})² overflows at x = \(Float(n.x))"
  }
}
