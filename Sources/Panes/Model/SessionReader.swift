import Debugger
import Runs
import SkipGram

/// What the screen reads of a session: the only way from panes to the numbers behind them.
///
/// Each part of a window that takes long is computed once, when it is first asked for, and may be
/// interrupted.
struct SessionReader {
  private let session: Session
  let window: WindowModel
  /// Under update order `pair`, each pair as it is applied.
  let applied: [UpdatePreview.Applied]
  /// What can be compared with the stop before.
  let numbers: StopNumbers

  init(_ session: Session) throws {
    try session.run.applyPendingEdits()
    self.session = session
    window = WindowModel(
      try session.trace(), hyperparameters: session.hyperparameters,
      vocabulary: session.corpus.vocabulary, passedPairs: session.pending.passedPairs,
      glyphs: Glyphs(isASCII: session.interface.ascii))
    applied = session.hyperparameters.update == .pair ? try session.dryRun().applied : []
    numbers = StopNumbers(window, applied: applied)
  }

  var stop: Int { session.stopCount }
  var isRunning: Bool { session.isRunning }
  /// Whether the tour is under way, whose texts are longer than what commands print.
  var isOnTour: Bool { session.isOnTour }

  var status: StatusModel {
    StatusModel(
      window, corpus: session.corpus,
      epoch: session.run.isFinished ? nil : session.run.position.epoch,
      overrides: session.run.overrides, divergence: session.run.divergence,
      recentLosses: session.run.tally.recentLosses.suffix(60))
  }

  /// The words by score; `nil` under negative sampling.
  var ranking: ScoreRanking? {
    get throws {
      guard window.trace.update.objective.readsWholeVocabulary else { return nil }
      return try session.pending.ranking(session.cancellation)
    }
  }

  var corpus: CorpusModel {
    CorpusModel(
      window, corpus: session.corpus,
      sentence: session.corpus.sentence(ofToken: session.run.position.token))
  }

  var loss: LossModel {
    LossModel(
      window, applied: applied, last: session.lastUpdate, mean: session.run.runningMean,
      recent: Array(session.run.tally.recentLosses))
  }

  /// What is looked at of the derivation; `nil` if nothing is.
  private var derivationPage: DerivationPage? {
    get throws { try session.derivationPage() }
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
    get throws { DisplayModel(lines: try session.displayLines(), glyphs: window.glyphs) }
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

  var heat: HeatModel {
    get throws { HeatModel(rows: try session.heatRows(), window: window) }
  }

  var lossPlot: LossPlotModel {
    LossPlotModel(
      history: session.run.losses, marks: session.runMarks, choices: session.plots.loss,
      here: window.trace.number, glyphs: window.glyphs)
  }

  var prediction: PredictionModel {
    get throws {
      PredictionModel(
        change: try session.pending.predictionChange(session.cancellation), window: window)
    }
  }

  var eta: EtaModel {
    get throws {
      EtaModel(
        curve: try session.pending.etaCurve(session.cancellation), glyphs: window.glyphs)
    }
  }

  var samples: SamplesModel {
    SamplesModel(
      counts: session.run.tally.draws, noise: session.run.trainer.noise.probabilities,
      window: window)
  }
}
