import SkipGram

/// `compare N`: averages negative sampling's gradient over redraws of the pending window.
final class RedrawActivity: Activity {
  let title: String
  private let total: Int
  /// `∂J/∂v_c` under softmax, shape `[d]`.
  private let softmaxGradient: [Double]
  private var statistics: RedrawStatistics

  init(_ session: Session, redraws: Int, softmaxGradient: [Double]) {
    self.softmaxGradient = softmaxGradient
    title = "compare \(redraws)"
    total = redraws
    statistics = RedrawStatistics(
      of: session.record.update, number: session.trainer.number,
      sampler: session.trainer.sampler, parameters: session.trainer.parameters)
  }

  var progress: Progress {
    Progress(title: title, done: statistics.count, total: total, unit: "redraws")
  }

  func advance(_ session: Session, work: Int) throws -> Bool {
    statistics.advance(
      draws: min(work, total - statistics.count), parameters: session.trainer.parameters)
    if statistics.count < total { return false }
    say(session)
    return true
  }

  func interrupt(_ session: Session) {
    say(session)
  }

  private func say(_ session: Session) {
    guard statistics.count > 0 else { return }
    let spread = statistics.gradientSpread
    var table = TextTable(
      ["over \(grouped(statistics.count)) redraws", "mean", "spread"], [.left, .right, .right])
    table.add([
      "J", session.number(statistics.meanLoss),
      statistics.lossSpread.map { session.number($0) } ?? "",
    ])
    for (component, mean) in statistics.meanGradient.prefix(8).enumerated() {
      table.add([
        "∂J/∂v_c[\(component)]", session.number(mean),
        spread.map { session.number($0[component]) } ?? "",
      ])
    }
    session.say(table.text)
    session.say(
      "cosine of the mean with softmax's gradient: "
        + (statistics.cosine(with: softmaxGradient).map { session.number($0) } ?? "undefined"))
  }
}
