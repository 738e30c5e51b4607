import DequeModule
import Word2Vec

/// A training run that can go anywhere in its history: corpus, settings and edits, from window 0 on.
///
/// It applies updates, records edits, keeps checkpoints, and goes back and forward by restoring a
/// checkpoint and replaying, bit for bit. It prints nothing: results are returned.
package final class Run {
  /// The trainer: corpus, settings, parameters and position.
  package private(set) var trainer: Trainer
  /// The windows that can be gone back to.
  package private(set) var history: History
  /// Sums over the windows applied so far.
  package private(set) var tally: RunTally
  /// `J` window by window over the history.
  package private(set) var losses = LossHistory()
  /// The divergence, as long as the parameters are unchanged since.
  package private(set) var divergence: Divergence?
  /// Changes with everything that a value derived from the pending window depends on.
  package private(set) var revision = 0
  /// Changes whenever parameters change, or are about to.
  package private(set) var parameterRevision = 0
  /// How often vectors have been written other than by updates.
  package private(set) var writeCount = 0
  /// The memory that going back may take, in bytes.
  package private(set) var historyLimit: Int
  /// Ends long computations.
  package let cancellation: Cancellation<Interruption>

  /// The checkpoint whose buffers the trainer uses; they are copied back before the next change.
  private var swappedIn: Checkpoint?
  /// Recorded edits at this window that have not been reapplied yet, in order.
  private var pendingEdits = Deque<Edit>()
  /// The replay cost between checkpoints, in rows read and written; `nil` to derive it from the
  /// size.
  package var checkpointInterval: Int?
  /// Whether the settings are temporary; see ``trySettings(_:)``.
  package private(set) var isTryingSettings = false

  /// A run whose history begins at window 0 with the initial parameters of its settings.
  ///
  /// - Parameters:
  ///   - trainer: The trainer, before window 0.
  ///   - historyLimit: The memory that going back may take, in bytes.
  ///   - cancellation: Ends long computations.
  package convenience init(
    _ trainer: consuming Trainer, historyLimit: Int,
    cancellation: Cancellation<Interruption> = Cancellation { () throws(Interruption) in }
  ) {
    let history = History(.initial(trainer.hyperparameters))
    self.init(
      trainer, history: history, historyLimit: historyLimit, cancellation: cancellation)
  }

  /// A run that continues from the middle of another; its history begins there.
  ///
  /// - Parameters:
  ///   - trainer: The trainer, where the other run was.
  ///   - origin: A copy of its parameters to go back to; `nil` if memory does not hold it.
  ///   - hasInitialParameters: Whether window 0 had the initial parameters of the settings.
  ///   - tally: Sums over the windows applied so far.
  ///   - losses: `J` window by window.
  ///   - divergence: The divergence of the other run, if any.
  ///   - historyLimit: The memory that going back may take, in bytes.
  ///   - cancellation: Ends long computations.
  package convenience init(
    continuing trainer: consuming Trainer, origin: consuming Parameters?,
    hasInitialParameters: Bool, tally: RunTally, losses: LossHistory = LossHistory(),
    divergence: Divergence?, historyLimit: Int, cancellation: Cancellation<Interruption>
  ) {
    let number = trainer.number
    self.init(
      trainer,
      history: History(.none, at: number, hasInitialParameters: hasInitialParameters),
      tally: tally, historyLimit: historyLimit, cancellation: cancellation)
    self.losses = losses
    self.divergence = divergence
    if let origin {
      history = History(
        .kept(Checkpoint(of: self, parameters: origin)), at: number,
        hasInitialParameters: hasInitialParameters)
    }
  }

  /// A run that continues a saved one, with its whole history.
  ///
  /// - Parameters:
  ///   - trainer: The trainer, where the other run was.
  ///   - origin: The parameters that the history begins with; `nil` for initial ones of settings.
  ///   - saved: The history.
  ///   - tally: Sums over the windows applied so far.
  ///   - losses: `J` window by window.
  ///   - divergence: The divergence of the other run, if any.
  ///   - historyLimit: The memory that going back may take, in bytes.
  ///   - cancellation: Ends long computations.
  package convenience init(
    resuming trainer: consuming Trainer, origin: consuming Parameters?, _ saved: SavedHistory,
    tally: RunTally, losses: LossHistory, divergence: Divergence?, historyLimit: Int,
    cancellation: Cancellation<Interruption>
  ) {
    let beginning: History.Beginning =
      if let origin {
        .kept(Checkpoint(saved.origin, parameters: origin))
      } else {
        .initial(saved.origin.hyperparameters)
      }
    var history = History(
      beginning, at: saved.origin.number, hasInitialParameters: saved.hasInitialParameters)
    history.restore(saved)
    self.init(
      trainer, history: history, tally: tally, historyLimit: historyLimit,
      cancellation: cancellation)
    self.losses = losses
    self.divergence = divergence
  }

  private init(
    _ trainer: consuming Trainer, history: History, tally: RunTally = RunTally(),
    historyLimit: Int, cancellation: Cancellation<Interruption>
  ) {
    self.history = history
    self.tally = tally
    self.historyLimit = historyLimit
    self.cancellation = cancellation
    self.trainer = trainer
  }

  // MARK: State

  /// The corpus.
  package var corpus: Corpus { trainer.corpus }
  /// All settings that the run is a function of.
  package var hyperparameters: Hyperparameters { trainer.hyperparameters }
  /// The number of the pending window, which is the number of updates applied.
  package var number: Int { trainer.number }
  /// Where the next window of the corpus is centred.
  package var position: Position { trainer.position }
  /// The pending window.
  package var window: Window { trainer.window }
  /// The hand-made window and the forced draws.
  package var overrides: WindowOverrides { trainer.overrides }
  /// The updates that are left out from here on.
  package var omissions: Omissions { trainer.omissions }
  /// `V` and `U`.
  package var parameters: Parameters {
    _read {
      trainer.settle()
      yield trainer.parameters
    }
  }

  /// `J` of the pending update, in nats, with the bits that its trace gives it.
  ///
  /// - Throws: The error of `cancellation`.
  package func pendingLoss<E>(cancellation: Cancellation<E>) throws(E) -> Double {
    trainer.settle()
    return try trainer.pendingLoss(cancellation: cancellation)
  }

  /// Whether every planned epoch has been passed.
  package var isFinished: Bool { trainer.isFinished }
  /// Whether there is a window to apply; a hand-made one can be applied after the last epoch too.
  package var canApply: Bool { !trainer.isFinished || trainer.overrides.window != nil }
  /// Whether recorded edits at this window have not been reapplied yet.
  package var hasPendingEdits: Bool { !pendingEdits.isEmpty }

  /// The mean of the latest losses, in nats; `nil` before the first window.
  package var runningMean: Double? {
    let losses = tally.recentLosses
    return losses.isEmpty ? nil : losses.reduce(0, +) / Double(losses.count)
  }

  /// Changes a matrix without an edit, so that going back and replaying know nothing of it.
  package func withMutableMatrix(_ side: Side, _ body: (inout Matrix) -> Void) {
    trainer.withMutableMatrix(side, body)
    parameterRevision += 1
    changed()
  }

  // MARK: Edits

  /// The effect of an edit on the history.
  package struct EditResult: Equatable, Sendable {
    /// The branch that begins with it, where the current one had later windows.
    package var branching: Branching?
    /// Whether the history had to begin anew at the current window, for want of memory.
    package var isBeginningLost = false
  }

  /// Makes an edit and records it; where this branch has later windows, a new branch begins.
  ///
  /// An edit of parameters is made at once unless it is interrupted; see ``finishDeferredWork()``.
  package func make(_ edit: Edit) -> EditResult {
    var result = commitTriedSettings()
    let branching = record(edit)
    result.branching = result.branching ?? branching
    queue(edit)
    try? applyPendingEdits()
    changed()
    // A history that has to begin here begins with this edit.
    if edit.byteCount > 0 { result.isBeginningLost = fitHistory() }
    return result
  }

  /// Changes settings temporarily: ``commitTriedSettings()`` records them once something is done
  /// under them.
  package func trySettings(_ settings: Hyperparameters) {
    isTryingSettings = true
    trainer.set(settings)
    changed()
  }

  /// Restores settings after temporary ones under which nothing was done.
  ///
  /// - Parameters:
  ///   - settings: The settings to go back to.
  ///   - isWithinTrial: Whether these are temporary too.
  package func endTrial(restoring settings: Hyperparameters, isWithinTrial: Bool) {
    trainer.set(settings)
    changed()
    isTryingSettings = isWithinTrial
  }

  /// The pending window's trace under other settings; the run stays as it is.
  ///
  /// - Throws: ``Interruption``.
  package func trace(under settings: Hyperparameters) throws(Interruption) -> WindowTrace {
    try WindowTrace(
      of: trainer.makeUpdate(under: settings, cancellation: cancellation), window: window,
      number: number,
      parameters: parameters, cancellation: cancellation)
  }

  /// Records temporary settings, before something is done under them.
  package func commitTriedSettings() -> EditResult {
    guard isTryingSettings else { return EditResult() }
    isTryingSettings = false
    return EditResult(branching: record(.settings(hyperparameters)))
  }

  /// Adds an edit to the history.
  private func record(_ edit: Edit) -> Branching? {
    let mean = branchMeanLoss
    losses.remove(from: number)
    return history.add(edit, at: number, meanLoss: mean)
  }

  /// Makes an edit, for the first time or again; one of parameters later.
  private func queue(_ edit: Edit) {
    if edit.changesParameters {
      pendingEdits.append(edit)
      parameterRevision += 1
    } else {
      edit.apply(to: &trainer)
    }
  }

  /// Applies the pending edits: call it before anything reads the parameters.
  ///
  /// - Throws: ``Interruption``; edits that are not complete stay pending, and are made again.
  package func applyPendingEdits() throws(Interruption) {
    while let edit = pendingEdits.first {
      try swapOut()
      try edit.apply(to: &trainer, cancellation: cancellation)
      if divergence != nil {
        try cancellation.check()
        if parameters.firstNonFinite == nil { divergence = nil }
      }
      pendingEdits.removeFirst()
      writeCount += 1
      changed()
    }
  }

  /// Finishes deferred work: copies back swapped buffers, applies pending edits.
  ///
  /// Call it before changing the run.
  ///
  /// - Throws: ``Interruption``; the rest stays deferred.
  package func finishDeferredWork() throws(Interruption) {
    try swapOut()
    try applyPendingEdits()
  }

  /// Copies the numbers of the swapped buffers back into their checkpoint.
  ///
  /// - Throws: ``Interruption``; they are still swapped then.
  private func swapOut() throws(Interruption) {
    try swappedIn?.swapOut(from: trainer, cancellation: cancellation)
    swappedIn = nil
  }

  private func changed() { revision += 1 }

  // MARK: Updates

  /// Applies pending updates one after another, until something is due that takes more than counting.
  ///
  /// Recorded edits at the window where this ends are pending then.
  ///
  /// - Parameters:
  ///   - limit: The most updates to apply; one is applied in any case.
  ///   - checkpointsSoon: Whether a checkpoint is due as soon as a replay takes longer than copying
  ///     the parameters.
  ///   - mayStop: Whether a stop may hold before the trainer's window; no more updates are applied
  ///     there. `nil` if none can.
  /// - Returns: Whether everything is still finite.
  /// - Throws: ``Interruption``, before the first update.
  package func applyUpdates(
    atMost limit: Int = 1, checkpointsSoon: Bool = false,
    mayStop: ((borrowing Trainer) -> Bool)? = nil
  ) throws(Interruption) -> Bool {
    precondition(!isTryingSettings, "settings are recorded before something is done under them")
    try prepareUpdate()
    let end = history.end
    let words = corpus.vocabulary.count
    let checkpointCost =
      checkpointsSoon ? 4 * words : checkpointInterval ?? History.interval(words: words)
    let batch = UpdateBatch(
      limit: min(limit, history.windowsToEdit(after: number)), checkpointCost: checkpointCost)
    let isFinite = batch.apply(
      &trainer, tally: &tally, losses: &losses, history: &history, mayStop: mayStop)
    if !isFinite, divergence == nil { divergence = makeDivergence(number - 1) }
    if history.costSinceCheckpoint >= checkpointCost { takeCheckpoint() }
    parameterRevision += 1
    if number <= end { repeatEdits() }
    changed()
    return isFinite
  }

  /// Computes the next update beside the parameters where applying it takes long, so that it is applied
  /// at once.
  ///
  /// - Throws: ``Interruption``; nothing is changed then.
  package func prepareUpdate() throws(Interruption) {
    try finishDeferredWork()
    try trainer.prepareStep(cancellation: cancellation)
  }

  private func makeDivergence(_ window: Int) -> Divergence {
    trainer.settle()
    let parameter = trainer.firstNonFiniteOfLastUpdate.map { side, word, component in
      "\(side.rawValue)[\(corpus.vocabulary.name(of: word))][\(component)]"
    }
    return Divergence(window: window, parameter: parameter)
  }

  /// Repeats the recorded edits at the current window; edits of parameters stay pending.
  private func repeatEdits() {
    for edit in history.edits(at: number) { queue(edit) }
  }

  /// Adds a window before which a run has stopped, for plots.
  package func addStop() { losses.addStop(before: number) }

  // MARK: Going back

  /// Goes to the nearest checkpoint at or before a window; edits there are pending.
  ///
  /// The buffers of the checkpoint are swapped in, which takes no time.
  ///
  /// - Returns: The number of the window arrived at.
  /// - Throws: ``Interruption``; nothing is changed then.
  package func restore(atOrBefore window: Int) throws(Interruption) -> Int {
    try finishDeferredWork()
    let checkpoint = history.checkpoint(atOrBefore: window)
    if let checkpoint {
      try checkpoint.swapIn(to: &trainer, cancellation: cancellation)
      swappedIn = checkpoint
    } else if case .initial(let initial) = history.beginning {
      var parameters = try Parameters(
        words: corpus.vocabulary.count, hyperparameters: initial, cancellation: cancellation)
      try trainer.restore(
        number: 0, position: .start, hyperparameters: initial, exchanging: &parameters,
        cancellation: cancellation)
    }
    adopt(checkpoint)
    return number
  }

  /// Takes over everything of a checkpoint but the trainer's state.
  private func adopt(_ checkpoint: Checkpoint?) {
    if let checkpoint {
      tally = checkpoint.tally
    } else if case .initial = history.beginning {
      tally = RunTally()
    }
    divergence = checkpoint?.divergence
    isTryingSettings = false
    history.move(to: checkpoint)
    parameterRevision += 1
    repeatEdits()
    changed()
  }

  /// Whether a checkpoint lies between the current window and a later one.
  private func hasCheckpoint(before window: Int) -> Bool {
    guard window > number, let checkpoint = history.checkpoint(atOrBefore: window) else {
      return false
    }
    return checkpoint.number > number
  }

  /// Goes to a window of the history, or beyond its end, by replay.
  ///
  /// It arrives earlier where training ends or diverges.
  ///
  /// - Parameters:
  ///   - target: The window, not before the start of the history.
  ///   - willApply: Called before each new window is applied.
  ///   - betweenWindows: Called between windows, with the window the replay began at.
  /// - Throws: ``Interruption``, before a window.
  package func go(
    to target: Int, willApply: () throws -> Void, betweenWindows: (_ first: Int) throws -> Void
  ) throws {
    var first = number
    if target < first || hasCheckpoint(before: target) {
      first = try restore(atOrBefore: target)
    }
    // A checkpoint halfway makes the next trip back short.
    let middle = first + (target - first) / 2
    try finishDeferredWork()
    while number < target, canApply {
      try betweenWindows(first)
      let isNew = number >= history.end
      if isNew { try willApply() }
      let arrivesInMiddle = number + 1 == middle
      let next = arrivesInMiddle || isNew ? number + 1 : number < middle ? middle - 1 : target
      let isFinite = try applyUpdates(
        atMost: next - number, checkpointsSoon: arrivesInMiddle)
      if !isFinite, number >= history.end { break }
    }
    try applyPendingEdits()
  }

  /// How a run was started over.
  package enum StartOver: Equatable, Sendable {
    /// From the parameters that window 0 had.
    case same
    /// From the initial parameters of the seed: the parameters that window 0 had are not kept.
    case fromSeed
  }

  /// Goes to window 0 of this branch; settings stay as they are now, which is an edit there if they
  /// differ.
  ///
  /// Where window 0 cannot be reached, a new history begins.
  ///
  /// - Throws: ``Interruption``; nothing is changed then.
  package func startOver() throws(Interruption) -> (start: StartOver, result: EditResult) {
    let settings = hyperparameters
    guard history.start == 0, !history.isWithoutBeginning else {
      let hadInitialParameters = history.hasInitialParameters
      try begin(History(.initial(settings)))
      return (hadInitialParameters ? .same : .fromSeed, EditResult())
    }
    _ = try restore(atOrBefore: 0)
    let result = settings == hyperparameters ? EditResult() : make(.settings(settings))
    try? applyPendingEdits()
    return (.same, result)
  }

  /// Replaces the history and goes to the beginning of the new one.
  private func begin(_ new: History) throws(Interruption) {
    let old = history
    history = new
    do {
      _ = try restore(atOrBefore: new.start)
    } catch {
      history = old
      throw error
    }
    losses = LossHistory()
  }

  /// A run at or before a window of a history that can replay the windows after it.
  ///
  /// It shares the checkpoints and adds none.
  ///
  /// - Parameters:
  ///   - window: The window, not before the start of the history.
  ///   - other: Another branch of this history; `nil` for the current one.
  /// - Returns: The run.
  /// - Throws: ``Interruption``.
  package func replay(
    from window: Int, of other: History? = nil
  ) throws(Interruption) -> Run {
    let history = other ?? history
    let checkpoint = history.checkpoint(atOrBefore: window)
    var trainer: Trainer
    if let checkpoint {
      trainer = try Trainer(
        corpus: corpus, hyperparameters: checkpoint.hyperparameters,
        parameters: checkpoint.parameters.copy(cancellation: cancellation),
        number: checkpoint.number, position: checkpoint.position, cancellation: cancellation)
      trainer.omissions = checkpoint.omissions
    } else {
      guard case .initial(let initial) = history.beginning else {
        preconditionFailure("a history begins with a state")
      }
      trainer = try Trainer(
        corpus: corpus, hyperparameters: initial,
        parameters: Parameters(
          words: corpus.vocabulary.count, hyperparameters: initial, cancellation: cancellation),
        cancellation: cancellation)
    }
    let replay = Run(
      trainer, history: history, historyLimit: 0, cancellation: cancellation)
    replay.checkpointInterval = .max
    replay.adopt(checkpoint)
    return replay
  }

  // MARK: Branches

  /// The mean of `J` over the last windows of this branch, in nats, if they are known.
  package var branchMeanLoss: Double? {
    guard let last = losses.entries.last, last.window == history.end - 1 else {
      return history.branch.meanLoss
    }
    return losses.mean(upTo: losses.entries.count - 1, stretch: Branch.meanWindows)
  }

  /// Stands on another branch, at the last window before the current one whose state is kept.
  ///
  /// - Throws: ``Interruption``; nothing is changed then.
  package func stand(on number: Int) throws(Interruption) {
    try finishDeferredWork()
    let (old, oldLosses, window) = (history, losses, self.number)
    let common = history.stand(on: number, meanLoss: branchMeanLoss)
    losses.remove(from: common)
    do throws(Interruption) {
      _ = try restore(atOrBefore: min(window, history.end))
    } catch {
      history = old
      losses = oldLosses
      throw error
    }
  }

  /// Names the current branch.
  package func nameBranch(_ name: String) { history.nameBranch(name) }

  /// Removes a branch that is not the current one, and that no other begins on.
  package func removeBranch(_ number: Int) { history.removeBranch(number) }

  // MARK: Checkpoints and memory

  /// Takes a checkpoint of the arrival at a window, before any edit there, unless it is interrupted:
  /// copying can take long, and a later arrival does as well.
  private func takeCheckpoint() {
    guard (try? cancellation.check()) != nil, keepsStates, !history.passesCheckpoint(at: number)
    else { return }
    if var dropped = history.makeRoom(for: stateByteCount, memory: historyLimit),
      // A replay may hold it too.
      isKnownUniquelyReferenced(&dropped)
    {
      let replacing: ()? = try? dropped.replace(with: self)
      if replacing != nil { history.add(dropped, memory: historyLimit) }
    } else if let parameters = try? self.parameters.copy(cancellation: cancellation) {
      history.add(Checkpoint(of: self, parameters: parameters), memory: historyLimit)
    }
  }

  /// The memory that a state of this run takes, in bytes.
  package var stateByteCount: Int { trainer.parameterByteCount + tally.byteCount }

  /// Whether the memory for going back holds a state of this run.
  private var keepsStates: Bool { stateByteCount <= historyLimit }

  /// Starts the history here if none is kept and one state now fits in memory.
  ///
  /// - Throws: ``Interruption``; there is no history then, and the next command tries again.
  package func beginHistoryIfPossible() throws(Interruption) {
    guard history.isWithoutBeginning, keepsStates else { return }
    try applyPendingEdits()
    let parameters = try self.parameters.copy(cancellation: cancellation)
    history.begin(with: Checkpoint(of: self, parameters: parameters))
    if overrides != WindowOverrides() { history.addAtStart(.overrides(overrides)) }
  }

  /// Changes the memory that going back may take, in bytes.
  ///
  /// - Returns: Whether the history had to begin anew here.
  package func limitHistory(to limit: Int) -> Bool {
    historyLimit = limit
    return fitHistory()
  }

  /// Makes the history fit into its memory; it may have to begin here.
  ///
  /// - Returns: Whether it had to.
  private func fitHistory() -> Bool {
    let isLost = history.fit(into: historyLimit, at: number)
    try? beginHistoryIfPossible()
    return isLost
  }
}
