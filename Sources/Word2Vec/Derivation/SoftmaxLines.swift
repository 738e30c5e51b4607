import RealModule

// Rows softmax.*, for F = -ln ŷ_o of one pair. Where a line writes ŷ_w, its formula divides e^{z_w}
// by the sum; the left sides of the chains' first lines are the gradients sgdb shows.

extension DerivationSection {
  static let softmaxLines: [DerivationLine] =
    softmaxCenter + softmaxOutsideA + softmaxOutsideB + [.printedConvention]

  private static let summation = DerivationLine.Erratum(
    reason: "the observed word has index 0, outside the sum from 1 to W; it is one of the W words",
    coincidence: "what the observed word adds to the sum is too small to be seen")

  /// `u_oᵀv_c - ln Σ_w e^{u_wᵀv_c}` at some scores.
  private static func logShare(_ n: FormulaInputs, _ z: FormulaInputs.Scores) -> Double {
    z[n.o] - .log(n.sum(n.vocabulary) { .exp(z[$0]) })
  }

  private static let softmaxCenter: [DerivationLine] = [
    DerivationLine(
      "softmax.center.1", "∂F/∂v_c = ∂/∂v_c [-ln(e^{u_oᵀv_c} / Σ_w e^{u_wᵀv_c})]",
      latex:
        #"\frac{\partial F}{\partial v_c} = \frac{\partial}{\partial v_c}"#
        + #"\left[-\ln\frac{e^{u_o^\top v_c}}{\sum_w e^{u_w^\top v_c}}\right]"#,
      about: .pair(.softmax), symbols: [.pairLoss, .centerVector, .observedVector, .scores],
      tolerance: .difference, scale: .outsideVectors,
      left: .shown { .vector($0.trace(.softmax).pairs[$0.pair].centerGradient) },
      right: .formula { n in
        .vector(
          n.differenceByCenter(cost: n.vocabularySize) { z in
            -.log(.exp(z[n.o]) / n.sum(n.vocabulary) { .exp(z[$0]) })
          })
      }),
    DerivationLine(
      "softmax.center.2", "= -∂/∂v_c [u_oᵀv_c - ln Σ_w e^{u_wᵀv_c}]",
      latex:
        #"= -\frac{\partial}{\partial v_c}"#
        + #"\left[u_o^\top v_c - \ln \sum_w e^{u_w^\top v_c}\right]"#,
      about: .pair(.softmax), symbols: [.centerVector, .observedVector, .scores],
      tolerance: .difference, scale: .outsideVectors,
      right: .formula { n in
        .vector(n.differenceByCenter(cost: n.vocabularySize) { logShare(n, $0) }.map { -$0 })
      }),
    DerivationLine(
      "softmax.center.2.printed", "= -∂/∂v_c [u_oᵀv_c - ln Σ_{ω=1}^W e^{u_ωᵀv_c}]",
      latex:
        #"= -\frac{\partial}{\partial v_c}"#
        + #"\left[u_0^\top v_c - \ln \sum_{\omega=1}^W e^{u_\omega^\top v_c}\right]"#,
      about: .pair(.softmax), symbols: [.centerVector, .observedVector, .scores],
      tolerance: .difference, scale: .outsideVectors, erratum: summation,
      right: .formula { n in
        let slope = n.differenceByCenter(cost: n.vocabularySize) { z in
          z[n.o] - .log(n.sum(n.vocabulary) { $0 == n.o ? 0 : .exp(z[$0]) })
        }
        return .vector(slope.map { -$0 })
      },
      inapplicableReason: {
        $0.vocabularySize == 1 ? "no word but the observed one: an empty sum" : nil
      }),
    DerivationLine(
      "softmax.center.3", "= -[u_o† - (1/Σ_w e^{u_wᵀv_c}) ∂/∂v_c Σ_w e^{u_wᵀv_c}]",
      latex:
        #"= -\left[u_o† - \frac{1}{\sum_w e^{u_w^\top v_c}}"#
        + #"\frac{\partial}{\partial v_c}\sum_w e^{u_w^\top v_c}\right]"#,
      about: .pair(.softmax), symbols: [.centerVector, .observedVector, .scores],
      tolerance: .difference, scale: .outsideVectors,
      right: .ofTotal { n, total in
        let slope = n.differenceByCenter(cost: n.vocabularySize) { z in
          n.sum(n.vocabulary) { .exp(z[$0]) }
        }
        return .vector(slope.indices.map { -(n.u(n.o, $0) - 1 / total * slope[$0]) })
      }),
    DerivationLine(
      "softmax.center.4", "= -[u_o† - Σ_w ŷ_w u_w†]",
      latex: #"= -\left[u_o† - \sum_w \hat{y}_w u_w†\right]"#,
      about: .pair(.softmax), symbols: [.observedVector, .predicted, .outsideVectors],
      tolerance: .difference, scale: .outsideVectors,
      right: .ofTotal { n, total in
        let expected = n.sumOfVectors(n.vocabulary) { .exp(n.z[$0]) / total }
        return n.vector { -(n.u(n.o, $0) - expected[$0]) }
      }),
    DerivationLine(
      "softmax.center.4.printed", "= -[u_o† - Σ_{ω=1}^W ŷ_ω u_ω†]",
      latex: #"= -\left[u_0† - \sum_{\omega=1}^W u_\omega† \hat{y}_\omega\right]"#,
      about: .pair(.softmax), symbols: [.observedVector, .predicted, .outsideVectors],
      tolerance: .closedForm, scale: .outsideVectors, erratum: summation,
      right: .ofTotal { n, total in
        let others = n.sumOfVectors(n.vocabulary) { $0 == n.o ? 0 : .exp(n.z[$0]) / total }
        return n.vector { -(n.u(n.o, $0) - others[$0]) }
      }),
    DerivationLine(
      "softmax.center.5", "= Σ_w ŷ_w u_w† - u_o†", latex: #"= \sum_w \hat{y}_w u_w† - u_o†"#,
      about: .pair(.softmax), symbols: [.observedVector, .predicted, .outsideVectors],
      tolerance: .closedForm, scale: .outsideVectors,
      right: .ofTotal { n, total in
        let expected = n.sumOfVectors(n.vocabulary) { .exp(n.z[$0]) / total }
        return n.vector { expected[$0] - n.u(n.o, $0) }
      }),
    DerivationLine(
      "softmax.center.5.printed", "= Σ_{ω=1}^W ŷ_ω u_ω† - u_o†",
      latex: #"= \sum_{\omega=1}^W u_\omega† \hat{y}_\omega - u_0†"#,
      about: .pair(.softmax), symbols: [.observedVector, .predicted, .outsideVectors],
      tolerance: .closedForm, scale: .outsideVectors, erratum: summation,
      right: .ofTotal { n, total in
        let others = n.sumOfVectors(n.vocabulary) { $0 == n.o ? 0 : .exp(n.z[$0]) / total }
        return n.vector { others[$0] - n.u(n.o, $0) }
      }),
  ]

  private static let softmaxOutsideA: [DerivationLine] = [
    DerivationLine(
      "softmax.outside.A1", "∂F/∂u_o = -∂/∂u_o [u_oᵀv_c - ln Σ_w e^{u_wᵀv_c}]",
      latex:
        #"\frac{\partial F}{\partial u_o} = -\frac{\partial}{\partial u_o}"#
        + #"\left[u_o^\top v_c - \ln \sum_w e^{u_w^\top v_c}\right]"#,
      about: .pair(.softmax), symbols: [.pairLoss, .observedVector, .centerVector, .scores],
      tolerance: .difference, scale: .centerVector,
      left: .shown { shown in
        let trace = shown.trace(.softmax)
        return .vector(
          trace.outsideGradient(trace.pairs[shown.pair].outside, pair: shown.pair))
      },
      right: .formula { n in
        .vector(n.differenceByOutside(n.o, cost: n.vocabularySize) { logShare(n, $0) }.map { -$0 })
      }),
    DerivationLine(
      "softmax.outside.A2", "= -[v_c† - (1/Σ) ∂/∂u_o Σ_w e^{u_wᵀv_c}]",
      latex:
        #"= -\left[v_c† - \frac{1}{\sum_w e^{u_w^\top v_c}}"#
        + #"\frac{\partial}{\partial u_o}\sum_w e^{u_w^\top v_c}\right]"#,
      about: .pair(.softmax), symbols: [.observedVector, .centerVector, .scores],
      tolerance: .difference, scale: .centerVector,
      right: .ofTotal { n, total in
        let slope = n.differenceByOutside(n.o, cost: n.vocabularySize) { z in
          n.sum(n.vocabulary) { .exp(z[$0]) }
        }
        return .vector(slope.indices.map { -(n.v[$0] - 1 / total * slope[$0]) })
      }),
    DerivationLine(
      "softmax.outside.A3", "= -[v_c† - ŷ_o v_c†] = (ŷ_o - 1) v_c†",
      latex: #"= -\left[v_c† - \hat{y}_o v_c†\right] = (\hat{y}_o - 1)\,v_c†"#,
      about: .pair(.softmax), symbols: [.predicted, .centerVector],
      tolerance: .difference, scale: .centerVector,
      right: .ofTotal { n, total in n.vector { -(n.v[$0] - .exp(n.z[n.o]) / total * n.v[$0]) } },
      .ofTotal { n, total in n.vector { (.exp(n.z[n.o]) / total - 1) * n.v[$0] } }),
  ]

  private static let softmaxOutsideB: [DerivationLine] = [
    DerivationLine(
      "softmax.outside.B1", "w ≠ o: ∂F/∂u_w = -∂/∂u_w [u_oᵀv_c - ln Σ_w e^{u_wᵀv_c}]",
      latex:
        #"w \neq o:\quad \frac{\partial F}{\partial u_w} = -\frac{\partial}{\partial u_w}"#
        + #"\left[u_o^\top v_c - \ln \sum_w e^{u_w^\top v_c}\right]"#,
      about: .pair(.softmax), symbols: [.pairLoss, .outsideVector, .centerVector, .scores],
      tolerance: .difference, scale: .centerVector, word: .other,
      left: .shown { shown in
        .vector(shown.trace(.softmax).outsideGradient(shown.choice[.other] ?? 0, pair: shown.pair))
      },
      right: .formula { n in
        .vector(
          n.differenceByOutside(n.choice[.other] ?? 0, cost: n.vocabularySize) { logShare(n, $0) }
            .map { -$0 })
      }),
    DerivationLine(
      "softmax.outside.B2", "= -[0 - (1/Σ) ∂/∂u_w Σ_w e^{u_wᵀv_c}]",
      latex:
        #"= -\left[0 - \frac{1}{\sum_w e^{u_w^\top v_c}}"#
        + #"\frac{\partial}{\partial u_w}\sum_w e^{u_w^\top v_c}\right]"#,
      about: .pair(.softmax), symbols: [.outsideVector, .centerVector, .scores],
      tolerance: .difference, scale: .centerVector, word: .other,
      right: .ofTotal { n, total in
        let slope = n.differenceByOutside(n.choice[.other] ?? 0, cost: n.vocabularySize) { z in
          n.sum(n.vocabulary) { .exp(z[$0]) }
        }
        return .vector(slope.map { -(0 - 1 / total * $0) })
      }),
    DerivationLine(
      "softmax.outside.B3", "= ŷ_w v_c†", latex: #"= \hat{y}_w\,v_c†"#,
      about: .pair(.softmax), symbols: [.predicted, .centerVector],
      tolerance: .difference, scale: .centerVector, word: .other,
      right: .ofTotal { n, total in
        n.vector { .exp(n.z[n.choice[.other] ?? 0]) / total * n.v[$0] }
      }),
    DerivationLine(
      "softmax.outside.B3.printed", "= -[-ŷ_w] = ŷ_w",
      latex: #"= -\left[-\hat{y}_\omega\right] = \hat{y}_\omega"#,
      about: .pair(.softmax), shape: .scalar, symbols: [.predicted],
      tolerance: .closedForm, scale: .centerVector, word: .other,
      erratum: .init(
        reason: "v_c is missing: this is a number, not a vector",
        coincidence: "in one dimension, v_c is 1 or ŷ_w is 0"),
      right: .ofTotal { n, total in .scalar(-(-(.exp(n.z[n.choice[.other] ?? 0]) / total))) }),
  ]
}

extension DerivationLine {
  /// The layout the notes use throughout, rows for `v_c` and columns for `u`.
  static let printedConvention = DerivationLine(
    "convention.printed", "∂F/∂v_c in u_oᵀ [1, d], ∂F/∂u in v_c [d, 1]",
    latex:
      #"\frac{\partial F}{\partial v_c} \text{ in } u_0^\top \in \mathbb{R}^{1\times d},\quad "#
      + #"\frac{\partial F}{\partial u} \text{ in } v_c \in \mathbb{R}^{d\times 1}"#,
    about: .logistic, shape: .layout, symbols: [.centerVector, .observedVector],
    tolerance: .closedForm, scale: .one,
    erratum: .init(
      reason: "two layouts side by side: the gradient of v_c is a row, that of u a column",
      coincidence: "in one dimension a row is a column"),
    left: .formula { .shape([1, $0.dimension]) },
    right: .formula { .shape([$0.dimension, 1]) })
}
