import Algorithms
import Word2Vec

/// The windows of a run that can be gone back to, bit for bit.
///
/// It holds the edits of the user, by window, and checkpoints of the parameters. Any state is the
/// nearest checkpoint before it, and a replay from there with the same kernel; all randomness is
/// keyed by position, so nothing else is needed. Subtracting gradients would not restore bits.
///
/// Checkpoints are spaced by cost: a new one is due when replaying from the last would take about ten
/// times as long as copying the parameters. When they exceed their memory, the least useful one is
/// dropped: the one whose gap is small for its age, so that recent ones stay denser.
package struct History {
  /// An edit and the window before which it was made.
  package struct Entry {
    package let window: Int
    package let edit: Edit
  }

  /// The state that every replay can begin with.
  package enum Beginning {
    /// Window 0 with the initial parameters of these settings, which are computed again.
    case initial(Hyperparameters)
    /// A state that is kept.
    case kept(Checkpoint)
    /// No state: the memory limit holds none, so going back is impossible.
    case none
  }

  package private(set) var beginning: Beginning
  /// The first window of the history.
  package private(set) var start: Int
  /// The last window of the history: the furthest position reached.
  package private(set) var end: Int
  /// Whether window 0 of the run had the initial parameters of its settings, or others.
  package let hasInitialParameters: Bool
  /// All edits, in order.
  package private(set) var entries: [Entry] = []
  /// In order of their windows.
  package private(set) var checkpoints: [Checkpoint] = []
  /// Replay cost of the current window, in rows read and written.
  private(set) var cost = 0
  /// The cost of the checkpoint that was taken or restored last.
  private var lastCheckpointCost = 0
  private var entryByteCount = 0

  /// Memory that small entries, such as settings, may take however little is given.
  private static let entryAllowance = 1 << 20
  /// Enough checkpoints for any run.
  package static let mostCheckpoints = 512

  /// A history that begins and ends at a window.
  init(_ beginning: Beginning, at window: Int = 0, hasInitialParameters: Bool = true) {
    self.beginning = beginning
    start = window
    end = window
    self.hasInitialParameters = hasInitialParameters
    move(to: origin)
  }

  /// The kept state that the history begins with.
  private var origin: Checkpoint? {
    if case .kept(let origin) = beginning { origin } else { nil }
  }

  // MARK: Edits and updates

  /// Whether going back is impossible.
  package var isWithoutBeginning: Bool {
    if case .none = beginning { true } else { false }
  }

  /// Adds an edit at a window; the rest of the history is dropped.
  ///
  /// - Returns: The number of windows dropped.
  mutating func add(_ edit: Edit, at window: Int) -> Int {
    let dropped = end - window
    if dropped > 0 {
      removeEntries { $0.window > window }
      checkpoints.removeAll { $0.number > window }
      end = window
    }
    entries.append(Entry(window: window, edit: edit))
    entryByteCount += edit.byteCount
    return dropped
  }

  /// The edits at a window, in order.
  package func edits(at window: Int) -> some Sequence<Edit> {
    let first = entries.partitioningIndex { $0.window >= window }
    return entries[first...].lazy.prefix { $0.window == window }.map(\.edit)
  }

  /// The windows from one to the next that has edits; at least 1.
  func windowsToEdit(after window: Int) -> Int {
    let next = entries.partitioningIndex { $0.window > window }
    return next < entries.count ? entries[next].window - window : .max
  }

  /// Counts an applied update.
  mutating func count(rows: Int, arrivingAt window: Int) {
    cost += 2 * rows
    end = max(end, window)
    if isWithoutBeginning {
      start = window
      if entries.first.map({ $0.window < window }) ?? false { removeEntries { $0.window < window } }
    }
  }

  // MARK: Checkpoints

  /// Replay cost from the last checkpoint to here, in rows read and written.
  var costSinceCheckpoint: Int { cost - lastCheckpointCost }

  /// The replay cost between two checkpoints: some fifty milliseconds in a hundred dimensions, and
  /// at least ten times the cost of copying both matrices into new memory, which the system clears.
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
  /// - Returns: The last one dropped, whose memory can be reused.
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

  /// The latest checkpoint at or before a window; `nil` for the initial state.
  package func checkpoint(atOrBefore window: Int) -> Checkpoint? {
    let after = checkpoints.partitioningIndex { $0.number > window }
    return after > 0 ? checkpoints[after - 1] : origin
  }

  /// Moves the current window to a checkpoint, or to the beginning.
  mutating func move(to checkpoint: Checkpoint?) {
    cost = checkpoint?.cost ?? 0
    lastCheckpointCost = cost
  }

  // MARK: Memory

  /// The memory that checkpoints, the beginning and edits take, in bytes.
  package var byteCount: Int {
    checkpoints.reduce(0) { $0 + $1.byteCount } + originByteCount + entryByteCount
  }

  private var originByteCount: Int { origin?.byteCount ?? 0 }

  /// Drops checkpoints until all fit into the memory given, and the beginning if it does not fit even
  /// alone.
  ///
  /// - Parameters:
  ///   - limit: The memory, in bytes.
  ///   - window: The current window.
  /// - Returns: Whether the beginning had to be dropped.
  mutating func fit(into limit: Int, at window: Int) -> Bool {
    thin(to: limit)
    if isWithoutBeginning { return false }
    let isTooLarge =
      originByteCount > limit || originByteCount + entryByteCount > limit + Self.entryAllowance
    guard isTooLarge else { return false }
    beginning = .none
    start = window
    checkpoints.removeAll()
    removeEntries { $0.window <= window }
    if entryByteCount > limit + Self.entryAllowance {
      removeEntries { _ in true }
      end = window
    }
    return true
  }

  /// Gives a history without a beginning one.
  ///
  /// - Parameter origin: The state, with the edits at its window.
  mutating func begin(with origin: Checkpoint) {
    beginning = .kept(origin)
    start = origin.number
    move(to: origin)
    removeEntries { $0.window <= origin.number }
  }

  /// Adds an edit at the first window, before all others.
  mutating func addAtStart(_ edit: Edit) {
    entries.insert(Entry(window: start, edit: edit), at: 0)
    entryByteCount += edit.byteCount
  }

  private mutating func removeEntries(where isRemoved: (Entry) -> Bool) {
    entries.removeAll(where: isRemoved)
    entryByteCount = entries.reduce(0) { $0 + $1.edit.byteCount }
  }

  /// - Returns: The last checkpoint dropped.
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

  /// A checkpoint's value: gap covered over age; the lowest is dropped.
  private func worth(of index: Int, at now: Int) -> Double {
    let checkpoint = checkpoints[index]
    let before = index > 0 ? checkpoints[index - 1].cost : origin?.cost ?? 0
    let after =
      index + 1 < checkpoints.count ? checkpoints[index + 1].cost : max(now, checkpoint.cost)
    return Double(after - before) / Double(max(1, abs(now - checkpoint.cost)))
  }
}
