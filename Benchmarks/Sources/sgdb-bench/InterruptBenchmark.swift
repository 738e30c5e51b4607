import Foundation

/// Measures the time from Ctrl-C to the report that the run has ended; the reference is the echo of
/// Ctrl-C where nothing runs.
///
/// In line mode all output is written; with panes, only the differences on the screen.
func measureInterrupt() throws -> [Figure] {
  let texts = try TextFiles()
  var figures: [Figure] = []
  for (words, objective) in [
    (50_000, "negative-sampling"), (50_000, "softmax"), (500_000, "negative-sampling"),
    (500_000, "softmax"),
  ] {
    let program = try TerminalProgram(texts.arguments(words: words, objective) + ["--plain"])
    try program.wait(for: "(sgdb)")
    let what = "\(objective), W = \(words / 1000)k"
    figures.append(try program.interruptions(of: "continue", what: "continue, \(what)"))
    guard words == 50_000 else { continue }
    figures.append(
      try program.interruptions(of: "reverse-continue", what: "back, \(what)") {
        // So that there is enough to go back in.
        try program.type("continue\r")
        program.run(for: .milliseconds(700))
        try program.type("\u{3}")
        program.waitForQuiet()
      })
    figures.append(
      try program.interruptions(of: "why v[waaaa][0]", what: "why, \(what)"))
  }
  figures.append(try loadingInterruptions())
  return figures
}

/// Starts the program on 100 MB and interrupts it while it loads.
private func loadingInterruptions() throws -> Figure {
  var figure = Figure(what: "loading 100 MB", unit: "ms")
  let corpus = try Prepared.corpus("t100")
  for round in 0..<20 {
    let program = try TerminalProgram(["--plain"])
    try program.wait(for: "(sgdb)")
    figure.references.append(try program.idleEcho())
    try program.type("load \"\(corpus)\"\r")
    program.run(for: .milliseconds(30 + 17 * round))
    let start = ContinuousClock.now
    try program.type("\u{3}")
    // On a quick machine it may be loaded before.
    try program.wait(for: "(sgdb)")
    figure.values.append((ContinuousClock.now - start) / .milliseconds(1))
  }
  return figure
}

extension TerminalProgram {
  /// Starts a command many times and interrupts it.
  fileprivate func interruptions(
    of command: String, what: String, preparing: () throws -> Void = {}
  ) throws -> Figure {
    var figure = Figure(what: what, unit: "ms")
    for round in 0..<12 {
      waitForQuiet()
      figure.references.append(try idleEcho())
      waitForQuiet()
      try preparing()
      try type(command + "\r")
      run(for: .milliseconds(100 + 37 * round))
      let start = ContinuousClock.now
      try type("\u{3}")
      try wait(for: "interrupted")
      figure.values.append((ContinuousClock.now - start) / .milliseconds(1))
    }
    return figure
  }

  /// The milliseconds from Ctrl-C to its echo where nothing runs.
  fileprivate func idleEcho() throws -> Double {
    let start = ContinuousClock.now
    try type("\u{3}")
    try waitForOutput()
    return (ContinuousClock.now - start) / .milliseconds(1)
  }
}
