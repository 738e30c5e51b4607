import Word2Vec

/// The texts of exports under the full softmax.
struct SoftmaxText: ObjectiveText {
  var name: String { "softmax cross-entropy" }
  var title: String { "softmax" }
  var shortTitle: String { "softmax" }
  var wordProbabilityFormula: String { "ŷ_w" }
  var probabilityFormula: String { "ŷ_o" }

  func probability(of word: Int, score: Double, in trace: WindowTrace) -> Double {
    trace.softmax?.probabilities[word] ?? 0
  }

  func probability(of pair: PairTrace, in trace: WindowTrace) -> Double {
    trace.softmax?.probabilities[pair.outside] ?? 0
  }

  // MARK: Octave

  func words(of trace: WindowTrace, vocabularySize: Int) -> [Int] {
    Array(0..<vocabularySize)
  }

  var scriptWords: String { "." }

  func writePairs(_ script: OctaveScript) throws {
    let trace = script.trace
    guard let softmax = trace.softmax else { return }
    try script.lines(
      "% Scores and the predicted distribution.",
      "lnsum = @(z) max(z) + log(sum(exp(z - max(z))));",
      "softmax = @(z) exp(z - lnsum(z));",
      "z = U * v_c;",
      "yhat = softmax(z);",
      "expected = U' * yhat;")
    try script.check("z", "z", column: softmax.scores)
    try script.check("yhat", "yhat", column: softmax.probabilities)
    try script.check("sum of yhat_w u_w", "expected", column: softmax.expected)
    try script.lines(
      "",
      "% Pair by pair: the loss and its gradients.",
      "F = zeros(n, 1);",
      "gradCenterOfPair = zeros(n, size(U, 2));",
      "gradCenter = zeros(size(v_c));",
      "gradOutside = zeros(size(U));",
      "for p = 1:n",
      "  y = zeros(W, 1);",
      "  y(o(p)) = 1;",
      "  F(p) = lnsum(z) - z(o(p));",
      "  gradCenterOfPair(p, :) = (U' * (yhat - y))';",
      "  gradCenter = gradCenter + U' * (yhat - y);",
      "  gradOutside = gradOutside + (yhat - y) * v_c';",
      "end",
      "loss = @(V, U) n * lnsum(U * V(c, :)') - sum(U(o, :) * V(c, :)');",
      "scores = z;")
  }

  var pairUpdateLines: [String] {
    [
      "  y = zeros(W, 1);",
      "  y(o(p)) = 1;",
      "  z = U_after * v_after;",
      "  F_applied(p) = lnsum(z) - z(o(p));",
      "  g = U_after' * (softmax(z) - y);",
      "  U_after = U_after - eta * (softmax(z) - y) * v_after';",
    ]
  }

  // MARK: LaTeX

  var explainsLogistic: Bool { false }

  func writeScores(_ document: LaTeXDocument) throws {
    let trace = document.trace
    guard let softmax = trace.softmax else { return }
    try document.heading("Scores and the predicted distribution")
    try document.lines(
      #"\[z_w = u_w^\top v_c, \qquad \hat{y}_w = \frac{e^{z_w}}{\sum_{w'} e^{z_{w'}}}\]"#)
    let observed = Set(trace.pairs.map(\.outside))
    let order = try document.ranking().order
    let shown = order.prefix(LaTeXDocument.shownWords)
    let rows = (shown + order.dropFirst(LaTeXDocument.shownWords).filter(observed.contains)).map {
      index in
      let times = trace.pairs.count { $0.outside == index }
      return [
        document.word(index), document.math(softmax.scores[index]),
        document.math(softmax.probabilities[index]),
        times == 0 ? "" : times == 1 ? "observed" : "observed \(times) times",
      ]
    }
    try document.table("lrrl", ["$w$", "$z_w$", #"$\hat{y}_w$"#, ""], rows, outOf: order.count)
  }
}
