import Word2Vec

/// Measures how fast a text becomes a corpus.
func measureLoading() async throws -> [Figure] {
  let path = try Prepared.corpus("t100")
  let wc = CommandLineTool(command: ["/usr/bin/wc", "-w", path])
  var figures = Tokenization.allCases.map {
    Figure(what: "reading 100 MB, tokens \($0.rawValue)", unit: "s")
  }
  for _ in 0..<7 {
    let counting = try await wc.run().seconds
    for (index, tokenization) in Tokenization.allCases.enumerated() {
      let watch = Stopwatch()
      let corpus = try corpus(at: path, tokenization, minimumCount: 5)
      figures[index].values.append(watch.seconds)
      figures[index].references.append(counting)
      guard corpus.tokens.count > 10_000_000 else { throw BenchmarkError("tokens are missing") }
    }
  }
  return figures
}

/// Measures the memory of the program on 100 MB; the reference is what its parameters, tokens and
/// vocabulary take, and 32 MiB.
func measureResidentMemory() throws -> [Figure] {
  let path = try Prepared.corpus("t100")
  return try Tokenization.allCases.flatMap { tokenization in
    let corpus = try corpus(at: path, tokenization, minimumCount: 5)
    let parameters = 2 * 100 * MemoryLayout<Float>.stride * corpus.vocabulary.count
    let tokens = MemoryLayout<Int32>.stride * corpus.tokens.count
    let allowed = Double(parameters + tokens + corpus.vocabulary.byteCount + 32 << 20)
    let program = try TerminalProgram([
      path, "--dimension", "100", "--tokens", tokenization.rawValue, "--objective",
      "negative-sampling",
    ])
    try program.wait(for: "(sgdb)")
    program.waitForQuiet()
    return try [("RssAnon", "resident beside files"), ("VmHWM", "peak, with files")].map {
      name, what in
      Figure(
        what: "\(what), tokens \(tokenization.rawValue)", unit: "MiB",
        values: [Double(try program.memory(name)) / 1_048_576], references: [allowed / 1_048_576])
    }
  }
}
