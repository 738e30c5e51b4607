import RealModule

// Rows negative.*, for F = -ln σ(u_oᵀv_c) - Σ_k ln σ(-u_kᵀv_c) of one pair. Where a line writes σ,
// its formula writes 1/(1+e^{-x}) out.

extension DerivationSection {
  static let negativeLines: [DerivationLine] = [
    DerivationLine(
      "negative.center.1", "∂F/∂v_c = ∂/∂v_c [-ln σ(u_oᵀv_c) - Σ_k ln σ(-u_kᵀv_c)]",
      latex:
        #"\frac{\partial F}{\partial v_c} = \frac{\partial}{\partial v_c}"#
        + #"\left[-\ln\sigma(u_o^\top v_c) - \sum_{k=1}^K \ln\sigma(-u_k^\top v_c)\right]"#,
      about: .pair(.negativeSampling),
      symbols: [.pairLoss, .centerVector, .observedVector, .scores, .sigma, .negatives],
      tolerance: .difference, scale: .outsideVectors,
      left: .shown { .vector($0.trace(.negativeSampling).pairs[$0.pair].centerGradient) },
      right: .formula { n in
        .vector(
          n.differenceByCenter(cost: 1 + n.pair.draws.count) { z in
            -.log(1 / (1 + .exp(-z[n.o])))
              - n.sum(n.pair.draws) { .log(1 / (1 + .exp(-(-z[$0])))) }
          })
      }),
    DerivationLine(
      "negative.center.2",
      "= -[(1/σ(u_oᵀv_c)) σ(u_oᵀv_c)(1-σ(u_oᵀv_c)) u_o† - Σ_k (1-σ(-u_kᵀv_c)) u_k†]",
      latex:
        #"= -\left[\frac{1}{\sigma(u_o^\top v_c)}\sigma(u_o^\top v_c)"#
        + #"(1-\sigma(u_o^\top v_c))\,u_o† - \sum_{k=1}^K (1-\sigma(-u_k^\top v_c))\,u_k†\right]"#,
      about: .pair(.negativeSampling), symbols: [.observedVector, .sigma, .scores, .negatives],
      tolerance: .difference, scale: .outsideVectors,
      right: .formula { n in
        let s = 1 / (1 + .exp(-n.z[n.o]))
        let draws = n.sumOfVectors(n.pair.draws) { 1 - 1 / (1 + .exp(n.z[$0])) }
        return n.vector { -((1 / s) * (s * (1 - s)) * n.u(n.o, $0) - draws[$0]) }
      }),
    DerivationLine(
      "negative.center.3", "= Σ_k (1-σ(-u_kᵀv_c)) u_k† - (1-σ(u_oᵀv_c)) u_o†",
      latex:
        #"= \sum_{k=1}^K (1-\sigma(-u_k^\top v_c))\,u_k† - (1-\sigma(u_o^\top v_c))\,u_o†"#,
      about: .pair(.negativeSampling), symbols: [.observedVector, .sigma, .scores, .negatives],
      tolerance: .closedForm, scale: .outsideVectors,
      right: .formula { n in
        let draws = n.sumOfVectors(n.pair.draws) { 1 - 1 / (1 + .exp(n.z[$0])) }
        return n.vector { draws[$0] - (1 - 1 / (1 + .exp(-n.z[n.o]))) * n.u(n.o, $0) }
      }),
    DerivationLine(
      "negative.outside.A", "∂F/∂u_o = -(1-σ(u_oᵀv_c)) v_c†",
      latex:
        #"\frac{\partial F}{\partial u_o} = -(1-\sigma(u_o^\top v_c))\,v_c†"#,
      about: .pair(.negativeSampling), symbols: [.observedVector, .sigma, .scores, .centerVector],
      tolerance: .difference, scale: .centerVector,
      left: .formula { n in .vector(differencedPairLoss(n, by: n.o)) },
      right: .shown { shown in
        let trace = shown.trace(.negativeSampling)
        return .vector(
          trace.outsideGradient(trace.pairs[shown.pair].outside, pair: shown.pair))
      },
      .formula { n in n.vector { -(1 - 1 / (1 + .exp(-n.z[n.o]))) * n.v[$0] } }),
    DerivationLine(
      "negative.outside.B",
      "∂F/∂u_k = n_k (1-σ(-u_kᵀv_c)) v_c†, n_k = how often k was drawn",
      latex:
        #"\frac{\partial F}{\partial u_k} = n_k\,(1-\sigma(-u_k^\top v_c))\,v_c†"#,
      about: .pair(.negativeSampling), symbols: [.negatives, .sigma, .scores, .centerVector],
      tolerance: .difference, scale: .centerVector, word: .drawn,
      left: .formula { n in .vector(differencedPairLoss(n, by: n.choice[.drawn] ?? 0)) },
      right: .shown { shown in
        .vector(
          shown.trace(.negativeSampling).outsideGradient(
            shown.choice[.drawn] ?? 0, pair: shown.pair))
      },
      .formula { n in
        let k = n.choice[.drawn] ?? 0
        let times = n.count(k, in: n.pair.draws)
        return n.vector { times * (1 - 1 / (1 + .exp(n.z[k]))) * n.v[$0] }
      }),
    DerivationLine(
      "negative.outside.B.printed", "∂F/∂u_ω = (1-σ(-u_ωᵀv_c)) v_c†, ω ≠ 0",
      latex:
        #"\frac{\partial F}{\partial u_\omega} = "#
        + #"(1-\sigma(-u_\omega^\top v_c))\,v_c†,\quad \omega \neq 0"#,
      about: .pair(.negativeSampling), symbols: [.negatives, .sigma, .scores, .centerVector],
      tolerance: .difference, scale: .centerVector, word: .undrawn,
      erratum: .init(
        reason: "it holds for drawn words alone, n times for one drawn n times; "
          + "the gradient of any other is exactly 0",
        coincidence: "v_c is too small for the word to make a difference"),
      left: .formula { n in .vector(differencedPairLoss(n, by: n.choice[.undrawn] ?? 0)) },
      right: .formula { n in
        n.vector { (1 - 1 / (1 + .exp(n.z[n.choice[.undrawn] ?? 0]))) * n.v[$0] }
      }),
    .printedConvention,
  ]

  /// `∂F/∂u_w` by central difference.
  private static func differencedPairLoss(_ n: FormulaInputs, by word: Int) -> [Double] {
    n.differenceByOutside(word, cost: 1 + n.pair.draws.count) { z in
      -.log(1 / (1 + .exp(-z[n.o]))) - n.sum(n.pair.draws) { .log(1 / (1 + .exp(-(-z[$0])))) }
    }
  }
}
