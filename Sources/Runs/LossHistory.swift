import Algorithms
import Word2Vec

/// `J` of every applied window of the history, in bounded memory.
///
/// Each loss is kept with the sum of all losses before it. So windows can be left out, old ones more
/// than new ones, and the mean between two kept windows still counts every one.
package struct LossHistory: Sendable {
  /// A window of the history.
  package struct Entry: Equatable, Sendable {
    package let window: Int
    /// `J` before its update, in nats.
    package let loss: Double
    /// The sum of `J` over all windows of the run before it.
    package let sumBefore: Double

    package init(window: Int, loss: Double, sumBefore: Double) {
      self.window = window
      self.loss = loss
      self.sumBefore = sumBefore
    }
  }

  /// The kept windows, in order; not every one.
  package private(set) var entries: [Entry] = []
  /// The windows before which breakpoints have stopped, in order.
  package private(set) var stops: [Int] = []

  /// The number of windows that are never exceeded.
  package static let limit = 8192
  /// The most stops that are kept.
  package static let stopLimit = 1024

  /// The losses of some windows, in order.
  package init(entries: [Entry] = [], stops: [Int] = []) {
    self.entries = entries
    self.stops = stops
  }

  /// Adds an applied window; a known one is being replayed.
  mutating func add(_ window: Int, loss: Double, sumBefore: Double) {
    if let last = entries.last, window <= last.window { return }
    entries.append(Entry(window: window, loss: loss, sumBefore: sumBefore))
    if entries.count >= Self.limit { thin() }
  }

  /// Adds a window before which a breakpoint has stopped.
  package mutating func addStop(before window: Int) {
    let place = stops.partitioningIndex { $0 >= window }
    if place < stops.count, stops[place] == window { return }
    stops.insert(window, at: place)
    if stops.count > Self.stopLimit { stops.removeFirst() }
  }

  /// Removes a window and all after it.
  mutating func remove(from window: Int) {
    entries.removeSubrange(entries.partitioningIndex { $0.window >= window }...)
    stops.removeSubrange(stops.partitioningIndex { $0 > window }...)
  }

  /// Removes every other window of the older half; the first stays.
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
