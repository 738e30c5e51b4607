import Debugger
import Word2Vec

/// Measures going back under both objectives, and the memory that takes.
func measureReverseStep() throws -> [Figure] {
  let corpus = try SyntheticText.large(randomTokens: 150_000)
  return try reverseSteps(corpus, .negativeSampling, windows: 100_000)
    + reverseSteps(corpus, .softmax, windows: 200)
}

private func reverseSteps(
  _ corpus: Corpus, _ objective: Objective, windows: Int
) throws -> [Figure] {
  let session = Session(corpus: corpus, hyperparameters: .large(objective))
  try session.runOrFail("step \(windows)")
  let place = "\(objective.rawValue), \(grouped(windows)) windows"
  var time = Figure(what: "back after \(place)", unit: "ms")
  var spare = session.run.parameters.copy()
  for _ in 0..<15 {
    let watch = Stopwatch()
    try session.runOrFail("back")
    time.values.append(watch.milliseconds)

    let copyWatch = Stopwatch()
    spare.assign(from: session.run.parameters)
    time.references.append(copyWatch.milliseconds)
  }
  guard session.run.number == windows - 15 else { throw BenchmarkError("back went elsewhere") }
  let parameterBytes = session.run.parameters.byteCount
  let budget = parameterBytes + session.interface.historyMemory << 20
  let memory = Figure(
    what: "resident after \(place)", unit: "MiB",
    values: [mebibytes(try residentBytes() - spare.byteCount)], references: [mebibytes(budget)],
    reference: "parameters + history-memory")
  return [time, memory]
}

private func mebibytes(_ bytes: Int) -> Double { Double(bytes) / 0x1p20 }
