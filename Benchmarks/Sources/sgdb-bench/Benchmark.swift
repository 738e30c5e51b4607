/// Something whose speed or memory is measured.
struct Benchmark: Sendable {
  /// Its name on the command line.
  let name: String
  /// The quantity measured.
  let what: String
  /// The reference it is compared with.
  let reference: String
  /// Measures it.
  let run: @Sendable () async throws -> [Figure]

  /// All benchmarks; the one that looks at the memory of the process comes first.
  static let all = [
    Benchmark(
      name: "reverse-step", what: "going back one window, W = 50,000, d = 100",
      reference: "copying both matrices", run: measureReverseStep),
    Benchmark(
      name: "condition", what: "evaluating cos(v[a], u[b]) > 0.5, d = 100",
      reference: "a plain Float32 dot of 100", run: measureCondition),
    Benchmark(
      name: "stops", what: "the speed of continue, W = 50,000, d = 100, K = 5",
      reference: "without stops", run: measureStops),
    Benchmark(
      name: "history", what: "the speed of continue, W = 50,000, d = 100, K = 5",
      reference: "history-memory 0", run: measureHistory),
    Benchmark(
      name: "redraw", what: "one step and the screen at 120x40",
      reference: "the update alone", run: measureRedraw),
    Benchmark(
      name: "projection", what: "a screen of plots at 120x40 after a step, d = 100",
      reference: "the screen of layout step", run: measureProjection),
    Benchmark(
      name: "training", what: "an epoch on one thread; d = 100, radius 5, K = 5",
      reference: "", run: measureTraining),
    Benchmark(
      name: "kernel", what: "the parts of an update under negative sampling",
      reference: "its arithmetic alone", run: measureKernels),
    Benchmark(
      name: "softmax", what: "windows under the full softmax",
      reference: "reading and writing U", run: measureSoftmax),
    Benchmark(
      name: "loading", what: "reading, counting, sorting and numbering 100 MB",
      reference: "LC_ALL=C wc -w", run: measureLoading),
    Benchmark(
      name: "resident", what: "the memory of the program on 100 MB, d = 100",
      reference: "parameters, tokens, vocabulary, 32 MiB", run: measureResidentMemory),
    Benchmark(
      name: "progress", what: "overhead of a run, d = 100",
      reference: "what is allowed", run: measureProgress),
    Benchmark(
      name: "interrupt", what: "from Ctrl-C to the word that it was honoured, d = 100",
      reference: "Ctrl-C where nothing runs", run: measureInterrupt),
    Benchmark(
      name: "poll-gap", what: "worst Ctrl-C polling gap, W = 500,000, d = 100",
      reference: "the limit", run: measurePollGaps),
    Benchmark(
      name: "start", what: "from the start of the program to its first frame",
      reference: "sgdb --version", run: measureStart),
    Benchmark(
      name: "memory", what: "the speed of memory", reference: "memcpy of as much",
      run: measureMemory),
  ]
}

/// An error that keeps a benchmark from measuring.
struct BenchmarkError: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) {
    self.description = description
  }
}
