import Runs
import Word2Vec

extension Command {
  static let whatIfCommands: [Command] = [
    Command(
      name: "whatif", usage: "whatif [SETTING VALUE]…", group: .looking,
      summary: "show J of this window after its update under other settings, without applying it",
      details: """
        SETTING is eta, objective, negatives, update, draws, collision or power. Without it, shows \
        J after the update over a range of η: J falls at first as the gradient predicts, then \
        less, and rises where the step is too long.
        """,
      examples: ["whatif", "whatif eta 1", "whatif objective negative-sampling negatives 2"],
      arguments: [.setting, .settingValue], run: { try $0.whatIf() })
  ]
}

extension Invocation {
  fileprivate func whatIf() throws {
    let arguments = try arguments()
    if arguments.isEmpty { return try session.reportLossOverRates() }
    var draft = session.settings
    var changes: [String] = []
    for index in stride(from: 0, to: arguments.count, by: 2) {
      let setting = try Setting.named(arguments[index].text)
      guard setting.kind == .training, !["radius", "dynamic-radius"].contains(setting.name) else {
        throw CommandError.other(
          "\(setting.name) does not change the update of this window; see `help whatif`")
      }
      guard index + 1 < arguments.count else {
        throw missing("a value (\(setting.expected))")
      }
      try setting.assign(arguments[index + 1].text, to: &draft)
      changes.append("\(setting.name) \(arguments[index + 1].text)")
    }
    try session.reportWhatIf(draft.hyperparameters, changes: changes.joined(separator: ", "))
  }
}

extension Session {
  /// `J` of an update's window after it, in nats.
  private func lossAfter(_ update: Update) throws -> Double {
    var dryRun = try DryRun(of: update, at: run.parameters, cancellation: cancellation)
    try dryRun.apply(cancellation: cancellation)
    return try dryRun.loss(cancellation: cancellation)
  }

  fileprivate func reportWhatIf(_ other: Hyperparameters, changes: String) throws {
    var table = TextTable(
      ["", "J", "J after", "change", "to first order"], [.left, .right, .right, .right, .right])
    for (name, trace) in [("as it is", try trace()), (changes, try run.trace(under: other))] {
      let after = try lossAfter(trace.update)
      table.add([
        name, finite(trace.loss), finite(after), finite(after - trace.loss),
        finite(trace.predictedChange),
      ])
    }
    report(table.text)
  }

  /// A number, or `diverged`.
  private func finite(_ value: Double) -> String {
    value.isFinite ? number(value) : "diverged"
  }

  /// A table with bars of `J` after the update for learning rates from 1/8 to 64 times the present one.
  fileprivate func reportLossOverRates() throws {
    let trace = try trace()
    let own = trace.update.learningRate > 0 ? trace.update.learningRate : 0.1
    let rates = [0] + (-3...6).map { own * Double(sign: .plus, exponent: $0, significand: 1) }
    let losses = try rates.map { rate in
      var update = trace.update
      update.learningRate = rate
      return try lossAfter(update)
    }
    // Beyond twice the present loss, the exact value does not matter.
    let top = 2 * trace.loss
    let least = losses.indices.filter { losses[$0].isFinite }.min { losses[$0] < losses[$1] }
    var table = TextTable(
      ["η", "J after", "to first order", ""], [.right, .right, .right, .left])
    for (index, loss) in losses.enumerated() {
      let predicted = trace.loss - rates[index] * trace.squaredGradientNorm
      var notes: [String] = []
      if rates[index] == trace.update.learningRate { notes.append("now") }
      if index == least { notes.append("least") }
      table.add([
        number(rates[index]), finite(loss), finite(predicted),
        bar(loss, top: top) + (notes.isEmpty ? "" : " ← " + notes.joined(separator: ", ")),
      ])
    }
    report(table.text)
  }

  private func bar(_ loss: Double, top: Double) -> String {
    let width = 30.0
    guard loss.isFinite, top.isFinite, top > 0, loss <= top else {
      return loss == 0 ? "" : String(repeating: "█", count: Int(width)) + "…"
    }
    return String(repeating: "█", count: Int((loss / top * width).rounded()))
  }
}
