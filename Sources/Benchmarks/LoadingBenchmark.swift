import SkipGram

/// Measures how fast a text becomes a corpus.
func measureLoading() throws -> [Figure] {
  let path = try Prepared.corpus("t100")
  let wc = CommandLineTool(command: ["/usr/bin/wc", "-w", path])
  var figures = Tokenization.allCases.map {
    Figure(what: "reading 100 MB, tokens \($0.rawValue)", unit: "s")
  }
  for _ in 0..<7 {
    let counting = try wc.run().seconds
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
