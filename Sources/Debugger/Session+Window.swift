import SkipGram

// What the pending window comes to. Everything is computed once, when it is first asked for, and kept
// as long as the window is pending. On a large vocabulary that takes long: whoever can be interrupted
// has it prepared first, which pauses, and reads it then.

/// A part of what the pending window comes to that takes long on a large vocabulary.
package enum WindowPart: Sendable {
  /// `J`.
  case loss
  /// Every intermediate number under the objective.
  case record
  /// What the update would come to.
  case trial
  /// The forward pass over the vocabulary, under either objective.
  case forward
  /// The words by their scores.
  case ranking
}

extension Session {
  /// Computes parts of the pending window, unless the user interrupts.
  ///
  /// - Throws: ``Interruption``; what has been computed stays.
  package func prepare(_ parts: [WindowPart]) throws {
    for part in parts {
      try pause()
      switch part {
      case .loss: _ = try makePendingLoss(pausing: pause)
      case .record: _ = try makeRecord(pausing: pause)
      case .trial: _ = try makeTrial(pausing: pause)
      case .forward: _ = try makeSoftmaxForward(pausing: pause)
      case .ranking: _ = try makeScoreRanking(pausing: pause)
      }
    }
  }

  /// Every intermediate number of the pending window.
  package var record: WindowRecord { makeRecord {} }

  private func makeRecord(pausing pause: () throws -> Void) rethrows -> WindowRecord {
    if let record = cachedWindow.record { return record }
    let record = try WindowRecord(
      of: trainer.makeUpdate(), window: trainer.window, number: trainer.number,
      parameters: trainer.parameters, pausing: pause)
    cachedWindow.record = record
    return record
  }

  /// `J` of the pending window, in nats, without the rest of its record if that is not there yet.
  ///
  /// Both ways add the same numbers in the same order, so a condition on `J` in a long run stops
  /// where `print J` says it does.
  package var pendingLoss: Double { makePendingLoss {} }

  private func makePendingLoss(pausing pause: () throws -> Void) rethrows -> Double {
    if let loss = cachedWindow.record?.loss ?? cachedWindow.loss { return loss }
    let loss = try trainer.makePendingLoss(pausing: pause)
    cachedWindow.loss = loss
    return loss
  }

  /// What the pending update would come to, pair by pair; nothing is applied.
  package var trial: TrialResults { makeTrial {} }

  private func makeTrial(pausing pause: () throws -> Void) rethrows -> TrialResults {
    if let trial = cachedWindow.trial { return trial }
    let trial = try TrialResults(
      of: makeRecord(pausing: pause).update, at: trainer.parameters, pausing: pause)
    cachedWindow.trial = trial
    return trial
  }

  /// The forward pass over the whole vocabulary, under either objective.
  package var softmaxForward: SoftmaxForward { makeSoftmaxForward {} }

  private func makeSoftmaxForward(pausing pause: () throws -> Void) rethrows -> SoftmaxForward {
    let record = try makeRecord(pausing: pause)
    if let forward = record.softmax ?? cachedWindow.forward { return forward }
    let forward = try SoftmaxForward(
      center: record.window.center, parameters: trainer.parameters, pausing: pause)
    cachedWindow.forward = forward
    return forward
  }

  /// The words by their scores with the center word, under either objective.
  package var scoreRanking: ScoreRanking { makeScoreRanking {} }

  func makeScoreRanking(pausing pause: () throws -> Void) rethrows -> ScoreRanking {
    if let ranking = cachedWindow.ranking { return ranking }
    let ranking = try ScoreRanking(makeSoftmaxForward(pausing: pause).scores, pausing: pause)
    cachedWindow.ranking = ranking
    return ranking
  }

  /// What has been computed of the pending window so far.
  var cachedWindow: CachedWindow {
    if let keptWindow { return keptWindow }
    let window = CachedWindow()
    keptWindow = window
    return window
  }

  /// Forgets what was computed from a state that has changed.
  func invalidate() {
    keptWindow = nil
    passedPairs = 0
  }
}

/// What has been computed of the pending window.
final class CachedWindow {
  fileprivate var record: WindowRecord?
  fileprivate var loss: Double?
  fileprivate var trial: TrialResults?
  fileprivate var forward: SoftmaxForward?
  fileprivate var ranking: ScoreRanking?
  /// The lines of the derivation looked at last.
  var derivation: (section: DerivationSection, request: DerivationWalk, lines: [EvaluatedLine])?
  var plots = CachedPlots()
}
