import Algorithms
import Word2Vec

/// The windows of a run that can be gone back to, bit for bit.
///
/// It holds the edits of the user, by window and branch, and checkpoints of the parameters of the
/// current branch. Any state is the nearest checkpoint before it, and a replay from there with the
/// same kernel; all randomness is keyed by position, so nothing else is needed. Subtracting gradients
/// would not restore bits.
///
/// Checkpoints are spaced by cost: a new one is due when replaying from the last would take about ten
/// times as long as copying the parameters. When they exceed their memory, the least useful one is
/// dropped: the one whose gap is small for its age, so that recent ones stay denser.
package struct History {
  /// An edit and the window before which it was made.
  package struct Entry {
    package let window: Int
    package let edit: Edit
    /// Equal for the same edit on several branches.
    package let id: Int

    package init(window: Int, edit: Edit, id: Int) {
      self.window = window
      self.edit = edit
      self.id = id
    }
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
  /// The branch of the current window.
  package private(set) var branch: Branch
  /// The other branches, by number.
  package private(set) var others: [Branch] = []
  /// Whether window 0 of the run had the initial parameters of its settings, or others.
  package let hasInitialParameters: Bool
  /// In order of their windows.
  package private(set) var checkpoints: [Checkpoint] = []
  /// Replay cost of the current window, in rows read and written.
  private(set) var cost = 0
  /// The cost of the checkpoint that was taken or restored last.
  private var lastCheckpointCost = 0
  private var entryByteCount = 0
  private var branchesMade = 1
  private var editsMade = 0

  /// Memory that small entries, such as settings, may take however little is given.
  private static let entryAllowance = 1 << 20
  /// Enough checkpoints for any run.
  package static let mostCheckpoints = 512

  /// A history that begins and ends at a window.
  init(_ beginning: Beginning, at window: Int = 0, hasInitialParameters: Bool = true) {
    self.beginning = beginning
    start = window
    branch = Branch(number: 1, start: window, end: window)
    self.hasInitialParameters = hasInitialParameters
    move(to: origin)
  }

  /// The kept state that the history begins with.
  package var origin: Checkpoint? {
    if case .kept(let origin) = beginning { origin } else { nil }
  }

  /// The last window of the history: the furthest position reached on this branch.
  package private(set) var end: Int {
    get { branch.end }
    set { branch.end = newValue }
  }

  /// All edits of this branch, in order.
  package private(set) var entries: [Entry] {
    get { branch.entries }
    _modify { yield &branch.entries }
  }

  // MARK: Edits and updates

  /// Whether going back is impossible.
  package var isWithoutBeginning: Bool {
    if case .none = beginning { true } else { false }
  }

  /// Adds an edit at a window; where this branch has later windows, a new one begins.
  mutating func add(_ edit: Edit, at window: Int, meanLoss: Double?) -> Branching? {
    let branching = end > window ? beginBranch(at: window, meanLoss: meanLoss) : nil
    entries.append(makeEntry(edit, at: window))
    entryByteCount += edit.byteCount
    return branching
  }

  private mutating func makeEntry(_ edit: Edit, at window: Int) -> Entry {
    editsMade += 1
    return Entry(window: window, edit: edit, id: editsMade)
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

  // MARK: Branches

  /// All branches, by number.
  package var branches: [Branch] { (others + [branch]).sorted { $0.number < $1.number } }

  /// Begins a branch with the edits up to a window, and stands on it.
  private mutating func beginBranch(at window: Int, meanLoss: Double?) -> Branching {
    branch.meanLoss = meanLoss
    let old = branch
    others.append(old)
    branchesMade += 1
    branch = Branch(number: branchesMade, parent: old.number, start: window, end: window)
    branch.entries = Array(old.entries.prefix { $0.window <= window })
    checkpoints.removeAll { $0.number > window }
    return Branching(
      window: window, branch: branch.number, parent: old.number, windows: old.end - start)
  }

  /// Makes another branch the current one; its checkpoints are those that both have.
  ///
  /// - Returns: The last window that both arrive at in the same state.
  mutating func stand(on number: Int, meanLoss: Double?) -> Int {
    guard let place = others.firstIndex(where: { $0.number == number }) else { return end }
    let new = others.remove(at: place)
    branch.meanLoss = meanLoss
    others.append(branch)
    let common = min(branch.lastCommonWindow(with: new), branch.end, new.end)
    branch = new
    checkpoints.removeAll { $0.number > common }
    return common
  }

  /// The history as it is for one who stands on another branch.
  package func standing(on number: Int) -> History {
    var history = self
    _ = history.stand(on: number, meanLoss: nil)
    return history
  }

  /// Names the current branch.
  package mutating func nameBranch(_ name: String) { branch.name = name }

  /// Removes a branch that is not the current one, and that no other begins on.
  package mutating func removeBranch(_ number: Int) {
    others.removeAll { $0.number == number }
    countEntryBytes()
  }

  /// Takes the branches of a saved history, and stands on one.
  mutating func restore(_ saved: SavedHistory) {
    branch = saved.branches[saved.current]
    others = saved.branches.indices.filter { $0 != saved.current }.map { saved.branches[$0] }
    branchesMade = max(saved.branchesMade, branches.last?.number ?? 1)
    editsMade = branches.reduce(0) { $1.entries.reduce($0) { max($0, $1.id) } }
    cost = saved.cost
    countEntryBytes()
  }

  /// What a file keeps of this history; `nil` if it has no beginning.
  package var saved: SavedHistory? {
    let start: SavedOrigin
    switch beginning {
    case .initial(let settings): start = SavedOrigin(settings)
    case .kept(let checkpoint): start = checkpoint.saved
    case .none: return nil
    }
    let branches = branches
    return SavedHistory(
      origin: start, hasInitialParameters: hasInitialParameters, branches: branches,
      current: branches.firstIndex { $0.number == branch.number } ?? 0,
      branchesMade: branchesMade, cost: cost)
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
  /// - Returns: Whether the beginning had to be dropped, and other branches with it.
  mutating func fit(into limit: Int, at window: Int) -> Bool {
    thin(to: limit)
    if isWithoutBeginning { return false }
    let isTooLarge =
      originByteCount > limit || originByteCount + entryByteCount > limit + Self.entryAllowance
    guard isTooLarge else { return false }
    beginning = .none
    start = window
    others.removeAll()
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
    entries.insert(makeEntry(edit, at: start), at: 0)
    entryByteCount += edit.byteCount
  }

  private mutating func removeEntries(where isRemoved: (Entry) -> Bool) {
    entries.removeAll(where: isRemoved)
    countEntryBytes()
  }

  /// Counts each edit once, however many branches have it.
  private mutating func countEntryBytes() {
    var counted: Set<Int> = []
    entryByteCount = branches.reduce(0) { sum, branch in
      branch.entries.reduce(sum) {
        counted.insert($1.id).inserted ? $0 + $1.edit.byteCount : $0
      }
    }
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
