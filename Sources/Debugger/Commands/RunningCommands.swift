import SkipGram

extension Command {
  static let runningCommands: [Command] = [
    Command(
      "step", ["s"], usage: "step [N]", group: .running,
      summary: "apply the pending window's update, N times",
      details: """
        All gradients of J are taken at the parameters on screen, then the kernel applies \
        -η times them in Float32. The line printed shows J before and after, and what the \
        gradient predicted to first order in η.
        """,
      examples: ["step", "step 100"], repeats: true, run: step),
    Command(
      "next", ["n"], usage: "next [N]", group: .running,
      summary: "the same as step", examples: ["next"], repeats: true, run: step),
    Command(
      "stepi", ["si"], usage: "stepi [N]", group: .running,
      summary: "pass one pair of the window and show the sums so far",
      details: """
        Nothing is changed before the last pair has been passed; that applies the window. Under \
        `set update pair` the center vector is shown as it would be after the pair.
        """,
      examples: ["stepi"], repeats: true, run: stepi),
    Command(
      "run", ["r"], usage: "run", group: .running,
      summary: "start over at window 0 with the same seed",
      details: "Training settings stay as they are now.", run: startOver),
    Command(
      "toggle", usage: "toggle", group: .running,
      summary: "switch between softmax and negative sampling, on the same window",
      details: "Parameters, position and the draws of every window stay the same.",
      examples: ["toggle"], run: toggle),
  ]

  @Sendable private static func step(_ invocation: Invocation) throws {
    let session = invocation.session
    let count = try invocation.count(default: 1)
    try session.requireWindowToApply()
    if count > 1 {
      session.begin(
        RunActivity(session, title: "step \(count)", goal: .init(windows: count)))
    } else {
      _ = try session.stepOnce()
    }
  }

  @Sendable private static func stepi(_ invocation: Invocation) throws {
    let session = invocation.session
    let count = try invocation.count(default: 1)
    try session.requireWindowToApply()
    session.begin(PairActivity(count: count))
  }

  @Sendable private static func startOver(_ invocation: Invocation) throws {
    _ = try invocation.arguments(atMost: 0)
    let session = invocation.session
    try session.startOver()
    session.sayPlace()
  }

  @Sendable private static func toggle(_ invocation: Invocation) throws {
    _ = try invocation.arguments(atMost: 0)
    let session = invocation.session
    var settings = session.settings
    settings.hyperparameters.objective =
      settings.hyperparameters.objective == .softmax ? .negativeSampling : .softmax
    try session.change(to: settings)
    // What is done is done, J or no J.
    let hasLoss = (try? session.prepare([.record])) != nil
    session.say(
      "objective \(session.hyperparameters.objective.rawValue)"
        + (hasLoss ? "  J \(session.number(session.record.loss))" : ""))
  }
}

extension Session {
  /// Passes one pair of the pending window, and applies the window after the last.
  ///
  /// - Returns: Whether there is no reason to stop here.
  func passPair() throws -> Bool {
    try prepare(hyperparameters.update == .pair ? [.record, .trial] : [.record])
    let record = record
    let pair = record.pairs[passedPairs]
    let passed = passedPairs + 1
    let count = record.pairs.count
    let sum = record.pairs.prefix(passed).reduce(0) { $0 + $1.loss }
    say(
      "pair \(passed)/\(count)  \(name(record.window.center)) → \(name(pair.outside))  "
        + "F[\(passed)] \(number(pair.loss))  sum of F so far \(number(sum))")
    if record.update.order == .pair {
      let applied = trial.applied[passedPairs]
      say(
        "  applied with F \(number(applied.loss)); v_c after it "
          + vectorText(applied.centerAfter))
    } else {
      var gradient = [Double](repeating: 0, count: record.centerVector.count)
      for other in record.pairs.prefix(passed) {
        for (index, value) in other.centerGradient.enumerated() { gradient[index] += value }
      }
      say("  ∂/∂v_c so far " + vectorText(gradient))
    }
    if passed == count {
      return try stepOnce()
    }
    passedPairs = passed
    comeToStop()
    return true
  }

  /// A vector in the transcript's precision.
  package func vectorText(_ vector: [Double]) -> String {
    "[" + vector.map { number($0) }.joined(separator: ", ") + "]"
  }
}
