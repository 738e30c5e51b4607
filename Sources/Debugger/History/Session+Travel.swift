import SkipGram

extension Session {
  /// Does something to the run and takes note of it; the rest of the record is dropped.
  func perform(_ event: TimelineEvent) {
    recordTriedSettings()
    takeNote(of: event)
    apply(event)
    if event.changesParameters { lastUpdate = nil }
    try? makeOwedEdits()
    invalidate()
    stopCount += 1
    // A record that has to begin here begins with what was done here.
    if event.byteCount > 0 { fitHistory() }
  }

  /// Makes the settings of a `with` part of the record, before something is done under them.
  func recordTriedSettings() {
    guard isTryingSettings else { return }
    isTryingSettings = false
    takeNote(of: .settings(hyperparameters))
  }

  private func takeNote(of event: TimelineEvent) {
    let dropped = timeline.record(event, at: trainer.number)
    lossHistory.forget(from: trainer.number)
    if dropped > 0 {
      say(
        "the record after window \(grouped(trainer.number)) is dropped "
          + "(\(counted(dropped, "window")))")
    }
  }

  /// Does something to the run, for the first time or again; an edit is owed then.
  private func apply(_ event: TimelineEvent) {
    if event.changesParameters {
      owedEdits.append(event)
    } else {
      event.apply(to: &trainer) {}
    }
  }

  /// Makes the edits that are owed: this goes before anything that looks at the run.
  ///
  /// - Throws: ``Interruption``; the edits that are not whole are still owed then, and made again.
  package func makeOwedEdits() throws {
    while let edit = owedEdits.first {
      try returnLoan()
      try edit.apply(to: &trainer, pausing: pause)
      if divergence != nil {
        try pause()
        if trainer.parameters.firstNonFinite == nil { divergence = nil }
      }
      owedEdits.removeFirst()
      writeCount += 1
      invalidate()
    }
  }

  /// Does what is put off where one comes to stand: this goes before anything that changes the run.
  ///
  /// - Throws: ``Interruption``; what is not done is still put off then.
  func catchUp() throws {
    try returnLoan()
    try makeOwedEdits()
  }

  /// What replaying from the last checkpoint costs where another is due, in rows read and written.
  ///
  /// - Parameter isMiddle: Whether one is due as soon as that takes longer than copying the
  ///   parameters.
  /// - Returns: The cost.
  func checkpointCost(inMiddle isMiddle: Bool) -> Int {
    let words = corpus.vocabulary.count
    return isMiddle ? 4 * words : checkpointInterval ?? Timeline.interval(words: words)
  }

  /// Does again what was done at the window just arrived at; edits are owed then.
  func repeatEvents() {
    for event in timeline.events(at: trainer.number) { apply(event) }
  }

  /// Keeps the state of an arrival, where nothing has been done at the window yet, unless the user
  /// interrupts: copying can take long, and a later arrival does as well.
  func takeCheckpoint() {
    guard !isInterrupted(), keepsStates, !timeline.passesCheckpoint(at: trainer.number)
    else { return }
    if var dropped = timeline.makeRoom(for: stateByteCount, memory: historyLimit),
      // A replay for `why` may hold it too.
      isKnownUniquelyReferenced(&dropped)
    {
      let replacing: ()? = try? dropped.replace(with: self, pausing: pause)
      if replacing != nil { timeline.add(dropped, memory: historyLimit) }
    } else if let parameters = try? trainer.parameters.copy(pausing: pause) {
      timeline.add(Checkpoint(of: self, parameters: parameters), memory: historyLimit)
    }
  }

  /// The memory that going back may take, in bytes.
  var historyLimit: Int { interface.historyMemory << 20 }

  /// Whether the memory for going back holds a state of this run.
  var keepsStates: Bool { stateByteCount <= historyLimit }

  /// The memory that a state of this run takes, in bytes.
  var stateByteCount: Int { trainer.parameterByteCount + tally.byteCount }

  /// Lets a record without a beginning begin here, where memory holds the state.
  ///
  /// - Throws: ``Interruption``; the record has no beginning then, and this goes before the next
  ///   command.
  func beginRecord() throws {
    guard timeline.isWithoutBeginning, keepsStates else { return }
    try makeOwedEdits()
    let parameters = try trainer.parameters.copy(pausing: pause)
    timeline.begin(with: Checkpoint(of: self, parameters: parameters))
    if trainer.interventions != Interventions() {
      timeline.recordAtStart(.interventions(trainer.interventions))
    }
  }

  /// Makes the record fit into its memory; it may have to begin here.
  func fitHistory() {
    let isLost = timeline.fit(into: historyLimit, standingBefore: trainer.number)
    try? beginRecord()
    if isLost {
      say(
        "history-memory \(interface.historyMemory) MiB does not hold the record: "
          + "there is no going back beyond window \(grouped(trainer.number)) any more")
    }
  }

  /// Goes to window 0 of this run and forgets the record; settings stay as they are now.
  ///
  /// Vectors that were read or written at window 0 are where the run began, and stay too.
  ///
  /// - Throws: ``Interruption``; nothing has been done then.
  func startOver() throws {
    let settings = hyperparameters
    for index in stops.indices { stops[index].hits = 0 }
    guard timeline.start == 0, !timeline.isWithoutBeginning else {
      if !timeline.hasInitialParameters {
        say(
          "the vectors that window 0 of this run had are not kept; "
            + "it starts over with the initial ones of its seed")
      }
      try standAtStart(Timeline(initial: settings))
      return
    }
    let edits = Array(timeline.events(at: 0).filter(\.changesParameters))
    if case .kept(let origin) = timeline.beginning {
      try standAtStart(
        Timeline(origin: origin, hasInitialParameters: timeline.hasInitialParameters))
      if settings != hyperparameters { perform(.settings(settings)) }
    } else {
      try standAtStart(Timeline(initial: settings))
    }
    for event in edits { perform(event) }
  }

  /// Replaces the record and stands where the new one begins.
  private func standAtStart(_ new: Timeline) throws {
    let old = timeline
    timeline = new
    do {
      _ = try restoreState(atOrBefore: new.start)
    } catch {
      timeline = old
      throw error
    }
    lossHistory = LossHistory()
    stopCount += 1
  }

  /// Stands where the nearest state at or before a window was kept; edits made there are owed.
  ///
  /// A state that is kept lends its numbers, which takes no time; copying them back can be
  /// interrupted, and goes before all that changes them.
  ///
  /// - Returns: The number of the window stood before.
  /// - Throws: ``Interruption``; nothing has been done then.
  func restoreState(atOrBefore window: Int) throws -> Int {
    try catchUp()
    let checkpoint = timeline.checkpoint(atOrBefore: window)
    if let checkpoint {
      checkpoint.lend(to: &trainer)
      lender = checkpoint
    } else if case .initial(let initial) = timeline.beginning {
      var parameters = try Parameters(
        words: corpus.vocabulary.count, hyperparameters: initial, pausing: pause)
      trainer.restore(
        number: 0, position: .start, hyperparameters: initial, exchanging: &parameters)
    }
    stand(at: checkpoint)
    return trainer.number
  }

  /// Copies the numbers stood on back to the kept state that has lent them, if one has.
  ///
  /// - Throws: ``Interruption``; they are still lent then.
  func returnLoan() throws {
    try lender?.takeBack(from: trainer, pausing: pause)
    lender = nil
  }

  /// Does what belongs to standing at a state beside the run itself.
  private func stand(at checkpoint: Checkpoint?) {
    if let checkpoint {
      tally = checkpoint.tally
    } else if case .initial = timeline.beginning {
      tally = RunTally()
    }
    divergence = checkpoint?.divergence
    isTryingSettings = false
    timeline.returned(to: checkpoint)
    repeatEvents()
    lastUpdate = nil
    invalidate()
  }

  /// A session that stands at or before a window of this one's record and can replay what follows.
  ///
  /// It shares the checkpoints and adds none.
  ///
  /// - Parameter window: The window; the record reaches back to it.
  /// - Returns: The session.
  /// - Throws: ``Interruption``.
  func replay(from window: Int) throws -> Session {
    let checkpoint = timeline.checkpoint(atOrBefore: window)
    let replay: Session
    if let checkpoint {
      replay = Session(
        try Trainer(
          corpus: corpus, hyperparameters: checkpoint.hyperparameters,
          parameters: checkpoint.parameters.copy(pausing: pause),
          number: checkpoint.number, position: checkpoint.position, pausing: pause))
    } else {
      guard case .initial(let initial) = timeline.beginning else {
        preconditionFailure("a record begins with a state")
      }
      replay = Session(
        try Trainer(
          corpus: corpus, hyperparameters: initial,
          parameters: Parameters(
            words: corpus.vocabulary.count, hyperparameters: initial, pausing: pause),
          pausing: pause))
    }
    replay.timeline = timeline
    replay.checkpointInterval = .max
    replay.interface = interface
    replay.isInterrupted = isInterrupted
    replay.valueHistory = valueHistory
    replay.stand(at: checkpoint)
    return replay
  }

  /// Refuses to go back to a window that the record does not hold.
  func requireRecorded(_ window: Int) throws {
    if window < timeline.start { throw noWayBack("window \(grouped(window)) is before it") }
  }

  /// Refuses to go back from the beginning of the record.
  func requirePast() throws {
    if trainer.number == timeline.start { throw noWayBack("there is nothing before it") }
  }

  private func noWayBack(_ reason: String) -> CommandError {
    .other(
      timeline.isWithoutBeginning
        ? "history-memory \(interface.historyMemory) MiB holds no state of this run, so there is no "
          + "going back; `set history-memory` gives more"
        : "the record begins at window \(grouped(timeline.start)); \(reason)")
  }
}
