import Runs

extension Session {
  /// What is seen of the panes.
  package var screen: ScreenSettings {
    get { interface.screen }
    set { interface.screen = newValue }
  }

  /// Computes what the panes in sight show, so that drawing them is quick.
  ///
  /// - Throws: ``Interruption``; what has been computed stays.
  package func prepareScreen() throws {
    try run.applyPendingEdits()
    for pane in screen.panes { try prepare(pane) }
  }

  private func prepare(_ pane: Pane) throws {
    _ = try trace()
    if hyperparameters.update == .pair { _ = try dryRun() }
    switch pane {
    case .scores, .outside:
      if hyperparameters.objective == .softmax { _ = try pending.ranking(cancellation) }
    case .derivation: _ = try derivationLines()
    case .display: _ = displayLines
    case .eta: _ = try pending.etaCurve(cancellation)
    case .yhat: _ = try pending.predictionChange(cancellation)
    case .corpus, .center, .loss, .projection, .heat, .lossPlot, .samples, .transcript: break
    }
  }
}
