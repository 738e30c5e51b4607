import SkipGram

/// Which windows of a span moved a value, and by how much.
///
/// A value is a number or a vector. Every change is the value after a window's update less the value
/// before it, at the same place in the run; what the user wrote into vectors counts as changes of
/// its own. So the changes add up to the whole, up to the rounding of their sum.
struct Ledger {
  /// What moved the value.
  enum Cause {
    /// A window's update, and how the words asked about take part in it.
    case window(Window, roles: String)
    /// Numbers that the user wrote or read into vectors, standing before the window.
    case edit
  }

  /// One change.
  struct Row {
    let number: Int
    let cause: Cause
    let change: [Double]
    /// The value after it.
    let value: [Double]
    /// What rows are sorted by: the norm of the change, largest if it is not a number.
    let size: Double
  }

  /// How many rows are kept.
  let limit: Int
  /// The largest changes, in descending order; the earlier of two equal ones first.
  private(set) var rows: [Row] = []
  /// How many changes were not zero.
  private(set) var count = 0
  /// The sum of all changes.
  private(set) var sum: [Double]
  /// The value at the beginning of the span.
  let first: [Double]
  /// The value after the latest change.
  private(set) var last: [Double]

  init(from value: [Double], keeping limit: Int) {
    self.limit = limit
    first = value
    last = value
    sum = value.map { _ in 0 }
  }

  /// The change of the value from the beginning of the span on.
  var total: [Double] { zip(last, first).map { $0 - $1 } }

  /// Takes a new value in.
  ///
  /// - Parameters:
  ///   - value: The value.
  ///   - number: The window whose update has led to it, or that was stood before.
  ///   - cause: What has led to it; only asked for where the change is among the largest.
  mutating func add(_ value: [Double], before number: Int, cause: () -> Cause) {
    defer { last = value }
    let change = zip(value, last).map { $0 - $1 }
    guard change.contains(where: { $0 != 0 }) else { return }
    count += 1
    sum.add(change)
    let norm = size(of: change)
    let size = norm.isNaN ? .infinity : norm
    if rows.count == limit, let smallest = rows.last, smallest.size >= size { return }
    let place = rows.firstIndex { $0.size < size } ?? rows.count
    rows.insert(
      Row(number: number, cause: cause(), change: change, value: value, size: size), at: place)
    if rows.count > limit { rows.removeLast() }
  }
}

/// The magnitude of a number, the norm of a vector.
func size(of value: [Double]) -> Double {
  value.count == 1 ? value[0].magnitude : norm(value)
}
