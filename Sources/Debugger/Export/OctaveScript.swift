import Runs
import Word2Vec

/// The pending window as a script for GNU Octave or MATLAB that recomputes all its numbers from `V`
/// and `U` alone and asserts each.
///
/// It uses only operators and functions that both have without a toolbox. Functions are anonymous
/// because the two disagree on the place of named functions in a script. Tolerances are 10⁻⁹ of the
/// largest component in double precision, and Float32 rounding for updated parameters.
struct OctaveScript {
  /// The maximum number of components of `U`; Octave takes minutes to read a larger literal.
  static let largestLiteral = 200_000

  private let session: Session
  let trace: WindowTrace
  private let preview: UpdatePreview
  private let write: (String) throws -> Void
  /// The words of the rows, and the row of each word, from 1.
  private let words: [Int]
  private let place: [Int: Int]

  /// - Throws: ``CommandError`` if the window is too large or has diverged.
  init(_ session: Session, to write: @escaping (String) throws -> Void) throws {
    self.session = session
    self.write = write
    trace = try session.trace()
    preview = try session.preview()
    words = trace.update.objective.text.words(
      of: trace, vocabularySize: session.corpus.vocabulary.count)
    place = Dictionary(uniqueKeysWithValues: words.enumerated().map { ($1, $0 + 1) })
    let size = words.count * trace.centerVector.count
    guard size <= Self.largestLiteral else {
      throw CommandError.other(
        "the script would hold \(grouped(words.count)) words of \(trace.centerVector.count) "
          + "components, and at most \(grouped(Self.largestLiteral)) numbers are written; under "
          + "negative sampling only the window's words are needed")
    }
    guard trace.loss.isFinite, preview.lossAfter.isFinite else {
      throw CommandError.other(
        "the window has diverged: some of its numbers are not finite and cannot be asserted")
    }
  }

  /// Writes the whole script.
  func writeAll() throws {
    try writeHead()
    try trace.update.objective.text.writePairs(self)
    try writeSums()
    try writeUpdate()
    try line("disp('window \(trace.number): every number agrees')")
  }

  // MARK: Parts

  private func writeHead() throws {
    try lines(
      "% Window \(trace.number), \(trace.update.objective.rawValue): everything recomputed.",
      "% Written by sgdb for GNU Octave or MATLAB. It ends with an error where a number disagrees.",
      "%",
      "% center word \(session.name(trace.window.center)), outside words \(trace.pairs.map { session.name($0.outside) }.joined(separator: " "))",
      "",
      "tolerance = 1e-9;  % of the largest component",
      "largest = @(x) max([abs(x(:)); 0]);",
      "near = @(a, b, error) isequal(size(a), size(b)) && largest(a - b) <= error;",
      "check = @(name, a, b) assert(near(a, b, tolerance * max(1, largest(b))), '%s disagrees', name);",
      "",
      "% The words and their vectors, a row each" + trace.update.objective.text.scriptWords,
      "words = {\(words.map(literal).joined(separator: ", "))};",
      "W = numel(words);")
    try matrix("V", words.map { vector(.center, $0) })
    try matrix("U", words.map { vector(.outside, $0) })
    try lines(
      "c = \(index(trace.window.center));",
      "o = [\(trace.pairs.map { "\(index($0.outside))" }.joined(separator: ", "))];",
      "n = numel(o);",
      "eta = \(exactly(trace.update.learningRate));",
      "v_c = V(c, :)';",
      "")
  }

  private func writeSums() throws {
    try lines("", "% Losses and gradients.")
    try check("F", "F", column: trace.pairs.map(\.loss))
    try check("J", "sum(F)", column: [trace.loss])
    try check("J in one formula", "loss(V, U)", column: [trace.loss])
    try check("dF/dv_c", "gradCenterOfPair", rows: trace.pairs.map(\.centerGradient))
    try check("dJ/dv_c", "gradCenter", column: trace.centerGradient)
    try check("dJ/du_w", "gradOutside", rows: words.map { trace.outsideGradient($0) })
  }

  private func writeUpdate() throws {
    var dryRun = try DryRun(
      of: trace.update, at: session.run.parameters, cancellation: session.cancellation)
    try dryRun.apply(cancellation: session.cancellation)
    let outside = words.map { dryRun.vector(.outside, $0) ?? vector(.outside, $0) }
    let center = dryRun.vector(.center, trace.window.center) ?? trace.centerVector
    try lines(
      "",
      "% The update. sgdb applies it in single precision, so it agrees to that rounding.",
      "rounding = 64 * eps('single') * (1 + largest(scores));",
      "step = eta * max(largest(gradCenterOfPair), largest(gradOutside));",
      "scale = (1 + largest(U) + largest(V)) * (1 + step);",
      "checkRounded = @(name, a, b) assert(near(a, b, rounding * scale), '%s disagrees', name);")
    switch trace.update.order {
    case .window:
      try lines(
        "% All gradients at the same parameters, then one step.",
        "v_after = v_c - eta * gradCenter;",
        "U_after = U - eta * gradOutside;")
    case .pair: try writePairUpdates()
    }
    try check("v_c after", "v_after", column: center, isRounded: true)
    try matrix("U_updated", outside)
    try lines(
      "checkRounded('U after', U_after, U_updated);",
      "",
      "% J of the same window at the updated parameters.",
      "V_updated = V;")
    try matrix("V_updated(c, :)", [center])
    try check("J after", "loss(V_updated, U_updated)", column: [preview.lossAfter])
    try line("")
  }

  /// Writes one step after each pair, with its loss and gradient at the current parameters.
  private func writePairUpdates() throws {
    try lines(
      "% One step after every pair, left to right.",
      "v_after = v_c;",
      "U_after = U;",
      "F_applied = zeros(n, 1);",
      "gradApplied = zeros(n, size(U, 2));",
      "for p = 1:n")
    try trace.update.objective.text.pairUpdateLines.forEach(line)
    try lines(
      "  gradApplied(p, :) = g';",
      "  v_after = v_after - eta * g;",
      "end")
    let applied = preview.applied
    try check("F as applied", "F_applied", column: applied.map(\.loss), isRounded: true)
    try check(
      "dF/dv_c as applied", "gradApplied", rows: applied.map(\.centerGradient), isRounded: true)
  }

  // MARK: Literals

  private func vector(_ side: Side, _ word: Int) -> [Double] {
    session.run.trainer.vector(side, word)
  }

  /// The row of a word, from 1.
  func index(_ word: Int) -> Int { place[word] ?? 0 }

  /// A word as a string literal.
  private func literal(_ word: Int) -> String {
    "'" + session.name(word).replacing("'", with: "''") + "'"
  }

  private func line(_ text: String) throws {
    try write(text + "\n")
  }

  func lines(_ texts: String...) throws {
    for text in texts { try line(text) }
  }

  /// Assigns a matrix, one row per line.
  private func matrix(_ name: String, _ rows: [[Double]]) throws {
    try line("\(name) = [")
    for row in rows { try line("  " + row.map(exactly).joined(separator: ", ")) }
    try line("];")
  }

  /// Asserts that an expression equals a column of numbers.
  func check(
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
