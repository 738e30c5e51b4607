import Debugger
import Word2Vec

/// Measures the cost of the history for a run: at first, when memory for it is new, and once it is
/// full.
func measureHistory() throws -> [Figure] {
  let corpus = try SyntheticText.large(randomTokens: 150_000)
  return try history(corpus, .negativeSampling, windows: 100_000, filling: 16)
    + history(corpus, .softmax, windows: 50, filling: 14)
}

/// Rounds of some windows each: half of them before the memory is full, half after.
private func history(
  _ corpus: Corpus, _ objective: Objective, windows: Int, filling: Int
) throws -> [Figure] {
  var hyperparameters = Hyperparameters.large(objective)
  hyperparameters.epochs = 1000
  let sessions = try [0, 512].map { memory in
    let session = Session(corpus: corpus, hyperparameters: hyperparameters)
    try session.runOrFail("set history-memory \(memory)")
    return session
  }
  var figures = ["filling 512 MiB", "512 MiB full"].map {
    Figure(what: "\(objective.rawValue), continue, \($0)", unit: "windows/s")
  }
  for round in 0..<2 * filling {
    let speeds = try sessions.map { session in
      let watch = Stopwatch()
      try session.runOrFail("step \(windows)")
      return Double(windows) / watch.seconds
    }
    let index = round < filling ? 0 : 1
    figures[index].values.append(speeds[1])
    figures[index].references.append(speeds[0])
  }
  return figures
}
