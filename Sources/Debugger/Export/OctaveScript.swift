import Runs
import SkipGram

/// The pending window as a script for GNU Octave or MATLAB that recomputes every number of it from
/// `V` and `U` alone, and asserts each.
///
/// Only operators and functions that both have without a toolbox are used; functions are anonymous,
/// as the two disagree on where a script's other functions stand. What sgdb computes in double
/// precision has to agree to 10⁻⁹ of the largest component, what the kernel updates to Float32
/// rounding.
struct OctaveScript {
  /// The most numbers of `U` that are written: reading a literal of more takes Octave minutes.
  static let largestLiteral = 200_000

  private let session: Session
  private let record: WindowRecord
  private let dryRun: DryRun
  private let write: (String) throws -> Void
  /// The words whose rows are written, and where each stands, counted from 1.
  private let words: [Int]
  private let place: [Int: Int]

  /// - Throws: ``CommandError`` if the window is too large or has diverged.
  init(_ session: Session, to write: @escaping (String) throws -> Void) throws {
    self.session = session
    self.write = write
    record = try session.trace()
    dryRun = try session.dryRun()
    switch record.update.objective {
    case .softmax: words = Array(0..<session.corpus.vocabulary.count)
    case .negativeSampling:
      let involved = record.involvedWords
      words =
        involved.contains(record.window.center)
        ? involved : [record.window.center] + involved
    }
    place = Dictionary(uniqueKeysWithValues: words.enumerated().map { ($1, $0 + 1) })
    let size = words.count * record.centerVector.count
    guard size <= Self.largestLiteral else {
      throw CommandError.other(
        "the script would hold \(grouped(words.count)) words of \(record.centerVector.count) "
          + "components, and at most \(grouped(Self.largestLiteral)) numbers are written; under "
          + "negative sampling only the window's words are needed")
    }
    guard record.loss.isFinite, dryRun.lossAfter.isFinite else {
      throw CommandError.other(
        "the window has diverged: it has numbers that are not finite, and nothing can be asserted")
    }
  }

  /// Writes the whole script.
  func writeAll() throws {
    try writeHead()
    switch record.update.objective {
    case .softmax: try writeSoftmax()
    case .negativeSampling: try writeNegativeSampling()
    }
    try writeSums()
    try writeUpdate()
    try line("disp('window \(record.number): every number agrees')")
  }

  // MARK: Parts

  private func writeHead() throws {
    let isSoftmax = record.update.objective == .softmax
    try lines(
      "% Window \(record.number), \(record.update.objective.rawValue): everything recomputed.",
      "% Written by sgdb for GNU Octave or MATLAB. It ends with an error where a number disagrees.",
      "%",
      "% center word \(text(record.window.center)), outside words \(record.pairs.map { text($0.outside) }.joined(separator: " "))",
      "",
      "tolerance = 1e-9;  % of the largest component",
      "largest = @(x) max([abs(x(:)); 0]);",
      "near = @(a, b, error) isequal(size(a), size(b)) && largest(a - b) <= error;",
      "check = @(name, a, b) assert(near(a, b, tolerance * max(1, largest(b))), '%s disagrees', name);",
      "",
      "% The words and their vectors, a row each"
        + (isSoftmax ? "." : "; no other word takes part."),
      "words = {\(words.map(literal).joined(separator: ", "))};",
      "W = numel(words);")
    try matrix("V", words.map { vector(.center, $0) })
    try matrix("U", words.map { vector(.outside, $0) })
    try lines(
      "c = \(index(record.window.center));",
      "o = [\(record.pairs.map { "\(index($0.outside))" }.joined(separator: ", "))];",
      "n = numel(o);",
      "eta = \(exactly(record.update.learningRate));",
      "v_c = V(c, :)';",
      "")
  }

  private func writeSoftmax() throws {
    guard let softmax = record.softmax else { return }
    try lines(
      "% Scores and the predicted distribution.",
      "lnsum = @(z) max(z) + log(sum(exp(z - max(z))));",
      "softmax = @(z) exp(z - lnsum(z));",
      "z = U * v_c;",
      "yhat = softmax(z);",
      "expected = U' * yhat;")
    try check("z", "z", column: softmax.scores)
    try check("yhat", "yhat", column: softmax.probabilities)
    try check("sum of yhat_w u_w", "expected", column: softmax.expected)
    try lines(
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

  private func writeNegativeSampling() throws {
    let draws = record.pairs.map { pair in
      pair.draws.isEmpty
        ? "zeros(1, 0)" : "[" + pair.draws.map { "\(index($0))" }.joined(separator: ", ") + "]"
    }
    try lines(
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
    try check("z_o", "U(o, :) * v_c", column: record.pairs.map(\.score))
    try check("sigma(z_o)", "sigma(U(o, :) * v_c)", column: record.pairs.map(\.sigma))
    for (number, pair) in record.pairs.enumerated() where !pair.draws.isEmpty {
      let terms = pair.draws.compactMap { word in pair.negatives.first { $0.word == word } }
      let z = "U(draws{\(number + 1)}, :) * v_c"
      try check("z_k of pair \(number + 1)", z, column: terms.map(\.score))
      try check("sigma(-z_k) of pair \(number + 1)", "sigma(-\(z))", column: terms.map(\.sigma))
    }
  }

  private func writeSums() throws {
    try lines("", "% Losses and gradients.")
    try check("F", "F", column: record.pairs.map(\.loss))
    try check("J", "sum(F)", column: [record.loss])
    try check("J in one formula", "loss(V, U)", column: [record.loss])
    try check("dF/dv_c", "gradCenterOfPair", rows: record.pairs.map(\.centerGradient))
    try check("dJ/dv_c", "gradCenter", column: record.centerGradient)
    try check("dJ/du_w", "gradOutside", rows: words.map { record.outsideGradient($0) })
  }

  private func writeUpdate() throws {
    var trial = try Trial(
      of: record.update, at: session.run.parameters, cancellation: session.cancellation)
    try trial.apply(cancellation: session.cancellation)
    let outside = words.map { trial.vector(.outside, $0) ?? vector(.outside, $0) }
    let center = trial.vector(.center, record.window.center) ?? record.centerVector
    try lines(
      "",
      "% The update. sgdb applies it in single precision, so it agrees to that rounding.",
      "rounding = 64 * eps('single') * (1 + largest(scores));",
      "step = eta * max(largest(gradCenterOfPair), largest(gradOutside));",
      "scale = (1 + largest(U) + largest(V)) * (1 + step);",
      "checkRounded = @(name, a, b) assert(near(a, b, rounding * scale), '%s disagrees', name);")
    switch record.update.order {
    case .window:
      try lines(
        "% All gradients at the same parameters, then one step.",
        "v_after = v_c - eta * gradCenter;",
        "U_after = U - eta * gradOutside;")
    case .pair:
      try writePairUpdates()
    }
    try check("v_c after", "v_after", column: center, isRounded: true)
    try matrix("U_updated", outside)
    try lines(
      "checkRounded('U after', U_after, U_updated);",
      "",
      "% J of the same window at the updated parameters.",
      "V_updated = V;")
    try matrix("V_updated(c, :)", [center])
    try check("J after", "loss(V_updated, U_updated)", column: [dryRun.lossAfter])
    try line("")
  }

  /// One step after every pair, each with its loss and gradient at the parameters it meets.
  private func writePairUpdates() throws {
    try lines(
      "% One step after every pair, left to right.",
      "v_after = v_c;",
      "U_after = U;",
      "F_applied = zeros(n, 1);",
      "gradApplied = zeros(n, size(U, 2));",
      "for p = 1:n")
    switch record.update.objective {
    case .softmax:
      try lines(
        "  y = zeros(W, 1);",
        "  y(o(p)) = 1;",
        "  z = U_after * v_after;",
        "  F_applied(p) = lnsum(z) - z(o(p));",
        "  g = U_after' * (softmax(z) - y);",
        "  U_after = U_after - eta * (softmax(z) - y) * v_after';")
    case .negativeSampling:
      try lines(
        "  z_o = U_after(o(p), :) * v_after;",
        "  z_k = U_after(draws{p}, :) * v_after;",
        "  F_applied(p) = -lnsigma(z_o) - sum(lnsigma(-z_k));",
        "  g = -(1 - sigma(z_o)) * U_after(o(p), :)' + U_after(draws{p}, :)' * (1 - sigma(-z_k));",
        "  U_after(o(p), :) = U_after(o(p), :) + eta * (1 - sigma(z_o)) * v_after';",
        "  for k = 1:numel(draws{p})",
        "    w = draws{p}(k);",
        "    U_after(w, :) = U_after(w, :) - eta * (1 - sigma(-z_k(k))) * v_after';",
        "  end")
    }
    try lines(
      "  gradApplied(p, :) = g';",
      "  v_after = v_after - eta * g;",
      "end")
    let applied = dryRun.applied
    try check("F as applied", "F_applied", column: applied.map(\.loss), isRounded: true)
    try check(
      "dF/dv_c as applied", "gradApplied", rows: applied.map(\.centerGradient), isRounded: true)
  }

  // MARK: Literals

  private func vector(_ side: Side, _ word: Int) -> [Double] {
    session.run.parameters.withMatrix(side) { $0.vector(word) }
  }

  private func index(_ word: Int) -> Int { place[word] ?? 0 }

  /// A word in a comment.
  private func text(_ word: Int) -> String { session.name(word) }

  /// A word as a string.
  private func literal(_ word: Int) -> String {
    "'" + text(word).replacing("'", with: "''") + "'"
  }

  private func line(_ text: String) throws {
    try write(text + "\n")
  }

  private func lines(_ texts: String...) throws {
    for text in texts { try line(text) }
  }

  /// Assigns a matrix, a row a line.
  private func matrix(_ name: String, _ rows: [[Double]]) throws {
    try line("\(name) = [")
    for row in rows { try line("  " + row.map(exactly).joined(separator: ", ")) }
    try line("];")
  }

  private func check(
    _ name: String, _ expression: String, column: [Double], isRounded: Bool = false
  ) throws {
    let numbers = column.map(exactly).joined(separator: "; ")
    try line("\(isRounded ? "checkRounded" : "check")('\(name)', \(expression), [\(numbers)]);")
  }

  private func check(
    _ name: String, _ expression: String, rows: [[Double]], isRounded: Bool = false
  ) throws {
    try matrix("numbers", rows)
    try line("\(isRounded ? "checkRounded" : "check")('\(name)', \(expression), numbers);")
  }
}
