import Algorithms
import SkipGram

/// The record of a run: enough to stand before any of its windows again, bit for bit.
///
/// It holds what the user did, by window, and checkpoints of the parameters. Any state is the
/// nearest checkpoint before it, and a replay from there with the same kernel; all randomness is
/// keyed by position, so nothing else is needed. Subtracting gradients would not restore bits.
///
/// Checkpoints are spaced by cost: a new one is due when replaying from the last would take about ten
/// times as long as copying the parameters. When they exceed their memory, the one that is
/// missed least goes: the one whose gap is small for its age, so that recent ones stay denser.
struct Timeline {
  /// What happened while standing before a window.
  struct Entry {
    let window: Int
    let event: TimelineEvent
  }

  /// The state that every replay can begin with.
  enum Beginning {
    /// Window 0 with the initial parameters of these settings, which are computed again.
    case initial(Hyperparameters)
    /// A state that is kept.
    case kept(Checkpoint)
    /// None: the memory given holds no state, so nothing can be gone back to.
    case none
  }

  private(set) var beginning: Beginning
  /// The first window that can be stood before.
  private(set) var start: Int
  /// The last window of the record: the latest that was ever stood before.
  private(set) var end: Int
  /// Whether window 0 of the run had the initial parameters of its settings, or others.
  let hasInitialParameters: Bool
  /// What happened, in order.
  private(set) var entries: [Entry] = []
  /// In order of their windows.
  private(set) var checkpoints: [Checkpoint] = []
  /// What replaying up to the place stood at costs, in rows read and written.
  private(set) var cost = 0
  /// The cost of the checkpoint that was taken or restored last.
  private var lastCheckpointCost = 0
  private var entryByteCount = 0

  /// Memory that small entries, such as settings, may take however little is given.
  private static let entryAllowance = 1 << 20
  /// So many checkpoints are enough for any run.
  private static let mostCheckpoints = 512

  /// A record that begins at window 0 with initial parameters.
  init(initial: Hyperparameters) {
    beginning = .initial(initial)
    start = 0
    end = 0
    hasInitialParameters = true
  }

  /// A record that begins with a state in the middle of a run.
  init(origin: Checkpoint, hasInitialParameters: Bool) {
    beginning = .kept(origin)
    start = origin.number
    end = origin.number
    cost = origin.cost
    lastCheckpointCost = origin.cost
    self.hasInitialParameters = hasInitialParameters
  }

  /// A record that reaches back no further than the window stood before.
  init(standingBefore window: Int, hasInitialParameters: Bool) {
    beginning = .none
    start = window
    end = window
    self.hasInitialParameters = hasInitialParameters
  }

  // MARK: What happens

  /// Whether nothing can be gone back to.
  var isWithoutBeginning: Bool {
    if case .none = beginning { true } else { false }
  }

  /// Takes note of something done at a window; what the record held after it is dropped.
  ///
  /// - Returns: How many windows of the record were dropped.
  mutating func record(_ event: TimelineEvent, at window: Int) -> Int {
    let dropped = end - window
    if dropped > 0 {
      forgetEntries { $0.window > window }
      checkpoints.removeAll { $0.number > window }
      end = window
    }
    entries.append(Entry(window: window, event: event))
    entryByteCount += event.byteCount
    return dropped
  }

  /// What was done at a window, in order.
  func events(at window: Int) -> some Sequence<TimelineEvent> {
    let first = entries.partitioningIndex { $0.window >= window }
    return entries[first...].lazy.prefix { $0.window == window }.map(\.event)
  }

  /// How many windows after one the next is at which something was done; at least 1.
  func windowsToEvent(after window: Int) -> Int {
    let next = entries.partitioningIndex { $0.window > window }
    return next < entries.count ? entries[next].window - window : .max
  }

  /// Takes note of an update that has been applied.
  mutating func applied(rows: Int, arrivingAt window: Int) {
    cost += 2 * rows
    end = max(end, window)
    if isWithoutBeginning {
      start = window
      if entries.first.map({ $0.window < window }) ?? false { forgetEntries { $0.window < window } }
    }
  }

  // MARK: Checkpoints

  /// What replaying from the last checkpoint up to here costs, in rows read and written.
  var costSinceCheckpoint: Int { cost - lastCheckpointCost }

  /// What may lie between two checkpoints: at least what takes some fifty milliseconds in a hundred
  /// dimensions, and about ten times as long as copying both matrices into memory that the system has
  /// to clear before.
  static func interval(words: Int) -> Int { max(128 * words, 4_000_000) }

  /// Whether a window has a checkpoint; if so, the replay of what follows is counted from it.
  mutating func passesCheckpoint(at window: Int) -> Bool {
    let place = checkpoints.partitioningIndex { $0.number >= window }
    guard place < checkpoints.count, checkpoints[place].number == window else { return false }
    lastCheckpointCost = cost
    return true
  }

  /// Drops checkpoints until one more of some bytes fits into the memory given.
  ///
  /// - Returns: The one dropped last, whose memory can be used again.
  mutating func makeRoom(for byteCount: Int, memory limit: Int) -> Checkpoint? {
    thin(to: limit - byteCount)
  }

  /// Adds a checkpoint of a window that has none, and drops others until all fit into the memory
  /// given.
  mutating func add(_ checkpoint: Checkpoint, memory limit: Int) {
    lastCheckpointCost = checkpoint.cost
    let place = checkpoints.partitioningIndex { $0.number >= checkpoint.number }
    checkpoints.insert(checkpoint, at: place)
    thin(to: limit)
  }

  /// The latest state kept at or before a window; `nil` for the initial one.
  func checkpoint(atOrBefore window: Int) -> Checkpoint? {
    let after = checkpoints.partitioningIndex { $0.number > window }
    if after > 0 { return checkpoints[after - 1] }
    if case .kept(let origin) = beginning { return origin }
    return nil
  }

  /// Takes note of a return to a checkpoint, or to the beginning.
  mutating func returned(to checkpoint: Checkpoint?) {
    cost = checkpoint?.cost ?? 0
    lastCheckpointCost = cost
  }

  // MARK: Memory

  /// The memory that checkpoints, the beginning and recorded numbers take, in bytes.
  var byteCount: Int {
    checkpoints.reduce(0) { $0 + $1.byteCount } + originByteCount + entryByteCount
  }

  private var originByteCount: Int {
    if case .kept(let origin) = beginning { origin.byteCount } else { 0 }
  }

  /// Drops checkpoints until all fit into the memory given, and the beginning if that does not fit
  /// even alone.
  ///
  /// - Parameters:
  ///   - limit: The memory, in bytes.
  ///   - window: The window stood before.
  /// - Returns: Whether the beginning had to be dropped.
  mutating func fit(into limit: Int, standingBefore window: Int) -> Bool {
    thin(to: limit)
    if isWithoutBeginning { return false }
    let isTooLarge =
      originByteCount > limit || originByteCount + entryByteCount > limit + Self.entryAllowance
    guard isTooLarge else { return false }
    beginning = .none
    start = window
    checkpoints.removeAll()
    forgetEntries { $0.window <= window }
    if entryByteCount > limit + Self.entryAllowance {
      forgetEntries { _ in true }
      end = window
    }
    return true
  }

  /// Lets a record without a beginning begin with the state stood at.
  ///
  /// - Parameter origin: The state, with what was done at its window.
  mutating func begin(with origin: Checkpoint) {
    beginning = .kept(origin)
    start = origin.number
    cost = origin.cost
    lastCheckpointCost = origin.cost
    forgetEntries { $0.window <= origin.number }
  }

  /// Puts something done at the window that the record begins with before all else.
  mutating func recordAtStart(_ event: TimelineEvent) {
    entries.insert(Entry(window: start, event: event), at: 0)
    entryByteCount += event.byteCount
  }

  private mutating func forgetEntries(where isForgotten: (Entry) -> Bool) {
    entries.removeAll(where: isForgotten)
    entryByteCount = entries.reduce(0) { $0 + $1.event.byteCount }
  }

  /// - Returns: The checkpoint dropped last.
  @discardableResult
  private mutating func thin(to limit: Int) -> Checkpoint? {
    var bytes = byteCount
    var last: Checkpoint?
    while !checkpoints.isEmpty, bytes > limit || checkpoints.count > Self.mostCheckpoints {
      let now = cost + 1
      let dropped = checkpoints.indices.min { worth(of: $0, at: now) < worth(of: $1, at: now) }
      let checkpoint = checkpoints.remove(at: dropped ?? 0)
      bytes -= checkpoint.byteCount
      last = checkpoint
    }
    return last
  }

  /// How much a checkpoint would be missed: the gap it fills for its age.
  private func worth(of index: Int, at now: Int) -> Double {
    let checkpoint = checkpoints[index]
    let before = index > 0 ? checkpoints[index - 1].cost : originCost
    let after =
      index + 1 < checkpoints.count ? checkpoints[index + 1].cost : max(now, checkpoint.cost)
    return Double(after - before) / Double(max(1, abs(now - checkpoint.cost)))
  }

  private var originCost: Int {
    if case .kept(let origin) = beginning { origin.cost } else { 0 }
  }
}
