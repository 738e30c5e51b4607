import Debugger
import Panes
import Word2Vec

/// Measures the screen with the projection after a step, beside the screen of the layout `step`.
func measureProjection() throws -> [Figure] {
  try [1000, 50_000].flatMap { words in
    var text = SyntheticText(words: words)
    text.appendRandom(50_000)
    text.appendAll()
    let corpus = try text.corpus()
    return try Objective.allCases.flatMap { objective in
      try ["corpus projection", "corpus projection+heat/loss-plot yhat+eta+samples"].map {
        try screens(corpus, .large(objective), layout: $0)
      }
    }
  }
}

private func screens(
  _ corpus: Corpus, _ hyperparameters: Hyperparameters, layout: String
) throws -> Figure {
  let sessions = (0..<2).map { _ in Session(corpus: corpus, hyperparameters: hyperparameters) }
  for session in sessions { session.host.hasPanes = true }
  try sessions[0].runOrFail("layout new measured \(layout)")
  var states = sessions.map { _ in ScreenState(size: Size(columns: 120, rows: 40)) }
  for index in sessions.indices { _ = try states[index].nextFrame(of: sessions[index]) }
  let words = grouped(corpus.vocabulary.count)
  var figure = Figure(
    what: "\(layout), W = \(words), \(hyperparameters.objective.rawValue)", unit: "ms")
  for _ in 0..<21 {
    for index in sessions.indices {
      try sessions[index].runOrFail("step")
      let watch = Stopwatch()
      let canvas = try states[index].nextFrame(of: sessions[index]).canvas
      if index == 0 {
        figure.values.append(watch.milliseconds)
      } else {
        figure.references.append(watch.milliseconds)
      }
      guard canvas.size == states[index].size else {
        throw BenchmarkError("the screen is not full")
      }
    }
  }
  return figure
}
