import Debugger
import Word2Vec

/// A session as panes read it, with the values that several panes share.
///
/// Slow parts of a window are computed once, at their first use, and can be
/// interrupted.
struct SessionReader {
  let session: Session
  let window: WindowModel
  /// Under update order `pair`, each pair as it is applied.
  let applied: [UpdatePreview.Applied]
  /// The numbers to compare with those of other stops.
  let numbers: StopNumbers

  init(_ session: Session) throws {
    try session.run.applyPendingEdits()
    self.session = session
    window = WindowModel(
      try session.trace(), hyperparameters: session.hyperparameters,
      vocabulary: session.corpus.vocabulary, passedPairs: session.pending.passedPairs,
      glyphs: Glyphs(isASCII: session.interface.ascii))
    applied = session.hyperparameters.update == .pair ? try session.preview().applied : []
    numbers = StopNumbers(window, applied: applied)
  }

  /// The words by score; `nil` under negative sampling.
  var ranking: ScoreRanking? {
    get throws {
      guard window.trace.update.objective.readsWholeVocabulary else { return nil }
      return try session.pending.ranking(session.cancellation)
    }
  }

  /// How the symbols of the derivation's current line are written in the other panes.
  var symbols: [String] {
    get throws {
      guard session.screen.panes.contains(.derivation), let page = try session.derivationPage()
      else {
        return []
      }
      return symbolTexts(of: page, in: window)
    }
  }
}
