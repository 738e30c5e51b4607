import Runs
import SkipGram

extension Command {
  static let checkCommands: [Command] = [
    Command(
      "check", usage: "check [all]  |  check against FILE", group: .looking,
      summary: "compare the gradients with differences of the loss, or with numbers of yours",
      details: """
        Every component of the window's gradients is compared with a central difference of the \
        loss, the worst first. `check all` does it for both objectives over every parameter, or a \
        sample of them where that takes long. `check against FILE` reads gradCenter and \
        gradOutside (JSON, or as numpy prints them) and names the mistake if it is a known one.
        """,
      examples: ["check", "check all"], arguments: [.choice(["against", "all"]), .file],
      run: check),
    Command(
      "compare", usage: "compare [N]", group: .looking,
      summary: "softmax and negative sampling side by side on this window, nothing applied",
      details: """
        With N, negative sampling's gradient is also averaged over N redraws of the negatives.
        """,
      examples: ["compare", "compare 1000"], run: compare),
  ]

  // MARK: check

  @Sendable private static func check(_ invocation: Invocation) throws {
    let session = invocation.session
    let arguments = try invocation.arguments(atMost: 2)
    _ = try session.trace()
    switch arguments.first?.text {
    case nil:
      try session.sayCheck(session.check(session.hyperparameters.objective, .window))
    case "all":
      if arguments.count > 1 { throw invocation.unexpected(arguments[1]) }
      let checks = try Objective.allCases.map { try session.check($0, .all) }
      for check in checks { session.sayCheckRows(check) }
      for check in checks { try session.requireAgreement(check) }
    case "against":
      guard arguments.count == 2 else { throw invocation.missing("a file") }
      try session.diagnose(arguments[1].text)
    default:
      throw invocation.unexpected(arguments[0])
    }
  }

  // MARK: compare

  @Sendable private static func compare(_ invocation: Invocation) throws {
    let session = invocation.session
    let count = try invocation.count(default: 0)
    let trace = try session.trace()
    let comparison = try Comparison(
      of: trace.update, window: trace.window, number: trace.number,
      parameters: session.run.parameters, cancellation: session.cancellation)
    session.say(comparison)
    if count > 0 {
      try session.averageRedraws(
        count, softmaxGradient: comparison.softmax.centerGradient)
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

  fileprivate func sayCheck(_ check: GradientCheck) throws {
    sayCheckRows(check)
    try requireAgreement(check)
  }

  /// Says which parameters agree worst, and how much was checked.
  fileprivate func sayCheckRows(_ check: GradientCheck) {
    var table = TextTable(
      ["parameter", "analytic", "numeric", "relative difference"],
      [.left, .right, .right, .right])
    for row in check.rows.prefix(8) {
      table.add([
        "\(row.side.rawValue)[\(name(row.word))][\(row.component)]", number(row.analytic),
        number(row.numeric), formatted(row.relativeDifference, digits: 2),
      ])
    }
    say("\(check.objective.rawValue), worst first:\n" + table.text)
    for coverage in check.coverage {
      say(
        "  \(coverage.kind): \(grouped(coverage.checked)) of \(grouped(coverage.count)) checked"
          + (coverage.checked < coverage.count ? ", a sample" : ""))
    }
    if check.verdict == .agrees {
      say(
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

  /// Says what is wrong with gradients that someone else computed for the pending window.
  fileprivate func diagnose(_ path: String) throws {
    let bytes = try readFile(path, cancellation: cancellation)
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
        say("\(index == 0 ? "✗" : "  or") \(part)\(mistake.explanation)")
      }
    }
    switch diagnosis.verdict {
    case .correct:
      say("✓ all numbers given are correct")
      return
    case .mistakes(let mistakes): explain(mistakes, "")
    case .separateMistakes(let center, let outside):
      explain(center, "gradCenter: ")
      explain(outside, "gradOutside: ")
    case .unknown: say("✗ no known mistake explains these numbers")
    }
    if let first = diagnosis.firstDifference {
      say(
        "first difference: \(first.part.rawValue) of \(name(first.word)), component "
          + "[\(first.component)] is \(number(first.given)), due is \(number(first.due))")
    }
    throw CommandError.other("the numbers of \(displayText(path.utf8)) are not the gradients")
  }

  /// Says what both objectives make of the pending window.
  fileprivate func say(_ comparison: Comparison) {
    var sums = TextTable(["", "softmax", "negative sampling"], [.left, .right, .right])
    let records = [comparison.softmax, comparison.negativeSampling]
    sums.add(["J"] + records.map { number($0.loss) })
    sums.add(["rows of U touched"] + Objective.allCases.map { grouped(comparison.outsideRows($0)) })
    sums.add(["‖∂J/∂v_c‖"] + records.map { number(norm($0.centerGradient)) })
    let shown = min(hyperparameters.dimension, 8)
    for component in 0..<shown {
      sums.add(["∂J/∂v_c[\(component)]"] + records.map { number($0.centerGradient[component]) })
    }
    say(sums.text)
    if shown < hyperparameters.dimension { say("… \(hyperparameters.dimension - shown) more") }
    say(
      "cosine of the two \(comparison.cosine.map(number) ?? "undefined"), "
        + "ratio of norms \(comparison.normRatio.map(number) ?? "undefined")")
    var words = TextTable(
      ["w", "observed", "drawn", "z_w", "ŷ_w", "σ(z_w)", "a_w softmax", "a_w negative"],
      [.left, .right, .right, .right, .right, .right, .right, .right])
    for word in comparison.involvedWords.prefix(40).map(comparison.word) {
      words.add([
        name(word.word), "\(word.observedCount)", "\(word.drawnCount)", number(word.score),
        number(word.probability), number(word.sigma), number(word.softmaxCoefficient),
        number(word.negativeSamplingCoefficient),
      ])
    }
    say(words.text)
  }
}
