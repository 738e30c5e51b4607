import Debugger
import Word2Vec

private let rounds = 7

extension Objective {
  /// Windows of a round.
  fileprivate var roundWindows: Int {
    switch self {
    case .softmax: 100
    case .negativeSampling: 20_000
    }
  }
}

/// Measures the cost of breakpoints that never stop a run.
func measureStops() throws -> [Figure] {
  // The runs and their warm-up stay within the random words.
  let randomTokens = (rounds + 2) * Objective.negativeSampling.roundWindows
  let corpus = try SyntheticText.large(randomTokens: randomTokens)
  let seen = Set(corpus.tokens.prefix(randomTokens))
  let words = (0..<corpus.vocabulary.count).filter { !seen.contains(Int32($0)) }
  guard words.count >= 12 else { throw BenchmarkError("too few words are absent from the run") }
  return try [.negativeSampling, .softmax].flatMap { objective in
    try measureStops(corpus, objective, words: words)
  }
}

private func measureStops(
  _ corpus: Corpus, _ objective: Objective, words: [Int]
) throws -> [Figure] {
  let plain = try runningSession(corpus, objective) { _ in [] }
  let breakpoints = try runningSession(corpus, objective) { session in
    words.prefix(10).map { "break \(session.name($0))" }
      + ["watch cos(v[\(session.name(words[10]))], u[\(session.name(words[11]))]) > 0.99"]
  }
  let falseCondition = try runningSession(corpus, objective) { _ in ["break if J < 0"] }

  let stops = ["ten breakpoints and a watch on a cosine", "break if J < 0"]
  var figures = stops.map {
    Figure(what: "\(objective.rawValue), continue with \($0)", unit: "windows/s")
  }
  for _ in 0..<rounds {
    let reference = try speed(of: plain)
    figures[0].values.append(try speed(of: breakpoints))
    figures[1].values.append(try speed(of: falseCondition))
    for index in figures.indices { figures[index].references.append(reference) }
  }
  return figures
}

/// A session with stops that has begun to run.
private func runningSession(
  _ corpus: Corpus, _ objective: Objective, stops: (Session) -> [String]
) throws -> Session {
  let session = Session(corpus: corpus, hyperparameters: .large(objective))
  try session.runOrFail("set history-memory 128")
  for stop in stops(session) { try session.runOrFail(stop) }
  _ = session.apply("continue")
  _ = try speed(of: session)
  return session
}

/// Runs a round.
///
/// - Returns: Windows a second.
private func speed(of session: Session) throws -> Double {
  let windows = session.hyperparameters.objective.roundWindows
  let watch = Stopwatch()
  let effects = session.advance()
  let speed = Double(windows) / watch.seconds
  guard session.isBusy else { throw BenchmarkError("the run has stopped: \(effects)") }
  return speed
}
