/// Measures what it costs that a run shows how far it has come.
func measureProgress() throws -> [Figure] {
  let texts = try TextFiles()
  return try [("negative-sampling", 2_000_000), ("softmax", 4000)].flatMap { objective, windows in
    let arguments = try texts.arguments(words: 50_000, objective)
    let quiet = try TerminalProgram(arguments + ["--plain"], showsProgress: false)
    let programs = [
      (name: "panes", try TerminalProgram(arguments)),
      (name: "a line", try TerminalProgram(arguments + ["--plain"])),
    ]
    var figures = programs.map { Figure(what: "\($0.name), \(objective), W = 50k", unit: "s") }
    for _ in 0..<9 {
      let reference = try quiet.secondsOfRun(windows: windows)
      for (index, program) in programs.enumerated() {
        figures[index].values.append(try program.1.secondsOfRun(windows: windows))
        figures[index].references.append(reference)
      }
    }
    return figures
  }
}

extension TerminalProgram {
  /// The processor time that so many windows take, in seconds.
  fileprivate func secondsOfRun(windows: Int) throws -> Double {
    waitForQuiet()
    try type("step \(windows)")
    waitForQuiet()
    let before = try seconds()
    try type("\r")
    // What is the same on the screen already is not written again.
    try wait(for: "ords/s")
    return try seconds() - before
  }
}
