import SkipGram

/// Measures how fast a text becomes a corpus.
func measureLoading() throws -> [Figure] {
  var text = SyntheticText(words: 50_000)
  text.appendRandom(5_000_000)
  let bytes = text.bytes
  let megabytes = Double(bytes.count) * 1e-6
  var figure = Figure(what: "loading a text of 30 MB", unit: "MB/s")
  for _ in 0..<7 {
    let watch = Stopwatch()
    let corpus = try Corpus.reading(bytes)
    figure.values.append(megabytes / watch.seconds)

    let sumWatch = Stopwatch()
    let sum = bytes.reduce(0) { $0 &+ Int($1) }
    figure.references.append(megabytes / sumWatch.seconds)
    guard sum > 0, corpus.tokens.count == text.tokens else {
      throw BenchmarkError("tokens are missing")
    }
  }
  return [figure]
}
