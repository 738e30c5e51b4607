/// Measures the time from the start of the program to its first whole frame on a terminal.
func measureStart() throws -> [Figure] {
  var figure = Figure(what: "first frame of the bundled text, 120x40", unit: "ms")
  for _ in 0..<15 {
    var start = ContinuousClock.now
    try TerminalProgram().wait(for: "(sgdb)")
    figure.values.append((ContinuousClock.now - start) / .milliseconds(1))
    start = .now
    try TerminalProgram(["--version"]).wait(for: ".")
    figure.references.append((ContinuousClock.now - start) / .milliseconds(1))
  }
  return [figure]
}
