/// Measures the share of a run's time spent on showing progress, as the program prints it.
func measureProgress() throws -> [Figure] {
  let texts = try TextFiles()
  return try [("negative-sampling", 2_000_000), ("softmax", 4000)].flatMap { objective, windows in
    try [("panes", []), ("a line", ["--plain"])].map { name, options in
      let program = try TerminalProgram(texts.arguments(words: 50_000, objective) + options)
      var figure = Figure(what: "\(name), \(objective), W = 50k", unit: "%")
      for _ in 0..<5 {
        figure.values.append(try program.percentOutside(windows: windows, hasPanes: options == []))
        figure.references.append(1)
      }
      return figure
    }
  }
}

extension TerminalProgram {
  /// The percentage that a run of a number of windows prints at its end.
  fileprivate func percentOutside(windows: Int, hasPanes: Bool) throws -> Double {
    waitForQuiet()
    try type("step \(windows)\r")
    // Unchanged parts of the screen are not written again.
    try wait(for: "ords/s")
    waitForQuiet()
    // So that it is written as a whole.
    if hasPanes { try type("\u{0C}") }
    try wait(for: "% overhead")
    return try number(before: " % overhead")
  }
}
