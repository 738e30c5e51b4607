/// The user's replacements for the corpus's window and the sampler's draws at the pending window.
package struct WindowOverrides: Equatable, Sendable {
  /// A custom window, outside the corpus.
  package var window: Window?
  /// Draws forced on pairs, counted from 0.
  package var draws: [Int: [Int]] = [:]
  /// How often the user has redrawn the negatives.
  package var redraws = 0

  /// None.
  package init() {}

  /// Whether there are none.
  package var isEmpty: Bool { window == nil && draws.isEmpty && redraws == 0 }
}

/// A training run before a window: corpus, parameters and position.
///
/// A run is a pure function of corpus, hyperparameters and overrides. Window `n` of the run is
/// the pending window after `n` updates.
public struct Trainer: ~Copyable {
  /// The corpus being trained on.
  public let corpus: Corpus
  /// The number of the pending window, which is the number of updates applied.
  public private(set) var number: Int
  /// The user's replacements for the pending window.
  package var overrides: WindowOverrides {
    didSet {
      hasOverrides = !overrides.isEmpty
      areListed = false
    }
  }

  /// The updates that are left out from here on.
  package var omissions = Omissions() {
    didSet { hasOmissions = !omissions.isEmpty }
  }

  private var source: WindowSource
  private var hasOverrides: Bool
  private var hasOmissions = false
  /// Tokens that may be examined for next windows before a step is prepared again: some
  /// milliseconds' worth.
  private var searchBudget = Self.searchBudget
  private static let searchBudget = 1 << 18
  /// Whether the window after the pending one has been found, so that ``step()`` need not look for it.
  ///
  /// Under subsampling that can take long. ``prepareStep(cancellation:)`` looks for it.
  package private(set) var isNextWindowFound = false
  /// The rows of the pending update if they are listed, which they are only without overrides.
  private var rows: WeightedRows
  private var areListed = false
  /// The rows of the update after it while it is applied; then of the one that has been.
  private var otherRows: WeightedRows
  /// Whether the update applied last has moved all outside vectors.
  private var lastTouchedAll = false
  /// `V` and `U` without the update that the kernel has left pending.
  private var storedParameters: Parameters
  private var kernel: Kernel
  private var advance: AdvanceUpdate

  /// A run before its window 0, with initial parameters.
  ///
  /// - Parameters:
  ///   - corpus: The text.
  ///   - hyperparameters: All settings.
  /// - Precondition: The corpus has a window.
  public init(corpus: Corpus, hyperparameters: Hyperparameters) {
    self.init(
      corpus: corpus, hyperparameters: hyperparameters,
      parameters: Parameters(
        words: corpus.vocabulary.count, hyperparameters: hyperparameters))
  }

  /// A run before a window, with given parameters.
  ///
  /// - Complexity: O(*W*).
  package init<E>(
    corpus: Corpus, hyperparameters: Hyperparameters, parameters: consuming Parameters,
    number: Int = 0, position: Position = .start, overrides: WindowOverrides = WindowOverrides(),
    cancellation: Cancellation<E> = .never
  ) throws(E) {
    let cursor = try WindowCursor.seeking(
      position, in: corpus, hyperparameters, cancellation: cancellation)
    let noise = try NoiseDistribution(
      counts: corpus.vocabulary.keptCounts, power: hyperparameters.power,
      cancellation: cancellation)
    source = WindowSource(hyperparameters, cursor: cursor, noise: noise)
    isFinished = source.isFinished
    storedParameters = parameters
    kernel = Kernel()
    advance = AdvanceUpdate()
    rows = WeightedRows()
    otherRows = WeightedRows()
    self.corpus = corpus
    self.number = number
    self.overrides = overrides
    hasOverrides = !overrides.isEmpty
  }

  /// All settings that the run is a function of.
  public var hyperparameters: Hyperparameters { source.hyperparameters }

  /// `V` and `U`, shape `[W, d]` each.
  ///
  /// - Precondition: No update is pending: call ``settle()`` after ``step()``.
  public var parameters: Parameters {
    _read {
      precondition(!hasPendingUpdate, "call settle() before reading parameters")
      yield storedParameters
    }
  }

  /// Completes the update that the kernel has left pending: a softmax update leaves half of its
  /// work to the next one, which does both in one sweep over `U`.
  public mutating func settle() { kernel.settle(&storedParameters) }

  /// Changes the matrix that a side names.
  ///
  /// - Parameters:
  ///   - side: ``Side/center`` for `V`, ``Side/outside`` for `U`.
  ///   - body: Given the matrix, of shape `[W, d]`.
  /// - Returns: The result of `body`.
  /// - Throws: The error of `body`.
  public mutating func withMutableMatrix<R, E>(
    _ side: Side, _ body: (inout Matrix) throws(E) -> R
  ) throws(E) -> R {
    settle()
    advance.forget()
    return try storedParameters.withMutableMatrix(side, body)
  }

  /// The memory that both matrices take, in bytes.
  package var parameterByteCount: Int { storedParameters.byteCount }

  /// Whether the kernel has left an update pending.
  package var hasPendingUpdate: Bool { kernel.hasPending }

  /// A word's vector with the pending update applied, shape `[d]`; the update stays pending.
  package func vector(_ side: Side, _ word: Int) -> [Double] {
    kernel.settledVector(side, word, of: storedParameters)
  }

  /// Where the next window of the corpus is centred.
  package var position: Position { source.cursor.position }

  /// Whether every planned epoch has been passed.
  public private(set) var isFinished: Bool

  /// Where negative draws come from.
  package var sampler: NegativeSampler { source.sampler }

  /// The noise distribution negative draws come from.
  package var noise: NoiseDistribution { source.sampler.noise }

  /// The learning rate `η` of the pending update, decay included.
  public var learningRate: Double { source.learningRate }

  /// The pending window.
  public var window: Window {
    overrides.window ?? source.cursor.window
  }

  /// The key of the pending window's randomness.
  package var windowKey: WindowKey {
    overrides.window == nil ? .corpus(position) : .handMade(number: number)
  }

  /// The center word of the pending window.
  package var center: Int { overrides.window?.center ?? source.cursor.center }

  /// The pending update, with the draws it would have under negative sampling in any objective.
  ///
  /// - Returns: The update; making it changes nothing.
  public func makeUpdate() -> Update {
    makeUpdate(under: hyperparameters, sampler: source.sampler)
  }

  /// The update of the pending window under other settings, with the same forced draws and redraws.
  ///
  /// The window and the trainer stay as they are.
  ///
  /// - Returns: The update.
  /// - Complexity: O(*W*) if the exponent of the noise distribution is another, else that of
  ///   ``makeUpdate()``.
  package func makeUpdate<E>(
    under other: Hyperparameters, cancellation: Cancellation<E> = .never
  ) throws(E) -> Update {
    let noise = try noise(of: other, cancellation: cancellation)
    return makeUpdate(
      under: other, sampler: NegativeSampler(noise: noise, hyperparameters: other))
  }

  /// The pending update under some settings, without draws if `sampler` is `nil`.
  private func makeUpdate(
    under settings: Hyperparameters, sampler: NegativeSampler?
  ) -> Update {
    let window = window
    var update = Update(
      center: window.center, outside: window.outside.map(\.word), draws: NegativeDraws(),
      objective: settings.objective, order: settings.update,
      learningRate: settings.learningRate(at: position, in: corpus))
    guard let sampler else { return update }
    update.draws = sampler.draws(
      for: update.outside, window: windowKey, redraw: overrides.redraws)
    Self.force(overrides.draws, on: &update)
    return update
  }

  /// Where the objective's draws come from; nil if it has none.
  private var samplerOfObjective: NegativeSampler? {
    hyperparameters.objective.hasDraws ? source.sampler : nil
  }

  /// Does work in advance, so that ``step()`` takes no longer than a sweep over `U`.
  ///
  /// It looks for the window after the pending one. Under softmax, where an update pair by pair takes
  /// several sweeps, it computes that too, beside the parameters.
  ///
  /// - Throws: The error of `cancellation`; nothing is changed then.
  package mutating func prepareStep<E>(cancellation: Cancellation<E> = .never) throws(E) {
    try source.cursor.findNext(cancellation: cancellation)
    searchBudget = Self.searchBudget
    isNextWindowFound = true
    guard hyperparameters.objective.readsWholeVocabulary, hyperparameters.update == .pair else {
      return
    }
    var update = makeUpdate(under: hyperparameters, sampler: nil)
    if let kept = keptPairs {
      if kept.isEmpty { return }
      update = update.keeping(kept)
    }
    try advance.make(update, with: &kernel, at: &storedParameters, cancellation: cancellation)
  }

  /// The pairs of the pending window that are applied, from 0; `nil` if all are.
  package var keptPairs: [Int]? {
    guard hasOmissions else { return nil }
    let (center, isListed) = (center, areListed && !hasOverrides)
    if omissions.omitsWindow(
      number, sentence: overrides.window == nil ? source.cursor.sentence : nil, center: center)
    {
      return []
    }
    guard omissions.mayOmitPairs else { return nil }
    let outside =
      isListed
      ? (0..<rows.pairs).map { Int(rows.outside.start[$0]) } : window.outside.map(\.word)
    let kept = outside.indices.filter {
      !omissions.omitsPair(center: center, outside: outside[$0])
    }
    return kept.count < outside.count ? kept : nil
  }

  /// Whether applying the pending update may move a word's vector.
  package func pendingUpdateTouches(_ side: Side, _ word: Int) -> Bool {
    switch side {
    case .center: center == word
    case .outside:
      if hyperparameters.objective.readsWholeVocabulary {
        true
      } else if areListed {
        rows.contains(Int32(truncatingIfNeeded: word))
      } else {
        makeUpdate().touchedWords.contains(word)
      }
    }
  }

  /// Applies the pending update and moves to the next window.
  ///
  /// A hand-made window leaves the corpus position where it is. Call ``settle()`` before reading
  /// ``parameters``.
  ///
  /// - Returns: `J` before the update, in nats, and whether all is finite.
  /// - Complexity: O(*n*·*K*·*d*) for *n* pairs under negative sampling, O(*W*·*d*) under softmax.
  public mutating func step() -> Kernel.StepResult {
    if let kept = keptPairs { return step(keeping: kept) }
    if source.listsRows && !hasOverrides { return stepByRows() }
    let update = makeUpdate(under: hyperparameters, sampler: samplerOfObjective)
    if overrides.window == nil { advanceCursor() }
    number += 1
    if hasOverrides { overrides = WindowOverrides() }
    lastTouchedAll = update.objective.readsWholeVocabulary
    if lastTouchedAll {
      otherRows.center = update.center
    } else {
      otherRows.assign(update, pairs: 0..<update.outside.count)
    }
    return advance.putInPlace(update, in: &storedParameters)
      ?? kernel.applyLeavingPending(update, to: &storedParameters)
  }

  /// Applies some pairs of the pending update and moves to the next window.
  ///
  /// - Parameter kept: The pairs, from 0.
  /// - Returns: `J` of the whole window, from double-precision scores, and whether all is finite.
  private mutating func step(keeping kept: [Int]) -> Kernel.StepResult {
    let update = makeUpdate(under: hyperparameters, sampler: samplerOfObjective)
    settle()
    let windowLoss = loss(of: update, at: storedParameters)
    let applied = update.keeping(kept)
    if overrides.window == nil { advanceCursor() }
    number += 1
    overrides = WindowOverrides()
    lastTouchedAll = applied.objective.readsWholeVocabulary && !kept.isEmpty
    if lastTouchedAll {
      otherRows.center = applied.center
    } else {
      otherRows.assign(applied, pairs: 0..<kept.count)
    }
    guard !kept.isEmpty else {
      return Kernel.StepResult(
        loss: windowLoss, isFinite: windowLoss.isFinite, rows: update.outside.count)
    }
    let result =
      advance.putInPlace(applied, in: &storedParameters)
      ?? kernel.applyLeavingPending(applied, to: &storedParameters)
    return Kernel.StepResult(
      loss: windowLoss, isFinite: result.isFinite && windowLoss.isFinite, rows: result.rows)
  }

  /// Applies the pending update as ``step()`` does, and adds how often each word was drawn for it.
  ///
  /// - Parameter counts: Counts of shape `[W]`, or none where all are 0; unchanged where the objective
  ///   has no draws.
  /// - Returns: The result of the update.
  package mutating func step(countingDrawsIn counts: inout [Int]) -> Kernel.StepResult {
    let result = step()
    guard source.hyperparameters.objective.hasDraws else { return result }
    if counts.isEmpty { counts = Array(repeating: 0, count: storedParameters.words) }
    precondition(counts.count == storedParameters.words, "a count for each word")
    counts.withUnsafeMutableBufferPointer { counts in
      if let start = counts.baseAddress { otherRows.addDraws(to: start) }
    }
    return result
  }

  /// Applies the pending update of the corpus under negative sampling.
  ///
  /// The rows of the update after it are listed first, so that the kernel can fetch them.
  private mutating func stepByRows() -> Kernel.StepResult {
    if !areListed { source.list(&rows) }
    advanceCursor()
    number &+= 1
    source.list(&otherRows)
    areListed = true
    lastTouchedAll = false
    let result = kernel.apply(
      rows, hyperparameters.update, to: &storedParameters, before: otherRows)
    swap(&rows, &otherRows)
    return result
  }

  /// Moves to the next window of the corpus, and looks for the one after it if it is near.
  private mutating func advanceCursor() {
    if !isNextWindowFound { source.cursor.findNext(cancellation: .never) }
    source.cursor.advanceToFound()
    isFinished = source.isFinished
    isNextWindowFound = source.cursor.findNext(budget: &searchBudget)
  }

  /// `J` of the pending update, in nats, with the bits that its trace gives it.
  ///
  /// - Complexity: O(*n*·*K*·*d*) for *n* pairs under negative sampling, O(*W*·*d*) under softmax.
  package func pendingLoss<E>(cancellation: Cancellation<E> = .never) throws(E) -> Double {
    if areListed { return negativeSamplingLoss(of: rows, at: parameters) }
    let update = makeUpdate(under: hyperparameters, sampler: samplerOfObjective)
    return try loss(of: update, at: parameters, cancellation: cancellation)
  }

  /// Whether a word is outside in the pending window.
  package func pendingWindowHasOutside(_ word: Int) -> Bool {
    areListed
      ? rows.observes(Int32(truncatingIfNeeded: word))
      : window.outside.contains { $0.word == word }
  }

  /// Whether the update applied last may have moved a word's vector; one that it has not keeps its
  /// bits.
  package func lastUpdateTouched(_ side: Side, _ word: Int) -> Bool {
    let word = Int32(truncatingIfNeeded: word)
    return switch side {
    case .center: otherRows.center == word
    case .outside: lastTouchedAll || otherRows.contains(word)
    }
  }

  /// The first parameter that is not a finite number, `V` before `U`, row by row, where all were
  /// before the update applied last.
  package var firstNonFiniteOfLastUpdate: (side: Side, word: Int, component: Int)? {
    mutating get {
      settle()
      let center = Int(otherRows.center)
      return parameters.firstNonFinite(centers: center..<center + 1)
    }
  }

  /// Returns to a state that this run was in, or would have been in.
  ///
  /// It swaps that state's parameters with the current ones: nothing is copied.
  ///
  /// - Throws: The error of `cancellation`; nothing is changed then.
  package mutating func restore<E>(
    number: Int, position: Position, hyperparameters: Hyperparameters,
    exchanging saved: inout Parameters, cancellation: Cancellation<E> = .never
  ) throws(E) {
    precondition(
      saved.words == storedParameters.words && saved.dimension == storedParameters.dimension,
      "states of a run have the same shape")
    try set(hyperparameters, at: position, cancellation: cancellation)
    advance.forget()
    kernel.settle(&storedParameters)
    swap(&storedParameters, &saved)
    self.number = number
    overrides = WindowOverrides()
    omissions = Omissions()
  }

  /// Changes hyperparameters that leave corpus and parameters as they are.
  ///
  /// - Parameters:
  ///   - new: All settings, with the same dimension.
  ///   - cancellation: Ends it early.
  /// - Throws: The error of `cancellation`; nothing is changed then.
  public mutating func set<E>(
    _ new: Hyperparameters, cancellation: Cancellation<E> = .never
  ) throws(E) {
    try set(new, at: position, cancellation: cancellation)
  }

  private mutating func set<E>(
    _ new: Hyperparameters, at position: Position, cancellation: Cancellation<E>
  ) throws(E) {
    precondition(
      new.dimension == storedParameters.dimension, "a new dimension takes new parameters")
    let noise = try noise(of: new, cancellation: cancellation)
    let cursor = try WindowCursor.seeking(
      position, in: corpus, new, cancellation: cancellation)
    source = WindowSource(new, cursor: cursor, noise: noise)
    isFinished = source.isFinished
    areListed = false
    isNextWindowFound = false
    if !new.objective.readsWholeVocabulary || new.update != .pair { advance = AdvanceUpdate() }
  }

  /// The noise distribution under some settings.
  private func noise<E>(
    of settings: Hyperparameters, cancellation: Cancellation<E>
  ) throws(E) -> NoiseDistribution {
    guard settings.power != noise.power else { return noise }
    return try NoiseDistribution(
      counts: corpus.vocabulary.keptCounts, power: settings.power, cancellation: cancellation)
  }

  private static func force(_ draws: [Int: [Int]], on update: inout Update) {
    guard !draws.isEmpty else { return }
    update.draws = NegativeDraws(
      update.outside.indices.map { pair in
        draws[pair] ?? update.draws[pair].map { Int($0) }
      })
  }
}

/// Makes the updates of the corpus's windows.
///
/// The functions of every step are inlined: a call would copy this struct to the stack, which is
/// measurable.
private struct WindowSource: ~Copyable {
  let hyperparameters: Hyperparameters
  let sampler: NegativeSampler
  /// Whether updates can be made as rows alone.
  let listsRows: Bool
  var cursor: WindowCursor

  init(
    _ hyperparameters: Hyperparameters, cursor: consuming WindowCursor, noise: NoiseDistribution
  ) {
    self.hyperparameters = hyperparameters
    self.cursor = cursor
    listsRows =
      hyperparameters.objective.hasDraws
      && (hyperparameters.update == .window || hyperparameters.draws == .pair)
    sampler = NegativeSampler(noise: noise, hyperparameters: hyperparameters)
  }

  /// Whether the cursor has passed every planned epoch.
  @inline(__always)
  var isFinished: Bool { cursor.position.epoch >= hyperparameters.epochs }

  /// The learning rate of the cursor's window.
  @inline(__always)
  var learningRate: Double {
    hyperparameters.learningRate(at: cursor.position, in: cursor.corpus)
  }

  /// Lists the rows of the cursor's window.
  @inline(__always)
  func list(_ rows: inout WeightedRows) {
    rows.center = Int32(truncatingIfNeeded: cursor.center)
    rows.learningRate = learningRate
    rows.pairs = cursor.copyOutside(to: &rows.outside)
    sampler.list(&rows, window: .corpus(cursor.position))
  }
}

extension Vocabulary {
  /// How often each word of the vocabulary occurs, shape `[W]`.
  package var keptCounts: [Int] { (0..<count).map { occurrences(of: $0) } }
}
