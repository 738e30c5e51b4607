import SkipGram

extension Session {
  /// Refuses to go on after the last planned epoch; a hand-made window can be applied any time.
  func requireWindowToApply() throws {
    if trainer.isFinished, trainer.interventions.window == nil {
      throw CommandError.endOfTraining(epochs: hyperparameters.epochs)
    }
  }

  /// Applies the pending update, says what it came to, and which stops it has led to.
  ///
  /// - Returns: Whether it has led to none, and everything is still finite.
  /// - Throws: ``Interruption``, before the update or after it.
  func stepOnce() throws -> Bool {
    try prepare([.record])
    var lookout = Lookout(self)
    try logPendingWindow()
    let isFinite = try stepAndLook()
    comeToStop()
    try pause()
    try makeOwedEdits()
    sayLastUpdate()
    let reasons = lookout.reasonsToStop(self, counts: true)
    stopped(for: reasons)
    return isFinite && reasons.isEmpty
  }

  /// Applies the pending update and looks at what it came to, unless the user interrupts that: then
  /// there is no ``lastUpdate``.
  ///
  /// Edits that the record holds at the next window are owed.
  ///
  /// - Returns: Whether everything is still finite.
  /// - Throws: ``Interruption``, before the update.
  func stepAndLook() throws -> Bool {
    let before = record
    let isFinite = try stepWithoutLooking()
    // Looking at the parameters can take as long as the update itself.
    guard !isInterrupted(),
      let after = try? loss(of: before.update, at: trainer.parameters, cancellation: cancellation)
    else { return isFinite }
    lastUpdate = UpdateSummary(record: before, lossAfter: after)
    return isFinite
  }

  /// Applies pending updates with the kernel alone, one after another, until something is due that
  /// takes more than counting.
  ///
  /// Edits that the record holds where this ends are owed; they are made before the next update.
  ///
  /// - Parameters:
  ///   - limit: How many at most; one is applied in any case.
  ///   - lookout: What is looked out for: before a window where it may find a stop, no more updates
  ///     are applied.
  ///   - arrivesInMiddle: Whether one update leads to the middle of a journey, where a kept state
  ///     makes the next one short.
  /// - Returns: Whether everything is still finite.
  /// - Throws: ``Interruption``, before the first update.
  func stepWithoutLooking(
    atMost limit: Int = 1, lookingOut lookout: Lookout = Lookout(),
    arrivesInMiddle: Bool = false
  ) throws -> Bool {
    try catchUp()
    try trainer.prepareStep(cancellation: cancellation)
    recordTriedSettings()
    lastUpdate = nil
    let recorded = timeline.end
    let checkpointCost = checkpointCost(inMiddle: arrivesInMiddle)
    let stretch = Stretch(
      limit: min(limit, timeline.windowsToEvent(after: trainer.number)),
      checkpointCost: checkpointCost, lookout: lookout)
    let isFinite = stretch.pass(
      &trainer, tally: &tally, losses: &lossHistory, timeline: &timeline)
    trainer.settle()
    if !isFinite, divergence == nil { divergence = makeDivergence(trainer.number - 1) }
    if timeline.costSinceCheckpoint >= checkpointCost { takeCheckpoint() }
    if trainer.number <= recorded { repeatEvents() }
    invalidate()
    return isFinite
  }

  private func makeDivergence(_ window: Int) -> Divergence {
    let parameter = trainer.firstNonFiniteOfLastUpdate.map { side, word, component in
      "\(side.rawValue)[\(corpus.vocabulary.name(of: word))][\(component)]"
    }
    return Divergence(window: window, parameter: parameter)
  }

  /// Says what the last update did, in one line.
  func sayLastUpdate() {
    guard let lastUpdate else { return }
    let record = lastUpdate.record
    say(
      "window \(record.number): \(windowText(record.window))  "
        + "J \(number(record.loss)) → \(number(lastUpdate.lossAfter))  "
        + "(first order: \(number(record.loss + record.predictedChange)))")
    sayEnd()
  }

  /// Says what a run ends with other than a breakpoint, where it does: divergence, the last epoch.
  func sayEnd() {
    if let divergence { say(divergence.description) }
    sayEndOfTraining()
  }

  /// Says that all planned epochs are done, where they are.
  func sayEndOfTraining() {
    if trainer.isFinished {
      say(
        "end of training: \(counted(hyperparameters.epochs, "epoch")), "
          + counted(trainer.number, "window"))
    }
  }

  /// A window in one line: outside words around the center, left to right.
  package func windowText(_ window: Window) -> String {
    let words = window.outside.map { (offset: $0.offset, name: name($0.word)) }
    guard words.allSatisfy({ $0.offset != nil }) else {
      return ([name(window.center), ":"] + words.map(\.name)).joined(separator: " ")
    }
    let left = words.filter { ($0.offset ?? 0) < 0 }.map(\.name)
    let right = words.filter { ($0.offset ?? 0) > 0 }.map(\.name)
    return (left + ["[\(name(window.center))]"] + right).joined(separator: " ")
  }

  /// A word as text that cannot steer a terminal; of one too long for any line, its beginning.
  package func name(_ word: Int) -> String {
    let bytes = corpus.vocabulary.bytes(of: word)
    guard bytes.count > Self.longestName else { return corpus.vocabulary.name(of: word) }
    return displayText(bytes.prefix(Self.longestName)) + "…"
  }

  private static let longestName = 200

  /// A number in the transcript's precision.
  package func number(_ value: Double) -> String {
    formatted(value, digits: interface.precision)
  }
}
