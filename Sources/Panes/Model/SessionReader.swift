import Debugger
import SkipGram

/// What the screen reads of a session: the only way from panes to the numbers behind them.
///
/// Each part of a window that takes long is computed once, when it is first asked for, and may be
/// interrupted.
struct SessionReader {
  private let session: Session
  let window: WindowModel
  /// Under update order `pair`, each pair as it is applied.
  let applied: [TrialResults.Applied]
  /// What can be compared with the stop before.
  let numbers: StopNumbers

  init(_ session: Session) throws {
    try session.makeOwedEdits()
    let isByPair = session.hyperparameters.update == .pair
    try session.prepare(isByPair ? [.record, .trial] : [.record])
    self.session = session
    window = WindowModel(
      session.record, hyperparameters: session.hyperparameters,
      vocabulary: session.corpus.vocabulary, passedPairs: session.passedPairs,
      glyphs: Glyphs(isASCII: session.interface.ascii))
    applied = isByPair ? session.trial.applied : []
    numbers = StopNumbers(window, applied: applied)
  }

  var stop: Int { session.stopCount }
  var isRunning: Bool { session.progress != nil }
  /// Whether the tour is under way, whose texts are longer than what commands print.
  var isOnTour: Bool { session.isOnTour }

  var status: StatusModel {
    StatusModel(
      window, corpus: session.corpus,
      epoch: session.trainer.isFinished ? nil : session.trainer.position.epoch,
      interventions: session.trainer.interventions, divergence: session.divergence,
      recentLosses: session.recentLosses.suffix(60))
  }

  /// The words by score; `nil` under negative sampling.
  var ranking: ScoreRanking? {
    get throws {
      guard window.trace.softmax != nil else { return nil }
      try session.prepare([.ranking])
      return session.scoreRanking
    }
  }

  var corpus: CorpusModel {
    CorpusModel(
      window, corpus: session.corpus,
      sentence: session.corpus.sentence(ofToken: session.trainer.position.token))
  }

  var loss: LossModel {
    LossModel(
      window, applied: applied, last: session.lastUpdate, mean: session.runningMean,
      recent: Array(session.recentLosses))
  }

  /// What is looked at of the derivation; `nil` if nothing is.
  private var derivationPage: DerivationPage? {
    get throws {
      try session.prepare(.derivation)
      return session.derivationPage
    }
  }

  var derivation: DerivationModel {
    get throws {
      let convention = session.interface.convention
      return try DerivationModel(
        derivationPage, glyphs: window.glyphs,
        text: { $0.line.text(in: convention) },
        details: session.derivationDetails)
    }
  }

  /// How the symbols of the derivation's current line are written in the other panes.
  var symbols: [String] {
    get throws {
      guard session.screen.panes.contains(.derivation), let page = try derivationPage else {
        return []
      }
      return symbolTexts(of: page, in: window)
    }
  }

  var display: DisplayModel {
    get throws {
      try session.prepare(.display)
      return DisplayModel(lines: session.displayLines, glyphs: window.glyphs)
    }
  }

  /// Brings the projection to where the session is; its axes stay where those before were.
  var projection: ProjectionModel {
    get throws {
      let content: ProjectionModel.Content
      do {
        content = .projection(try session.updateProjection())
      } catch let interruption as Interruption {
        throw interruption
      } catch {
        content = .failure("\(error)")
      }
      return ProjectionModel(
        content: content, choices: session.plots.projection, window: window)
    }
  }

  var heat: HeatModel { HeatModel(rows: session.heatRows, window: window) }

  var lossPlot: LossPlotModel {
    LossPlotModel(
      history: session.lossHistory, marks: session.runMarks, choices: session.plots.loss,
      here: window.trace.number, glyphs: window.glyphs)
  }

  var prediction: PredictionModel {
    get throws {
      try session.prepare(.yhat)
      return PredictionModel(change: session.predictionChange, window: window)
    }
  }

  var eta: EtaModel {
    get throws {
      try session.prepare(.eta)
      return EtaModel(curve: session.etaCurve, glyphs: window.glyphs)
    }
  }

  var samples: SamplesModel {
    SamplesModel(
      counts: session.drawCounts, noise: session.trainer.noise.probabilities, window: window)
  }
}
