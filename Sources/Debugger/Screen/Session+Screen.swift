extension Session {
  /// What is seen of the panes.
  package var screen: ScreenSettings {
    get { interface.screen }
    set { interface.screen = newValue }
  }

  /// Computes what the panes in sight show and what takes long on a large vocabulary, so that drawing
  /// them does not, unless the user interrupts.
  ///
  /// - Throws: ``Interruption``; what has been computed stays.
  package func prepareScreen() throws {
    try makeOwedEdits()
    for pane in screen.panes { try prepare(pane) }
  }

  /// Computes what a picture shows and what takes long on a large vocabulary, unless the user
  /// interrupts.
  ///
  /// - Throws: ``Interruption``; what has been computed stays.
  func prepare(_ picture: Picture) throws {
    switch picture {
    case .screen: try prepareScreen()
    case .pane(let pane): try prepare(pane)
    }
  }

  /// Computes what a pane shows and what takes long on a large vocabulary, unless the user interrupts.
  ///
  /// - Throws: ``Interruption``; what has been computed stays.
  package func prepare(_ pane: Pane) throws {
    try prepare(hyperparameters.update == .pair ? [.record, .trial] : [.record])
    switch pane {
    case .scores, .outside:
      if hyperparameters.objective == .softmax { try prepare([.ranking]) }
    case .derivation: if let derivation { _ = try makeDerivationPage(derivation, pausing: pause) }
    case .display: for display in displays { try prepare(display.expression.parts) }
    case .eta: try makeEtaCurve(pausing: pause)
    case .yhat: try makePredictionChange(pausing: pause)
    case .corpus, .center, .loss, .projection, .heat, .lossPlot, .samples, .transcript: break
    }
  }
}
