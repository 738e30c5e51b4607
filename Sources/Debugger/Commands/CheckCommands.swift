import Algorithms
import Runs
import Word2Vec

extension Command {
  static let checkCommands: [Command] = [
    Command(
      name: "check", usage: "check [all]  |  check against FILE", group: .looking,
      summary: "check the gradients numerically, or diagnose your own",
      details: """
        Every component of the window's gradients is compared with a central difference of the \
        loss, worst first. `check all` checks every parameter under both objectives, or a sample \
        if there are many. `check against FILE` reads gradCenter and gradOutside (JSON, or as \
        numpy prints them) and names the mistake if it is a known one.
        """,
      examples: ["check", "check all"], arguments: [.choice(["against", "all"]), .file],
      run: { try $0.check() }),
    Command(
      name: "compare", usage: "compare [N]", group: .looking,
      summary: "compare softmax and negative sampling on this window, applying neither",
      details: """
        With N, also average negative sampling's gradient over N redraws of the negatives.
        """,
      examples: ["compare", "compare 1000"], run: { try $0.compare() }),
  ]
}

extension Invocation {
  // MARK: check

  fileprivate func check() throws {
    var reader = try reader()
    _ = try session.trace()
    if reader.take("against") {
      let file = try reader.next("a file")
      try reader.end()
      return try session.diagnose(file.text)
    }
    let objectives = reader.take("all") ? Objective.allCases : [session.hyperparameters.objective]
    try reader.end()
    let scope: GradientCheck.Scope = objectives.count > 1 ? .all : .window
    let checks = try objectives.map { try session.check($0, scope) }
    for check in checks { session.reportCheckRows(check) }
    for check in checks { try session.requireAgreement(check) }
  }

  // MARK: compare

  fileprivate func compare() throws {
    let count = try count(default: 0)
    let trace = try session.trace()
    let comparison = try Comparison(
      of: trace.update, window: trace.window, number: trace.number,
      parameters: session.run.parameters, cancellation: session.cancellation)
    session.report(comparison)
    if count > 0 {
      try session.averageRedraws(
        count, softmaxGradient: comparison[.softmax].centerGradient)
    }
  }
}

extension Session {
  /// Checks the gradients of the pending window under an objective.
  fileprivate func check(
    _ objective: Objective, _ scope: GradientCheck.Scope
  ) throws -> GradientCheck {
    let pending = try trace()
    var update = pending.update
    update.objective = objective
    let trace = try WindowTrace(
      of: update, window: pending.window, number: pending.number, parameters: run.parameters,
      cancellation: cancellation)
    var options = GradientCheck.Options()
    options.step = interface.checkStep
    options.tolerance = interface.checkTolerance
    return try GradientCheck(
      of: trace, scope, parameters: run.parameters, options: options, cancellation: cancellation)
  }

  /// Prints the worst components and how many were checked.
  fileprivate func reportCheckRows(_ check: GradientCheck) {
    let table = TextTable(
      ["parameter", "analytic", "numeric", "relative difference"],
      [.left, .right, .right, .right],
      rows: check.rows.prefix(8).map { row in
        [
          "\(row.side.rawValue)[\(name(row.word))][\(row.component)]", number(row.analytic),
          number(row.numeric), formatted(row.relativeDifference, digits: 2),
        ]
      })
    report("\(check.objective.rawValue), worst first:\n" + table.text)
    for coverage in check.coverage {
      report(
        "  \(coverage.kind): \(grouped(coverage.checked)) of \(grouped(coverage.count)) checked"
          + (coverage.checked < coverage.count ? ", a sample" : ""))
    }
    if check.verdict == .agrees {
      report(
        "✓ \(grouped(check.checkedCount)) components agree to "
          + formatted(check.options.tolerance, digits: 2))
    }
  }

  fileprivate func requireAgreement(_ check: GradientCheck) throws {
    switch check.verdict {
    case .agrees: break
    case .disagrees(let count):
      throw CommandError.other(
        "✗ \(check.objective.rawValue): \(grouped(count)) of \(grouped(check.checkedCount)) "
          + "components disagree by more than \(formatted(check.options.tolerance, digits: 2))")
    case .notFinite(let count):
      throw CommandError.other(
        "✗ \(check.objective.rawValue): \(grouped(count)) components are not finite numbers; "
          + "training has diverged")
    }
  }

  /// Diagnoses a file of gradients computed elsewhere for the pending window.
  fileprivate func diagnose(_ path: String) throws {
    let bytes = try readFile(pathToRead(path), cancellation: cancellation)
    let student: StudentGradients
    do throws(StudentGradientsError) {
      student = try StudentGradients.parse(
        bytes, vocabulary: corpus.vocabulary, dimension: hyperparameters.dimension)
    } catch {
      throw CommandError.file("\(displayText(path.utf8)): \(error)")
    }
    let diagnosis = Diagnosis(
      of: student, update: try trace().update, parameters: run.parameters)
    func explain(_ mistakes: [GradientMistake], _ part: String) {
      for (index, mistake) in mistakes.enumerated() {
        report("\(index == 0 ? "✗" : "  or") \(part)\(mistake.explanation)")
      }
    }
    switch diagnosis.verdict {
    case .correct:
      report("✓ all numbers given are correct")
      return
    case .mistakes(let mistakes): explain(mistakes, "")
    case .separateMistakes(let center, let outside):
      explain(center, "gradCenter: ")
      explain(outside, "gradOutside: ")
    case .unknown: report("✗ no known mistake explains these numbers")
    }
    if let first = diagnosis.firstDifference {
      report(
        "first difference: \(first.part.rawValue) of \(name(first.word)), component "
          + "[\(first.component)] is \(number(first.given)), expected \(number(first.due))")
    }
    throw CommandError.other("the numbers of \(displayText(path.utf8)) are not the gradients")
  }

  /// Prints the pending window under all objectives.
  fileprivate func report(_ comparison: Comparison) {
    let objectives = Objective.allCases
    let columns = [Alignment](repeating: .right, count: objectives.count)
    var sums = TextTable([""] + objectives.map(\.text.title), [.left] + columns)
    sums.add(["J"] + comparison.traces.map { number($0.loss) })
    sums.add(["rows of U touched"] + objectives.map { grouped(comparison.outsideRows($0)) })
    sums.add(["‖∂J/∂v_c‖"] + comparison.traces.map { number(norm($0.centerGradient)) })
    let shown = min(hyperparameters.dimension, 8)
    for component in 0..<shown {
      sums.add(
        ["∂J/∂v_c[\(component)]"] + comparison.traces.map { number($0.centerGradient[component]) })
    }
    report(sums.text)
    if shown < hyperparameters.dimension { report("… \(hyperparameters.dimension - shown) more") }
    for (first, second) in objectives.combinations(ofCount: 2).map({ ($0[0], $0[1]) }) {
      report(
        "∂J/∂v_c of \(first.text.title) and \(second.text.title): "
          + "cosine \(comparison.cosine(first, second).map(number) ?? "undefined"), "
          + "ratio of norms \(comparison.normRatio(first, second).map(number) ?? "undefined")")
    }
    let words = TextTable(
      ["w", "observed", "drawn", "z_w"] + objectives.map(\.text.wordProbabilityFormula)
        + objectives.map { "a_w \($0.text.shortTitle)" },
      [.left, .right, .right, .right] + columns + columns,
      rows: comparison.involvedWords.prefix(40).map(comparison.word).map { word in
        let probabilities = zip(objectives, comparison.traces).map { objective, trace in
          objective.text.probability(of: word.word, score: word.score, in: trace)
        }
        return [name(word.word), "\(word.observedCount)", "\(word.drawnCount)"]
          + ([word.score] + probabilities + word.coefficients).map(number)
      })
    report(words.text)
  }
}
