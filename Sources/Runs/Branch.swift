/// A continuation of a run: a list of edits from window 0 on.
///
/// Its parameters are not kept: they come back by replay.
package struct Branch {
  /// Its number, from 1; numbers are not used again.
  package let number: Int
  /// The name given by the user.
  package internal(set) var name: String?
  /// The branch that it begins on; `nil` for the first.
  package let parent: Int?
  /// The window where it leaves its parent.
  package let start: Int
  /// All edits, in order, those shared with other branches included.
  package internal(set) var entries: [History.Entry] = []
  /// The last window reached.
  package internal(set) var end: Int
  /// The mean of `J` over its last windows, in nats, when it was left.
  package internal(set) var meanLoss: Double?

  package init(
    number: Int, name: String? = nil, parent: Int? = nil, start: Int, end: Int,
    entries: [History.Entry] = [], meanLoss: Double? = nil
  ) {
    self.number = number
    self.entries = entries
    self.meanLoss = meanLoss
    self.name = name
    self.parent = parent
    self.start = start
    self.end = end
  }

  /// Its number, and its name if it has one.
  package var title: String { "branch \(number)" + (name.map { " (\($0))" } ?? "") }

  /// The number of windows that the mean loss of a branch counts.
  package static let meanWindows = 100

  /// The last window that two branches arrive at in the same state, before any edit there.
  package func lastCommonWindow(with other: Branch) -> Int {
    let count = zip(entries, other.entries).prefix { $0.id == $1.id }.count
    let next = [entries.dropFirst(count).first, other.entries.dropFirst(count).first]
    return next.compactMap { $0?.window }.min() ?? .max
  }

  /// The edits of this branch that another does not have.
  package func edits(notIn other: Branch) -> ArraySlice<History.Entry> {
    entries.dropFirst(zip(entries, other.entries).prefix { $0.id == $1.id }.count)
  }
}

/// The beginning of a branch: what its first edit tells the user.
package struct Branching: Equatable, Sendable {
  /// The window where it begins.
  package let window: Int
  package let branch: Int
  /// The branch that it leaves.
  package let parent: Int
  /// The number of windows that the branch left keeps.
  package let windows: Int
}
