import RealModule

// Rows window.*, for J = Σ_j F(ω_{c+j}, v_c) under the pending objective. The left sides are
// the values of J that sgdb shows; the right sides sum pairs, whose losses are written out here.

extension DerivationSection {
  static let windowLines: [DerivationLine] = [
    DerivationLine(
      "window.loss", "J = Σ_{-m≤j≤m, j≠0} F(ω_{c+j}, v_c)",
      latex: #"J = \sum_{-m \leq j \leq m,\; j \neq 0} F(\omega_{c+j}, v_c)"#,
      about: .window(nil), shape: .scalar, symbols: [.loss, .pairLoss, .pairs],
      tolerance: .closedForm, scale: .loss,
      left: .shown { .scalar($0.trace().loss) },
      right: .formula { n in .scalar(n.lossesOfPairs(n.objective, n.z).reduce(0, +)) }),
    DerivationLine(
      "window.outside", "(a) ∂J/∂u_w = Σ_j ∂F(ω_{c+j}, v_c)/∂u_w",
      latex:
        #"\text{(a)}\quad \frac{\partial J}{\partial u_w} = "#
        + #"\sum_{j} \frac{\partial F(\omega_{c+j}, v_c)}{\partial u_w}"#,
      about: .window(nil), symbols: [.loss, .pairLoss, .outsideVectors, .pairs],
      tolerance: .difference, scale: .centerVector,
      left: .shown { shown in
        let trace = shown.trace()
        return .vectors(
          shown.choice.listed.map { .init(word: $0, vector: trace.outsideGradient($0)) },
          of: shown.choice.listed.count)
      },
      right: .formula { n in
        let cost = n.windowCost(of: n.objective)
        let words = n.choice.listed.prefix(max(1, n.budget / (2 * cost)))
        let components = n.components(cost: cost, vectors: words.count)
        let rows = words.map { word in
          DerivationValue.WordVector(
            word: word,
            vector: n.sumOfDifferencesByOutside(word, components: components) { z in
              n.lossesOfPairs(n.objective, z)
            })
        }
        return .vectors(rows, of: n.choice.listed.count)
      }),
    DerivationLine(
      "window.outside.printed", "ξ ∈ U = [ω_1, …, ω_m]",
      latex: #"\xi \in U = [\omega_1, \dots, \omega_m]"#,
      about: .window(nil), shape: .layout, symbols: [.outsideVectors, .radius, .vocabularySize],
      tolerance: .closedForm, scale: .one,
      erratum: .init(
        reason: "U = [u_1, …, u_W] has a vector for every word of the vocabulary; "
          + "m is the radius of the window",
        coincidence: "the vocabulary happens to have m words"),
      left: .formula { .shape([$0.vocabularySize, $0.dimension]) },
      right: .formula { .shape([$0.radius, $0.dimension]) }),
    DerivationLine(
      "window.center", "(b) ∂J/∂v_c = Σ_j ∂F(ω_{c+j}, v_c)/∂v_c",
      latex:
        #"\text{(b)}\quad \frac{\partial J}{\partial v_c} = "#
        + #"\sum_{j} \frac{\partial F(\omega_{c+j}, v_c)}{\partial v_c}"#,
      about: .window(nil), symbols: [.loss, .pairLoss, .centerVector, .pairs],
      tolerance: .difference, scale: .outsideVectors,
      left: .shown { .vector($0.trace().centerGradient) },
      right: .formula { n in
        .vector(
          n.sumOfDifferencesByCenter(cost: n.windowCost(of: n.objective)) { z in
            n.lossesOfPairs(n.objective, z)
          })
      }),
    DerivationLine(
      "window.zero",
      "∂J/∂ξ = 0 for every other parameter ξ "
        + "(all v_w with w ≠ c; untouched u_w under negative sampling)",
      latex: #"\frac{\partial J}{\partial \xi} = 0 \quad\text{for every other parameter } \xi"#,
      about: .window(nil), shape: .scalar, symbols: [.loss, .centerVectors, .outsideVectors],
      tolerance: .closedForm, scale: .loss,
      left: .formula { n in n.largestDifferenceOfOthers(n.objective) },
      right: .formula { _ in .scalar(0) },
      inapplicableReason: {
        $0.otherParameters($0.objective).count == 0 ? "no other parameter" : nil
      }),
  ]
}

extension FormulaInputs {
  /// `F` of every pair, by its definition.
  func lossesOfPairs(_ objective: Objective, _ z: Scores) -> [Double] {
    objective.definition.literalLosses(self, z)
  }

  /// The parameters that are neither `v_c` nor an outside vector the window touches.
  struct OtherParameters {
    /// The words whose center vectors they are.
    let centers: [Int]
    /// The words whose outside vectors they are.
    let outsides: [Int]
    let dimension: Int

    var count: Int { (centers.count + outsides.count) * dimension }

    subscript(index: Int) -> (side: Side, word: Int, component: Int) {
      let row = index / dimension
      return row < centers.count
        ? (.center, centers[row], index % dimension)
        : (.outside, outsides[row - centers.count], index % dimension)
    }
  }

  func otherParameters(_ objective: Objective) -> OtherParameters {
    var touched: Set<Int> = []
    for pair in pairs { touched.formUnion([pair.observed] + pair.draws) }
    return OtherParameters(
      centers: vocabulary.filter { $0 != center },
      outsides: objective.readsWholeVocabulary ? [] : vocabulary.filter { !touched.contains($0) },
      dimension: dimension)
  }

  /// The largest `|∂J/∂ξ|` by central difference: over all other parameters, or over as many as the
  /// budget allows, drawn without regard to their values.
  func largestDifferenceOfOthers(_ objective: Objective) -> DerivationValue {
    let others = otherParameters(objective)
    let affordable = max(1, budget / (2 * (windowCost(of: objective) + z.values.count)))
    let chosen = random.sample(min(affordable, others.count), of: others.count)
    let largest = chosen.reduce(0.0) { largest, index in
      let (side, word, component) = others[index]
      let slope = difference(side, word, component) { z in
        lossesOfPairs(objective, z).reduce(0, +)
      }
      return max(largest, slope.magnitude)
    }
    return .largest(largest, among: chosen.count, of: others.count)
  }
}

extension Randomness {
  /// Some of the numbers `0 ..< count`, each set of them equally likely (Floyd's algorithm), in
  /// ascending order.
  func sample(_ size: Int, of count: Int) -> [Int] {
    guard size < count else { return Array(0..<count) }
    var chosen: Set<Int> = []
    for last in count - size..<count {
      let candidate = keyed(by: last).integer(below: last + 1)
      chosen.insert(chosen.contains(candidate) ? last : candidate)
    }
    return chosen.sorted()
  }
}
