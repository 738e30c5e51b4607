import Runs
import Word2Vec

extension Command {
  static let runningCommands: [Command] = [
    Command(
      name: "step", abbreviations: ["s"], usage: "step [N]", group: .running,
      summary: "apply N windows (default: 1)",
      details: """
        All gradients of J are computed at the parameters on screen, then the kernel adds -η \
        times the gradients in Float32. The line printed shows J before and after, and the \
        first-order prediction of J.
        """,
      examples: ["step", "step 100"], repeats: true, run: { try $0.step() }),
    Command(
      name: "next", abbreviations: ["n"], usage: "next [N]", group: .running,
      summary: "alias of step", examples: ["next"], repeats: true, run: { try $0.step() }),
    Command(
      name: "stepi", abbreviations: ["si"], usage: "stepi [N]", group: .running,
      summary: "pass one pair of the window and show the sums so far",
      details: """
        Parameters change only after the last pair, which applies the window. Under `set update \
        pair`, the center vector is shown as it will be after the pair.
        """,
      examples: ["stepi"], repeats: true, run: { try $0.stepi() }),
    Command(
      name: "run", abbreviations: ["r"], usage: "run", group: .running,
      summary: "go to window 0 of this branch",
      details: """
        Training settings stay as they are now; where they differ from those of window 0, a branch \
        begins there.
        """, run: { try $0.startOver() }),
    Command(
      name: "toggle", usage: "toggle", group: .running,
      summary: "switch between softmax and negative sampling, on the same window",
      details: "Parameters, position and the draws of every window stay the same.",
      examples: ["toggle"], run: { try $0.toggle() }),
  ]
}

extension Invocation {
  fileprivate func step() throws {
    let count = try count(default: 1)
    try session.requireWindowToApply()
    if count > 1 {
      try session.runUpdates("step \(count)", until: .init(windows: count))
    } else {
      _ = try session.stepOnce()
    }
  }

  fileprivate func stepi() throws {
    let count = try count(default: 1)
    try session.requireWindowToApply()
    try session.passPairs(count)
  }

  fileprivate func startOver() throws {
    _ = try arguments(atMost: 0)
    let session = session
    try session.startOver()
    session.reportPlace()
  }

  fileprivate func toggle() throws {
    _ = try arguments(atMost: 0)
    let session = session
    var settings = session.settings
    settings.hyperparameters.objective = settings.hyperparameters.objective.next
    try session.change(to: settings)
    // The objective has changed, whether or not J can be computed.
    let loss = try? session.trace().loss
    session.report(
      "objective \(session.hyperparameters.objective.rawValue)"
        + (loss.map { "  J \(session.number($0))" } ?? ""))
  }
}

extension Session {
  /// Passes some pairs, for `stepi N`.
  fileprivate func passPairs(_ count: Int) throws {
    let title = "stepi \(count)"
    var passed = 0
    interpreter.progress = {
      Progress(title: title, done: passed, total: count, unit: "pairs")
    }
    do {
      while passed < count, run.canApply {
        try betweenWindows()
        guard try passPair() else { return }
        passed += 1
      }
    } catch let interruption as Interruption {
      if passed == 0 { throw interruption }
      report("interrupted")
      reportPlace()
      throw Interruption(isReported: true)
    }
  }

  /// Passes one pair of the pending window, and applies the window after the last.
  ///
  /// - Returns: Whether to go on.
  private func passPair() throws -> Bool {
    let trace = try trace()
    let passedPairs = pending.passedPairs
    let pair = trace.pairs[passedPairs]
    let applied = trace.update.order == .pair ? try preview().applied[passedPairs] : nil
    let passed = passedPairs + 1
    let count = trace.pairs.count
    let sum = trace.pairs.prefix(passed).reduce(0) { $0 + $1.loss }
    report(
      "pair \(passed)/\(count)  \(name(trace.window.center)) → \(name(pair.outside))  "
        + "F[\(passed)] \(number(pair.loss))  sum of F so far \(number(sum))")
    if let applied {
      report(
        "  applied with F \(number(applied.loss)); v_c after it "
          + vectorText(applied.centerAfter))
    } else {
      var gradient = [Double](repeating: 0, count: trace.centerVector.count)
      for other in trace.pairs.prefix(passed) { gradient.add(other.centerGradient) }
      report("  ∂/∂v_c so far " + vectorText(gradient))
    }
    if passed == count {
      return try stepOnce()
    }
    pending.passedPairs = passed
    comeToStop()
    return true
  }

  /// A vector in the transcript's precision.
  package func vectorText(_ vector: [Double]) -> String {
    "[" + vector.map { number($0) }.joined(separator: ", ") + "]"
  }
}
