import RealModule

// Rows table.*: ∂J/∂ξ as the notes sum it up. The notes print one pair's gradient in every row;
// the window's is a sum. Left sides difference J; right sides are the row's own sum.

extension DerivationSection {
  static let tableLines: [DerivationLine] =
    softmaxTable + negativeTable + centerTable + [zero, .printedConvention]

  private static func onePair(_ what: String) -> DerivationLine.Erratum {
    .init(
      reason: "it is one pair's gradient; \(what)",
      coincidence: "the window's other pairs, if any, add too little to be seen")
  }

  private static let softmaxTable: [DerivationLine] = [
    DerivationLine(
      "table.1",
      "softmax, ξ = u_o: Σ_j (ŷ_o - 1) v_c† where the pair observes o, ŷ_o v_c† where not",
      latex:
        #"\text{softmax, } \xi = u_o:\quad \sum_j \begin{cases}(\hat{y}_o - 1)\,v_c† "#
        + #"& \text{pair observes } o\\ \hat{y}_o\,v_c† & \text{otherwise}\end{cases}"#,
      about: .window(.softmax), symbols: [.observedVector, .predicted, .centerVector, .pairs],
      tolerance: .difference, scale: .centerVector,
      left: .formula { .vector(differencedLoss($0, .softmax, by: $0.o)) },
      right: .shown { .vector($0.trace(.softmax).outsideGradient($0.observed)) },
      .ofTotal { n, total in
        n.vector { i in
          n.sum(n.pairs.indices) { j in
            let yhat = .exp(n.z[n.o]) / total
            return (n.pairs[j].observed == n.o ? yhat - 1 : yhat) * n.v[i]
          }
        }
      }),
    DerivationLine(
      "table.1.printed", "(ŷ_0 - 1) v_c†", latex: #"v_c†\,[\hat{y}_0 - 1]"#,
      about: .window(.softmax), symbols: [.predicted, .centerVector],
      tolerance: .closedForm, scale: .centerVector,
      erratum: onePair("every other pair adds its own, (ŷ_o - 1) v_c or ŷ_o v_c"),
      right: .ofTotal { n, total in n.vector { (.exp(n.z[n.o]) / total - 1) * n.v[$0] } }),
    DerivationLine(
      "table.2", "softmax, ξ = u_w, w observed nowhere: n ŷ_w v_c†, n the number of pairs",
      latex: #"\text{softmax, } \xi = u_w,\ w \text{ observed nowhere}:\quad n\,\hat{y}_w\,v_c†"#,
      about: .window(.softmax), symbols: [.outsideVector, .predicted, .centerVector, .pairs],
      tolerance: .difference, scale: .centerVector, word: .unobserved,
      left: .formula { .vector(differencedLoss($0, .softmax, by: $0.choice[.unobserved] ?? 0)) },
      right: .shown { .vector($0.trace(.softmax).outsideGradient($0.choice[.unobserved] ?? 0)) },
      .ofTotal { n, total in
        let yhat = Double.exp(n.z[n.choice[.unobserved] ?? 0]) / total
        return n.vector { Double(n.pairs.count) * yhat * n.v[$0] }
      }),
    DerivationLine(
      "table.2.printed.1", "ŷ_0, ω ≠ 0", latex: #"\hat{y}_0,\quad \omega \neq 0"#,
      about: .window(.softmax), shape: .scalar, symbols: [.predicted],
      tolerance: .closedForm, scale: .centerVector, word: .unobserved,
      erratum: .init(
        reason: "v_c is missing: this is a number, not a vector",
        coincidence: "in one dimension, the numbers happen to be the same"),
      right: .ofTotal { n, total in .scalar(.exp(n.z[n.o]) / total) }),
    DerivationLine(
      "table.2.printed.2", "n ŷ_0 v_c†, ω ≠ 0",
      latex: #"n\,\hat{y}_0\,v_c†,\quad \omega \neq 0"#,
      about: .window(.softmax), symbols: [.predicted, .centerVector],
      tolerance: .closedForm, scale: .centerVector, word: .unobserved,
      erratum: .init(
        reason: "the index: ŷ_0 belongs to the observed word, ŷ_ω is due",
        coincidence: "both words are equally likely, or v_c is too small"),
      right: .ofTotal { n, total in
        n.vector { Double(n.pairs.count) * (.exp(n.z[n.o]) / total) * n.v[$0] }
      }),
    DerivationLine(
      "table.2.printed.3", "ŷ_ω v_c†, ω ≠ 0", latex: #"\hat{y}_\omega\,v_c†,\quad \omega \neq 0"#,
      about: .window(.softmax), symbols: [.predicted, .centerVector, .pairs],
      tolerance: .closedForm, scale: .centerVector, word: .unobserved,
      erratum: onePair("each of the n pairs adds the same"),
      right: .ofTotal { n, total in
        n.vector { .exp(n.z[n.choice[.unobserved] ?? 0]) / total * n.v[$0] }
      }),
  ]

  private static let negativeTable: [DerivationLine] = [
    DerivationLine(
      "table.3",
      "negative, ξ = u_o: -(1-σ(u_oᵀv_c)) v_c† for each pair observing it, "
        + "plus (1-σ(-u_oᵀv_c)) v_c† for each time another pair draws it",
      latex:
        #"\text{negative, } \xi = u_o:\quad \sum_j \left(-[o_j = o]\,(1-\sigma(u_o^\top v_c)) "#
        + #"+ n_o^{(j)}\,(1-\sigma(-u_o^\top v_c))\right) v_c†"#,
      about: .window(.negativeSampling),
      symbols: [.observedVector, .sigma, .scores, .negatives, .centerVector, .pairs],
      tolerance: .difference, scale: .centerVector,
      left: .formula { .vector(differencedLoss($0, .negativeSampling, by: $0.o)) },
      right: .shown { .vector($0.trace(.negativeSampling).outsideGradient($0.observed)) },
      .formula { n in
        n.vector { i in
          n.sum(n.pairs.indices) { j in
            let observes = n.pairs[j].observed == n.o
            let drawn = n.sum(n.pairs[j].draws) { $0 == n.o ? 1 - 1 / (1 + .exp(n.z[n.o])) : 0 }
            return (observes ? -(1 - 1 / (1 + .exp(-n.z[n.o]))) : 0) * n.v[i] + drawn * n.v[i]
          }
        }
      }),
    DerivationLine(
      "table.3.printed", "-(1-σ(u_0ᵀv_c)) v_c†",
      latex: #"-(1-\sigma(u_0^\top v_c))\,v_c†"#,
      about: .window(.negativeSampling), symbols: [.sigma, .scores, .centerVector],
      tolerance: .closedForm, scale: .centerVector,
      erratum: onePair("other pairs add theirs where they observe or draw the word"),
      right: .formula { n in n.vector { -(1 - 1 / (1 + .exp(-n.z[n.o]))) * n.v[$0] } }),
    DerivationLine(
      "table.4",
      "negative, ξ = u_k drawn, observed nowhere: n_k (1-σ(-u_kᵀv_c)) v_c†, "
        + "n_k counted over the window",
      latex:
        #"\text{negative, } \xi = u_k \text{ drawn, observed nowhere}:\quad "#
        + #"n_k\,(1-\sigma(-u_k^\top v_c))\,v_c†"#,
      about: .window(.negativeSampling),
      symbols: [.negatives, .sigma, .scores, .centerVector, .pairs],
      tolerance: .difference, scale: .centerVector, word: .drawnOnly,
      left: .formula {
        .vector(differencedLoss($0, .negativeSampling, by: $0.choice[.drawnOnly] ?? 0))
      },
      right: .shown {
        .vector($0.trace(.negativeSampling).outsideGradient($0.choice[.drawnOnly] ?? 0))
      },
      .formula { n in
        let k = n.choice[.drawnOnly] ?? 0
        let times = n.sum(n.pairs.indices) { n.count(k, in: n.pairs[$0].draws) }
        return n.vector { times * (1 - 1 / (1 + .exp(n.z[k]))) * n.v[$0] }
      }),
    DerivationLine(
      "table.4.printed.1", "n_k (1-σ(-u_0ᵀv_c)) v_c†, ω ≠ 0",
      latex: #"n_k\,(1-\sigma(-u_0^\top v_c))\,v_c†,\quad \omega \neq 0"#,
      about: .window(.negativeSampling), symbols: [.negatives, .sigma, .scores, .centerVector],
      tolerance: .closedForm, scale: .centerVector, word: .drawnOnly,
      erratum: .init(
        reason: "the index: u_0 is the observed word's vector, the drawn word's is due",
        coincidence: "the two scores are the same, or v_c is too small"),
      right: .formula { n in
        let k = n.choice[.drawnOnly] ?? 0
        let times = n.sum(n.pairs.indices) { n.count(k, in: n.pairs[$0].draws) }
        return n.vector { times * (1 - 1 / (1 + .exp(n.z[n.o]))) * n.v[$0] }
      }),
    DerivationLine(
      "table.4.printed.2", "(1-σ(-u_ωᵀv_c)) v_c†, every ω ≠ 0",
      latex: #"(1-\sigma(-u_\omega^\top v_c))\,v_c†,\quad \text{every } \omega \neq 0"#,
      about: .window(.negativeSampling), symbols: [.negatives, .sigma, .scores, .centerVector],
      tolerance: .difference, scale: .centerVector, word: .untouched,
      erratum: .init(
        reason: "only drawn words have a gradient; that of a word neither observed nor drawn "
          + "is exactly 0",
        coincidence: "v_c is too small for the word to make a difference"),
      left: .formula {
        .vector(differencedLoss($0, .negativeSampling, by: $0.choice[.untouched] ?? 0))
      },
      right: .formula { n in
        n.vector { (1 - 1 / (1 + .exp(n.z[n.choice[.untouched] ?? 0]))) * n.v[$0] }
      }),
    DerivationLine(
      "table.4.printed.3", "(1-σ(-u_kᵀv_c)) v_c†",
      latex: #"(1-\sigma(-u_k^\top v_c))\,v_c†"#,
      about: .window(.negativeSampling), symbols: [.negatives, .sigma, .scores, .centerVector],
      tolerance: .closedForm, scale: .centerVector, word: .drawnOnly,
      erratum: onePair("the word counts as often as the window draws it"),
      right: .formula { n in
        n.vector { (1 - 1 / (1 + .exp(n.z[n.choice[.drawnOnly] ?? 0]))) * n.v[$0] }
      }),
  ]

  private static let centerTable: [DerivationLine] = [
    DerivationLine(
      "table.5", "softmax, ξ = v_c: Σ_j [Σ_w ŷ_w u_w† - u_o†]",
      latex: #"\text{softmax, } \xi = v_c:\quad \sum_j \left[\sum_w \hat{y}_w u_w† - u_o†\right]"#,
      about: .window(.softmax),
      symbols: [.centerVector, .predicted, .outsideVectors, .observedVector, .pairs],
      tolerance: .difference, scale: .outsideVectors,
      left: .formula { .vector(differencedLossByCenter($0, .softmax)) },
      right: .shown { .vector($0.trace(.softmax).centerGradient) },
      .ofTotal { n, total in
        let expected = n.sumOfVectors(n.vocabulary) { .exp(n.z[$0]) / total }
        return n.vector { i in
          n.sum(n.pairs.indices) { expected[i] - n.u(n.pairs[$0].observed, i) }
        }
      }),
    DerivationLine(
      "table.5.printed.1", "Σ_j [Σ_{n=1}^N ŷ_n u_n† - u_0†], N = K as row 6 needs it",
      latex: #"\sum_j \left[\sum_{n=1}^N u_n† \hat{y}_n - u_0†\right],\quad N = K"#,
      about: .window(.softmax),
      symbols: [.predicted, .outsideVectors, .observedVector, .negatives],
      tolerance: .closedForm, scale: .outsideVectors,
      erratum: .init(
        reason: "one N is used for both sums: here it is W, a sum over the draws falls short",
        coincidence: "the draws happen to add up to the whole sum"),
      right: .ofTotal { n, total in
        let sums = n.pairs.map { n.sumOfVectors($0.draws) { .exp(n.z[$0]) / total } }
        return n.vector { i in
          n.sum(n.pairs.indices) { sums[$0][i] - n.u(n.pairs[$0].observed, i) }
        }
      }),
    DerivationLine(
      "table.5.printed.2", "Σ_w ŷ_w u_w† - u_0†",
      latex: #"\sum_w u_w† \hat{y}_w - u_0†"#,
      about: .window(.softmax), symbols: [.predicted, .outsideVectors, .observedVector],
      tolerance: .closedForm, scale: .outsideVectors,
      erratum: onePair("the window's is the sum over its pairs"),
      right: .ofTotal { n, total in
        let expected = n.sumOfVectors(n.vocabulary) { .exp(n.z[$0]) / total }
        return n.vector { expected[$0] - n.u(n.o, $0) }
      }),
    DerivationLine(
      "table.6",
      "negative, ξ = v_c: Σ_j [Σ_k (1-σ(-u_kᵀv_c)) u_k† - (1-σ(u_oᵀv_c)) u_o†]",
      latex:
        #"\text{negative, } \xi = v_c:\quad \sum_j \left[\sum_{k=1}^K "#
        + #"(1-\sigma(-u_k^\top v_c))\,u_k† - (1-\sigma(u_o^\top v_c))\,u_o†\right]"#,
      about: .window(.negativeSampling),
      symbols: [.centerVector, .sigma, .scores, .negatives, .observedVector, .pairs],
      tolerance: .difference, scale: .outsideVectors,
      left: .formula { .vector(differencedLossByCenter($0, .negativeSampling)) },
      right: .shown { .vector($0.trace(.negativeSampling).centerGradient) },
      .formula { n in
        let sums = n.pairs.map { n.sumOfVectors($0.draws) { 1 - 1 / (1 + .exp(n.z[$0])) } }
        return n.vector { i in
          n.sum(n.pairs.indices) { j in
            let o = n.pairs[j].observed
            return sums[j][i] - (1 - 1 / (1 + .exp(-n.z[o]))) * n.u(o, i)
          }
        }
      }),
    DerivationLine(
      "table.6.printed.1",
      "Σ_j [Σ_{n=1}^N (1-σ(-u_nᵀv_c)) u_n† - (1-σ(u_0ᵀv_c)) u_0†], N = W as row 5 needs it",
      latex:
        #"\sum_j \left[\sum_{n=1}^N u_n†\,(1-\sigma(-u_n^\top v_c)) - "#
        + #"(1-\sigma(u_0^\top v_c))\,u_0†\right],\quad N = W"#,
      about: .window(.negativeSampling),
      symbols: [.sigma, .scores, .outsideVectors, .observedVector, .negatives],
      tolerance: .closedForm, scale: .outsideVectors,
      erratum: .init(
        reason: "one N is used for both sums: here it is K, words that are not drawn have no part",
        coincidence: "the words not drawn happen to add up to nothing"),
      right: .formula { n in
        let all = n.sumOfVectors(n.vocabulary) { 1 - 1 / (1 + .exp(n.z[$0])) }
        return n.vector { i in
          n.sum(n.pairs.indices) { j in
            let o = n.pairs[j].observed
            return all[i] - (1 - 1 / (1 + .exp(-n.z[o]))) * n.u(o, i)
          }
        }
      }),
    DerivationLine(
      "table.6.printed.2", "Σ_k (1-σ(-u_kᵀv_c)) u_k† - (1-σ(u_0ᵀv_c)) u_0†",
      latex:
        #"\sum_{k=1}^K u_k†\,(1-\sigma(-u_k^\top v_c)) - (1-\sigma(u_0^\top v_c))\,u_0†"#,
      about: .window(.negativeSampling), symbols: [.sigma, .scores, .negatives, .observedVector],
      tolerance: .closedForm, scale: .outsideVectors,
      erratum: onePair("the window's is the sum over its pairs"),
      right: .formula { n in
        let draws = n.sumOfVectors(n.pair.draws) { 1 - 1 / (1 + .exp(n.z[$0])) }
        return n.vector { draws[$0] - (1 - 1 / (1 + .exp(-n.z[n.o]))) * n.u(n.o, $0) }
      }),
  ]

  private static let zero = DerivationLine(
    "table.7", "otherwise: 0", latex: #"\text{otherwise}:\quad 0"#,
    about: .window(nil), shape: .scalar, symbols: [.loss, .centerVectors, .outsideVectors],
    tolerance: .closedForm, scale: .loss,
    left: .formula { $0.largestDifferenceOfOthers($0.objective) },
    right: .formula { _ in .scalar(0) },
    inapplicableReason: { $0.otherParameters($0.objective).count == 0 ? "no other parameter" : nil }
  )

  /// `∂J/∂u_w` by central difference.
  private static func differencedLoss(
    _ n: FormulaInputs, _ objective: Objective, by word: Int
  ) -> [Double] {
    n.differenceByOutside(word, cost: n.windowCost(of: objective)) { z in
      n.lossesOfPairs(objective, z).reduce(0, +)
    }
  }

  /// `∂J/∂v_c` by central difference.
  private static func differencedLossByCenter(
    _ n: FormulaInputs, _ objective: Objective
  ) -> [Double] {
    n.differenceByCenter(cost: n.windowCost(of: objective)) { z in
      n.lossesOfPairs(objective, z).reduce(0, +)
    }
  }
}
