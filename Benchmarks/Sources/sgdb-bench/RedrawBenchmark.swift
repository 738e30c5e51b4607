import Debugger
import Panes
import Word2Vec

/// Measures one step and the screen after it, on a large vocabulary and on the bundled text.
func measureRedraw() throws -> [Figure] {
  let large = try SyntheticText.large(randomTokens: 50_000)
  let bundled = try Session.defaultCorpus()
  return try Objective.allCases.map { objective in
    try stepsAndScreens(large, .large(objective), "W = 50,000, d = 100")
  }
    + Objective.allCases.map { objective in
      var hyperparameters = Hyperparameters()
      hyperparameters.objective = objective
      return try stepsAndScreens(bundled, hyperparameters, "bundled text")
    }
}

private func stepsAndScreens(
  _ corpus: Corpus, _ hyperparameters: Hyperparameters, _ place: String
) throws -> Figure {
  let session = Session(corpus: corpus, hyperparameters: hyperparameters)
  session.host.hasPanes = true
  var trainer = Trainer(corpus: corpus, hyperparameters: hyperparameters)
  var state = ScreenState(size: Size(columns: 120, rows: 40))
  _ = try state.nextFrame(of: session)
  var figure = Figure(
    what: "step and screen, \(place), \(hyperparameters.objective.rawValue)", unit: "ms")
  for _ in 0..<31 {
    let watch = Stopwatch()
    for case .print(let text) in try session.runOrFail("step") {
      state.append(text, kind: .output)
    }
    let canvas = try state.nextFrame(of: session).canvas
    figure.values.append(watch.milliseconds)
    guard canvas.size == state.size else { throw BenchmarkError("the screen is not full") }

    let updateWatch = Stopwatch()
    let outcome = trainer.step()
    figure.references.append(updateWatch.milliseconds)
    guard outcome.isFinite else { throw BenchmarkError("the run diverged") }
  }
  return figure
}
