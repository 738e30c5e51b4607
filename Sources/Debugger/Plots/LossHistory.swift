import Algorithms
import DequeModule
import SkipGram

/// `J` of every window of the record that has been applied, in bounded memory.
///
/// Beside a loss stands the sum of all losses before it. So windows can be left out, old ones more
/// than new ones, and the mean over any stretch between two that are kept still counts every one.
package struct LossHistory: Sendable {
  /// A window of the record.
  package struct Entry: Equatable, Sendable {
    package let window: Int
    /// `J` before its update, in nats.
    package let loss: Double
    /// The sum of `J` over all windows of the run before it.
    package let sumBefore: Double
  }

  /// Windows that are kept, in order; not every one.
  package private(set) var entries: [Entry] = []
  /// The windows that breakpoints have stopped before, in order.
  package private(set) var stops: [Int] = []

  private static let limit = 8192
  private static let stopLimit = 1024

  /// Takes note of a window that is applied; one that is known is being replayed.
  mutating func note(_ window: Int, loss: Double, sumBefore: Double) {
    if let last = entries.last, window <= last.window { return }
    entries.append(Entry(window: window, loss: loss, sumBefore: sumBefore))
    if entries.count >= Self.limit { thin() }
  }

  /// Takes note of a window that a breakpoint has stopped before.
  mutating func noteStop(before window: Int) {
    let place = stops.partitioningIndex { $0 >= window }
    if place < stops.count, stops[place] == window { return }
    stops.insert(window, at: place)
    if stops.count > Self.stopLimit { stops.removeFirst() }
  }

  /// Forgets what the record no longer holds: a window and all after it.
  mutating func forget(from window: Int) {
    entries.removeSubrange(entries.partitioningIndex { $0.window >= window }...)
    stops.removeSubrange(stops.partitioningIndex { $0 > window }...)
  }

  /// Leaves out every other window of the older half; the first stays.
  private mutating func thin() {
    let half = entries.count / 2
    entries =
      entries[..<half].enumerated().filter { $0.offset % 2 == 0 }.map(\.element) + entries[half...]
  }

  /// The mean loss of the windows from about `stretch` before a kept one up to it.
  package func mean(upTo index: Int, stretch: Int) -> Double {
    let end = entries[index]
    let first = entries.partitioningIndex { $0.window > end.window - stretch }
    let start = entries[min(first, index)]
    return (end.sumBefore + end.loss - start.sumBefore) / Double(end.window + 1 - start.window)
  }
}

/// Sums over the windows applied so far, which a return to an earlier window takes back.
struct RunTally {
  /// `J` of the latest windows, oldest first.
  var recentLosses = Deque<Double>()
  /// The sum of `J` over all windows of the run.
  var lossSum = 0.0
  /// How often each word was drawn as a negative, shape `[W]`; empty before the first draw.
  var draws: [Int] = []

  /// Losses kept for the running mean and the sparkline.
  static let keptLosses = 200

  /// Counts a window.
  mutating func count(loss: Double) {
    recentLosses.append(loss)
    if recentLosses.count > Self.keptLosses { recentLosses.removeFirst() }
    lossSum += loss
  }

  /// Counts the negative draws of the window that has been applied last.
  mutating func countDraws(of trainer: borrowing Trainer) {
    if draws.isEmpty { draws = Array(repeating: 0, count: trainer.corpus.vocabulary.count) }
    trainer.addLastDraws(to: &draws)
  }

  /// The memory it takes, in bytes, with as many losses as are kept.
  var byteCount: Int {
    Self.keptLosses * MemoryLayout<Double>.stride + draws.count * MemoryLayout<Int>.stride
  }
}

extension Session {
  /// How often each word was drawn as a negative in the windows applied, shape `[W]`; empty before
  /// the first draw.
  package var drawCounts: [Int] { tally.draws }

  /// What happened at a window of the record, as a plot marks it.
  package enum RunMark: String, Sendable {
    /// Training settings were changed.
    case settings = "s"
    /// Vectors were written.
    case vectors = "v"
    /// A window or draws were made by hand.
    case window = "w"
    /// A breakpoint stopped before it.
    case stop = "b"
  }

  /// What happened in the record, in order of windows.
  package var runMarks: [(window: Int, mark: RunMark)] {
    let events = timeline.entries.map { entry -> (window: Int, mark: RunMark) in
      switch entry.event {
      case .settings: (entry.window, .settings)
      case .interventions: (entry.window, .window)
      case .assignment, .vectors: (entry.window, .vectors)
      }
    }
    return (lossHistory.stops.map { ($0, .stop) } + events).sorted { $0.window < $1.window }
  }
}
