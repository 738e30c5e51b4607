import Runs
import Word2Vec

extension Session {
  /// Averages negative sampling's gradient over redraws of the pending window, for `compare N`.
  ///
  /// - Parameters:
  ///   - total: The number of redraws.
  ///   - softmaxGradient: `∂J/∂v_c` under softmax, shape `[d]`.
  /// - Throws: ``Interruption``, after printing the average so far.
  func averageRedraws(_ total: Int, softmaxGradient: [Double]) throws {
    let title = "compare \(total)"
    var statistics = RedrawStatistics(
      of: try pending.trace(cancellation).update, window: run.trainer.windowKey,
      sampler: run.trainer.sampler, parameters: run.parameters)
    interpreter.progress = {
      Progress(title: title, done: statistics.count, total: total, unit: "redraws")
    }
    do {
      while statistics.count < total {
        try betweenWindows()
        statistics.advance(draws: 1, parameters: run.parameters)
      }
    } catch {
      report(statistics, softmaxGradient: softmaxGradient)
      throw Interruption(isReported: true)
    }
    report(statistics, softmaxGradient: softmaxGradient)
  }

  private func report(_ statistics: RedrawStatistics, softmaxGradient: [Double]) {
    guard statistics.count > 0 else { return }
    let spread = statistics.gradientSpread
    var table = TextTable(
      ["over \(counted(statistics.count, "redraw"))", "mean", "spread"], [.left, .right, .right])
    table.add([
      "J", number(statistics.meanLoss), statistics.lossSpread.map { number($0) } ?? "",
    ])
    for (component, mean) in statistics.meanGradient.prefix(8).enumerated() {
      table.add([
        "∂J/∂v_c[\(component)]", number(mean), spread.map { number($0[component]) } ?? "",
      ])
    }
    report(table.text)
    report(
      "cosine of the mean with softmax's gradient: "
        + (statistics.cosine(with: softmaxGradient).map { number($0) } ?? "undefined"))
  }
}
