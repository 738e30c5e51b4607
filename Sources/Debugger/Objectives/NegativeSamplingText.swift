import Word2Vec

/// The texts of exports under negative sampling.
struct NegativeSamplingText: ObjectiveText {
  var name: String { "negative sampling" }
  var title: String { "negative sampling" }
  var shortTitle: String { "negative" }
  var wordProbabilityFormula: String { "σ(z_w)" }
  var probabilityFormula: String { "σ(z_o)" }

  func probability(of word: Int, score: Double, in trace: WindowTrace) -> Double {
    logistic(score)
  }

  func probability(of pair: PairTrace, in trace: WindowTrace) -> Double { pair.sigma }

  // MARK: Octave

  func words(of trace: WindowTrace, vocabularySize: Int) -> [Int] {
    let involved = trace.involvedWords
    let center = trace.window.center
    return involved.contains(center) ? involved : [center] + involved
  }

  var scriptWords: String { "; no other word takes part." }

  func writePairs(_ script: OctaveScript) throws {
    let trace = script.trace
    let draws = trace.pairs.map { pair in
      pair.draws.isEmpty
        ? "zeros(1, 0)"
        : "[" + pair.draws.map { "\(script.index($0))" }.joined(separator: ", ") + "]"
    }
    try script.lines(
      "% The negative draws of each pair, with multiplicity.",
      "draws = {\(draws.joined(separator: ", "))};",
      "sigma = @(x) 1 ./ (1 + exp(-x));",
      "lnsigma = @(x) min(x, 0) - log1p(exp(-abs(x)));",
      "",
      "% Pair by pair: the loss and its gradients.",
      "F = zeros(n, 1);",
      "gradCenterOfPair = zeros(n, size(U, 2));",
      "gradCenter = zeros(size(v_c));",
      "gradOutside = zeros(size(U));",
      "for p = 1:n",
      "  z_o = U(o(p), :) * v_c;",
      "  z_k = U(draws{p}, :) * v_c;",
      "  F(p) = -lnsigma(z_o) - sum(lnsigma(-z_k));",
      "  g = -(1 - sigma(z_o)) * U(o(p), :)' + U(draws{p}, :)' * (1 - sigma(-z_k));",
      "  gradCenterOfPair(p, :) = g';",
      "  gradCenter = gradCenter + g;",
      "  gradOutside(o(p), :) = gradOutside(o(p), :) - (1 - sigma(z_o)) * v_c';",
      "  for k = 1:numel(draws{p})",
      "    w = draws{p}(k);",
      "    gradOutside(w, :) = gradOutside(w, :) + (1 - sigma(-z_k(k))) * v_c';",
      "  end",
      "end",
      "drawn = [draws{:}];",
      "loss = @(V, U) -sum(lnsigma(U(o, :) * V(c, :)')) - sum(lnsigma(-U(drawn, :) * V(c, :)'));",
      "scores = U * v_c;",
      "",
      "% Scores and what the logistic function makes of them.")
    try script.check("z_o", "U(o, :) * v_c", column: trace.pairs.map(\.score))
    try script.check("sigma(z_o)", "sigma(U(o, :) * v_c)", column: trace.pairs.map(\.sigma))
    for (number, pair) in trace.pairs.enumerated() where !pair.draws.isEmpty {
      let terms = pair.draws.compactMap { word in pair.negatives.first { $0.word == word } }
      let z = "U(draws{\(number + 1)}, :) * v_c"
      try script.check("z_k of pair \(number + 1)", z, column: terms.map(\.score))
      try script.check(
        "sigma(-z_k) of pair \(number + 1)", "sigma(-\(z))", column: terms.map(\.sigma))
    }
  }

  var pairUpdateLines: [String] {
    [
      "  z_o = U_after(o(p), :) * v_after;",
      "  z_k = U_after(draws{p}, :) * v_after;",
      "  F_applied(p) = -lnsigma(z_o) - sum(lnsigma(-z_k));",
      "  g = -(1 - sigma(z_o)) * U_after(o(p), :)' + U_after(draws{p}, :)' * (1 - sigma(-z_k));",
      "  U_after(o(p), :) = U_after(o(p), :) + eta * (1 - sigma(z_o)) * v_after';",
      "  for k = 1:numel(draws{p})",
      "    w = draws{p}(k);",
      "    U_after(w, :) = U_after(w, :) - eta * (1 - sigma(-z_k(k))) * v_after';",
      "  end",
    ]
  }

  // MARK: LaTeX

  var explainsLogistic: Bool { true }

  func writeScores(_ document: LaTeXDocument) throws {
    let trace = document.trace
    try document.heading("Scores, draws and the logistic function")
    try document.line(#"\[z_w = u_w^\top v_c, \qquad \sigma(x) = \frac{1}{1+e^{-x}}\]"#)
    let rows = trace.pairs.enumerated().flatMap { number, pair in
      [
        [
          "\(number + 1)", document.word(pair.outside), "observed", document.math(pair.score),
          document.math(pair.sigma), document.math(pair.observedCoefficient),
        ]
      ]
        + pair.negatives.map { term in
          [
            "", document.word(term.word), term.count == 1 ? "drawn" : "drawn \(term.count) times",
            document.math(term.score), document.math(term.sigma), document.math(term.coefficient),
          ]
        }
    }
    try document.lines(
      #"Observed words show $\sigma(z_o)$ and the coefficient $-(1-\sigma(z_o))$, drawn ones"#,
      #"$\sigma(-z_k)$ and $n_k(1-\sigma(-z_k))$."#)
    try document.table(
      "rllrrr", ["pair", "$w$", "", "$z_w$", #"$\sigma$"#, "coefficient"],
      Array(rows.prefix(4 * LaTeXDocument.shownWords)), outOf: rows.count)
  }
}
