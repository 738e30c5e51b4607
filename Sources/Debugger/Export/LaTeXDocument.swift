import Algorithms
import Runs
import Word2Vec

/// The pending window as a standalone LaTeX document: the derivation with its numbers.
///
/// It needs only amsmath and amsfonts. Lines come from the table of the derivation; a common
/// erratum follows its line, with the number that refutes it.
struct LaTeXDocument {
  /// The maximum number of words in a table.
  static let shownWords = 12

  private let session: Session
  let trace: WindowTrace
  private let convention: LayoutConvention
  private let write: (String) throws -> Void

  init(_ session: Session, to write: @escaping (String) throws -> Void) throws {
    self.session = session
    self.write = write
    trace = try session.trace()
    convention = session.interface.convention
  }

  private var objective: any ObjectiveText { trace.update.objective.text }

  /// Writes the whole document.
  func writeAll() throws {
    try writeHead()
    try writeWindow()
    try objective.writeScores(self)
    if objective.explainsLogistic { try writeSection(.sigma, heading: "The logistic function") }
    try writeSection(
      DerivationSection(trace.update.objective),
      heading: "One pair: the observed word is \(word(trace.pairs[0].outside))")
    try writeSection(.window, heading: "The whole window")
    try writeGradients()
    try writeSection(.table, heading: "Summary")
    try writeUpdate()
    try line(#"\end{document}"#)
  }

  // MARK: Parts

  private func writeHead() throws {
    try lines(
      "% Written by sgdb. Compile with pdflatex.",
      #"\documentclass[11pt,a4paper]{article}"#,
      #"\usepackage{amsmath,amsfonts}"#,
      #"\setlength{\textwidth}{16.5cm}"#,
      #"\setlength{\oddsidemargin}{-0.3cm}"#,
      #"\setlength{\textheight}{24cm}"#,
      #"\setlength{\topmargin}{-1.2cm}"#,
      #"\setlength{\parindent}{0pt}"#,
      #"\allowdisplaybreaks"#,
      #"% A line of the derivation: its name, what it says, its value here, and whether it holds."#,
      #"\newcommand{\derivationline}[4]{\par\medskip{\footnotesize\texttt{#1}}\\*[0.5ex]"#,
      #"  $\displaystyle #2$\\*\hspace*{1.5em}$\displaystyle #3$\hfill{\footnotesize #4}\par}"#,
      #"% What is often printed instead, and what refutes it."#,
      #"\newcommand{\slip}[2]{\par\smallskip\hspace*{3em}\begin{minipage}{13cm}\footnotesize"#,
      #"  often printed: $\displaystyle #1$\quad #2\end{minipage}\par}"#,
      #"\begin{document}"#,
      #"\begin{center}{\Large One window of skip-gram, in numbers}\\[1ex]"#,
      "window \(trace.number) of \(latexText(displayText(session.corpus.name.utf8)))\\end{center}")
  }

  private func writeWindow() throws {
    try heading("The window")
    let outside = trace.pairs.map { word($0.outside) }.joined(separator: ", ")
    try lines(
      "The center word is \\textbf{\(word(trace.window.center))}; the outside words are \(outside).",
      "Each makes a pair with the center: \(trace.pairs.count) in all. The vocabulary has",
      "$W = \(session.corpus.vocabulary.count)$ words, each with a center vector $v_w$ and an outside",
      "vector $u_w$ of $d = \(trace.centerVector.count)$ components. The objective is",
      objective.name
        + ", the learning rate $\\eta = \(latexNumber(trace.update.learningRate))$.",
      "\\[v_c = \(latexVector(trace.centerVector))\(transposed)\\]")
  }

  private func writeSection(_ section: DerivationSection, heading title: String) throws {
    try heading(title)
    if section == .sigma {
      try line(
        "At $x = u_o^\\top v_c = \(latexNumber(trace.pairs[0].score))$, the score of pair 1:")
    }
    let context = try DerivationContext(
      section, of: trace.update, window: trace.window, number: trace.number,
      parameters: session.run.parameters, cancellation: session.cancellation)
    for row in try context.evaluate(cancellation: session.cancellation) where isAboutThis(row.line)
    {
      let verdict =
        switch row.verdict {
        case .holds: "holds"
        case .fails: "does not hold"
        case .inapplicable(let reason): latexSentence(reason)
        }
      let latex = row.line.latex(in: convention)
      if row.line.erratum != nil {
        let refutation = row.refutation.map { refutation in
          "Wrong: " + latexSentence(refutation.text { formatted($0, digits: 5) }) + "."
        }
        try line("\\slip{\(latex)}{\(refutation ?? "Here " + verdict + ".")}")
      } else {
        let about = row.word.map { ", $w$ = \(word($0))" } ?? ""
        try line(
          "\\derivationline{\(latexText(row.line.name))}{\(latex)}"
            + "{\(row.value.map(value) ?? "")}{\(latexSentence(row.line.reason)); \(verdict)\(about)}"
        )
      }
    }
  }

  /// Whether a line applies to the window's objective.
  private func isAboutThis(_ line: DerivationLine) -> Bool {
    switch line.subject {
    case .window(let objective?), .pair(let objective): objective == trace.update.objective
    case .window(nil), .logistic: true
    }
  }

  private func writeGradients() throws {
    try heading("Losses and gradients of this window")
    let shown = trace.pairs.prefix(Self.shownWords)
    let losses =
      shown.map { latexNumber($0.loss) } + (shown.count < trace.pairs.count ? [#"\dots"#] : [])
    try lines(
      "\\[J = \\sum_p F_p = \(losses.joined(separator: " + ")) = \(latexNumber(trace.loss))\\]",
      "\\[\\frac{\\partial J}{\\partial v_c} = \(latexVector(trace.centerGradient))\(transposed)\\]",
      #"Every gradient of an outside vector is a number, its coefficient, times $v_c$:"#)
    let words = trace.coefficients.words
    let largest = words.min(count: Self.shownWords) {
      (trace.coefficients[$1].magnitude, $0) < (trace.coefficients[$0].magnitude, $1)
    }
    let rows = largest.map { index in
      [
        word(index), math(trace.coefficients[index]),
        "$\(latexVector(trace.outsideGradient(index), limit: 4))\(transposed)$",
      ]
    }
    try table(
      "lrl", ["$w$", "coefficient", #"$\partial J/\partial u_w$"#], rows, outOf: words.count)
  }

  private func writeUpdate() throws {
    try heading("The update")
    var dryRun = try DryRun(
      of: trace.update, at: session.run.parameters, cancellation: session.cancellation)
    try dryRun.apply(cancellation: session.cancellation)
    let after = dryRun.vector(.center, trace.window.center) ?? trace.centerVector
    let lossAfter = try session.preview().lossAfter
    let verb = lossAfter < trace.loss ? "falls" : "rises"
    let order =
      trace.update.order == .window
      ? "All gradients are taken at the same parameters, then one step is made:"
      : "A step is made after every pair, each at the parameters it meets:"
    try lines(
      order,
      "\\[v_c \\leftarrow \(latexVector(after))\(transposed)\\]",
      "$J$ of the same window \(verb) from $\(latexNumber(trace.loss))$ to",
      "$\(latexNumber(lossAfter))$; to first order in $\\eta$ the change is",
      "$-\\eta\\|\\nabla J\\|^2 = \(latexNumber(trace.predictedChange))$.")
  }

  // MARK: Pieces

  /// The transposition that makes a row of numbers a column.
  private var transposed: String { convention == .denominator ? #"^{\top}"# : "" }

  private func value(_ value: DerivationValue) -> String {
    switch value {
    case .scalar(let number), .largest(let number, _, _): "= " + latexNumber(number)
    case .vector(let vector): "= " + latexVector(vector) + transposed
    case .vectors(let rows, let count):
      #"\begin{array}{l@{\ =\ }l}"#
        + rows.prefix(Self.shownWords).map { row in
          #"\text{\#(word(row.word))} & "# + latexVector(row.vector, limit: 4) + transposed
        }
        .joined(separator: #"\\ "#)
        + (count > min(rows.count, Self.shownWords) ? #"\\ \dots & \dots"# : "") + #"\end{array}"#
    case .shape(let shape): "\\text{shape } [\(shape.map(String.init).joined(separator: ", "))]"
    }
  }

  /// The words by their scores.
  func ranking() throws -> ScoreRanking {
    try session.pending.ranking(session.cancellation)
  }

  func word(_ index: Int) -> String { latexText(session.name(index)) }

  func math(_ number: Double) -> String { "$" + latexNumber(number) + "$" }

  func heading(_ title: String) throws {
    try lines("", "\\section*{\(title)}")
  }

  func table(
    _ columns: String, _ heading: [String], _ rows: [[String]], outOf count: Int
  ) throws {
    try line("\\begin{center}\\small\\begin{tabular}{\(columns)}")
    try line(heading.joined(separator: " & ") + #" \\ \hline"#)
    for row in rows { try line(row.joined(separator: " & ") + #" \\"#) }
    try line(#"\end{tabular}"#)
    if rows.count < count { try line(#"\\[1ex] and \#(grouped(count - rows.count)) more"#) }
    try line(#"\end{center}"#)
  }

  func line(_ text: String) throws {
    try write(text + "\n")
  }

  func lines(_ texts: String...) throws {
    for text in texts { try line(text) }
  }
}
